import type { Registry } from "../model/provider.ts";
import { systemAnchors } from "../ports/node/system-anchors.ts";
import { opsmanProvider } from "../providers/opsman/index.ts";
import { createTlsProvider } from "../providers/tls/index.ts";

/** Every platform of this program, over the real ports. */
export function realRegistry(): Registry {
  return { opsman: opsmanProvider, tls: createTlsProvider({ systemAnchors }) };
}
