import type { Json } from "../../model/json.ts";
import type { RecipeInput } from "../../model/provider.ts";
import type { RotationFacts } from "./ca-facts.ts";
import type { OpsmanFacts } from "./opsman-facts.ts";
import type { OpsmanOptions } from "./step-parts.ts";

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
  readonly unexplained: readonly string[];
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
}
