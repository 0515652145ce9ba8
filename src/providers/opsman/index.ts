import type { Provider } from "../../model/provider.ts";
import { opsmanCodes } from "./codes.ts";
import { readFacts } from "./facts.ts";
import { opsmanKinds } from "./kinds.ts";
import { observeOpsman } from "./observe.ts";
import { opsmanArrivesWithinSeconds, opsmanRecipe } from "./recipe.ts";

/** Ops Manager, `rotate: [leaves]`. README.md beside this tells what it does and what it cannot see. */
export const opsmanProvider: Provider = {
  type: "opsman",
  explain:
    "One target is one Ops Manager. `rotate: [leaves]` replaces the leaves that Ops Manager makes itself: regenerate, apply changes to all products, verify. Configurable leaves and CAs are observed.",
  capabilities: { serialCalls: true, rotates: true, arrivesWithinSeconds: opsmanArrivesWithinSeconds },
  codes: opsmanCodes,
  kinds: opsmanKinds,
  observe: (session) => observeOpsman(session),
  cures: (violation, target) =>
    target.rotate.includes("leaves") && violation.slot.class === "leaf" && curedByNewLeaf.includes(violation.code),
  recipe: opsmanRecipe,
  facts: readFacts,
  drift: () => [],
};

/** A new leaf has the same key, hash and lifetime as the old one: only its dates move. */
const curedByNewLeaf: readonly string[] = ["Expired", "NearExpiry", "MaximumAge"];
