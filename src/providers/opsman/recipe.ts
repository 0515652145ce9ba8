import type { Recipe, RecipeInput } from "../../model/provider.ts";
import { caRecipe, needsCaRotation } from "./ca-recipe.ts";
import { leavesRecipe } from "./leaves.ts";

/** The smaller procedure that cures every reason: the CA only where one is about a CA, or its rotation is under way. */
export function opsmanRecipe(input: RecipeInput): Recipe {
  return needsCaRotation(input) ? caRecipe(input) : leavesRecipe(input);
}
