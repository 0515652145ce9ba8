import type { Step } from "../model/step.ts";
import type { Break, Edge, TrustProof, TrustWorld } from "../model/trust.ts";
import { findBreak, holdsAtEnd, indexEffects } from "./breaks.ts";
import { orderOf } from "./order.ts";

/**
 * Proves each edge over every moment that the steps can pass through, crashes and half-done steps included, or says
 * which steps break it. An edge that is broken before the first step is reported, does not refuse the plan, and must
 * hold at its end. Pure. What it does not know is in `notModelled`.
 */
export function prove(steps: readonly Step[], world: TrustWorld): TrustProof {
  const order = orderOf(steps);
  const index = indexEffects(steps, world);
  const breaks: Break[] = [];
  const brokenBefore: Edge[] = [];
  let proved = 0;
  for (const edge of world.edges) {
    const found = findBreak(edge, index, order);
    if (found === undefined) proved += 1;
    else if (found.trace.length > 0) breaks.push(found);
    else if (holdsAtEnd(edge, index, order)) brokenBefore.push(edge);
    else breaks.push({ ...found, trace: steps.map((step) => ({ step: step.id, progress: "finished" })) });
  }
  return {
    verdict: breaks.length === 0 ? "holds" : "breaks",
    proved,
    breaks,
    brokenBefore,
    platformsWord: steps.filter((step) => step.gate === "platform").map((step) => step.id),
    notModelled: world.notModelled,
  };
}

/** The worlds of several targets as one: their names do not meet unless they mean the same process. */
export function joinWorlds(worlds: readonly TrustWorld[]): TrustWorld {
  return {
    presents: Object.assign({}, ...worlds.map((world) => world.presents)),
    accepts: Object.assign({}, ...worlds.map((world) => world.accepts)),
    edges: worlds.flatMap((world) => world.edges),
    notModelled: [...new Set(worlds.flatMap((world) => world.notModelled))],
  };
}
