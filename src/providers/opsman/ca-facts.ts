import type { Session } from "../../model/provider.ts";
import type { Slot } from "../../model/slot.ts";
import { slotOf } from "../../pki/index.ts";
import { iso } from "../../time/instant.ts";
import { readPhase } from "./ca-phase.ts";
import { caPaths, configurableUnderRoot, customerCas, movingLeaves, orphanedLeaves } from "./ca-rows.ts";
import { configurableFacts, type ElementNames } from "./configurable.ts";
import type { Broker, RotationFacts, UploadFact } from "./opsman-facts.ts";
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
import { type CaRow, type CertificateRow, certificateIn, type InstallationRow, type ProductRow } from "./wire.ts";

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
    shown.map(async ({ guid, natsPem }) => slotOf(await certificateIn(natsPem), `nats:${guid}`, "root")),
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
