import type { JsonObject } from "../../model/json.ts";
import type { Act, GateReading, StepKind } from "../../model/provider.ts";
import { parseInstant } from "../../time/instant.ts";
import { movingLeaves } from "./ca-rows.ts";
import { isWhole } from "./observe.ts";
import { readDeployments } from "./rotation-wire.ts";
import { type CertificateRow, readCas, readCertificates, readInstallations, text } from "./wire.ts";

/** Every deployment trusts both roots. */
const instancesTrust: StepKind = {
  version: 1,
  explain:
    "Before the new CA may sign: from 3.0 no deployment may lag behind with any certificate; before, the apply must have deployed every product and have run the errands that reach service instances. Either rests on the platform's word.",
  gate: async (act): Promise<GateReading> => {
    const behind = await outdated(act);
    if (behind !== undefined) return behind;
    return withWaived(act, await installProof(act));
  },
};

/** No deployed leaf is from before both roots were trusted. */
const noOldLeaf: StepKind = {
  version: 1,
  explain:
    "Before the old CA may go: every leaf that moves with the root is from after the moment at which both were trusted, and none was made after the install that deployed them. From 3.0 no deployment may lag behind either. Ops Manager shows dates and names of issuers only, and both roots have the same name: this rests on the platform's word.",
  gate: async (act): Promise<GateReading> => {
    const since = parseInstant(text(act.inputs["since"]));
    const deployedBy = parseInstant(text(act.inputs["deployedBy"]));
    const exclude = (act.inputs["exclude"] ?? []) as readonly string[];
    const leaves = movingLeaves(await readCertificates(act.session), exclude);
    const old = leaves.filter((row) => row.validFrom < since);
    const undeployed = leaves.filter((row) => row.validFrom > deployedBy);
    const violated = (sentence: string, rows: readonly CertificateRow[]): GateReading => {
      const names = rows.map((row) => `${row.productGuid ?? "none"} ${row.reference}`);
      return { gate: "violated", sentence: `${sentence}: ${names.join(", ")}`, evidence: { leaves: names } };
    };
    if (leaves.length === 0) return violated("Ops Manager lists no leaf, so none can be judged", []);
    if (old.length > 0) return violated("still by the old CA", old);
    if (undeployed.length > 0) return violated("made after the install that should have deployed them", undeployed);
    const behind = await outdated(act);
    if (behind !== undefined) return behind;
    const evidence: JsonObject = { leaves: leaves.length, since: text(act.inputs["since"]) };
    return withWaived(act, { gate: "passed", sentence: `${leaves.length} rows, no leaf is by the old CA`, evidence });
  },
};

/** One CA is left, and nothing lags behind. */
const verifyCa: StepKind = {
  version: 1,
  explain:
    "Reads that the new CA is the only one and active, that the last install deployed every product, and from 3.0 that no deployment lags behind with any certificate.",
  gate: async (act): Promise<GateReading> => {
    const guid = text(act.inputs["guid"]);
    const cas = await readCas(act.session);
    if (cas.length !== 1 || cas[0]?.guid !== guid || !cas[0].active) {
      const list = cas.map((ca) => `${ca.guid}${ca.active ? " (active)" : ""}`);
      return { gate: "violated", sentence: `the CAs are ${list.join(", ")}`, evidence: { cas: list } };
    }
    const behind = await outdated(act);
    if (behind !== undefined) return behind;
    const proof = await installProof(act);
    if (proof.gate !== "passed") return proof;
    return withWaived(act, { ...proof, sentence: `CA ${guid} is the only one; ${proof.sentence}` });
  },
};

export const caGates: Readonly<Record<string, StepKind>> = {
  "opsman.instances-trust": instancesTrust,
  "opsman.no-old-leaf": noOldLeaf,
  "opsman.verify-ca": verifyCa,
};

/** Violated where the release tells who lags behind, and somebody does; undefined where nothing speaks against it. */
async function outdated(act: Act): Promise<GateReading | undefined> {
  if (act.inputs["listsOutdated"] !== true) return undefined;
  const listed = await readDeployments(act.session);
  if (listed === undefined) return { gate: "waiting", sentence: "the listing of outdated deployments is gone" };
  const waived = (act.inputs["waived"] ?? []) as readonly string[];
  const behind = listed.outdated.filter((name) => !waived.includes(name));
  if (behind.length === 0) return undefined;
  const sentence = `these deployments lag behind: ${behind.join(", ")}; an apply reaches tiles only, service instances need their errand, deployments made outside Ops Manager must be redeployed by hand`;
  return { gate: "violated", sentence, evidence: { outdated: behind } };
}

/** Who may lag behind is named, whether it does or not. */
function withWaived(act: Act, reading: GateReading): GateReading {
  const waived = (act.inputs["waived"] ?? []) as readonly string[];
  if (reading.gate !== "passed" || waived.length === 0) return reading;
  return {
    ...reading,
    sentence: `${reading.sentence}; waived: ${waived.join(", ")}`,
    evidence: { ...reading.evidence, waived },
  };
}

async function installProof(act: Act): Promise<GateReading> {
  const id = Number(act.inputs["installation"]);
  const products = ((act.inputs["products"] ?? []) as readonly string[]).map((guid) => ({ guid }));
  const errands = (act.inputs["errands"] ?? []) as readonly string[];
  const row = (await readInstallations(act.session)).find((candidate) => candidate.id === id);
  const evidence: JsonObject = { installation: id, errands };
  if (row === undefined || !isWhole(row, products))
    return { gate: "violated", sentence: `install ${id} did not deploy every product`, evidence };
  const ran = errands.length === 0 ? "" : `, with ${errands.join(", ")}`;
  return { gate: "passed", sentence: `install ${id} deployed all ${products.length} products${ran}`, evidence };
}
