import type { Json } from "../../model/json.ts";
import type { RecipeInput } from "../../model/provider.ts";
import type { OutputReference } from "../../model/step.ts";
import type { CaName, CaPlan } from "./ca-plan.ts";
import type { CaFact, OpsmanFacts } from "./opsman-facts.ts";
import { caFact } from "./step-parts.ts";

/** The old root and the new one: what is live, or what a step will make. `begins`: a new rotation, whatever stands there. */
export function partiesOf(
  { target }: RecipeInput,
  { cas, rotation }: OpsmanFacts,
  begins: boolean,
): Pick<CaPlan, "old" | "next" | "pem" | "bundle"> {
  const active = cas.find((ca) => ca.active);
  const inactive = cas.find((ca) => !ca.active);
  const phase = rotation?.phase ?? "";
  const upload = rotation?.upload;
  const step = `${target.name}/${upload === undefined ? "generate-ca" : "upload-ca"}`;
  const toCome: CaName = {
    guid: output(step, "guid"),
    fact: output(step, "ca"),
    anchor: upload === undefined ? `new:${step}` : `ca:${upload.fingerprint}`,
  };
  const gone: CaName = { guid: null, fact: null, anchor: "ca:removed" };
  if (begins || phase === "S0")
    return { old: named(active, gone), next: toCome, pem: output(step, "pem"), bundle: output(step, "bundle") };
  const isAdded = phase === "S1" || phase === "S2";
  const [older, newer] = isAdded ? [active, inactive] : [inactive, active];
  return { old: named(older, gone), next: named(newer, toCome), ...pemOf(newer, cas) };
}

function named(ca: CaFact | undefined, otherwise: CaName): CaName {
  return ca === undefined ? otherwise : { guid: ca.guid, fact: caFact(ca), anchor: `ca:${ca.fingerprint}` };
}

/** The new root, and all roots with the new one first. */
function pemOf(newer: CaFact | undefined, cas: readonly CaFact[]): Pick<CaPlan, "pem" | "bundle"> {
  const pem = newer?.pem ?? "";
  const others = cas.filter((ca) => ca !== newer).map((ca) => ca.pem ?? "");
  return { pem, bundle: [pem, ...others].join("") };
}

/** An output of an earlier step, as inputs and assumptions hold it. */
export function output(step: string, name: string): Json {
  const reference: OutputReference = { $output: { step, name } };
  return { $output: { ...reference.$output } };
}
