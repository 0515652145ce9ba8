import { generationOf } from "./authorities.ts";
import { bundleOf } from "./families.ts";
import { isRunning } from "./install.ts";
import type { LabAgents, OpsmanState } from "./state.ts";

/**
 * Up to dates, tokens and ids: which generation of each leaf runs, by which CA, what each deployment accepts, and what
 * is staged or pending. A root is its place in the order of appearance. What only a rotation of CAs can change is left
 * out where it is as in a foundation at rest.
 */
export function canonical(state: OpsmanState): unknown {
  const bundle = bundleOf(state);
  const name = (id: string): string => nameOf(state, id);
  const accepting = (accepts: readonly string[]): object =>
    accepts.length === bundle.length && accepts.every((id) => bundle.includes(id))
      ? {}
      : { accepting: accepts.map(name).toSorted() };
  const rest = state.cas.find((ca) => ca.active)?.guid ?? "";
  const agents = (of: LabAgents | undefined): object =>
    of === undefined || isAtRest(of, rest) ? {} : { agents: [of.accepts.map(name).toSorted(), name(of.shows)] };
  return {
    cas: state.cas.map((ca, index) => {
      const generation = generationOf(state, ca.guid);
      const uploaded = ca.uploaded === true ? { uploaded: true } : {};
      return { order: index, active: ca.active, ...(generation > 1 ? { generation } : {}), ...uploaded };
    }),
    leaves: state.leaves.map((leaf) => ({
      leaf: `${leaf.product} ${leaf.reference}${leaf.instances === undefined ? "" : ` ${leaf.instances}`}`,
      generation: leaf.deployed.generation,
      ca: state.cas.findIndex((ca) => ca.guid === leaf.deployed.ca),
      ...(bundle.includes(leaf.deployed.ca) ? {} : { by: name(leaf.deployed.ca) }),
      staged: leaf.staged !== undefined,
      ...(leaf.staged === undefined || leaf.staged.ca === leaf.deployed.ca ? {} : { stagedBy: name(leaf.staged.ca) }),
    })),
    products: state.products.map((product) => ({
      type: product.type,
      accepts: product.accepts.length,
      ...accepting(product.accepts),
      ...agents(product.agents),
    })),
    installing: state.installations.some(isRunning),
    failed: state.installations[0]?.status === "failed",
    pending: state.pending,
    ...(isAtRest(state.nats, rest) ? {} : { nats: [state.nats.accepts.map(name), name(state.nats.shows)] }),
    ...(state.recreate.vms ? { recreate: true } : {}),
    ...(state.recreate.director ? { recreateDirector: true } : {}),
    ...(state.recreate.disks === true ? { recreateDisks: true } : {}),
    ...(state.damage === undefined ? {} : { damage: state.damage }),
    ...startupOf(state),
    ...servicesOf(state, (group) => ({ ...accepting(group.accepts), ...agents(group.agents) })),
    ...credhubOf(state),
    ...runningOf(state, name),
  };
}

function nameOf(state: OpsmanState, id: string): string {
  return id.includes("#") ? id : `root ${generationOf(state, id)}`;
}

function startupOf({ startup }: OpsmanState): object {
  if (startup === undefined || "until" in startup) return {};
  return { startup: "setup" in startup ? "not set up" : "locked" };
}

function isAtRest({ accepts, shows }: LabAgents, root: string): boolean {
  return shows === root && accepts.length === 1 && accepts[0] === root;
}

function servicesOf(state: OpsmanState, facts: (group: OpsmanState["services"][number]) => object): object {
  if (state.services.length === 0) return {};
  return { services: state.services.map((group) => ({ name: group.name, ...facts(group) })) };
}

function credhubOf({ credhubCas }: OpsmanState): object {
  if (credhubCas.length === 0) return {};
  const form = credhubCas.map(({ path, versions, transitional, excluded }) => ({
    path,
    versions: versions.map(({ id }) => id),
    ...(transitional === undefined ? {} : { transitional }),
    ...(excluded === true ? { excluded } : {}),
  }));
  return { credhub: form };
}

/** What a running install brings, where that is not what exists now. */
function runningOf(state: OpsmanState, name: (id: string) => string): object {
  const running = state.installations.find(isRunning);
  if (running?.brings === undefined) return {};
  const { trusts, active, recreate, upgrades, recreates, disks, keepsVariables } = running.brings;
  const bundle = bundleOf(state);
  const same = trusts.length === bundle.length && trusts.every((id) => bundle.includes(id));
  const current = active === state.cas.find((ca) => ca.active)?.guid;
  const whole = running.products.length === state.products.length;
  if (same && current && whole && !recreate && upgrades.length === 0 && !disks && !keepsVariables) return {};
  const products = whole ? {} : { products: running.products };
  return {
    brings: {
      trusts: trusts.map(name),
      active: name(active ?? ""),
      recreate,
      upgrades,
      recreates,
      disks,
      keepsVariables,
      ...products,
    },
  };
}
