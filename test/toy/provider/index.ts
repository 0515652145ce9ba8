import type { JsonObject } from "../../../src/model/json.ts";
import type { Observation, Provider, Session } from "../../../src/model/provider.ts";
import { iso } from "../../../src/time/instant.ts";
import { readToy, type ToyFacts } from "./client.ts";
import { toyKinds } from "./kinds.ts";
import { toyRecipe } from "./recipe.ts";

/** A platform that does not exist: a hub, and two members that accept what it shows. */
export const toyProvider: Provider = {
  type: "toy",
  explain: "One hub and its members.",
  capabilities: { serialCalls: false, rotates: true, arrivesWithinSeconds: 30 },
  kinds: toyKinds,
  observe,
  cures: (violation) => violation.code === "NearExpiry" || violation.code === "Expired",
  recipe: toyRecipe,
  facts: async (session, names) => {
    const facts = await readToy(session);
    return Object.fromEntries(
      names.map((name) => [
        name,
        name === "serving" ? facts.serving : (facts.accepts[name.replace("accepts ", "")] ?? null),
      ]),
    );
  },
  drift: () => [],
};

async function observe(session: Session): Promise<Observation> {
  const facts = await readToy(session);
  const half = facts.newest !== facts.serving || Object.values(facts.accepts).some((accepted) => accepted.length !== 1);
  return {
    system: `toy:${facts.id}`,
    principal: "anyone",
    complete: true,
    slots: [{ name: "hub", class: "leaf", subject: `generation ${facts.serving}`, notAfter: iso(facts.ends) }],
    findings: [],
    reasons: half ? [{ code: "ToyHalfDone", sentence: "a rotation is half done", evidence: {} }] : [],
    facts: facts satisfies ToyFacts as unknown as JsonObject,
  };
}
