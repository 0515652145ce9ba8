import { deployments } from "./families.ts";
import type { LabAgents, OpsmanState } from "./state.ts";

/**
 * Who would refuse whom at `now`, computed from what runs: a deployed leaf whose CA a deployment does not accept, or
 * outside its dates; agents and Director that refuse each other. Behaviour 4.
 */
export function broken(state: OpsmanState, now: number): readonly string[] {
  return [...leafLines(state, now + state.settings.clockSkewMs), ...boundAppLines(state), ...agentLines(state)];
}

function leafLines(state: OpsmanState, here: number): readonly string[] {
  const lines: string[] = [];
  for (const leaf of state.leaves) {
    const { ca, validFrom, validUntil } = leaf.deployed;
    const outside = here > validUntil || here < validFrom;
    const presented = `${leaf.instances ?? leaf.product} ${leaf.reference}`;
    for (const { name, accepts } of deployments(state)) {
      if (outside || (ca !== "elsewhere" && !accepts.includes(ca))) lines.push(`${name} refuses ${presented}`);
    }
  }
  return lines;
}

/** Apps keep what they were given when they were bound: no apply reaches them. */
function boundAppLines(state: OpsmanState): readonly string[] {
  return state.credhubCas.flatMap(({ path, boundApps }) =>
    state.leaves
      .filter((leaf) => boundApps !== undefined && leaf.under === path && !boundApps.includes(leaf.deployed.ca))
      .map((leaf) => `apps bound to services refuse ${leaf.product} ${leaf.reference}`),
  );
}

/** What the Director then reports as `unresponsive agent`. */
function agentLines({ nats, products, services }: OpsmanState): readonly string[] {
  const all: readonly (readonly [string, LabAgents | undefined])[] = [
    ...products.map(({ guid, agents }) => [guid, agents] as const),
    ...services.map(({ name, agents }) => [name, agents] as const),
  ];
  return all.flatMap(([name, agents]) => {
    if (agents === undefined) return [];
    const lines: string[] = [];
    if (!agents.accepts.includes(nats.shows)) lines.push(`agents of ${name} refuse the Director`);
    if (!nats.accepts.includes(agents.shows)) lines.push(`the Director refuses agents of ${name}`);
    return lines;
  });
}
