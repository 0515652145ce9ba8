import type { LabRequest } from "../model.ts";
import { endOfCa } from "./install.ts";
import { namesOf } from "./leaves.ts";
import { atLeast } from "./release.ts";
import { type Answer, html, json, rfc3339 } from "./replies.ts";
import type { LabLeaf, OpsmanState } from "./state.ts";

/** Behaviour 8: a certificate of several products is one row for each; roots from 2.7; nothing once the root ended. */
export function deployedCertificates(state: OpsmanState, request: LabRequest, now: number): Answer {
  if (state.listingFails === true) return { state, reply: html(500, "Internal Server Error") };
  const query = new URLSearchParams(request.path.split("?")[1] ?? "");
  const within = endOfWindow(query.get("expires_within"), now);
  const onlyExcluded = query.get("show_excluded_from_rotation_only") === "true";
  const roots = atLeast(state, 2, 7) ? rootRows(state) : [];
  const all = isExpired(state, now) ? [] : [...roots, ...credhubRows(state), ...leafRows(state)];
  const rows = all
    .filter(({ validUntil }) => within === undefined || validUntil <= within)
    .filter(({ excluded }) => !onlyExcluded || excluded)
    .map(({ row, validUntil }) => ({ ...row, valid_until: rfc3339(validUntil), ...procedureOf(state, row) }))
    .map(({ is_ca, ...row }: Row["row"]) => (atLeast(state, 2, 7) ? { is_ca, ...row } : row));
  return { state, reply: json(200, { certificates: rows }) };
}

/** The active root, or its NATS CA, has ended: agents answer no more, and the view is empty. */
export function isExpired(state: OpsmanState, now: number): boolean {
  return state.cas.some((ca) => ca.active && endOfCa(ca) <= now);
}

interface Row {
  readonly row: Readonly<Record<string, unknown>>;
  readonly validUntil: number;
  readonly excluded: boolean;
}

function rootRows(state: OpsmanState): readonly Row[] {
  return state.cas.map((ca) => ({
    row: {
      configurable: true,
      is_ca: true,
      property_reference: `.properties.root_ca.${ca.guid}`,
      property_type: "rsa_cert_credentials",
      product_guid: "ops_manager",
      location: "ops_manager",
      variable_path: null,
      issuer: `/C=US/O=${ca.organisation}`,
      valid_from: rfc3339(ca.createdOn),
    },
    validUntil: ca.expiresOn,
    excluded: false,
  }));
}

function credhubRows(state: OpsmanState): readonly Row[] {
  return state.credhubCas.flatMap((ca) =>
    ca.versions.slice(-1).map((version) => ({
      row: {
        configurable: ca.customer === true,
        is_ca: true,
        property_reference: null,
        property_type: null,
        product_guid: ca.product,
        location: "credhub",
        variable_path: ca.path,
        issuer: `/CN=${ca.path}`,
        valid_from: rfc3339(version.validFrom),
      },
      validUntil: version.validUntil,
      excluded: ca.excluded === true,
    })),
  );
}

/** Leaves of service instances have no product, and do not stand here. */
function leafRows(state: OpsmanState): readonly Row[] {
  const isListed = ({ instances, listedFrom }: LabLeaf): boolean =>
    instances === undefined && (listedFrom === undefined || atLeast(state, ...listedFrom));
  return state.leaves.filter(isListed).map((leaf) => leafRow(state, leaf));
}

function leafRow(state: OpsmanState, leaf: LabLeaf): Row {
  const shown = state.settings.listsStagedLeaves ? (leaf.staged ?? leaf.deployed) : leaf.deployed;
  return {
    row: {
      configurable: leaf.configurable === true,
      is_ca: false,
      property_type: leaf.location === "ops_manager" ? "rsa_cert_credentials" : null,
      ...namesOf(leaf),
      issuer: issuerOf(state, shown.ca),
      valid_from: rfc3339(shown.validFrom),
    },
    validUntil: shown.validUntil,
    excluded: state.credhubCas.some((ca) => ca.path === leaf.under && ca.excluded === true),
  };
}

/** An OpenSSL one-line name. */
export function issuerOf(state: OpsmanState, ca: string): string {
  const path = /^(.*)#\d+$/.exec(ca)?.[1];
  if (path !== undefined) return `/CN=${path}`;
  return `/C=US/O=${state.cas.find(({ guid }) => guid === ca)?.organisation ?? "unknown"}`;
}

/** From 2.10.33; the names are ours. */
function procedureOf(state: OpsmanState, row: Row["row"]): object {
  if (!atLeast(state, 2, 10, 33)) return {};
  const name =
    row["is_ca"] === true ? "rotate-ca" : row["configurable"] === true ? "rotate-configurable" : "rotate-leaf";
  return { rotation_procedure_name: name, rotation_procedure_url: `https://docs.example.com/${name}` };
}

function endOfWindow(text: string | null, now: number): number | undefined {
  const [, count, unit] = /^([1-9]\d*)([dwmy])$/.exec(text ?? "") ?? [];
  const days = { d: 1, w: 7, m: 30, y: 365 }[unit ?? ""];
  return days === undefined ? undefined : now + Number(count) * days * 86_400_000;
}
