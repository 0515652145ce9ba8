import type { LabStemcell } from "./state.ts";

/** A release that the lab stands for, with a stemcell of its time. What differs by release is in `release.ts`. */
export type OpsmanProfile = "2.7" | "2.10.10" | "2.10" | "3.0" | "3.2";

interface Profile {
  /** As `GET /api/v0/info` says it; the spelling of 3.x is UNCONFIRMED. */
  readonly version: string;
  readonly stemcell: LabStemcell;
}

const xenial: LabStemcell = { os: "ubuntu-xenial", version: "456.30" };
const jammy: LabStemcell = { os: "ubuntu-jammy", version: "1.83" };

/**
 * 2.7: no checks, recreation, roots only. 2.10.10: all checks, recreation. 2.10: checks without recreation. 3.0: v1
 * listing, overlapping changes are lost. 3.2: NATS CAs are shown, changes are queued.
 */
export const opsmanProfiles: Readonly<Record<OpsmanProfile, Profile>> = {
  "2.7": { version: "2.7.30-build.214", stemcell: xenial },
  "2.10.10": { version: "2.10.10-build.57", stemcell: xenial },
  "2.10": { version: "2.10.43-build.123", stemcell: jammy },
  "3.0": { version: "3.0.25+LTS-T", stemcell: jammy },
  "3.2": { version: "3.2.1", stemcell: jammy },
};
