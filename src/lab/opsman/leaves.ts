import type { LabRequest } from "../model.ts";
import { familyOf, isExcluded } from "./families.ts";
import { isRunning } from "./install.ts";
import { hasTkgi } from "./release.ts";
import { type Answer, errors } from "./replies.ts";
import { done, refusalOf } from "./rotation.ts";
import type { LabLeaf, LeafVersion, OpsmanState } from "./state.ts";

/** Behaviour 3: each leaf gets a new version by what signs now; repeated before an apply it replaces the staged one. */
export function regenerate(state: OpsmanState, request: LabRequest, now: number): Answer {
  const active = state.cas.find((ca) => ca.active);
  if (active === undefined) return { state, reply: errors(422, "There is no active certificate authority") };
  const refusal = refusalOf(state, request, "regenerate");
  if (refusal !== undefined) return refusal;
  const running = state.installations.find(isRunning);
  const chosen = state.leaves.filter((leaf) => isRegenerated(state, leaf));
  const failed = chosen.filter((leaf) => state.regenerateFails?.includes(leaf.reference) === true);
  const leaves = state.leaves.map((leaf, index) => {
    if (!chosen.includes(leaf) || failed.includes(leaf)) return leaf;
    const before = running?.takes[index] ?? leaf.deployed;
    return { ...leaf, staged: { ...signedNow(state, leaf, now), generation: before.generation + 1 } };
  });
  const listed = (some: readonly LabLeaf[], reason: string | null): readonly ReturnType<typeof named>[] =>
    some.filter((leaf) => leaf.instances === undefined).map((leaf) => named(leaf, reason));
  return done({ ...state, leaves }, "regenerate", {
    done: listed(
      chosen.filter((leaf) => !failed.includes(leaf)),
      null,
    ),
    failed: listed(failed, "could not be regenerated"),
    excluded: listed(
      state.leaves.filter((leaf) => isUnderExcluded(state, leaf)),
      "signed by an excluded certificate authority",
    ),
  });
}

/** Leaves of CAs that are left out stay as they are, and with TKGI all that a CA in CredHub signs. */
function isRegenerated(state: OpsmanState, leaf: LabLeaf): boolean {
  if (leaf.configurable === true) return false;
  if (leaf.under === undefined) return true;
  return !hasTkgi(state) && state.credhubCas.some((ca) => ca.path === leaf.under && !isExcluded(ca));
}

function isUnderExcluded(state: OpsmanState, leaf: LabLeaf): boolean {
  return state.credhubCas.some((ca) => ca.path === leaf.under && isExcluded(ca));
}

function signedNow(state: OpsmanState, leaf: LabLeaf, now: number): Omit<LeafVersion, "generation"> {
  const ca = familyOf(state, leaf).signing ?? "";
  const ends = state.cas.find(({ guid }) => guid === ca)?.expiresOn ?? endOfVersion(state, ca);
  return { ca, validFrom: now, validUntil: Math.min(now + state.settings.leafLifetimeMs, ends) };
}

function endOfVersion(state: OpsmanState, id: string): number {
  const versions = state.credhubCas.flatMap((ca) => ca.versions);
  return versions.find((version) => version.id === id)?.validUntil ?? Number.POSITIVE_INFINITY;
}

/** How lists name a leaf. */
export function namesOf(leaf: LabLeaf): {
  readonly location: string;
  readonly product_guid: string;
  readonly property_reference: string | null;
  readonly variable_path: string | null;
} {
  const inCredhub = leaf.location === "credhub";
  return {
    location: leaf.location,
    product_guid: leaf.product,
    property_reference: inCredhub ? null : leaf.reference,
    variable_path: inCredhub ? leaf.reference : null,
  };
}

function named(leaf: LabLeaf, reason: string | null): ReturnType<typeof namesOf> & { readonly reason: string | null } {
  return { ...namesOf(leaf), reason };
}
