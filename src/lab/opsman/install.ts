import { bundleOf } from "./families.ts";
import { atLeast, pushesToAgents } from "./release.ts";
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
  /** `force_latest_variables`. */
  readonly forceVariables?: boolean;
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
  const keepsVariables =
    atLeast(state, 3, 0) && state.settings.shipsVariables === "when-forced" && !order.forceVariables;
  const reached = (leaf: LabLeaf): boolean => {
    if (keepsVariables && leaf.location === "credhub") return false;
    return leaf.instances === undefined ? products.includes(leaf.product) : upgrades.includes(leaf.instances);
  };
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
      ...(state.recreate.disks === true ? { disks: true as const } : {}),
      ...(keepsVariables ? { keepsVariables: true as const } : {}),
      ...(state.pending.length === 0 ? {} : { changes: state.pending.map(({ guid, action }) => `${action} ${guid}`) }),
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
  const due = state.installations.find((candidate) => isRunning(candidate) && candidate.endsAt <= here);
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
  if (row.status === "succeeded") {
    const name = contentOf({ ...state, leaves }, row, brings);
    effects[name] = (effects[name] ?? 0) + 1;
  }
  return {
    ...state,
    leaves,
    effects,
    ...(brings.disks === true && end.deployed.length > 0 ? withDamage(state, end.deployed) : {}),
    nats: end.nats,
    products: state.products.map((product) =>
      end.deployed.includes(product.guid) ? deployed(state, product, brings) : product,
    ),
    services: state.services.map((group) => (end.served.includes(group.name) ? served(state, group, brings) : group)),
    installations: state.installations.map((other) => (other.id === due.id ? row : other)),
    ...afterRecreation(state, brings),
  };
}

/** Something is installing: a stuck row says so of an install that nobody knows anything of. */
export function isRunning({ status, stuck }: LabInstallation): boolean {
  return status === "running" && stuck !== true;
}

/** What a successful Apply Changes brought, by whom: a second one with the same content was for nothing. */
function contentOf(state: OpsmanState, row: LabInstallation, brings: LabDeployment): string {
  const number = (id: string): string => (id.includes("#") ? id : String(state.appeared.indexOf(id) + 1));
  const parts = [
    `apply by ${row.user} of ${row.products.length} products`,
    `accepting ${brings.trusts.map(number).join(" ")}`,
    `signing by ${number(brings.active ?? "")}`,
    `leaves of generation ${state.leaves.map((leaf) => leaf.deployed.generation).join(" ")}`,
    ...brings.upgrades.map((name) => `upgrading ${name}`),
    ...brings.recreates.map((name) => `recreating ${name}`),
    ...(brings.recreate ? ["recreating VMs"] : []),
    ...(brings.changes ?? []),
  ];
  return parts.join(", ");
}

function withDamage(state: OpsmanState, products: readonly string[]): Pick<OpsmanState, "damage"> {
  const lost = products.map((guid) => `the persistent disks of ${guid} were recreated`);
  return { damage: [...(state.damage ?? []), ...lost] };
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

/** What a deployment accepts after an install: with new versions of what is in CredHub, or without. */
function trustAfter(before: readonly string[], brings: LabDeployment): readonly string[] {
  if (brings.keepsVariables !== true) return brings.trusts;
  return [...rootsAmong(brings.trusts), ...before.filter((id) => id.includes("#"))];
}

function natsOf(state: OpsmanState, { trusts, active }: LabDeployment): LabAgents {
  return { accepts: rootsAmong(trusts), shows: active ?? state.nats.shows };
}

function rootsAmong(trusts: readonly string[]): readonly string[] {
  return trusts.filter((id) => !id.includes("#"));
}

function deployed(state: OpsmanState, product: LabProduct, brings: LabDeployment): LabProduct {
  const reached = brings.recreate || pushesToAgents(state, product.stemcell);
  const { agents, ...rest } = { ...product, accepts: trustAfter(product.accepts, brings) };
  if (agents === undefined) return rest;
  return { ...rest, agents: reached ? natsOf(state, brings) : agents };
}

function served(state: OpsmanState, group: LabServiceGroup, brings: LabDeployment): LabServiceGroup {
  const stemcell = state.products.find(({ guid }) => guid === group.product)?.stemcell;
  const reached = brings.recreates.includes(group.name) || pushesToAgents(state, stemcell);
  const accepts = trustAfter(group.accepts, brings);
  return { ...group, accepts, agents: reached ? natsOf(state, brings) : group.agents };
}

/** The flag acts once; afterwards the Director shows a change of its own until the next apply. Behaviour 6. */
function afterRecreation(state: OpsmanState, brings: LabDeployment): Partial<OpsmanState> {
  const { vms, director: own, disks } = state.recreate;
  if (!own && disks !== true && !(brings.recreate && vms)) return {};
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
