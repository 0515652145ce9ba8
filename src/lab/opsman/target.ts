import { issueCertificate } from "../../pki/index.ts";
import { dayMs, issueLeaf, type LabAuthority, type Mint } from "../authority.ts";
import { type LabSite, type LabTarget, rootFile } from "../scenario.ts";
import { type LabServer, type ServeHooks, serve } from "../serve.ts";
import { initialOpsman } from "./initial.ts";
import type { InitialOpsman } from "./initial-options.ts";
import { opsmanModel } from "./model.ts";
import { opsmanAt, type StartingPoint } from "./points.ts";
import { type OpsmanProfile, opsmanProfiles } from "./profiles.ts";
import type { OpsmanSettings, OpsmanState, SpareRoot } from "./state.ts";

const secretFile = "secrets/opsman";
const passphraseFile = "secrets/opsman-passphrase";
const fourYearsMs = 4 * 365 * dayMs;

export interface OpsmanRequest {
  /** Instant at which the deployed leaves end. */
  readonly leavesEnd: number;
  /** Instant at which the root ends, four years after it was made; default: in three years. */
  readonly rootEnds?: number;
  /** What the estate lets certplan rotate; default: leaves. */
  readonly rotate?: readonly string[];
  /** How many roots `generate` can hand out; default: none. */
  readonly spareRoots?: number;
  /** Instant at which the NATS CA beside the root ends; default: with the root. */
  readonly natsEnds?: number;
  /** Release and stemcell; default: 2.10. */
  readonly profile?: OpsmanProfile;
  /** Service instances, CAs in CredHub, further tiles, stemcells; default: none of them. */
  readonly foundation?: Pick<
    InitialOpsman,
    "serviceInstances" | "instanceErrands" | "credhub" | "outside" | "tiles" | "stemcell" | "natsLeaves"
  >;
  /** Configurable leaves: one by its root in a collection of `cf`, one by a public CA in a property of `p.mysql`. */
  readonly pasted?: boolean;
  /** It has been rebooted and waits for its passphrase, which the estate refers to. */
  readonly locked?: boolean;
  /** Where a rotation that the user `admin` has begun by hand stands; default: there is none. */
  readonly point?: StartingPoint;
  /** Of these applies by hand: the errands that reach service instances; default: run. */
  readonly errandsByHand?: "run" | "forgotten";
  /** Whatever else is the matter with it; `now` in milliseconds. */
  readonly change?: (state: OpsmanState, now: number) => OpsmanState;
  /** Further lines of the target in the estate. */
  readonly yaml?: readonly string[];
  /** For people: what is special about it. */
  readonly explain?: string;
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
    initial: await foundationOf(site, secret, request),
    clock: ports.clock,
    credential: await issueLeaf(mint, authority, { sans: ["DNS:opsman.lab.test", "DNS:localhost", "IP:127.0.0.1"] }),
    ...(request.hooks === undefined ? {} : { hooks: request.hooks }),
    ...(request.timeScale === undefined ? {} : { timeScale: request.timeScale }),
  });
  return {
    name: "opsman",
    address: server.origin,
    explain: explanationOf(request),
    ...(request.pasted === true ? { issuers: ["lab-ca: { type: local-ca, directory: .certplan-ca }"] } : {}),
    yaml: [
      "name: opsman",
      "type: opsman",
      `url: ${server.origin}`,
      `credentials: { kind: uaa-client, id: certplan, secret: { file: ./${secretFile} } }`,
      ...(request.locked === true ? [`unlock: { passphrase: { file: ./${passphraseFile} } }`] : []),
      `trust: { caFile: ./${rootFile} }`,
      `rotate: [${(request.rotate ?? ["leaves"]).join(", ")}]`,
      ...(request.foundation?.serviceInstances === true ? [reachingInstances] : []),
      ...(request.rotate?.includes("ca") === true ? ["consumers: []"] : []),
      ...(request.yaml ?? []),
    ],
    files: {
      [secretFile]: `${secret}\n`,
      ...(request.locked === true ? { [passphraseFile]: `${passphraseOf(secret)}\n` } : {}),
    },
    server,
    close: server.close,
  };
}

const reachingInstances = "apply: { errands: { p.mysql: { upgrade-all-service-instances: run } } }";

function explanationOf({ explain, point, rootEnds }: OpsmanRequest): string {
  if (explain !== undefined) return `Ops Manager: ${explain}`;
  if (point !== undefined) return "Ops Manager in the middle of a CA rotation that somebody began by hand";
  return rootEnds === undefined
    ? "Ops Manager whose non-configurable leaves end soon"
    : "Ops Manager whose root CA ends soon";
}

/** Another secret than that of the login, of the same worth. */
function passphraseOf(secret: string): string {
  return `${secret.slice(24)}${secret.slice(0, 24)}`;
}

async function foundationOf(
  { mint, authority }: Pick<LabSite, "mint" | "authority">,
  secret: string,
  request: OpsmanRequest,
): Promise<OpsmanState> {
  const { now } = mint;
  const ends = request.rootEnds ?? now + 3 * 365 * dayMs;
  const root = await platformRoot(mint, ends - fourYearsMs);
  const nats = request.natsEnds === undefined ? undefined : await platformRoot(mint, request.natsEnds - fourYearsMs);
  const { version, stemcell } = opsmanProfiles[request.profile ?? "2.10"];
  const spareRoots: SpareRoot[] = [];
  while (spareRoots.length < (request.spareRoots ?? 0)) spareRoots.push(await platformRoot(mint, now - dayMs));
  const state = initialOpsman({
    now,
    root: { ...root, ...(nats === undefined ? {} : { natsPem: nats.pem, natsNotAfter: nats.notAfter }) },
    clients: { certplan: secret, admin: secret },
    leavesEnd: request.leavesEnd,
    settings: { version, installMs: 6000, startMs: 1000, replyMs: 20, ...request.settings },
    spareRoots,
    leafKey: (await mint.keys.make("rsa-2048")).privateKeyPem,
    stemcell,
    ...(request.pasted === true ? await pastedLeaves(mint, authority, root) : {}),
    ...request.foundation,
  });
  const { point, errandsByHand: errands = "run" } = request;
  const reached = point === undefined ? state : opsmanAt(point, state, { now, errands });
  const changed = request.change?.(reached, now) ?? reached;
  return request.locked === true ? { ...changed, startup: { passphrase: passphraseOf(secret) } } : changed;
}

/** Certificates that people have pasted: one that the platform's root signed, one by somebody else. */
async function pastedLeaves(
  mint: Mint,
  authority: LabAuthority,
  root: { readonly pem: string; readonly key: string; readonly notAfter: number },
): Promise<Pick<InitialOpsman, "configurable" | "collection">> {
  const validFrom = mint.now - 100 * dayMs;
  const own = await mint.keys.make("rsa-2048");
  const pem = await issueCertificate({
    subject: "CN=*.apps.lab.test",
    sans: ["DNS:*.apps.lab.test"],
    publicKey: own.publicKeyPem,
    issuer: { certificate: root.pem, privateKey: root.key },
    serialNumber: "02",
    notBefore: validFrom,
    notAfter: root.notAfter,
    usages: ["serverAuth"],
  });
  const dates = { notBefore: validFrom, notAfter: mint.now + 300 * dayMs };
  const other = await issueLeaf(mint, authority, { sans: ["DNS:mysql.lab.test"], key: "rsa-2048", ...dates });
  return {
    collection: [{ name: "wildcard", pem, validFrom, validUntil: root.notAfter }],
    configurable: { pem: other.certificate, validFrom, validUntil: dates.notAfter, ca: "elsewhere" },
  };
}

/**
 * A root CA as Ops Manager makes them for itself: RSA 2048, four years, `C=US, O=Pivotal`, and a serial number, all of
 * which several of them share. It is 1 and not 0, which our issuer cannot write. Source: reference, section 1.
 */
export async function platformRoot(
  mint: Pick<Mint, "keys">,
  notBefore: number,
): Promise<{ readonly pem: string; readonly key: string; readonly notBefore: number; readonly notAfter: number }> {
  const key = await mint.keys.make("rsa-2048");
  const notAfter = notBefore + fourYearsMs;
  const pem = await issueCertificate({
    subject: "C=US,O=Pivotal",
    publicKey: key.publicKeyPem,
    issuer: { self: key.privateKeyPem },
    serialNumber: "01",
    notBefore,
    notAfter,
    ca: {},
  });
  return { pem, key: key.privateKeyPem, notBefore, notAfter };
}
