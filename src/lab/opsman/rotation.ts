import type { LabRequest } from "../model.ts";
import { isExcluded } from "./families.ts";
import { isRunning } from "./install.ts";
import { atLeast, hasTkgi } from "./release.ts";
import { type Answer, bodyOf, errors, json, record } from "./replies.ts";
import { type RotationCall, type Violation, violationsOf } from "./safety.ts";
import type { OpsmanState } from "./state.ts";

/** An entry of `certificates.*`. Source: reference, section 3. */
export interface CertificateEntry {
  readonly location: string;
  readonly product_guid: string | null;
  readonly property_reference: string | null;
  readonly variable_path: string | null;
  readonly reason: string | null;
}

/** Says no, where a call of a rotation may not be made now. Behaviours 5 and 9. */
export function refusalOf(state: OpsmanState, request: LabRequest, call: RotationCall): Answer | undefined {
  const running = state.installations.some(isRunning);
  if (running && state.settings.caCallsDuringInstall === "refused") {
    return { state, reply: errors(422, "Install in progress") };
  }
  const violations = skipsSafety(request) ? [] : violationsOf(state, call);
  return violations.length === 0 ? undefined : { state, reply: refused(state, call, violations) };
}

/** Documented only as "a parameter": query and body are both taken. */
function skipsSafety(request: LabRequest): boolean {
  const query = new URLSearchParams(request.path.split("?")[1] ?? "").get("skip_safety_check");
  const inBody = bodyOf(request.body)["skip_safety_check"];
  return query === "true" || inBody === true || inBody === "true";
}

function refused(state: OpsmanState, call: RotationCall, violations: readonly Violation[]): ReturnType<typeof json> {
  if (state.settings.violationShape === "reference") {
    const misspelt = atLeast(state, 3, 1) ? {} : { migitation: "" };
    const safety_violations = violations.map((violation) => ({ ...violation, ...misspelt }));
    return json(422, { error: "safety constraints violated", safety_violations });
  }
  const certificates = listsOf(call, []);
  return json(422, { certificates, safety_violations: violations, errors: [failureTexts[call]] });
}

/** The first is from the field, the others are ours in its manner. */
const failureTexts: Readonly<Record<RotationCall, string>> = {
  generate: "failed to create new inactive certificate authorities",
  activate: "failed to activate certificate authorities",
  regenerate: "failed to regenerate certificates",
  delete: "failed to delete certificate authorities",
};

interface Entries {
  readonly done?: readonly CertificateEntry[];
  readonly failed?: readonly CertificateEntry[];
  /** Besides what the rotation leaves out. */
  readonly excluded?: readonly CertificateEntry[];
}

/** 200, or 207 with warnings where TKGI is installed. `more` stands beside the lists. */
export function done(state: OpsmanState, call: RotationCall, entries: Entries, more: object = {}): Answer {
  const certificates = listsOf(call, [...excludedEntries(state), ...(entries.excluded ?? [])], entries);
  if (!hasTkgi(state)) return { state, reply: json(200, { ...more, certificates }) };
  const warnings = ["TKGI is installed: only certificates managed by Ops Manager were rotated"];
  return { state, reply: json(207, { ...more, certificates, warnings }) };
}

function listsOf(
  call: RotationCall,
  excluded: readonly CertificateEntry[],
  { done: changed = [], failed = [] }: Entries = {},
): object {
  return call === "generate" || call === "regenerate"
    ? { regenerated: changed, excluded, regenerate_failed: failed }
    : { updated: changed, excluded, update_failed: failed };
}

/** Behaviour 3: what this rotation leaves out, the Services TLS CA and the certificates of IPsec among it. */
function excludedEntries(state: OpsmanState): readonly CertificateEntry[] {
  const cas = state.credhubCas.filter(isExcluded).map((ca) => entry(ca.path, ca.product, "excluded from rotation"));
  const ipsec = state.products.filter(({ type }) => type.includes("ipsec"));
  return [
    ...cas,
    ...ipsec.map(({ guid }) => ({
      location: "ops_manager",
      product_guid: guid,
      property_reference: ".properties.ipsec_ca",
      variable_path: null,
      reason: "IPsec has a procedure of its own",
    })),
  ];
}

export function entry(path: string, product: string, reason: string | null): CertificateEntry {
  return { location: "credhub", product_guid: product, property_reference: null, variable_path: path, reason };
}

/**
 * The state with what this rotation leaves out: what the caller lists (from 2.8), and `/services/tls_ca` where the
 * caller lists nothing. Whoever lists something and not that one has it rotated. Without a request: at rest.
 */
export function withExclusions(state: OpsmanState, request: LabRequest | undefined): OpsmanState {
  const asked = record(bodyOf(request?.body ?? "")["exclude_from_rotation"])["certificate_authorities"];
  const listed = Array.isArray(asked) && atLeast(state, 2, 8) ? asked.map(String) : ["/services/tls_ca"];
  const credhubCas = state.credhubCas.map((ca) => {
    const { excluded, ...rest } = ca;
    if (listed.includes(ca.path)) return { ...rest, excluded: true as const };
    return excluded === undefined ? ca : rest;
  });
  return { ...state, credhubCas };
}
