import type { LabReply, LabRequest } from "../model.ts";
import { checked } from "./checks.ts";
import { isRunning, startInstall } from "./install.ts";
import { regenerate } from "./leaves.ts";
import { atLeast } from "./release.ts";
import { type Answer, bodyOf, errors, json, record, rfc3339 } from "./replies.ts";
import type { LabErrand, LabInstallation, OpsmanState } from "./state.ts";
import { userOf } from "./token.ts";

/** Behaviour 6: asynchronous, one at a time. */
export function install(state: OpsmanState, request: LabRequest, now: number): Answer {
  const blocks = state.settings.stuckRowRefuses ? ({ status }: LabInstallation) => status === "running" : isRunning;
  if (state.installations.some(blocks)) {
    return { state, reply: errors(422, "Install in progress") };
  }
  const body = bodyOf(request.body);
  const products = chosenProducts(state, body["deploy_products"] ?? "all");
  if (products === undefined) return { state, reply: errors(422, "Unknown product in deploy_products") };
  const failing = checked(state, request, products);
  if (failing !== undefined) return { state, reply: failing };
  const rotating = rotatesLeaves(state, body) ? regenerate(state, { ...request, body: "" }, now) : undefined;
  if (rotating !== undefined && rotating.reply.status >= 400) return rotating;
  const reached = (kind: LabErrand["instances"]): readonly string[] =>
    state.services
      .filter(({ product = "" }) => products.includes(product) && errandsThatRun(state, product, body).includes(kind))
      .map(({ name }) => name);
  const recreates = reached("recreates");
  const started = startInstall(rotating?.state ?? state, {
    user: userOf(state, request),
    products,
    upgrades: [...new Set([...reached("upgrades"), ...recreates])],
    recreates,
    ...(typeof body["recreate"] === "boolean" && atLeast(state, 3, 3) ? { recreate: body["recreate"] } : {}),
    forceVariables: body["force_latest_variables"] === true,
    now,
  });
  return { state: started.state, reply: json(200, { install: { id: started.id } }) };
}

/** In the platform's order, the Director always among them; `undefined` if one is unknown. */
function chosenProducts(state: OpsmanState, wanted: unknown): readonly string[] | undefined {
  const guids = state.products.map((product) => product.guid);
  const director = state.products.filter((product) => product.type === "p-bosh").map((product) => product.guid);
  if (wanted === "none") return director;
  if (!Array.isArray(wanted)) return guids;
  if (wanted.some((guid) => !guids.includes(String(guid)))) return undefined;
  return guids.filter((guid) => director.includes(guid) || wanted.includes(guid));
}

/** What the errands of this product that run do to its service instances. */
function errandsThatRun(
  state: OpsmanState,
  guid: string,
  body: Readonly<Record<string, unknown>>,
): readonly LabErrand["instances"][] {
  const asked = record(record(record(body["errands"])[guid])["run_post_deploy"]);
  const errands = state.products.find((product) => product.guid === guid)?.errands ?? [];
  return errands.filter((errand) => runs(errand, asked[errand.name])).map(({ instances }) => instances);
}

/** `when-changed` runs: whatever an apply of a rotation brings is a change. */
function runs(errand: LabErrand, asked: unknown): boolean {
  if (asked === true || asked === "true") return true;
  if (asked === false || asked === "false") return false;
  return errand.postDeploy !== "false";
}

/** From 3.0.5 the leaves can be regenerated as the first step of the apply. */
function rotatesLeaves(state: OpsmanState, body: Readonly<Record<string, unknown>>): boolean {
  return atLeast(state, 3, 0, 5) && record(body["rotate_certs"])["non_configurable_leaf"] === true;
}

/** Newest first; pages where both numbers are given. */
export function listInstallations(state: OpsmanState, request: LabRequest): LabReply {
  const query = new URLSearchParams(request.path.split("?")[1] ?? "");
  const [page, size] = [Number(query.get("page_num") ?? 0), Number(query.get("per_page") ?? 0)];
  const rows = page > 0 && size > 0 ? state.installations.slice((page - 1) * size, page * size) : state.installations;
  return json(200, { installations: rows.map((row) => installationRow(state, row)) });
}

export function oneInstallation(state: OpsmanState, id: number): LabReply {
  const row = state.installations.find((candidate) => candidate.id === id);
  return row === undefined ? errors(404, "Couldn't find Installation") : json(200, installationRow(state, row));
}

/** The whole text so far. */
export function installationLogs(state: OpsmanState, id: number): LabReply {
  const row = state.installations.find((candidate) => candidate.id === id);
  if (row === undefined) return errors(404, "Couldn't find Installation");
  const lines = [`===== install ${row.id} by ${row.user}: ${row.products.join(", ")}`];
  if (row.failsAt !== undefined && row.status === "failed") lines.push(`${row.failsAt}: Timed out: unresponsive agent`);
  if (row.errandFailsAt !== undefined && row.status === "failed") lines.push(`${row.errandFailsAt}: errand failed`);
  if (row.status !== "running") lines.push(`===== ${row.status}`);
  return json(200, { logs: `${lines.join("\n")}\n` });
}

function installationRow(state: OpsmanState, row: LabInstallation): unknown {
  const stopped = row.failsAt ?? row.errandFailsAt;
  const failing = stopped === undefined || row.status === "succeeded" ? -1 : row.products.indexOf(stopped);
  const hidden = row.failsAt === undefined && state.settings.failedErrandHidden ? failing : -1;
  const member = (guid: string, index: number): unknown => ({
    guid,
    identifier: guid.replace(/-[0-9a-f]{20}$/, ""),
    label: guid,
    product_version: state.products.find((product) => product.guid === guid)?.version,
    change_type: index === hidden ? "unchanged" : "update",
    deployment_status:
      row.status === "running"
        ? "pending"
        : memberStatus(index, failing === -1 ? row.products.length : failing, hidden),
  });
  const members = row.products.map(member);
  return {
    id: state.settings.idsAsText ? String(row.id) : row.id,
    user_name: row.user,
    started_at: rfc3339(row.startedAt),
    finished_at: row.status === "running" ? null : rfc3339(row.endsAt),
    status: row.status,
    additions: [],
    deletions: [],
    updates: members.filter((_, index) => index !== hidden),
    unchanged: members.filter((_, index) => index === hidden),
  };
}

function memberStatus(index: number, failing: number, hidden: number): string {
  if (index < failing || index === hidden) return "successful";
  return index === failing ? "failed" : "skipped";
}
