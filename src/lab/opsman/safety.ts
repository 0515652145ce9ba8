import { bundleOf, deploymentOf, deployments, type Family, familyOf, rotatingFamilies } from "./families.ts";
import { safetyOf } from "./release.ts";
import type { LabLeaf, LeafVersion, OpsmanState } from "./state.ts";

/** The calls of a rotation; create counts as generate. */
export type RotationCall = "generate" | "activate" | "regenerate" | "delete";

export interface Violation {
  readonly violation: string;
  readonly certificate_names: readonly string[];
}

/**
 * What forbids this call now; empty where nothing does. The texts are literal, and the predicates are our reading of
 * their causes: of each rotating CA, who runs what, and what they accept. Behaviour 5. Source: reference, section 8.
 */
export function violationsOf(state: OpsmanState, call: RotationCall): readonly Violation[] {
  const strength = safetyOf(state);
  if (strength === "none") return [];
  const found = rotatingFamilies(state).flatMap((family) => {
    const facts = factsOf(state, family);
    return strength === "weak" ? phaseOf(call, facts) : [...phaseOf(call, facts), ...childrenOf(call, facts)];
  });
  const names = new Map<string, string[]>();
  for (const [violation, certificates] of found) {
    if (violation !== "accepted") names.set(violation, [...(names.get(violation) ?? []), ...certificates]);
  }
  return [...names].map(([violation, certificates]) => ({ violation, certificate_names: [...new Set(certificates)] }));
}

interface Facts {
  readonly state: OpsmanState;
  readonly family: Family;
  readonly newest: string | undefined;
  readonly leaves: readonly LabLeaf[];
  /** Versions of this CA that signed what runs. */
  readonly signers: readonly string[];
  /** A leaf runs in more than one version, or not in its newest. */
  readonly stale: readonly string[];
}

type Found = readonly (readonly [violation: string, names: readonly string[]])[];

function factsOf(state: OpsmanState, family: Family): Facts {
  const leaves = state.leaves.filter(
    (leaf) => leaf.configurable !== true && familyOf(state, leaf).path === family.path,
  );
  const stale = leaves.filter((leaf) => !isSame(leaf.deployed, newestOf(leaves, leaf)));
  return {
    state,
    family,
    newest: family.versions.at(-1),
    leaves,
    signers: [...new Set(leaves.map((leaf) => leaf.deployed.ca))],
    stale: [...new Set(stale.map((leaf) => leaf.reference))],
  };
}

/** The newest version of the certificate behind this leaf: in CredHub, one certificate serves several deployments. */
export function newestOf(leaves: readonly LabLeaf[], leaf: LabLeaf): LeafVersion {
  const shared =
    leaf.location === "credhub"
      ? leaves.filter((other) => other.location === "credhub" && other.reference === leaf.reference)
      : [leaf];
  const versions = shared.map((other) => other.staged ?? other.deployed);
  return versions.reduce((newest, version) => (version.validFrom > newest.validFrom ? version : newest));
}

export function isSame(left: LeafVersion, right: LeafVersion): boolean {
  return left.ca === right.ca && left.validFrom === right.validFrom;
}

/** Is the CA in the phase of a rotation that this call goes on from? Ops Manager's own checks know no more. */
function phaseOf(call: RotationCall, { family, newest, signers }: Facts): Found {
  const { transitional, signing, name } = family;
  const addedOnly = transitional !== undefined && transitional === newest;
  switch (call) {
    case "generate":
      return transitional === undefined
        ? []
        : [["certificate authorities can not have a transitional version", [name]]];
    case "activate":
      return addedOnly ? [] : [["certificate authorities latest version is not transitional", [name]]];
    case "regenerate":
      if (signing === undefined) return [["certificate authorities must have a non-transitional version", [name]]];
      if (transitional === undefined) return [];
      return addedOnly || (signers.length === 1 && signers[0] !== transitional)
        ? [[signerNotTransitional, [name]]]
        : [];
    case "delete":
      return addedOnly ? [["transitional certificate authority is the latest version", [name]]] : [];
  }
}

const signerNotTransitional = "signing version has to be transitional if there is a transitional certificate authority";

/** Do all deployments run and accept what they must before this call? */
function childrenOf(call: RotationCall, facts: Facts): Found {
  const mixed: Found = facts.signers.length > 1 ? [...mixedSigners(facts)] : [];
  switch (call) {
    case "generate":
      return [...mixed, ...staleChildren(facts, staleOrMany)];
    case "activate":
      return [...mixed, ...untrusting(facts).map(() => early(facts)), ...staleChildren(facts, staleOrMany)];
    case "regenerate":
      return [...mixed, ...regeneratedBy(facts)];
    case "delete":
      return [...mixed, ...staleChildren(facts, staleBeforeDelete), ...oldSigner(facts, signedByOldBeforeDelete)];
  }
}

const staleOrMany =
  "active child certificate version is not the latest non-transitional version or more than one active version exists";
const staleBeforeDelete = "active certificate version is not the latest non transitional version";
const signedByOld = "active child certificate is signed by a certificate authority that is not the latest version";
const signedByOldBeforeDelete =
  "active child certificate version is signed by a certificate authority that is not the latest version";

/** Whatever lags behind: tiles, or service instances while every tile is done. */
function mixedSigners({ state, family, leaves, newest }: Facts): Found {
  const lagging = leaves.filter((leaf) => leaf.deployed.ca !== newest);
  const notSigning = "latest certificate authority versions with active children are not signing";
  const onlyInstances = lagging.every((leaf) => leaf.instances !== undefined) && state.services.length > 0;
  return [
    ["there is more than one signing version of a certificate authority", [family.name]],
    ...(onlyInstances && family.transitional === undefined ? ([[notSigning, [family.name]]] as const) : []),
  ];
}

function staleChildren({ stale }: Facts, violation: string): Found {
  return stale.length === 0 ? [] : [[violation, stale]];
}

function oldSigner({ leaves, newest }: Facts, violation: string): Found {
  const old = leaves.filter((leaf) => leaf.deployed.ca !== newest).map((leaf) => leaf.reference);
  return old.length === 0 ? [] : [[violation, old]];
}

/** Deployments that run leaves of this CA, or anything at all under the root, and do not accept its newest version. */
function untrusting({ state, family, leaves, newest }: Facts): readonly string[] {
  if (newest === undefined || !bundleOf(state).includes(newest)) return [];
  const using = new Set(leaves.map(deploymentOf));
  return deployments(state)
    .filter(({ name, accepts }) => (family.path === undefined || using.has(name)) && !accepts.includes(newest))
    .map(({ name }) => name);
}

function early({ state, family }: Facts): Found[number] {
  return [state.settings.earlyActivate, [family.name]];
}

function regeneratedBy(facts: Facts): Found {
  if (facts.family.transitional === undefined) return oldSigner(facts, signedByOld);
  const without = new Set(untrusting(facts));
  const names = facts.leaves.filter((leaf) => without.has(deploymentOf(leaf))).map((leaf) => leaf.reference);
  const violation = "active child certificate does not trust the certificate authority that will regenerate it";
  return names.length === 0 ? [] : [[violation, names]];
}
