import type { Registry } from "../model/provider.ts";
import { opsmanProvider } from "./opsman/index.ts";
import { rancherProvider } from "./rancher/index.ts";
import { createTlsProvider } from "./tls/index.ts";

/** Every platform: one line each. `systemAnchors` gives the PEM certificates that `{ system: true }` trusts. */
export function providers(parts: { readonly systemAnchors: () => readonly string[] }): Registry {
  return {
    opsman: opsmanProvider,
    rancher: rancherProvider,
    tls: createTlsProvider(parts),
  };
}
