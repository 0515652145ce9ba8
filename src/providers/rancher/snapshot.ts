import type { Finding } from "../../model/plan.ts";
import type { IsoInstant } from "../../time/instant.ts";

/** What there is to go back to where etcd does not come up again. */
export function snapshotFinding(at: IsoInstant | null): Finding {
  const sentence =
    at === null
      ? "no snapshot of etcd is listed: take one first, it is the only way back where etcd does not come up again"
      : `the newest listed snapshot of etcd is of ${at}`;
  return { code: "RancherSnapshot", sentence, evidence: { snapshot: at } };
}
