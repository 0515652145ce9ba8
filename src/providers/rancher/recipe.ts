import type { Recipe, RecipeInput } from "../../model/provider.ts";
import { actionRecipe } from "./action-recipe.ts";
import { generationRecipe } from "./generation-recipe.ts";
import type { RancherFacts } from "./rancher-facts.ts";

/** By what the cluster is: the action of RKE1, the number of RKE2 and K3s, or nothing. */
export function rancherRecipe(input: RecipeInput): Recipe {
  const facts = input.observation.facts as unknown as RancherFacts;
  switch (facts.engine) {
    case "rke1":
      return actionRecipe(input, facts);
    case "rke2":
    case "k3s":
      return generationRecipe(input, facts);
    case "unmanaged":
      return {
        kind: "refused",
        refusals: [
          {
            code: "RancherNotManaged",
            sentence: `${facts.cluster} is ${facts.why}: neither of Rancher's ways rotates it`,
            hint: facts.instead,
            kind: "refused",
          },
        ],
      };
  }
}
