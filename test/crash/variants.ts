import type { ScenarioName } from "../../src/lab/index.ts";
import type { StartingPoint } from "../../src/lab/opsman/index.ts";

/** What is rotated, from where, on which kind of platform. */
export interface Variant {
  readonly name: string;
  /** Of the lab; its target is called `opsman`. */
  readonly scenario: Extract<ScenarioName, "opsman-leaves" | "opsman-ca" | "opsman-recreate">;
  /** Whether v0 lists leaves that are staged and not deployed; default: it does. */
  readonly hidesStaged?: true;
  /** A rotation that a person began and brought up to here; default: none. */
  readonly begun?: StartingPoint;
}

export const leaves: Variant = { name: "leaves", scenario: "opsman-leaves" };
export const hiddenLeaves: Variant = { ...leaves, name: "leaves, hidden while they are staged", hidesStaged: true };
/** The whole rotation. */
export const ca: Variant = { name: "ca", scenario: "opsman-ca" };
/** The same where agents learn of a CA only by being made anew. */
export const caRecreating: Variant = { name: "ca, with VMs recreated", scenario: "opsman-recreate" };
/** Its later halves: a step is killed in the shortest rotation that has it. */
export const caTrusted: Variant = { ...ca, name: "ca, begun by hand up to the new trust", begun: "S2" };
export const caSwitched: Variant = { ...ca, name: "ca, begun by hand up to the new leaves", begun: "S5" };
