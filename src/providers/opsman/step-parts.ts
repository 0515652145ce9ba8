import type { JsonObject } from "../../model/json.ts";
import type { RecipeInput } from "../../model/provider.ts";
import type { Delivery, Step } from "../../model/step.ts";
import { fingerprintOf, parsePemBundle } from "../../pki/index.ts";
import type { CaFact, OpsmanFacts } from "./opsman-facts.ts";
import type { OpsmanOptions } from "./options.ts";
import { atLeast } from "./release.ts";

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

interface ApplySight {
  readonly facts: OpsmanFacts;
  readonly options: OpsmanOptions;
  /** Errands that run beyond those that the estate names, by product type. */
  readonly added?: Readonly<Record<string, readonly string[]>>;
}

/** What an Apply Changes is sent with. Source: reference/opsman, section 5. */
export function applyInputs(see: ApplySight, { observation }: Pick<RecipeInput, "observation">): JsonObject {
  const { forceLatestVariables = "auto", ignoreWarnings = [] } = see.options.apply ?? {};
  const isKnown = atLeast(observation.version ?? "", 3, 0);
  return {
    products: see.facts.products.map(({ guid }) => guid),
    errands: errandsOf(see),
    ...(isKnown && forceLatestVariables !== false ? { forceLatestVariables: true } : {}),
    ...(ignoreWarnings.length === 0 ? {} : { ignoreWarnings }),
  };
}

/** By guid, as the API wants them: errands are declared by product type. */
function errandsOf({ facts, options, added = {} }: ApplySight): JsonObject {
  const declared = options.apply?.errands ?? {};
  const entries = facts.products.flatMap(({ guid, type }) => {
    const more = Object.fromEntries((added[type] ?? []).map((name) => [name, "run"]));
    const errands = { ...declared[type], ...more };
    return Object.keys(errands).length === 0 ? [] : [[guid, { run_post_deploy: wireErrands(errands) }] as const];
  });
  return Object.fromEntries(entries);
}

function wireErrands(errands: Readonly<Record<string, string>>): JsonObject {
  const wire = { run: true, skip: false } as const;
  return Object.fromEntries(
    Object.entries(errands).map(([name, wish]) => [name, wire[wish as keyof typeof wire] ?? "default"]),
  );
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

/** `timeout` of the target: of each step that is ours, but for an apply, which has its own. */
export function withTimeout(steps: readonly Step[], { timeoutSeconds }: OpsmanOptions): readonly Step[] {
  if (timeoutSeconds === undefined) return steps;
  const isOurs = ({ kind }: Step): boolean => kind.startsWith("opsman.") && kind !== "opsman.apply-changes";
  return steps.map((step) => (isOurs(step) ? { ...step, timeoutSeconds } : step));
}
