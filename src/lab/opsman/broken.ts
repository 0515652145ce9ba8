import { deployments } from "./families.ts";
import { endOfCa } from "./install.ts";
import type { LabAgents, OpsmanState } from "./state.ts";

/**
 * Who would refuse whom at `now`, computed from what runs: a deployed leaf whose CA a deployment does not accept, or
 * outside the dates of either; agents and Director that refuse each other; what was lost for good. Behaviour 4.
 */
export function broken(state: OpsmanState, now: number): readonly string[] {
  const here = now + state.settings.clockSkewMs;
  return [...leafLines(state, here), ...boundAppLines(state), ...agentLines(state, here), ...(state.damage ?? [])];
}

function leafLines(state: OpsmanState, here: number): readonly string[] {
  const lines: string[] = [];
  for (const leaf of state.leaves) {
    const { ca, validFrom, validUntil } = leaf.deployed;
    const issuer = state.cas.find(({ guid }) => guid === ca);
    const outside = here > validUntil || here < validFrom || (issuer !== undefined && here >= issuer.expiresOn);
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
function agentLines({ nats, products, services, cas }: OpsmanState, here: number): readonly string[] {
  const ended = cas.some((ca) => ca.guid === nats.shows && endOfCa(ca) <= here);
  const all: readonly (readonly [string, LabAgents | undefined])[] = [
    ...products.map(({ guid, agents }) => [guid, agents] as const),
    ...services.map(({ name, agents }) => [name, agents] as const),
  ];
  return all.flatMap(([name, agents]) => {
    if (agents === undefined) return [];
    const lines: string[] = [];
    if (ended || !agents.accepts.includes(nats.shows)) lines.push(`agents of ${name} refuse the Director`);
    if (!nats.accepts.includes(agents.shows)) lines.push(`the Director refuses agents of ${name}`);
    return lines;
  });
}
