import type { CaPhase } from "./ca-phase.ts";

/**
 * The moves of a CA rotation, in the vendor's order with the gates that its page leaves out.
 * Source: reference/opsman, section 6, procedure A; `docs/decisions/0001-core-model.md`.
 */
export type CaMove =
  | "apply-staged"
  | "generate-ca"
  | "apply-trust"
  | "instances-trust"
  | "activate-ca"
  | "is-active"
  | "regenerate-leaves"
  | "apply-switch"
  | "no-old-leaf"
  | "delete-ca"
  | "apply-drop"
  | "verify-ca";

export const caMoves: readonly CaMove[] = [
  "generate-ca", // a second root exists, and nothing uses it
  "apply-trust", // every product and agent trusts both
  "instances-trust", // gate: and so does every service instance
  "activate-ca", // whatever is made from now on is by the new root
  "is-active", // gate
  "regenerate-leaves", // new leaves are staged
  "apply-switch", // and deployed
  "no-old-leaf", // gate: nothing shows a leaf by the old root
  "delete-ca", // the recorded guid, and no other
  "apply-drop", // nothing trusts the old root any more
  "verify-ca", // gate
];

/** The first move that is still to do in a phase; undefined where no rotation goes on from it. */
const firstMoves: Readonly<Record<CaPhase, CaMove | undefined>> = {
  S0: "generate-ca",
  S1: "apply-trust",
  S2: "instances-trust",
  S3: "regenerate-leaves",
  S4: "apply-switch",
  S5: "no-old-leaf",
  S6: "apply-drop",
  early: undefined,
  many: undefined,
  none: undefined,
};

/**
 * The moves that are still to do; empty where no rotation goes on from this phase. `deployFirst`: a new rotation is due
 * while something is staged, which has to be deployed before anything is generated.
 */
export function movesFrom(phase: CaPhase, deployFirst: boolean): readonly CaMove[] {
  if (deployFirst) return ["apply-staged", ...caMoves];
  const first = firstMoves[phase];
  return first === undefined ? [] : caMoves.slice(caMoves.indexOf(first));
}
