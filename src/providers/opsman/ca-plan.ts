import type { Json, JsonObject } from "../../model/json.ts";
import type { RecipeInput } from "../../model/provider.ts";
import type { Reach } from "./instances.ts";
import type { LeafReplacement } from "./leaf-steps.ts";
import type { OpsmanFacts, RotationFacts } from "./opsman-facts.ts";
import type { OpsmanOptions } from "./options.ts";
import type { ChangeRow } from "./wire.ts";

/** The CA by which a step goes, told by what is live or by the step that makes it. */
export interface CaName {
  readonly guid: Json;
  /** As the facts `activeCa` and `inactiveCas` read it. */
  readonly fact: Json;
  /** In the trust model. */
  readonly anchor: string;
}

/** Where the rotation stands when a step begins: what it assumes. Moves on with each move. */
export interface CaState {
  readonly active: Json;
  readonly inactive: readonly Json[];
  readonly newestInstallation: Json;
  readonly unexplained: readonly ChangeRow[];
  /** Guids of products whose mere update is of our own making: the recreate flag, a leaf that was put. */
  readonly ours: readonly string[];
  /** The flag that recreates VMs was set for the apply to come. */
  readonly recreates: boolean;
  /** Finish of the apply that made everything trust both roots, and id of that install. */
  readonly trustedAt: Json;
  readonly trustedBy: Json;
  /** Finish of the apply that brought the new leaves. */
  readonly deployedBy: Json;
  /** Leaves by the new root were made. */
  readonly made: boolean;
}

export interface CaPlan {
  readonly input: RecipeInput;
  readonly facts: OpsmanFacts;
  readonly rotation: RotationFacts;
  readonly options: OpsmanOptions;
  readonly old: CaName;
  readonly next: CaName;
  /** How the service instances of each tile are reached. */
  readonly reach: readonly Reach[];
  /** Why VMs are recreated at each apply; empty where they are not. */
  readonly recreation: readonly string[];
  /** Configurable leaves that are replaced on the way. */
  readonly replacements: readonly LeafReplacement[];
  /** Deployments that may lag behind. */
  readonly waived: readonly string[];
  /** PEM of the new root, and of both roots. */
  readonly pem: Json;
  readonly bundle: Json;
}

/** What must still be so right before a step that changes something. */
export function assumptionsOf(
  { facts, input }: Pick<CaPlan, "facts" | "input">,
  state: Pick<CaState, "active" | "inactive" | "newestInstallation" | "unexplained" | "ours">,
): JsonObject {
  return {
    version: input.observation.version ?? "",
    activeCa: state.active,
    inactiveCas: state.inactive,
    products: facts.products.map(({ guid }) => guid),
    newestInstallation: state.newestInstallation,
    runningInstallation: 0,
    ...changesBeside(state),
  };
}

/** Staged changes, but for those of our own making; the name of the fact tells which these are. */
function changesBeside({ unexplained, ours }: Pick<CaState, "unexplained" | "ours">): JsonObject {
  const others = unexplained.filter(({ guid, structural }) => structural || !ours.includes(guid));
  const name = ours.length === 0 ? "unexplainedChanges" : `unexplainedChangesBeside:${ours.toSorted().join(",")}`;
  return { [name]: others.map(({ guid, action }) => `${guid}:${action}`) };
}
