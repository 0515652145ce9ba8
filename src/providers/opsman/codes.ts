/** What Ops Manager's own findings, reasons and refusals mean, for `certplan explain CODE`. */
export const opsmanCodes: Readonly<Record<string, string>> = {
  OpsmanNoActiveCa:
    "No certificate authority is active, so no leaf can be issued. Ops Manager does not come into this state by itself: ask vendor support.",
  OpsmanExpiredRoot:
    "The active root CA has expired: an apply would fail on every VM. Only the vendor's procedure for expired CAs helps (Broadcom knowledge base article 298006).",
  OpsmanCaRotationOpen:
    "More than one certificate authority exists: somebody began to rotate the root CA. Leaves alone are not rotated in the middle of that; finish it first.",
  OpsmanInstallRunning:
    "An Apply Changes is running. Ops Manager runs one at a time; wait until it ends, then plan again.",
  OpsmanLastInstallFailed:
    "The last Apply Changes did not succeed, so nobody knows what is deployed. Make one of all products succeed, then plan again.",
  OpsmanPendingChanges:
    "Changes are staged that this rotation would deploy with it. Apply or revert them, or list their products under `apply.pendingChanges.allow`.",
  OpsmanEmptyListing:
    "Ops Manager lists no certificate although products are deployed. It is seen when a root or NATS CA has expired; it does not mean that there are none.",
  OpsmanTkgi:
    "TKGI is installed. Its clusters have certificates that Ops Manager does not manage: they are neither seen nor rotated.",
  StagedNotDeployed:
    "Leaves were regenerated and not deployed: they are newer than the last Apply Changes of all products. The rotation goes on from there.",
};
