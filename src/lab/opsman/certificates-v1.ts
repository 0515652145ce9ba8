import { isExpired, issuerOf } from "./certificates.ts";
import { credhubFamily, deploymentOf, deployments, type Family, rootFamily } from "./families.ts";
import { atLeast } from "./release.ts";
import { type Answer, html, json, rfc3339 } from "./replies.ts";
import { isSame, newestOf } from "./safety.ts";
import type { LabLeaf, LeafVersion, OpsmanState } from "./state.ts";

/** Behaviour 8, from 3.0: every version of every CA with the leaves that it signs, and who lags behind. */
export function deployedCertificatesV1(state: OpsmanState, now: number): Answer {
  if (!atLeast(state, 3, 0)) return { state, reply: html(404, "Not Found") };
  if (isExpired(state, now)) return { state, reply: json(200, { certificates: [] }) };
  const leaves = leafGroups(state);
  const roots = state.cas.map((ca) => ({
    ...caRow(state, rootFamily(state), ca.guid),
    name: `.properties.root_ca.${ca.guid}`,
    configurable: true,
    property_reference: `.properties.root_ca.${ca.guid}`,
    property_type: "rsa_cert_credentials",
    product_guid: "ops_manager",
    location: "ops_manager",
    variable_path: null,
    issuer: issuerOf(state, ca.guid),
    valid_from: rfc3339(ca.createdOn),
    valid_until: rfc3339(ca.expiresOn),
    signs: leaves.filter(({ newest }) => newest.ca === ca.guid).map(({ row }) => row),
  }));
  const credhub = state.credhubCas.flatMap((ca) =>
    ca.versions.map((version) => ({
      ...caRow(state, credhubFamily(ca), version.id),
      name: ca.path,
      configurable: ca.customer === true,
      property_reference: null,
      property_type: null,
      product_guid: ca.product,
      location: "credhub",
      variable_path: ca.path,
      issuer: issuerOf(state, version.id),
      valid_from: rfc3339(version.validFrom),
      valid_until: rfc3339(version.validUntil),
      signs: leaves.filter(({ newest }) => newest.ca === version.id).map(({ row }) => row),
    })),
  );
  const known = new Set([...state.cas.map(({ guid }) => guid), ...state.credhubCas.flatMap(idsOf)]);
  const orphans = leaves.filter(({ newest }) => !known.has(newest.ca)).map(({ row }) => row);
  return { state, reply: json(200, { certificates: [...roots, ...credhub, ...orphans] }) };
}

function idsOf(ca: OpsmanState["credhubCas"][number]): readonly string[] {
  return ca.versions.map(({ id }) => id);
}

/** A deployment is outdated for a CA while what it accepts of this family is not what an apply would give it. */
function caRow(state: OpsmanState, family: Family, id: string): Readonly<Record<string, unknown>> {
  const isOurs = (accepted: string): boolean =>
    family.path === undefined ? !accepted.includes("#") : accepted.startsWith(`${family.path}#`);
  const users = deployments(state).filter(({ accepts }) => accepts.some(isOurs));
  const outdated = users.filter(({ accepts }) => !isEqual(accepts.filter(isOurs), family.versions));
  return {
    is_ca: true,
    deployments: users.filter(({ accepts }) => accepts.includes(id)).map(({ name }) => name),
    outdated_deployments: outdated.map(({ name }) => name),
    auto_rotated: false,
    rotation_status: statusOf(family, id),
  };
}

function isEqual(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((id) => right.includes(id));
}

/** UNCONFIRMED: the words are ours. */
function statusOf(family: Family, id: string): string {
  if (id === family.transitional) return "transitional";
  return id === family.signing ? "active" : "inactive";
}

interface LeafGroup {
  readonly newest: LeafVersion;
  readonly row: Readonly<Record<string, unknown>>;
}

/** One certificate of CredHub is one row for all its deployments; outdated are those that do not run its newest version. */
function leafGroups(state: OpsmanState): readonly LeafGroup[] {
  const groups = new Map<string, LabLeaf[]>();
  for (const leaf of state.leaves) {
    const key = leaf.location === "credhub" ? leaf.reference : `${leaf.product} ${leaf.reference}`;
    groups.set(key, [...(groups.get(key) ?? []), leaf]);
  }
  return [...groups.values()].flatMap((leaves) => {
    const [first] = leaves;
    if (first === undefined) return [];
    const newest = newestOf(leaves, first);
    return [{ newest, row: leafRow(state, leaves, newest) }];
  });
}

function leafRow(state: OpsmanState, leaves: readonly LabLeaf[], newest: LeafVersion): LeafGroup["row"] {
  const [first] = leaves;
  const inCredhub = first?.location === "credhub";
  return {
    name: first?.reference,
    configurable: first?.configurable === true,
    is_ca: false,
    property_reference: inCredhub ? null : first?.reference,
    property_type: inCredhub ? null : "rsa_cert_credentials",
    product_guid: first?.product,
    location: first?.location,
    variable_path: inCredhub ? first?.reference : null,
    issuer: issuerOf(state, newest.ca),
    valid_from: rfc3339(newest.validFrom),
    valid_until: rfc3339(newest.validUntil),
    deployments: leaves.map(deploymentOf),
    outdated_deployments: leaves.filter((leaf) => !isSame(leaf.deployed, newest)).map(deploymentOf),
    auto_rotated: false,
    rotation_status: "active",
    signs: [],
  };
}
