import type { JsonObject } from "../../model/json.ts";
import type { RecipeInput } from "../../model/provider.ts";
import type { Delivery, Step } from "../../model/step.ts";
import { fingerprintOf, parsePemBundle } from "../../pki/index.ts";
import type { CaFact, OpsmanFacts } from "./opsman-facts.ts";
import type { ChangeRow } from "./wire.ts";

/** The options of an opsman target, with what was not declared filled in. */
export interface OpsmanOptions {
  readonly apply?: {
    readonly pendingChanges?: "refuse" | { readonly allow: readonly string[] };
    readonly errands?: Readonly<Record<string, Readonly<Record<string, string>>>>;
    readonly timeoutSeconds?: number;
  };
  /** CredHub paths of CAs that a CA rotation leaves alone, besides the services' own. */
  readonly exclude?: readonly string[];
}

/** UNCONFIRMED by any source; `[timing] arrivesWithin` of certplan.toml sets another. */
export const opsmanArrivesWithinSeconds = 120;

/** What every step of this platform has in common; `name` is the part of its id after the target. */
export function stepBase(
  input: RecipeInput,
  kind: string,
  name: string = kind.replace("opsman.", ""),
): Pick<Step, "id" | "target" | "kind" | "kindVersion" | "reason"> {
  const first = input.reasons[0];
  return {
    id: `${input.target.name}/${name}`,
    target: input.target.name,
    kind,
    kindVersion: 1,
    reason: { code: first?.code ?? "Requested", sentence: first?.sentence ?? "asked for" },
  };
}

/** How long Ops Manager may still act on a call whose sender is gone: no source gives a bound, so it can be set. */
export function deliveryOf(
  input: RecipeInput,
  whenUnknownReason: string,
  whenUnknown: Delivery["whenUnknown"] = "repeat",
): Delivery {
  return {
    arrivesWithinSeconds: input.arrivesWithinSeconds ?? opsmanArrivesWithinSeconds,
    arrivesReason: "Ops Manager documents no bound for a call that its web server has queued",
    whenUnknown,
    whenUnknownReason,
  };
}

/** By guid, as the API wants them: errands are declared by product type. */
export function errandsOf(see: { readonly facts: OpsmanFacts; readonly options: OpsmanOptions }): JsonObject {
  const declared = see.options.apply?.errands ?? {};
  const entries = see.facts.products.flatMap(({ guid, type }) => {
    const errands = declared[type];
    return errands === undefined ? [] : [[guid, { run_post_deploy: wireErrands(errands) }] as const];
  });
  return Object.fromEntries(entries);
}

function wireErrands(errands: Readonly<Record<string, string>>): JsonObject {
  const wire = { run: true, skip: false } as const;
  return Object.fromEntries(
    Object.entries(errands).map(([name, wish]) => [name, wire[wish as keyof typeof wire] ?? "default"]),
  );
}

/** As the fact `unexplainedChanges` reads. */
export function changeFacts(changes: readonly ChangeRow[]): readonly string[] {
  return changes.map((change) => `${change.guid}:${change.action}`);
}

/** As the facts `activeCa` and `inactiveCas` read. */
export function caFact(ca: Pick<CaFact, "guid" | "fingerprint">): string {
  return `${ca.guid}:${ca.fingerprint}`;
}

/** Of the first certificate of a PEM. Throws CertificateUnreadable. */
export function rootFingerprint(pem: string): string {
  const [der] = parsePemBundle(pem);
  return der === undefined ? "" : fingerprintOf(der);
}

/** Undefined without values. */
export function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)];
}
