import { type OpsmanProfile, opsmanProfiles, type StartingPoint, startingPoints } from "../../src/lab/opsman/index.ts";
import type { Estate } from "../../src/model/target.ts";
import { type CaSimOptions, caEstate, withErrand } from "../build/opsman-ca-world.ts";

/** One closure: a rotation of the CA on one release, from where it stands. */
export interface Cell {
  readonly profile: OpsmanProfile;
  readonly start: StartName;
  readonly options: CaSimOptions;
  readonly estate: Estate;
}

/**
 * `by hand`: a person has activated the new CA, in a foundation with service instances and CAs in CredHub. `hidden` and
 * `pending`: from S0, where v0 hides staged leaves, and where pending changes show them (no source decides it).
 */
export type StartName = StartingPoint | "by hand" | "hidden" | "pending";

/** As wide as the releases and starts go. */
export const profileNames: readonly OpsmanProfile[] = ["2.7", "2.10.10", "2.10", "3.0", "3.2"];
export const startNames: readonly StartName[] = [...startingPoints, "by hand", "hidden", "pending"];

/** What no source decides is closed on one release. */
export function isCell(profile: OpsmanProfile, start: StartName): boolean {
  return profile === "2.10" || (start !== "hidden" && start !== "pending");
}

export function cellOf(profile: OpsmanProfile, start: StartName): Cell {
  const { version, stemcell } = opsmanProfiles[profile];
  const foundation = { stemcell, settings: { version } };
  if (start === "hidden" || start === "pending") {
    const undecided = start === "hidden" ? { listsStagedLeaves: false } : { pendingAfterStaging: true };
    const settings = { version, ...undecided };
    return { profile, start, options: { foundation: { ...foundation, settings } }, estate: caEstate() };
  }
  if (start !== "by hand") return { profile, start, options: { foundation, begun: start }, estate: caEstate() };
  const options: CaSimOptions = {
    foundation: { ...foundation, serviceInstances: true, credhub: true },
    begun: "S3",
  };
  return { profile, start, options, estate: caEstate(withErrand) };
}
