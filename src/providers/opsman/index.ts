import type { Provider } from "../../model/provider.ts";
import { opsmanCodes } from "./codes.ts";
import { opsmanCures } from "./cures.ts";
import { opsmanDrift } from "./drift.ts";
import { readFacts } from "./facts.ts";
import { opsmanKinds } from "./kinds.ts";
import { observeOpsman } from "./observe.ts";
import { opsmanRecipe } from "./recipe.ts";
import { opsmanArrivesWithinSeconds } from "./step-parts.ts";

/** Ops Manager, `rotate: [ca, leaves]`. README.md beside this tells what it does and what it cannot see. */
export const opsmanProvider: Provider = {
  type: "opsman",
  explain:
    "One target is one Ops Manager. `rotate: [leaves]` replaces the leaves that Ops Manager makes itself: regenerate, apply changes to all products, verify. `rotate: [ca]` replaces the root CA and all that hangs on it: generate, apply, activate, regenerate, apply, delete, apply, each closed by its gate; where only leaves are due, it replaces only these. `issuer` names a CA of your own to upload instead; configurable leaves are replaced where `configurable` gives them an issuer, and only observed otherwise.",
  capabilities: {
    serialCalls: true,
    rotates: true,
    outsiders: { ca: ["root-ca"] },
    arrivesWithinSeconds: opsmanArrivesWithinSeconds,
  },
  codes: opsmanCodes,
  kinds: opsmanKinds,
  observe: observeOpsman,
  cures: opsmanCures,
  recipe: opsmanRecipe,
  facts: readFacts,
  drift: opsmanDrift,
};
