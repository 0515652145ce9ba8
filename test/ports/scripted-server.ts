import { X509Certificate } from "node:crypto";
import { issueLeaf, type LabAuthority, type Mint } from "../../src/lab/authority.ts";
import type { LabModel, LabRequest } from "../../src/lab/model.ts";
import { serve } from "../../src/lab/serve.ts";
import { credentialFor } from "../../src/lab/tls/credentials.ts";
import { nodeClock } from "../../src/ports/node/index.ts";
import type { ScriptedServer, ServerScript } from "../contracts/http.ts";

/** A platform that remembers what it was asked. */
const remembering: LabModel<readonly LabRequest[]> = {
  step: (state, request) => ({ state: [...state, request], reply: { status: 200, body: "" }, takesMs: 0 }),
  advance: (state) => state,
  canonical: (state) => state,
  broken: () => [],
  effects: () => ({}),
};

/** The contract's server on real sockets. */
export async function scriptedServer(
  mint: Mint,
  authority: LabAuthority,
  script: ServerScript,
): Promise<ScriptedServer & { readonly close: () => Promise<void> }> {
  const { shows = "good", answer = { status: 200, body: "" }, demandsClientCertificate: demanded } = script;
  const credential =
    shows === "good"
      ? await issueLeaf(mint, authority, { sans: ["DNS:localhost", "IP:127.0.0.1"] })
      : await credentialFor(mint, authority, shows, "localhost");
  const demand = { requestCert: true, rejectUnauthorized: true, ca: authority.root.certificate };
  const server = await serve({
    model: remembering,
    initial: [],
    clock: nodeClock(),
    credential,
    ...(demanded === undefined ? {} : { tls: { ...demand, minVersion: demanded, maxVersion: demanded } }),
    hooks: {
      onApplied: () => {
        if (answer === "not-http") return { raw: "SSH-2.0-OpenSSH_9.9\r\n" };
        return typeof answer === "string" ? answer : { reply: answer };
      },
    },
  });
  return {
    origin: server.origin,
    root: authority.root.certificate,
    intermediate: authority.intermediate.certificate,
    pin: new X509Certificate(credential.certificate).fingerprint256
      .replaceAll(":", "")
      .toLowerCase() as ScriptedServer["pin"],
    received: server.state,
    close: server.close,
  };
}
