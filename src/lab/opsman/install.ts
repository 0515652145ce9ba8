import { bundleOf } from "./families.ts";
import { pushesToAgents } from "./release.ts";
import type {
  LabAgents,
  LabDeployment,
  LabInstallation,
  LabLeaf,
  LabProduct,
  LabServiceGroup,
  LeafVersion,
  OpsmanState,
} from "./state.ts";

/** Who installs what. */
export interface InstallOrder {
  readonly user: string;
  readonly products: readonly string[];
  /** Groups of service instances that an errand reaches. */
  readonly upgrades: readonly string[];
  readonly recreates: readonly string[];
  /** VMs are recreated whatever the Director's flag says. */
  readonly recreate?: boolean;
  readonly now: number;
}

/** Starts an install. What is staged now goes in with it; what is staged later does not. */
export function startInstall(
  state: OpsmanState,
  order: InstallOrder,
): { readonly state: OpsmanState; readonly id: number } {
  const id = Math.max(0, ...state.installations.map((installation) => installation.id)) + 1;
  const { nextFailsAt, nextErrandFailsAt, ...rest } = state;
  const { products, upgrades, recreates } = order;
  const reached = (leaf: LabLeaf): boolean =>
    leaf.instances === undefined ? products.includes(leaf.product) : upgrades.includes(leaf.instances);
  const installation: LabInstallation = {
    id,
    user: order.user,
    startedAt: order.now,
    endsAt: order.now + state.settings.installMs,
    status: "running",
    products,
    takes: state.leaves.map((leaf) => (reached(leaf) ? (leaf.staged ?? null) : null)),
    brings: {
      trusts: bundleOf(state),
      active: state.cas.find((ca) => ca.active)?.guid,
      recreate: order.recreate ?? state.recreate.vms,
      upgrades,
      recreates,
    },
    ...(nextFailsAt === undefined ? {} : { failsAt: nextFailsAt }),
    ...(nextErrandFailsAt === undefined ? {} : { errandFailsAt: nextErrandFailsAt }),
  };
  return { state: { ...rest, installations: [installation, ...state.installations], pending: [] }, id };
}

/** The running install that is due by `now` ends: what it reached takes up what it brings, up to the product that fails. */
export function deployUpTo(state: OpsmanState, now: number): OpsmanState {
  const here = now + state.settings.clockSkewMs;
  const due = state.installations.find((candidate) => candidate.status === "running" && candidate.endsAt <= here);
  if (due === undefined) return state;
  const brings = due.brings ?? nothingNew(state);
  const end = endOf(state, due, brings);
  const effects = { ...state.effects };
  const leaves = state.leaves.map((leaf, index) => {
    const taken = due.takes[index] ?? null;
    const here =
      leaf.instances === undefined ? end.deployed.includes(leaf.product) : end.served.includes(leaf.instances);
    if (taken === null || !here) return leaf;
    const name = `deploy ${leaf.instances ?? leaf.product} ${leaf.reference} generation ${taken.generation}`;
    effects[name] = (effects[name] ?? 0) + 1;
    return takeUp(leaf, taken);
  });
  const { failsAt: _, errandFailsAt: __, ...ended } = due;
  const row: LabInstallation = {
    ...ended,
    status: end.failsAt === undefined && end.errandFailsAt === undefined ? "succeeded" : "failed",
    ...(end.failsAt === undefined ? {} : { failsAt: end.failsAt }),
    ...(end.errandFailsAt === undefined ? {} : { errandFailsAt: end.errandFailsAt }),
  };
  return {
    ...state,
    leaves,
    effects,
    nats: end.nats,
    products: state.products.map((product) =>
      end.deployed.includes(product.guid) ? deployed(state, product, brings) : product,
    ),
    services: state.services.map((group) => (end.served.includes(group.name) ? served(state, group, brings) : group)),
    installations: state.installations.map((other) => (other.id === due.id ? row : other)),
    ...afterRecreation(state, brings),
  };
}

interface End {
  readonly nats: LabAgents;
  /** Products and service instances that were reached. */
  readonly deployed: readonly string[];
  readonly served: readonly string[];
  readonly failsAt?: string;
  readonly errandFailsAt?: string;
}

/** Product by product: where does it stop, and who was reached before that? Behaviours 4 and 7. */
function endOf(state: OpsmanState, due: LabInstallation, brings: LabDeployment): End {
  const active = state.cas.find((ca) => ca.guid === brings.active);
  const expired = active !== undefined && due.endsAt >= endOfCa(active);
  const director = due.products.find((guid) =>
    state.products.some((one) => one.guid === guid && one.type === "p-bosh"),
  );
  const moved = director !== undefined && !expired && due.failsAt !== director;
  const nats = moved ? natsOf(state, brings) : state.nats;
  const deployed: string[] = [];
  const served: string[] = [];
  for (const guid of due.products) {
    const product = state.products.find((one) => one.guid === guid);
    const answers = product?.agents === undefined || isResponsive(nats, product.agents);
    if (expired || guid === due.failsAt || !answers) return { nats, deployed, served, failsAt: guid };
    deployed.push(guid);
    const groups = state.services.filter((group) => group.product === guid && brings.upgrades.includes(group.name));
    const fails = guid === due.errandFailsAt || groups.some((group) => !isResponsive(nats, group.agents));
    if (fails) return { nats, deployed, served, errandFailsAt: guid };
    served.push(...groups.map(({ name }) => name));
  }
  return { nats, deployed, served };
}

/** When a root stops working: with its NATS CA, if that ends earlier. */
export function endOfCa(ca: OpsmanState["cas"][number]): number {
  return Math.min(ca.expiresOn, ca.natsExpiresOn ?? ca.expiresOn);
}

/** Neither side refuses the other; otherwise the Director says `unresponsive agent`. */
export function isResponsive(nats: LabAgents, agents: LabAgents): boolean {
  return agents.accepts.includes(nats.shows) && nats.accepts.includes(agents.shows);
}

function natsOf(state: OpsmanState, { trusts, active }: LabDeployment): LabAgents {
  return { accepts: rootsAmong(state, trusts), shows: active ?? state.nats.shows };
}

function rootsAmong(state: OpsmanState, trusts: readonly string[]): readonly string[] {
  return trusts.filter((id) => !state.credhubCas.some((ca) => id.startsWith(`${ca.path}#`)));
}

function deployed(state: OpsmanState, product: LabProduct, brings: LabDeployment): LabProduct {
  const reached = brings.recreate || pushesToAgents(state, product.stemcell);
  const { agents, ...rest } = { ...product, accepts: brings.trusts };
  if (agents === undefined) return rest;
  return { ...rest, agents: reached ? natsOf(state, brings) : agents };
}

function served(state: OpsmanState, group: LabServiceGroup, brings: LabDeployment): LabServiceGroup {
  const stemcell = state.products.find(({ guid }) => guid === group.product)?.stemcell;
  const reached = brings.recreates.includes(group.name) || pushesToAgents(state, stemcell);
  return { ...group, accepts: brings.trusts, agents: reached ? natsOf(state, brings) : group.agents };
}

/** The flag acts once; afterwards the Director shows a change of its own until the next apply. Behaviour 6. */
function afterRecreation(state: OpsmanState, brings: LabDeployment): Partial<OpsmanState> {
  if (!brings.recreate || !state.recreate.vms) return {};
  const director = state.products.find(({ type }) => type === "p-bosh");
  const update = director === undefined ? [] : [{ guid: director.guid, action: "update" as const }];
  return {
    recreate: { vms: false, director: false },
    pending: [...state.pending.filter(({ guid }) => guid !== director?.guid), ...update],
  };
}

/** An install that a scenario has put there by hand: it brings the CAs of now. */
function nothingNew(state: OpsmanState): LabDeployment {
  const active = state.cas.find((ca) => ca.active)?.guid;
  return { trusts: bundleOf(state), active, recreate: false, upgrades: [], recreates: [] };
}

/** A leaf regenerated while the install ran stays staged: the install deploys what was there when it began. */
function takeUp(leaf: LabLeaf, taken: LeafVersion): LabLeaf {
  const { staged, ...rest } = leaf;
  const newer = staged !== undefined && staged.validFrom !== taken.validFrom ? { staged } : {};
  return { ...rest, ...newer, deployed: taken };
}
