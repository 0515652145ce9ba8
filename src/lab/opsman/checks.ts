import type { LabReply, LabRequest } from "../model.ts";
import { atLeast } from "./release.ts";
import { type Answer, bodyOf, errors, html, json } from "./replies.ts";
import type { LabProduct, OpsmanState } from "./state.ts";

/** Says no to an apply: an incomplete product, or a failed verifier that may not be ignored, or is not. Behaviour 6. */
export function checked(state: OpsmanState, request: LabRequest, products: readonly string[]): LabReply | undefined {
  if (products.includes(state.incomplete ?? "")) return errors(422, "Installation is incomplete.");
  const { verifier } = state;
  if (verifier === undefined || !products.includes(verifier.product)) return undefined;
  if (ignoresWarnings(request) && verifier.ignorable) return undefined;
  const failed = state.products.filter(({ guid }) => guid === verifier.product).map((product) => rowOf(state, product));
  return json(422, { errors: [verifierText], deployment_errors: { products: failed } });
}

/** The schema has a boolean, om sends a text, older clients use the query. */
function ignoresWarnings(request: LabRequest): boolean {
  const asked = bodyOf(request.body)["ignore_warnings"];
  const query = new URLSearchParams(request.path.split("?")[1] ?? "").get("ignore_warnings");
  return asked === true || asked === "true" || query === "true";
}

/** `GET …/staged/director/pre_deploy_check` and `…/staged/products/{guid}/pre_deploy_check`, from 2.6. */
export function preDeployCheck(state: OpsmanState, guid: string): Answer {
  if (!atLeast(state, 2, 6)) return { state, reply: html(404, "Not Found") };
  const product = state.products.find((one) => (guid === "" ? one.type === "p-bosh" : one.guid === guid));
  if (product === undefined) return { state, reply: errors(404, "Product not found") };
  return { state, reply: json(200, { pre_deploy_check: rowOf(state, product) }) };
}

const verifierText = "The verifier of the lab failed";

function rowOf({ verifier, incomplete }: OpsmanState, { guid, stemcell }: LabProduct): object {
  const failing = verifier?.product === guid;
  return {
    identifier: guid,
    complete: incomplete !== guid,
    network: { assigned: true },
    availability_zone: { assigned: true },
    stemcells: stemcell === undefined ? [] : [{ assigned: true, required_stemcell_os: stemcell.os }],
    properties: [],
    resources: { jobs: [] },
    verifiers: failing ? [{ type: "LabVerifier", ignorable: verifier.ignorable, errors: [verifierText] }] : [],
  };
}
