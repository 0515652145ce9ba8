import { atLeast, hasTkgi } from "./release.ts";
import type { LabLeaf, LabServiceGroup, OpsmanState } from "./state.ts";

/** The versions of one CA, whatever holds it. The root is one too: its versions are the root CAs that exist. */
export interface Family {
  /** What violations and lists call it: the path in CredHub, or `.properties.root_ca.<guid of the newest>`. */
  readonly name: string;
  /** Of a CA in CredHub. */
  readonly path?: string;
  /** Ids, oldest first. */
  readonly versions: readonly string[];
  readonly transitional?: string;
  /** Signs new leaves. */
  readonly signing: string | undefined;
}

/** The families that the calls of a rotation move together, the root first. Behaviour 3 and reference, section 6. */
export function rotatingFamilies(state: OpsmanState): readonly Family[] {
  const credhub = !atLeast(state, 2, 9) || hasTkgi(state) ? [] : state.credhubCas.filter((ca) => !isExcluded(ca));
  return [rootFamily(state), ...credhub.map(credhubFamily)];
}

export function isExcluded(ca: OpsmanState["credhubCas"][number]): boolean {
  return ca.excluded === true;
}

export function rootFamily(state: OpsmanState): Family {
  const versions = state.cas.map(({ guid }) => guid);
  const signing = state.cas.find(({ active }) => active)?.guid;
  const newest = versions.at(-1);
  const others = versions.filter((guid) => guid !== signing);
  const transitional = newest === signing ? others.at(-1) : newest;
  return {
    name: `.properties.root_ca.${newest ?? ""}`,
    versions,
    signing,
    ...(transitional === undefined ? {} : { transitional }),
  };
}

export function credhubFamily(ca: OpsmanState["credhubCas"][number]): Family {
  const versions = ca.versions.map(({ id }) => id);
  return {
    name: ca.path,
    path: ca.path,
    versions,
    signing: versions.filter((id) => id !== ca.transitional).at(-1),
    ...(ca.transitional === undefined ? {} : { transitional: ca.transitional }),
  };
}

/** Every CA that a deployment of now is given. */
export function bundleOf(state: OpsmanState): readonly string[] {
  return [...state.cas.map(({ guid }) => guid), ...state.credhubCas.flatMap((ca) => ca.versions.map(({ id }) => id))];
}

/** The family that signs this leaf. */
export function familyOf(state: OpsmanState, leaf: LabLeaf): Family {
  const ca = state.credhubCas.find(({ path }) => path === leaf.under);
  return ca === undefined ? rootFamily(state) : credhubFamily(ca);
}

/** The name of the deployment in which a leaf runs. */
export function deploymentOf(leaf: LabLeaf): string {
  return leaf.instances ?? leaf.product;
}

/** Everything that accepts CAs: products, and groups of service instances. */
export function deployments(
  state: OpsmanState,
): readonly { readonly name: string; readonly accepts: readonly string[] }[] {
  const groups = state.services.map(({ name, accepts }: LabServiceGroup) => ({ name, accepts }));
  return [...state.products.map(({ guid, accepts }) => ({ name: guid, accepts })), ...groups];
}
