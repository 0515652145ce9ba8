import type { JsonObject } from "../../../src/model/json.ts";
import type { Provider, Session } from "../../../src/model/provider.ts";
import type { Target } from "../../../src/model/target.ts";
import type { Tls } from "../../../src/ports/index.ts";
import { nodeTls } from "../../../src/ports/node/tls.ts";
import { createTlsProvider } from "../../../src/providers/tls/index.ts";
import { noon } from "../../pki/authority.ts";

export const provider: Provider = createTlsProvider({ systemAnchors: () => [] });

/** A session that looks from `noon` and has no other port than `tls`. */
export function aSession(connection: JsonObject, tls: Tls = nodeTls(), requestTimeoutMs = 5000): Session {
  const missing = async (): Promise<never> => {
    throw new Error("a tls target has no use for this port");
  };
  return {
    connection,
    access: "read",
    clock: { now: () => noon, sleep: missing },
    http: { request: missing },
    tls,
    secrets: { resolve: missing },
    timing: { requestTimeoutMs, pollMs: 10 },
    memory: new Map(),
  };
}

export function aTarget(connection: JsonObject, options: JsonObject = {}): Target {
  const policy = {
    name: "baseline",
    finishBeforeMs: 0,
    lifetimeClasses: [],
    signatureHash: ["sha256"],
    minimumKey: { rsa: 2048, ec: 256 },
  } as const;
  return { name: "portal", type: "tls", policy, rotate: [], after: [], connection, options };
}
