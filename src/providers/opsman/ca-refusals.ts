import type { Refusal } from "../../model/plan.ts";
import type { RotationFacts } from "./ca-facts.ts";
import { servicesCa } from "./ca-rows.ts";
import { commonRefusals, type RefusalInput } from "./refusals.ts";
import { atLeast } from "./release.ts";

export interface CaRefusalInput extends RefusalInput {
  readonly rotation: RotationFacts;
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
  refuseMaterial(see, refuse);
  refuseInstances(see, refuse);
  return [...commonRefusals(see), ...refusals];
}

function refusePlatform({ facts, rotation, version }: CaRefusalInput, refuse: Refuse): void {
  if (!atLeast(version, 2, 7)) {
    const sentence = `Ops Manager ${version} rotates its CA by another procedure, which begins with an apply of its own`;
    refuse("OpsmanTooOld", sentence, "upgrade to 2.10.20 or later, or rotate by hand as its own documentation says");
  }
  const [cause, ...more] = rotation.recreation;
  if (cause !== undefined) {
    const others = more.length === 0 ? "" : ` (and ${more.length} more causes)`;
    refuse(
      "OpsmanRecreationNeeded",
      `every VM would have to be recreated at each apply, which is not in this version: ${cause}${others}`,
      "use Ops Manager 2.10.20 or later with newer stemcells, then plan again",
    );
  }
  if (facts.products.some(({ type }) => type === "pivotal-container-service")) {
    refuse(
      "OpsmanTkgiScope",
      "TKGI is installed: its clusters have CAs of their own that these calls do not move, and they can be damaged",
      "rotate by hand as the TKGI documentation says: not in this version",
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
      `${rotation.seen}: it was activated before every product trusts it`,
      "ask vendor support: no documented step leads on from here",
    );
  }
}

function refuseRoots({ facts, rotation, now }: CaRefusalInput, refuse: Refuse): void {
  for (const ca of facts.cas) {
    const end = rotation.natsEnds[ca.guid];
    if (ca.active && end !== undefined && end < now) {
      const sentence = `the NATS CA beside root ${ca.guid} has expired ${end}: no agent answers any more`;
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
    if (ca.active && rotation.phase === "S0" && !ca.selfSigned) {
      refuse(
        "OpsmanUploadedCa",
        `the root CA ${ca.guid} was issued by another CA, so somebody uploaded it: generate would put one of the platform in its place`,
        "upload its successor by hand: an issuer of one's own is not in this version",
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
  if (rotation.configurable.length > 0) {
    refuse(
      "OpsmanConfigurableLeaves",
      `configurable leaves hang on the old root: ${rotation.configurable.join(", ")}`,
      "not in this version: replace them by hand first, and apply",
    );
  }
}

function refuseInstances({ rotation, options }: CaRefusalInput, refuse: Refuse): void {
  const silent = rotation.brokers.filter(({ type, errand }) => options.apply?.errands?.[type]?.[errand] !== "run");
  if (silent.length === 0) return;
  const lines = silent.map(({ type, errand }) => `${type}: { ${errand}: run }`);
  refuse(
    "OpsmanInstancesUnreached",
    `no apply would reach the service instances of ${silent.map(({ type }) => type).join(", ")}`,
    `write it under apply: errands: { ${lines.join(", ")} }`,
  );
}
