import type { JsonObject } from "../../model/json.ts";
import type { Finding, Reason } from "../../model/plan.ts";
import type { Observation, Session } from "../../model/provider.ts";
import type { Slot } from "../../model/slot.ts";
import type { Target } from "../../model/target.ts";
import { digestsOf, fingerprintOf, parsePemBundle, slotOf } from "../../pki/index.ts";
import { iso } from "../../time/instant.ts";
import { clockSkewOf } from "../../web/index.ts";
import { readRotation } from "./ca-facts.ts";
import { rotationDoubts, rotationReasons } from "./ca-reasons.ts";
import { configurableFacts, configurableSlots, readElementNames } from "./configurable.ts";
import { principalOf } from "./connection.ts";
import { firstPem } from "./new-ca-kinds.ts";
import type { OpsmanFacts } from "./opsman-facts.ts";
import type { OpsmanOptions } from "./options.ts";
import { regeneratedLeaves } from "./own-procedure.ts";
import { unexplained } from "./pending.ts";
import { releaseOf } from "./release.ts";
import { readRecreateFlags } from "./rotation-wire.ts";
import { hasTkgi, markStaying } from "./tkgi.ts";
import { uploadOf } from "./upload.ts";
import { strandedOf, waivedNow } from "./waived.ts";
import {
  type CaRow,
  type CertificateRow,
  type ChangeRow,
  certificateIn,
  type InstallationRow,
  type ProductRow,
  readCas,
  readCertificates,
  readInstallations,
  readPending,
  readProducts,
  readVersion,
} from "./wire.ts";

/** Reads everything that planning needs, one request at a time. */
export async function observeOpsman(session: Session, target: Target): Promise<Observation> {
  const version = await readVersion(session);
  const products = await readProducts(session);
  const cas = await readCas(session);
  const certificates = await readCertificates(session);
  const installations = await readInstallations(session);
  const pending = await readPending(session);
  const roots = await Promise.all(cas.map(rootSlot));
  const elements = await readElementNames(session, certificates);
  const options = target.options as OpsmanOptions;
  const flags = target.rotate.length > 0 ? await readRecreateFlags(session) : undefined;
  const rotation = target.rotate.includes("ca")
    ? await readRotation(session, {
        version,
        products,
        cas,
        certificates,
        whole: installations.filter((row) => isWhole(row, products)),
        exclude: options.exclude ?? [],
        hasDeclaredInstances: Object.keys(options.apply?.instances ?? {}).length > 0,
        waived: waivedNow(target, session.evaluateAt ?? session.clock.now()),
        upload: await uploadOf(target),
        elements,
      })
    : undefined;
  const configurable = configurableFacts(certificates, { products, elements });
  const facts: OpsmanFacts = {
    ...factsOf({ products, cas, roots, installations, pending, certificates, keepsPem: hasOutsiders(target) }),
    recreatesDisks: flags?.persistentDisks ?? null,
    ...(clockSkewOf(session) === 0 ? {} : { clockSkewSeconds: clockSkewOf(session) }),
    configurable,
    ...(rotation === undefined ? {} : { rotation: rotation.facts }),
  };
  const leaves = markStaying(leafSlots(certificates), products, certificates);
  const stranded = strandedOf(target, rotation?.deployments);
  return {
    system: `opsman:${directorOf(products)}`,
    version: releaseOf(version),
    principal: principalOf(session),
    complete: true,
    slots: [...roots, ...(rotation?.nats ?? []), ...leaves, ...configurableSlots(configurable, certificates)],
    findings: findingsOf(products, certificates),
    doubts: rotationDoubts(facts, options),
    reasons: rotationReasons(facts) ?? stagedReasons(regeneratedLeaves(leaves), facts.deployedEverywhere),
    facts: facts as unknown as JsonObject,
    digests: digestsOfAll(cas.flatMap(({ pem, natsPem }) => [pem, ...(natsPem === undefined ? [] : [natsPem])])),
    ...(stranded === undefined ? {} : { stranded }),
  };
}

/** Somebody outside gets the roots as PEM. */
function hasOutsiders({ consumers = [], outputs = [] }: Target): boolean {
  return consumers.length + outputs.length > 0;
}

/** Of the roots and NATS CAs: what else `replace` may name them by. */
function digestsOfAll(pems: readonly string[]): NonNullable<Observation["digests"]> {
  const ders = pems.flatMap((pem) => parsePemBundle(pem).slice(0, 1));
  return Object.fromEntries(ders.map((der) => [fingerprintOf(der), digestsOf(der)]));
}

/** The Director's guid tells one installation from another whatever URL was typed (Source: reference/opsman, section 0). */
function directorOf(products: readonly ProductRow[]): string {
  return products.find((product) => product.type === "p-bosh")?.guid ?? "no-director";
}

function factsOf(read: {
  readonly products: readonly ProductRow[];
  readonly cas: readonly CaRow[];
  /** In the order of `cas`. */
  readonly roots: readonly Slot[];
  readonly installations: readonly InstallationRow[];
  readonly pending: readonly ChangeRow[];
  readonly certificates: readonly CertificateRow[];
  readonly keepsPem: boolean;
}): Omit<OpsmanFacts, "recreatesDisks" | "configurable"> {
  const newest = read.installations[0];
  const whole = read.installations.filter((row) => isWhole(row, read.products));
  return {
    cas: read.cas.map(({ guid, active, pem }, index) => {
      const { fingerprint = "", notAfter = "", key, subject, issuer } = read.roots[index] ?? {};
      const keyType = key?.type ?? "unknown";
      const shown = read.keepsPem ? { pem: firstPem(pem) } : {};
      return { guid, fingerprint, active, notAfter, keyType, selfSigned: subject === issuer, ...shown };
    }),
    products: read.products.map(({ guid, type, version }) => ({ guid, type, version })),
    pending: read.pending,
    unexplained: unexplained(read.pending, read.certificates),
    newestInstallation: newest?.id ?? 0,
    newestStatus: newest?.status ?? "none",
    running: newest?.status === "running" ? newest.id : 0,
    deployedEverywhere: deployedEverywhere(read.installations, read.products),
    listed: read.certificates.length,
    durations: whole.slice(0, 5).map((row) => Math.round(((row.finishedAt ?? row.startedAt) - row.startedAt) / 1000)),
  };
}

/** Whole: every deployed product is a member and was deployed (Source: reference/opsman, section 7). */
export function isWhole(row: InstallationRow, products: readonly { readonly guid: string }[]): boolean {
  const successful = new Set(
    row.members.filter((member) => member.status === "successful").map((member) => member.guid),
  );
  return row.status === "succeeded" && products.every((product) => successful.has(product.guid));
}

/**
 * When the product that was deployed least recently was deployed, by one whole install or by several of parts; null if
 * some product's deployment is not in the list.
 */
function deployedEverywhere(installations: readonly InstallationRow[], products: readonly ProductRow[]): string | null {
  const finishes = products.map(({ guid }) => {
    const newest = installations.find(({ members }) =>
      members.some((one) => one.guid === guid && one.status === "successful"),
    );
    return newest?.finishedAt;
  });
  let oldest: number | undefined;
  for (const finish of finishes) {
    if (finish === undefined) return null;
    if (oldest === undefined || finish < oldest) oldest = finish;
  }
  return oldest === undefined ? null : iso(oldest);
}

async function rootSlot(ca: CaRow): Promise<Slot> {
  return slotOf(await certificateIn(ca.pem), `root:${ca.guid}`, "root");
}

/**
 * Non-configurable leaves. One that several products share (CredHub) is one slot: where their rows differ, an apply has
 * not reached all of them, and the oldest counts.
 */
export function leafSlots(rows: readonly CertificateRow[]): readonly Slot[] {
  const oldest = new Map<string, CertificateRow>();
  for (const row of rows) {
    if (row.isCa || row.configurable) continue;
    const name =
      row.location === "credhub" ? `credhub:${row.reference}` : `${row.productGuid ?? "none"}:${row.reference}`;
    const known = oldest.get(name);
    if (known === undefined || row.validFrom < known.validFrom) oldest.set(name, row);
  }
  return [...oldest]
    .map(([name, row]) => leafSlot(name, row))
    .toSorted((left, right) => (left.name < right.name ? -1 : 1));
}

function leafSlot(name: string, row: CertificateRow): Slot {
  return { name, class: "leaf", issuer: row.issuer, notBefore: iso(row.validFrom), notAfter: iso(row.validUntil) };
}

/** State L1: a leaf newer than the last deployment of some product was made and is not deployed everywhere. */
function stagedReasons(leaves: readonly Slot[], deployed: string | null): readonly Reason[] {
  if (deployed === null) return [];
  const staged = leaves.filter((leaf) => leaf.notBefore !== undefined && leaf.notBefore > deployed);
  const first = staged[0];
  if (first === undefined) return [];
  return [
    {
      code: "StagedNotDeployed",
      sentence: `${staged.length} of ${leaves.length} leaves were regenerated and are not deployed: they are newer than the last deployment of every product, ${deployed}`,
      evidence: {
        leaves: staged.map((leaf) => leaf.name),
        deployedEverywhere: deployed,
        newest: first.notBefore ?? null,
      },
    },
  ];
}

function findingsOf(products: readonly ProductRow[], certificates: readonly CertificateRow[]): readonly Finding[] {
  const findings: Finding[] = [];
  if (products.length > 0 && certificates.length === 0) {
    findings.push({
      code: "OpsmanEmptyListing",
      sentence:
        "Ops Manager lists no certificate although products are deployed: seen when a root or NATS CA has expired",
      evidence: { products: products.length },
    });
  }
  if (hasTkgi(products)) {
    findings.push({
      code: "OpsmanTkgi",
      sentence: "TKGI is installed: only certificates that Ops Manager manages itself are rotated",
      evidence: {},
    });
  }
  return findings;
}
