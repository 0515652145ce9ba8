import type { Provider, Providers } from "../model/provider.ts";

/**
 * Every platform: one line each, loaded when a target of its type is met. `systemAnchors` gives the PEM certificates that
 * `{ system: true }` trusts.
 */
export function providers(parts: { readonly systemAnchors: () => readonly string[] }): Providers {
  return {
    opsman: () => import("./opsman/index.ts").then(({ opsmanProvider }) => opsmanProvider),
    rancher: () => import("./rancher/index.ts").then(({ rancherProvider }) => rancherProvider),
    tls: once(() => import("./tls/index.ts").then(({ createTlsProvider }) => createTlsProvider(parts))),
  };
}

/** One provider for all that ask: it keeps the anchors that it has read. */
function once(load: () => Promise<Provider>): () => Promise<Provider> {
  let loaded: Promise<Provider> | undefined;
  return () => {
    loaded ??= load();
    return loaded;
  };
}
