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
  OpsmanTooOld: "Releases before 2.7 rotate their CA in another order. certplan does not know it.",
  OpsmanUpgradedMidRotation:
    "Ops Manager was upgraded while a CA rotation is under way: its next calls are refused by the safety checks, and no documented step leads on.",
  OpsmanClockSkew:
    "The clock of Ops Manager and that of this machine differ by more than a minute. Which certificate is valid, and what was made after what, cannot be told then.",
  OpsmanPersistentDisks:
    "The Director is set to recreate persistent disks at its next deploy. certplan never sets that flag, and never applies while it is set.",
  OpsmanUploadUnfit:
    "The certificate of the issuer cannot be the next root: it is no CA, has no RSA key, is not valid now, or would be due at once.",
  OpsmanOtherCa:
    "A CA waits to be activated, and it is not the one that the estate wants uploaded. Somebody else began that rotation.",
  OpsmanProductUnknown: "The estate names a product under `apply.instances` or `configurable` that is not deployed.",
  OpsmanOptionUnknown: "The estate asks for a setting of Apply Changes that this release does not know.",
  OpsmanApplies:
    "How many Apply Changes a plan has, of which products, and how long past ones took in the median and at worst.",
  OpsmanVmsRecreated:
    "Every VM is recreated at each apply, because agents under this release or on these stemcells learn of a new CA in no other way. Persistent disks are left alone.",
  OpsmanReach:
    "How an apply reaches the service instances of each tile, which deployments may lag behind (`waive`), and which ones no apply reaches although nobody has said so: the run would stop at them.",
  OpsmanFreeze:
    "What else is staged and would be deployed with it, and until which step nobody else may apply, stage or upgrade.",
  OpsmanLeafKept: "A configurable leaf that the estate keeps, and why. No rotation replaces it.",
  OpsmanTkgiScope:
    "TKGI is installed. Its clusters have CAs that a rotation of the root does not move, and that it can damage.",
  OpsmanUnexplainedCas:
    "More inactive CAs exist than one rotation makes, so nobody can tell which of them is to be activated or deleted.",
  OpsmanActivatedEarly:
    "A new CA was activated before an Apply Changes of all products made everything trust it. No documented step leads on from there.",
  OpsmanExpiredNatsCa:
    "The NATS CA beside the active root has expired: agents and Director do not reach each other. Only the vendor's procedure for expired CAs helps (Broadcom knowledge base article 298006).",
  OpsmanEcCa: "A CA does not have an RSA key. Ops Manager supports no other.",
  OpsmanUploadedCa:
    "The active root CA was issued by another CA, so somebody uploaded it. Generating would replace it by one that the platform makes: `issuer` of the target names a `files` issuer with its successor.",
  OpsmanCustomerCa:
    "CredHub holds CAs that the customer provided. They are not rotated with the root: `exclude` must name them, so that it is said and not assumed.",
  OpsmanExcludeUnknown: "`exclude` names a path under which Ops Manager lists no CA.",
  OpsmanConfigurableLeaves:
    "Certificates that people pasted in hang on the root that would be deleted, and no call regenerates them. `configurable` of the target gives each an issuer and its names, or says why it is kept.",
  OpsmanInstancesUnreached:
    "A tile has an errand that brings an apply to its service instances, and the estate does not run it: they would keep the old certificates and lose trust.",
  OpsmanRemovalUnproved:
    "Whether a deleted CA is out of everything that trusted it cannot be seen on this release: a removal leaves no date behind. Where a run of certplan has ended here, its state knows.",
  OpsmanExtraCa:
    "A CA exists beside the active one, and this target may not rotate its CA. Somebody began a rotation, or left something behind.",
  OpsmanLeafUnderOldRoot:
    "A leaf is older than the only CA that there is: a CA that is gone signed it, and whatever checks it refuses it. Rotate the leaves.",
  OpsmanOutdatedDeployments:
    "Ops Manager lists deployments that do not run the newest version of every certificate. Whatever is next is refused or unsafe until they do.",
  "opsman-unproven-instances":
    "Service instances that people see to and that nothing proves to follow (`apply.instances: { TILE: manual }`). From the activation of the new CA until they are redeployed they refuse others and are refused.",
  "opsman-tkgi-scope":
    "With TKGI installed only certificates that Ops Manager manages itself move. The CAs of its clusters do not, and the rotation can damage them.",
  CaRotationUnfinished:
    "A rotation of the root CA is under way, whoever began it. It is gone on with from where it stands.",
  StagedNotDeployed:
    "Leaves were regenerated and not deployed: they are newer than the last Apply Changes of all products. The rotation goes on from there.",
};
