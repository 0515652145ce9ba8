import type { ScenarioName } from "../../src/lab/index.ts";

/** What is rotated on which kind of platform. */
export interface Variant {
  readonly name: string;
  /** Of the lab; its target is called `opsman`. */
  readonly scenario: Extract<ScenarioName, "opsman-leaves" | "opsman-ca" | "opsman-recreate" | "opsman-configurable">;
  /** Whether v0 lists leaves that are staged and not deployed; default: it does. */
  readonly hidesStaged?: true;
}

export const leaves: Variant = { name: "leaves", scenario: "opsman-leaves" };
export const hiddenLeaves: Variant = { ...leaves, name: "leaves, hidden while they are staged", hidesStaged: true };
/** The whole rotation. */
export const ca: Variant = { name: "ca", scenario: "opsman-ca" };
/** The same where agents learn of a CA only by being made anew. */
export const caRecreating: Variant = { name: "ca, with VMs recreated", scenario: "opsman-recreate" };
/** The same with an uploaded CA, and all that may stand around it: `around.ts`. */
export const around: Variant = {
  name: "ca, with programs, people and files around it",
  scenario: "opsman-configurable",
};
