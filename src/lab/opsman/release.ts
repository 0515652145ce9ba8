import type { LabStemcell, OpsmanState } from "./state.ts";

/** Whether the simulated release is this one or later: `atLeast(state, 2, 10, 33)`. */
export function atLeast(state: OpsmanState, ...wanted: readonly [number, number, number?]): boolean {
  return isFrom(numbersOf(state.settings.version), wanted);
}

function isFrom(has: readonly number[], wanted: readonly (number | undefined)[]): boolean {
  for (const [index, number = 0] of wanted.entries()) {
    const own = has[index] ?? 0;
    if (own !== number) return own > number;
  }
  return true;
}

/**
 * Behaviour 5: how strictly the calls of a rotation are checked. TKGI leaves Ops Manager's own weaker checks; on 2.9 and
 * 2.10 an old PAS leaves none.
 */
export function safetyOf(state: OpsmanState): "none" | "weak" | "full" {
  const { safetyChecks } = state.settings;
  if (safetyChecks !== undefined) return safetyChecks;
  if (!atLeast(state, 2, 9) || (!atLeast(state, 3, 0) && hasOldPas(state))) return "none";
  return atLeast(state, 2, 10) && !hasTkgi(state) ? "full" : "weak";
}

export function hasTkgi(state: OpsmanState): boolean {
  return state.products.some(({ type }) => type === "pivotal-container-service");
}

/** Before 2.8.2. */
function hasOldPas(state: OpsmanState): boolean {
  return state.products.some(({ type, version }) => type === "cf" && !isFrom(numbersOf(version), [2, 8, 2]));
}

/** The Director gives agents new settings without recreating VMs. Source: reference, section 6, note 1. */
export function pushesToAgents(state: OpsmanState, stemcell: LabStemcell | undefined): boolean {
  if (!atLeast(state, 2, 10, 20)) return false;
  if (stemcell === undefined) return true;
  const first = firstPushing.find(([os]) => stemcell.os.includes(os))?.[1];
  if (first === undefined) return false;
  return isFrom(numbersOf(stemcell.version), first);
}

const firstPushing: readonly (readonly [string, readonly [number, number]])[] = [
  ["xenial", [621, 171]],
  ["bionic", [1, 36]],
  ["jammy", [1, 8]],
  ["windows", [2019, 41]],
];

function numbersOf(version: string): readonly number[] {
  return (/^\d+(\.\d+)*/.exec(version)?.[0] ?? "").split(".").map(Number);
}
