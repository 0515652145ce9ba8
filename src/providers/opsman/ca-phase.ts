import { iso } from "../../time/instant.ts";
import type { InstallationRow } from "./wire.ts";

/**
 * Where a rotation of the root CA stands. Source: reference/opsman, section 7.
 * ```
 * S0 steady --generate--> S1 added --apply--> S2 trusted --activate--> S3 issuing --regenerate--> S4 leaves staged
 *    --apply--> S5 leaves deployed --delete--> S6 removal staged --apply--> S0
 * ```
 * `early`: activated before every product trusts it. `many`: more inactive CAs than a rotation has. `none`: no active CA.
 */
export type CaPhase = "S0" | "S1" | "S2" | "S3" | "S4" | "S5" | "S6" | "early" | "many" | "none";

export interface PhaseInput {
  readonly cas: readonly { readonly guid: string; readonly active: boolean; readonly createdOn: number }[];
  /** When each leaf begins that moves with the root, as listed. */
  readonly leavesFrom: readonly number[];
  /** Installs that deployed every product successfully, newest first. */
  readonly whole: readonly InstallationRow[];
  /** Deployments that lag behind; undefined where the release does not tell. */
  readonly outdated: readonly string[] | undefined;
  /** Some tile has service instances that an errand or a person must reach. */
  readonly hasInstances: boolean;
  /** VMs learn of a new CA only by being recreated. */
  readonly needsRecreation: boolean;
}

export interface PhaseReading {
  readonly phase: CaPhase;
  /** What it was told by. */
  readonly seen: string;
  /** Finish of the install that made every product trust both CAs: leaves from then on may be by the newer one. */
  readonly trustedAt?: number;
  /** The install that proves the phase, where one does. */
  readonly install?: InstallationRow;
}

/**
 * Reads the phase from what is live, whoever made it so. In doubt it answers the earlier phase, whose next step is safe
 * to make twice.
 */
export function readPhase(input: PhaseInput): PhaseReading {
  const active = input.cas.find((ca) => ca.active);
  const [other, ...more] = input.cas.filter((ca) => !ca.active);
  if (active === undefined) return { phase: "none", seen: "no CA is active" };
  if (more.length > 0) {
    const guids = input.cas.filter((ca) => !ca.active).map(({ guid }) => guid);
    return { phase: "many", seen: `${guids.length} inactive CAs exist: ${guids.join(", ")}` };
  }
  if (other === undefined) return phaseOfOne(input, active.guid);
  return other.createdOn > active.createdOn ? beforeActivation(input, other) : afterActivation(input, active);
}

/** Leaves that are listed and not deployed (state L1) are no matter of the CA. */
function phaseOfOne({ outdated, whole, leavesFrom }: PhaseInput, active: string): PhaseReading {
  const finished = whole[0]?.finishedAt ?? 0;
  const isOnlyLeaves = leavesFrom.some((from) => from > finished);
  if (outdated === undefined || outdated.length === 0 || isOnlyLeaves)
    return { phase: "S0", seen: `one CA, ${active}` };
  return { phase: "S6", seen: `one CA, ${active}, and what was staged is not deployed in ${outdated.join(", ")}` };
}

function beforeActivation(
  input: PhaseInput,
  added: { readonly guid: string; readonly createdOn: number },
): PhaseReading {
  const made = `CA ${added.guid} was made ${iso(added.createdOn)} and is not active`;
  const install = firstAfter(input.whole, added.createdOn);
  if (install === undefined) return { phase: "S1", seen: `${made}; no whole install has started since` };
  const doubt = doubtOf(input);
  if (doubt !== undefined) return { phase: "S1", seen: `${made}; ${doubt}` };
  const trustedAt = install.finishedAt ?? install.startedAt;
  return { phase: "S2", seen: `${made}; install ${install.id} brought it to every product`, trustedAt, install };
}

function afterActivation(
  input: PhaseInput,
  active: { readonly guid: string; readonly createdOn: number },
): PhaseReading {
  const made = `CA ${active.guid} is active and an older one still exists`;
  const first = firstAfter(input.whole, active.createdOn);
  if (first === undefined) return { phase: "early", seen: `${made}; no whole install has started since it was made` };
  const trustedAt = first.finishedAt ?? first.startedAt;
  const fresh = input.leavesFrom.filter((from) => from >= trustedAt);
  if (fresh.length === 0) return { phase: "S3", seen: `${made}; no leaf is newer than ${iso(trustedAt)}`, trustedAt };
  const install = firstAfter(input.whole, Math.max(...fresh));
  const of = `${fresh.length} of ${input.leavesFrom.length} leaves are newer than ${iso(trustedAt)}`;
  if (install === undefined)
    return { phase: "S4", seen: `${made}; ${of}, and no whole install has started since`, trustedAt };
  if (fresh.length < input.leavesFrom.length)
    return { phase: "S3", seen: `${made}; only ${of}, although install ${install.id} was whole`, trustedAt };
  const doubt = doubtOf(input);
  if (doubt !== undefined) return { phase: "S4", seen: `${made}; ${of}; ${doubt}`, trustedAt };
  return { phase: "S5", seen: `${made}; ${of}, deployed by install ${install.id}`, trustedAt, install };
}

/** Why a whole install does not prove that everybody has followed; undefined where nothing speaks against it. */
function doubtOf({ outdated, hasInstances, needsRecreation }: PhaseInput): string | undefined {
  if (outdated !== undefined && outdated.length > 0) return `behind: ${outdated.join(", ")}`;
  if (needsRecreation) return "whether that install recreated the VMs cannot be seen";
  if (outdated !== undefined || !hasInstances) return undefined;
  return "whether that install ran the errands that reach service instances cannot be seen on this release";
}

/** The oldest install that started later. */
function firstAfter(whole: readonly InstallationRow[], instant: number): InstallationRow | undefined {
  return whole.findLast((row) => row.startedAt > instant);
}
