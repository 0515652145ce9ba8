import { issueCertificate } from "../../pki/index.ts";
import { dayMs, issueLeaf, type Mint } from "../authority.ts";
import { type LabSite, type LabTarget, rootFile } from "../scenario.ts";
import { type LabServer, type ServeHooks, serve } from "../serve.ts";
import { initialOpsman } from "./initial.ts";
import { opsmanModel } from "./model.ts";
import type { OpsmanSettings, OpsmanState } from "./state.ts";

const secretFile = "secrets/opsman";

export interface OpsmanRequest {
  /** Instant at which the deployed leaves end. */
  readonly leavesEnd: number;
  /** What differs from the lab's: an Apply Changes of 6 s, and replies within 20 ms. */
  readonly settings?: Partial<OpsmanSettings>;
  readonly hooks?: ServeHooks;
  readonly timeScale?: number;
}

/** An Ops Manager on a socket as a target whose leaves may be rotated, with credentials of its own. */
export async function opsmanTarget(
  site: LabSite,
  request: OpsmanRequest,
): Promise<LabTarget & { readonly server: LabServer<OpsmanState> }> {
  const { mint, authority, ports } = site;
  const secret = Buffer.from(await ports.random.bytes(24)).toString("hex");
  const server = await serve({
    model: opsmanModel,
    initial: initialOpsman({
      now: mint.now,
      root: await platformRoot(mint),
      clients: { certplan: secret },
      leavesEnd: request.leavesEnd,
      settings: { installMs: 6000, replyMs: 20, ...request.settings },
    }),
    clock: ports.clock,
    credential: await issueLeaf(mint, authority, { sans: ["DNS:opsman.lab.test", "DNS:localhost", "IP:127.0.0.1"] }),
    ...(request.hooks === undefined ? {} : { hooks: request.hooks }),
    ...(request.timeScale === undefined ? {} : { timeScale: request.timeScale }),
  });
  return {
    name: "opsman",
    address: server.origin,
    explain: "Ops Manager whose non-configurable leaves end soon",
    yaml: [
      "name: opsman",
      "type: opsman",
      `url: ${server.origin}`,
      `credentials: { kind: uaa-client, id: certplan, secret: { file: ./${secretFile} } }`,
      `trust: { caFile: ./${rootFile} }`,
      "rotate: [leaves]",
    ],
    files: { [secretFile]: `${secret}\n` },
    server,
    close: server.close,
  };
}

/** The root CA that Ops Manager makes for itself: RSA 2048, four years, `C=US, O=Pivotal`. Source: reference, section 1. */
async function platformRoot(mint: Mint): Promise<{ pem: string; notBefore: number; notAfter: number }> {
  const key = await mint.keys.make("rsa-2048");
  const notBefore = mint.now - 365 * dayMs;
  const notAfter = notBefore + 4 * 365 * dayMs;
  const pem = await issueCertificate({
    subject: "C=US,O=Pivotal",
    publicKey: key.publicKeyPem,
    issuer: { self: key.privateKeyPem },
    serialNumber: `01${Buffer.from(await mint.random.bytes(15)).toString("hex")}`,
    notBefore,
    notAfter,
    ca: {},
  });
  return { pem, notBefore, notAfter };
}
