import type { Refusal } from "../../model/plan.ts";
import type { CaPlan } from "./ca-plan.ts";
import { servicesCa } from "./ca-rows.ts";
import { declaredFor } from "./configurable.ts";
import { unreached } from "./instances.ts";
import { leafName } from "./leaf-steps.ts";
import type { RotationFacts } from "./opsman-facts.ts";
import { commonRefusals, type RefusalInput } from "./refusals.ts";
import { atLeast } from "./release.ts";
import { someOf } from "./some-of.ts";
import { hasTkgi, tkgiScope } from "./tkgi.ts";
import { uploadFaults } from "./upload.ts";

export interface CaRefusalInput extends RefusalInput, Omit<CaPlan, "facts" | "options"> {
  readonly version: string;
}

type Refuse = (code: string, sentence: string, hint: string) => void;

/** Why a CA rotation is not planned. Nothing of the vendor's procedure is left out silently. */
export function caRefusals(see: CaRefusalInput): readonly Refusal[] {
  const refusals: Refusal[] = [];
  const refuse: Refuse = (code, sentence, hint) => {
    refusals.push({ code, sentence, hint, kind: "refused" });
  };
  refusePlatform(see, refuse);
  refusePhase(see.rotation, refuse);
  refuseRoots(see, refuse);
  refuseUpload(see, refuse);
  refuseMaterial(see, refuse);
  refuseConfigurable(see, refuse);
  refuseInstances(see, refuse);
  return [...commonRefusals(see), ...refusals];
}

function refusePlatform({ facts, rotation, version, input }: CaRefusalInput, refuse: Refuse): void {
  if (!atLeast(version, 2, 7)) {
    const sentence = `Ops Manager ${version} rotates its CA by another procedure, which begins with an apply of its own`;
    refuse("OpsmanTooOld", sentence, "upgrade to 2.7 or later, or rotate by hand as its own documentation says");
  }
  const director = facts.products.find(({ type }) => type === "p-bosh")?.guid;
  const upgrade = facts.pending.find(({ guid, structural }) => guid === director && structural);
  if (rotation.phase !== "S0" && upgrade !== undefined) {
    refuse(
      "OpsmanUpgradedMidRotation",
      `${rotation.seen}, and Ops Manager was upgraded since: a new version of the Director is staged`,
      "ask vendor support: an upgrade in the middle of a CA rotation blocks its next calls",
    );
  }
  const { accept = [] } = input.target;
  if (hasTkgi(facts.products) && !accept.some(({ cut }) => cut === tkgiScope)) {
    refuse(
      "OpsmanTkgiScope",
      "TKGI is installed: its clusters have CAs of their own that these calls do not move, and they can be damaged",
      `if only certificates that Ops Manager manages itself are to move, accept it for target ${input.target.name}:\naccept: [{ cut: ${tkgiScope}, members: [TKGI clusters], maximum: 24h, until: YYYY-MM-DD }]`,
    );
  }
  if (facts.listed === 0) {
    refuse(
      "OpsmanEmptyListing",
      "Ops Manager lists no certificate although products are deployed: no leaf can be judged",
      "see whether a root or NATS CA has expired: Broadcom knowledge base article 298006",
    );
  }
}

function refusePhase(rotation: RotationFacts, refuse: Refuse): void {
  if (rotation.phase === "many") {
    refuse(
      "OpsmanUnexplainedCas",
      `${rotation.seen}: which of them a rotation is about cannot be told`,
      "delete those that nobody needs, then plan again",
    );
  }
  if (rotation.phase === "early") {
    refuse(
      "OpsmanActivatedEarly",
      `${rotation.seen}: it was activated before every product trusted it`,
      "ask vendor support: no documented step leads on from here",
    );
  }
}

function refuseRoots({ facts, rotation, now, input }: CaRefusalInput, refuse: Refuse): void {
  for (const ca of facts.cas) {
    const end = rotation.natsEnds[ca.guid];
    if (ca.active && end !== undefined && end < now) {
      const sentence = `the NATS CA beside root ${ca.guid} expired ${end}: no agent answers any more`;
      refuse(
        "OpsmanExpiredNatsCa",
        sentence,
        "only the vendor's procedure for expired CAs helps: Broadcom knowledge base article 298006",
      );
    }
    if (ca.keyType !== "rsa") {
      const sentence = `CA ${ca.guid} has a key of type ${ca.keyType}: Ops Manager supports RSA only`;
      refuse("OpsmanEcCa", sentence, "ask vendor support");
    }
    if (ca.active && rotation.phase === "S0" && !ca.selfSigned && rotation.upload === undefined) {
      refuse(
        "OpsmanUploadedCa",
        `the root CA ${ca.guid} was issued by another CA, so somebody uploaded it: generate would put one of the platform in its place`,
        `target ${input.target.name}: write issuer: NAME, the name of a files issuer whose certificate is its successor`,
      );
    }
  }
}

function refuseMaterial({ rotation, options }: CaRefusalInput, refuse: Refuse): void {
  const exclude = options.exclude ?? [];
  if (rotation.phase === "S0") {
    const forgotten = rotation.customerCas.filter((path) => !exclude.includes(path));
    if (forgotten.length > 0) {
      refuse(
        "OpsmanCustomerCa",
        `CAs that the customer provided are not rotated by themselves: ${forgotten.join(", ")}`,
        `leave them out: exclude: [${[...exclude, ...forgotten].join(", ")}]`,
      );
    }
    const unknown = exclude.filter((path) => path !== servicesCa && !rotation.caPaths.includes(path));
    if (unknown.length > 0) {
      refuse(
        "OpsmanExcludeUnknown",
        `exclude names what Ops Manager lists no CA by: ${unknown.join(", ")}`,
        `it lists ${rotation.caPaths.join(", ") || "no CA in CredHub"}`,
      );
    }
  }
}

/** The CA that is to be uploaded must be fit for it; where one is there already that is not active, it must be this one. */
function refuseUpload({ facts, rotation, input }: CaRefusalInput, refuse: Refuse): void {
  const { upload, phase } = rotation;
  if (upload === undefined) return;
  if (phase === "S0") {
    const faults = uploadFaults(upload, facts.cas, input);
    if (faults.length === 0) return;
    refuse(
      "OpsmanUploadUnfit",
      `the certificate of issuer ${upload.issuer} cannot be the next root: ${faults.join("; ")}`,
      `issuers: ${upload.issuer}: name the file of another certificate, of an RSA CA`,
    );
  }
  const added = facts.cas.find((ca) => !ca.active);
  if (phase !== "S1" && phase !== "S2") return;
  if (added === undefined || added.fingerprint === upload.fingerprint) return;
  refuse(
    "OpsmanOtherCa",
    `CA ${added.guid} is there to be activated, and it is not the certificate of issuer ${upload.issuer}`,
    "go on with it by issuer: platform, or delete it, then plan again",
  );
}

/** Every configurable leaf under the old root is replaced or kept, by a line of the estate. */
function refuseConfigurable({ rotation, options, input }: CaRefusalInput, refuse: Refuse): void {
  const silent = rotation.configurable.filter((leaf) => declaredFor(leaf, options.configurable).length === 0);
  if (silent.length === 0) return;
  const lines = silent.map(({ product, property, element }) => {
    const where = `product: ${product}, property: ${property}${element === undefined ? "" : `, element: ${element}`}`;
    return `  - { ${where}, issuer: NAME, sans: [...] }`;
  });
  refuse(
    "OpsmanConfigurableLeaves",
    `configurable leaves hang on the old root and end with it: ${someOf(silent.map(leafName))}`,
    `target ${input.target.name}: add these lines, with keep: WHY in place of issuer and sans where a leaf is to stay:\n${["configurable:", ...lines].join("\n")}`,
  );
}

function refuseInstances({ rotation, reach, options, facts, input, version }: CaRefusalInput, refuse: Refuse): void {
  const silent = unreached(reach, rotation);
  if (silent.length > 0) {
    const types = silent.map(({ type }) => type);
    refuse(
      "OpsmanInstancesUnreached",
      `no apply would reach the service instances of ${types.join(", ")}`,
      `target ${input.target.name}: have an errand do it, or people, by one of these lines under apply:\nerrands: { ${silent.map(({ line }) => line).join(", ")} }\ninstances: { ${types.map((type) => `${type}: manual`).join(", ")} }`,
    );
  }
  const named = [
    ...Object.keys(options.apply?.instances ?? {}),
    ...(options.configurable ?? []).map(({ product }) => product),
  ];
  const absent = [...new Set(named)].filter((type) => facts.products.every((product) => product.type !== type));
  if (absent.length > 0) {
    refuse(
      "OpsmanProductUnknown",
      `target ${input.target.name} names products that are not deployed: ${absent.join(", ")}`,
      `deployed are ${facts.products.map(({ type }) => type).join(", ")}`,
    );
  }
  if (options.apply?.forceLatestVariables === true && !atLeast(version, 3, 0)) {
    refuse(
      "OpsmanOptionUnknown",
      `Ops Manager ${version} does not know force_latest_variables`,
      "write forceLatestVariables: auto, or remove it",
    );
  }
}
