import { pushesToAgents } from "./release.ts";
import { isSame, newestOf } from "./safety.ts";
import type { LabLeaf, OpsmanState } from "./state.ts";

/** With the BOSH CLI: `recreate` takes the deployment as it is, `deploy` brings what is in CredHub up to date. */
export type BoshAction = "recreate" | "deploy" | "deploy --recreate";

/**
 * What a person does to a deployment that no apply reaches, service instances or one made outside of Ops Manager. Each
 * brings the roots that the Director gives to VMs; VMs that are recreated, or whose stemcell takes settings without it,
 * also learn the NATS CA. Behaviour 4.
 * @throws Error if there is no such deployment: that is a fault of the scenario.
 */
export function boshByHand(state: OpsmanState, action: BoshAction, deployment: string): OpsmanState {
  const group = state.services.find(({ name }) => name === deployment);
  if (group === undefined) throw new Error(`there is no deployment ${deployment}`);
  const deploys = action !== "recreate";
  const newest = state.credhubCas.flatMap((ca) => ca.versions.map(({ id }) => id));
  const variables = deploys ? newest : group.accepts.filter((id) => id.includes("#"));
  const stemcell = state.products.find(({ guid }) => guid === group.product)?.stemcell;
  const agents = action !== "deploy" || pushesToAgents(state, stemcell) ? state.nats : group.agents;
  const next = { ...group, accepts: [...state.nats.accepts, ...variables], agents };
  const services = state.services.map((other) => (other === group ? next : other));
  return deploys ? withNewestLeaves({ ...state, services }, deployment) : { ...state, services };
}

function withNewestLeaves(state: OpsmanState, deployment: string): OpsmanState {
  const effects = { ...state.effects };
  const leaves = state.leaves.map((leaf): LabLeaf => {
    if (leaf.instances !== deployment) return leaf;
    const { staged: _, ...rest } = leaf;
    const newest = newestOf(state.leaves, leaf);
    if (isSame(newest, leaf.deployed)) return rest;
    const name = `deploy ${deployment} ${leaf.reference} generation ${newest.generation}`;
    effects[name] = (effects[name] ?? 0) + 1;
    return { ...rest, deployed: newest };
  });
  return { ...state, leaves, effects };
}
