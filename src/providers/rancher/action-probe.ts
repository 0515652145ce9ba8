import type { Act, Probe } from "../../model/provider.ts";
import { type IsoInstant, iso } from "../../time/instant.ts";
import { type ClusterRow, isSettled, type RotationField } from "./cluster-wire.ts";
import { fingerprintIn } from "./judge-run.ts";

/** What is read right before a request. */
export interface RunBaseline {
  readonly at: IsoInstant;
  readonly updatedAt: string;
  readonly dates: Readonly<Record<string, string>>;
  readonly kubeCa: string;
}

export function baselineOf(cluster: ClusterRow, keys: readonly string[], now: number): RunBaseline {
  return {
    at: iso(now),
    updatedAt: cluster.updated.at,
    dates: Object.fromEntries(keys.map((key) => [key, cluster.expirations[key] ?? ""])),
    kubeCa: fingerprintIn(cluster) ?? "",
  };
}

/** Rancher refreshes the listing a little after the end of a run. */
const looks = 10;
const betweenMs = 30_000;

/**
 * What became of a request whose reply is lost. In flight while the field holds it; done once every date, or the CA, has
 * moved; never arrived where nothing was updated since. Between the end of a run and the new dates it looks again.
 */
export async function probeRun(act: Act, wanted: RotationField, read: () => Promise<ClusterRow>): Promise<Probe> {
  const before = act.baseline as unknown as RunBaseline;
  for (let look = 1; ; look += 1) {
    const verdict = verdictOf(await read(), before, wanted);
    if (verdict !== undefined) return verdict;
    if (look === looks) {
      return { outcome: "unknown", sentence: "the cluster was updated since, and the dates have not moved" };
    }
    await act.session.clock.sleep(betweenMs);
  }
}

function verdictOf(cluster: ClusterRow, before: RunBaseline, { ca, service }: RotationField): Probe | undefined {
  const done = (sentence: string): Probe => ({
    outcome: "done",
    outputs: { requestedAt: before.at, sent: true },
    sentence,
  });
  const { rotation } = cluster;
  if (rotation !== undefined) {
    const isOurs = rotation.ca === ca && rotation.service === service;
    if (isOurs) return done("Rancher works on it");
    return { outcome: "not-done", sentence: "Rancher works on another request" };
  }
  if (ca ? fingerprintIn(cluster) !== before.kubeCa : hasMoved(cluster, before))
    return done("the new certificates are listed");
  if (cluster.updated.at !== before.updatedAt || !isSettled(cluster)) return undefined;
  return { outcome: "not-done", sentence: "the field is null, no date has moved, and nothing was updated since" };
}

function hasMoved({ expirations }: ClusterRow, { dates }: RunBaseline): boolean {
  return Object.entries(dates).every(([key, date]) => (expirations[key] ?? "") > date);
}
