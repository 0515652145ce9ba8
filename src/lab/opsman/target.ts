import { issueCertificate } from "../../pki/index.ts";
import { dayMs, issueLeaf, type Mint } from "../authority.ts";
import { type LabSite, type LabTarget, rootFile } from "../scenario.ts";
import { type LabServer, type ServeHooks, serve } from "../serve.ts";
import { type InitialOpsman, initialOpsman } from "./initial.ts";
import { opsmanModel } from "./model.ts";
import { opsmanAt, type StartingPoint } from "./points.ts";
import type { OpsmanSettings, OpsmanState, SpareRoot } from "./state.ts";

const secretFile = "secrets/opsman";

export interface OpsmanRequest {
  /** Instant at which the deployed leaves end. */
  readonly leavesEnd: number;
  /** Instant at which the root ends, four years after it was made; default: in three years. */
  readonly rootEnds?: number;
  /** What the estate lets certplan rotate; default: leaves. */
  readonly rotate?: readonly string[];
  /** How many roots `generate` can hand out; default: none. */
  readonly spareRoots?: number;
  /** Service instances, CAs in CredHub, further tiles, stemcells; default: none of them. */
  readonly foundation?: Pick<InitialOpsman, "serviceInstances" | "credhub" | "tiles" | "stemcell">;
  /** Where a rotation that the user `admin` has begun by hand stands; default: there is none. */
  readonly point?: StartingPoint;
  /** What differs from the lab's: an Apply Changes of 6 s, and replies within 20 ms. */
  readonly settings?: Partial<OpsmanSettings>;
  readonly hooks?: ServeHooks;
  readonly timeScale?: number;
}

/** An Ops Manager on a socket as a target whose certificates may be rotated, with credentials of its own. */
export async function opsmanTarget(
  site: LabSite,
  request: OpsmanRequest,
): Promise<LabTarget & { readonly server: LabServer<OpsmanState> }> {
  const { mint, authority, ports } = site;
  const secret = Buffer.from(await ports.random.bytes(24)).toString("hex");
  const server = await serve({
    model: opsmanModel,
    initial: await foundationOf(mint, secret, request),
    clock: ports.clock,
    credential: await issueLeaf(mint, authority, { sans: ["DNS:opsman.lab.test", "DNS:localhost", "IP:127.0.0.1"] }),
    ...(request.hooks === undefined ? {} : { hooks: request.hooks }),
    ...(request.timeScale === undefined ? {} : { timeScale: request.timeScale }),
  });
  return {
    name: "opsman",
    address: server.origin,
    explain: explanationOf(request),
    yaml: [
      "name: opsman",
      "type: opsman",
      `url: ${server.origin}`,
      `credentials: { kind: uaa-client, id: certplan, secret: { file: ./${secretFile} } }`,
      `trust: { caFile: ./${rootFile} }`,
      `rotate: [${(request.rotate ?? ["leaves"]).join(", ")}]`,
      ...(request.foundation?.serviceInstances === true ? [reachingInstances] : []),
    ],
    files: { [secretFile]: `${secret}\n` },
    server,
    close: server.close,
  };
}

const reachingInstances = "apply: { errands: { p.mysql: { upgrade-all-service-instances: run } } }";

function explanationOf({ point, rootEnds }: OpsmanRequest): string {
  if (point !== undefined) return "Ops Manager in the middle of a CA rotation that somebody began by hand";
  return rootEnds === undefined
    ? "Ops Manager whose non-configurable leaves end soon"
    : "Ops Manager whose root CA ends soon";
}

async function foundationOf(mint: Mint, secret: string, request: OpsmanRequest): Promise<OpsmanState> {
  const { now } = mint;
  const ends = request.rootEnds ?? now + 3 * 365 * dayMs;
  const spareRoots: SpareRoot[] = [];
  const root = await platformRoot(mint, ends - 4 * 365 * dayMs);
  while (spareRoots.length < (request.spareRoots ?? 0)) spareRoots.push(await platformRoot(mint, now - dayMs));
  const state = initialOpsman({
    now,
    root,
    clients: { certplan: secret, ...(request.point === undefined ? {} : { admin: secret }) },
    leavesEnd: request.leavesEnd,
    settings: { installMs: 6000, replyMs: 20, ...request.settings },
    spareRoots,
    ...request.foundation,
  });
  return request.point === undefined ? state : opsmanAt(request.point, state, { now });
}

/**
 * A root CA as Ops Manager makes them for itself: RSA 2048, four years, `C=US, O=Pivotal`, and a serial number, all of
 * which several of them share. It is 1 and not 0, which our issuer cannot write. Source: reference, section 1.
 */
export async function platformRoot(
  mint: Pick<Mint, "keys">,
  notBefore: number,
): Promise<{ readonly pem: string; readonly notBefore: number; readonly notAfter: number }> {
  const key = await mint.keys.make("rsa-2048");
  const notAfter = notBefore + 4 * 365 * dayMs;
  const pem = await issueCertificate({
    subject: "C=US,O=Pivotal",
    publicKey: key.publicKeyPem,
    issuer: { self: key.privateKeyPem },
    serialNumber: "01",
    notBefore,
    notAfter,
    ca: {},
  });
  return { pem, notBefore, notAfter };
}
