import type { LabInstallation, LabLeaf, LeafVersion, OpsmanState } from "./state.ts";

/** Starts an install of these products. Staged changes go in with it. */
export function startInstall(
  state: OpsmanState,
  by: { readonly user: string; readonly products: readonly string[]; readonly now: number },
): { readonly state: OpsmanState; readonly id: number } {
  const id = Math.max(0, ...state.installations.map((installation) => installation.id)) + 1;
  const { nextFailsAt, ...rest } = state;
  const installation: LabInstallation = {
    id,
    user: by.user,
    startedAt: by.now,
    endsAt: by.now + state.settings.installMs,
    status: "running",
    products: by.products,
    takes: state.leaves.map((leaf) => (by.products.includes(leaf.product) ? (leaf.staged ?? null) : null)),
    ...(nextFailsAt === undefined ? {} : { failsAt: nextFailsAt }),
  };
  return { state: { ...rest, installations: [installation, ...state.installations], pending: [] }, id };
}

/** The running install that is due by `now` ends: its products take up their staged leaves, up to the one that fails. */
export function deployUpTo(state: OpsmanState, now: number): OpsmanState {
  const here = now + state.settings.clockSkewMs;
  const due = state.installations.find((candidate) => candidate.status === "running" && candidate.endsAt <= here);
  if (due === undefined) return state;
  const failing = due.failsAt === undefined ? -1 : due.products.indexOf(due.failsAt);
  const deployed = failing === -1 ? due.products : due.products.slice(0, failing);
  const status = failing === -1 ? "succeeded" : "failed";
  const effects = { ...state.effects };
  const leaves = state.leaves.map((leaf, index) => {
    const taken = due.takes[index] ?? null;
    if (taken === null || !deployed.includes(leaf.product)) return leaf;
    const name = `${leaf.product} ${leaf.reference} generation ${taken.generation}`;
    effects[name] = (effects[name] ?? 0) + 1;
    return takeUp(leaf, taken);
  });
  const accepted = state.cas.map((ca) => ca.guid);
  return {
    ...state,
    leaves,
    effects,
    products: state.products.map((product) =>
      deployed.includes(product.guid) ? { ...product, accepts: accepted } : product,
    ),
    installations: state.installations.map((other) => (other.id === due.id ? { ...other, status } : other)),
  };
}

/** A leaf regenerated while the install ran stays staged: the install deploys what was there when it began. */
function takeUp(leaf: LabLeaf, taken: LeafVersion): LabLeaf {
  const { staged, ...rest } = leaf;
  const newer = staged !== undefined && staged.validFrom !== taken.validFrom ? { staged } : {};
  return { ...rest, ...newer, deployed: taken };
}
