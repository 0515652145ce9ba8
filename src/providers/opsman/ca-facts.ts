import type { Session } from "../../model/provider.ts";
import type { Slot } from "../../model/slot.ts";
import { parseCertificate, slotOf } from "../../pki/index.ts";
import { type IsoInstant, iso } from "../../time/instant.ts";
import { type CaPhase, readPhase } from "./ca-phase.ts";
import { caPaths, configurableUnderRoot, customerCas, movingLeaves, orphanedLeaves } from "./ca-rows.ts";
import { configurableFacts, type ElementNames } from "./configurable.ts";
import type { ConfigurableFact } from "./opsman-facts.ts";
import { atLeast } from "./release.ts";
import {
  type DeploymentNames,
  readDeployments,
  readErrands,
  readStemcells,
  type StemcellRow,
} from "./rotation-wire.ts";
import { recreationCauses } from "./stemcells.ts";
import { leftAlone } from "./tkgi.ts";
import type { UploadFact } from "./upload.ts";
import type { CaRow, CertificateRow, InstallationRow, ProductRow } from "./wire.ts";

/** A tile whose service instances an errand must reach. */
export interface Broker {
  readonly guid: string;
  readonly type: string;
  readonly errand: string;
  /** The errand that recreates their VMs, where the tile has one. */
  readonly recreateErrand?: string;
}

/** What a CA rotation is planned from; a JSON value. Read only for targets that may rotate their CA. */
export interface RotationFacts {
  readonly phase: CaPhase;
  /** What the phase was told by. */
  readonly seen: string;
  /** Leaves that begin from then on may be by the newer CA; null before every product trusts it. */
  readonly trustedAt: IsoInstant | null;
  /** Id and finish of the install that proves S2 or S5; null in other phases. */
  readonly provedBy: { readonly installation: number; readonly finishedAt: IsoInstant } | null;
  readonly brokers: readonly Broker[];
  /** Configurable leaves that go down with the old root. */
  readonly configurable: readonly ConfigurableFact[];
  /** With one CA: leaves from before it was made, which another root must have signed. */
  readonly orphans: readonly string[];
  /** CredHub paths of CAs that the customer provided. */
  readonly customerCas: readonly string[];
  /** CredHub paths of all CAs. */
  readonly caPaths: readonly string[];
  /** Why VMs have to be recreated at each apply; empty where they need not. */
  readonly recreation: readonly string[];
  /** Deployments that lag behind and are not waived; null where the release does not tell (before 3.0). */
  readonly outdated: readonly string[] | null;
  /** Every deployment that has a certificate; null where the release does not tell. */
  readonly deployments: readonly string[] | null;
  /** When each NATS CA ends, by guid of its root; empty where the release does not show it (before 3.1). */
  readonly natsEnds: Readonly<Record<string, IsoInstant>>;
  /** Whole installs that started since the active CA was made. */
  readonly wholeSinceActive: number;
  /** The CA that the estate wants uploaded; absent: the platform makes it. */
  readonly upload?: UploadFact;
}

export interface SeenBefore {
  readonly version: string;
  readonly products: readonly ProductRow[];
  readonly cas: readonly CaRow[];
  readonly certificates: readonly CertificateRow[];
  /** Installs that deployed every product, newest first. */
  readonly whole: readonly InstallationRow[];
  readonly exclude: readonly string[];
  /** The estate says how service instances are reached. */
  readonly hasDeclaredInstances: boolean;
  /** Deployments that the estate allows to lag behind, now. */
  readonly waived: readonly string[];
  readonly upload: UploadFact | undefined;
  readonly elements: ElementNames;
}

/** Reads what is missing for a CA rotation and puts it together, one request at a time. */
export async function readRotation(
  session: Session,
  see: SeenBefore,
): Promise<{
  readonly facts: RotationFacts;
  readonly nats: readonly Slot[];
  readonly deployments: DeploymentNames | undefined;
}> {
  const brokers = await readBrokers(session, see.products);
  const stemcells = await readStemcells(session);
  const deployments = atLeast(see.version, 3, 0) ? await readDeployments(session) : undefined;
  const nats = await natsSlots(see.cas);
  return { facts: rotationFacts(see, { brokers, stemcells, deployments, nats }), nats, deployments };
}

/** Source: reference/opsman, section 6 (errand names of the on-demand broker SDK; others are not known). */
async function readBrokers(session: Session, products: readonly ProductRow[]): Promise<readonly Broker[]> {
  const brokers: Broker[] = [];
  for (const { guid, type } of products) {
    if (type === "p-bosh") continue;
    const errands = await readErrands(session, guid);
    const named = (part: string): string | undefined => errands.find((name) => name.includes(part));
    const errand = named("upgrade-all-service-instances");
    const recreateErrand = named("recreate-all-service-instances");
    if (errand !== undefined)
      brokers.push({ guid, type, errand, ...(recreateErrand === undefined ? {} : { recreateErrand }) });
  }
  return brokers;
}

async function natsSlots(cas: readonly CaRow[]): Promise<readonly Slot[]> {
  const shown = cas.flatMap(({ guid, natsPem }) => (natsPem === undefined ? [] : [{ guid, natsPem }]));
  return Promise.all(
    shown.map(async ({ guid, natsPem }) => slotOf(await parseCertificate(natsPem), `nats:${guid}`, "root")),
  );
}

function rotationFacts(
  see: SeenBefore,
  read: {
    readonly brokers: readonly Broker[];
    readonly stemcells: readonly StemcellRow[] | undefined;
    readonly deployments: DeploymentNames | undefined;
    readonly nats: readonly Slot[];
  },
): RotationFacts {
  const { certificates, cas, whole, waived } = see;
  const outdated = read.deployments?.outdated.filter((name) => !waived.includes(name));
  const exclude = leftAlone(see.products, see.exclude, caPaths(certificates));
  const recreation = recreationCauses(see.version, read.stemcells);
  const { phase, seen, trustedAt, install } = readPhase({
    cas,
    whole,
    leavesFrom: movingLeaves(certificates, exclude).map((row) => row.validFrom),
    outdated,
    hasInstances: read.brokers.length > 0 || see.hasDeclaredInstances,
    needsRecreation: recreation.length > 0,
  });
  const active = cas.find((ca) => ca.active);
  const underRoot = phase === "S6" ? [] : configurableUnderRoot(certificates, trustedAt);
  return {
    phase,
    seen,
    trustedAt: trustedAt === undefined ? null : iso(trustedAt),
    provedBy:
      install === undefined
        ? null
        : { installation: install.id, finishedAt: iso(install.finishedAt ?? install.startedAt) },
    brokers: read.brokers,
    configurable: configurableFacts(underRoot, see),
    orphans: cas.length === 1 ? orphanedLeaves(certificates, active?.createdOn ?? 0) : [],
    customerCas: customerCas(certificates),
    caPaths: caPaths(certificates),
    recreation,
    outdated: outdated ?? null,
    deployments: read.deployments?.all ?? null,
    natsEnds: Object.fromEntries(read.nats.map((slot) => [slot.name.replace("nats:", ""), slot.notAfter ?? ""])),
    wholeSinceActive: whole.filter((row) => row.startedAt > (active?.createdOn ?? 0)).length,
    ...(see.upload === undefined ? {} : { upload: see.upload }),
  };
}
