import type { LabReply, LabRequest } from "../model.ts";
import { startInstall } from "./install.ts";
import { errors, html, json } from "./replies.ts";
import type { LabCa, LabInstallation, LabLeaf, OpsmanState } from "./state.ts";

interface Answer {
  readonly state: OpsmanState;
  readonly reply: LabReply;
}

/** Answers a request that may pass. `now` is the platform's own clock. */
export function route(state: OpsmanState, request: LabRequest, now: number): Answer {
  const path = request.path.split("?")[0] ?? "";
  const installation = /^\/api\/v0\/installations\/(\d+)$/.exec(path)?.[1];
  if (request.method === "GET" && installation !== undefined)
    return { state, reply: oneInstallation(state, Number(installation)) };
  switch (`${request.method} ${path}`) {
    case "POST /uaa/oauth/token":
      return token(state, request, now);
    case "GET /api/v0/info":
      return { state, reply: json(200, { info: { version: state.settings.version } }) };
    case "GET /api/v0/certificate_authorities":
      return { state, reply: json(200, { certificate_authorities: state.cas.map(caRow) }) };
    case "GET /api/v0/deployed/certificates":
      return { state, reply: json(200, { certificates: certificateRows(state) }) };
    case "GET /api/v0/deployed/products":
      return { state, reply: json(200, state.products.map(productRow)) };
    case "GET /api/v0/staged/pending_changes":
      return { state, reply: json(200, { product_changes: changes(state) }) };
    case "GET /api/v0/installations":
      return {
        state,
        reply: json(200, { installations: state.installations.map((row) => installationRow(state, row)) }),
      };
    case "POST /api/v0/certificate_authorities/active/regenerate":
      return regenerate(state, now);
    case "POST /api/v0/installations":
      return install(state, request, now);
    default:
      return { state, reply: html(404, "Not Found") };
  }
}

/** Behaviour 1: machine grant and user grant; both ways of naming the `opsman` client. */
function token(state: OpsmanState, request: LabRequest, now: number): Answer {
  const form = new URLSearchParams(request.body);
  const basic = /^basic (.+)$/i.exec(request.headers["authorization"] ?? "")?.[1];
  const [id = "", secret = ""] = basic === undefined ? [] : decodeBasic(basic);
  const user = form.get("grant_type") === "client_credentials" ? id : (form.get("username") ?? "");
  const given = form.get("grant_type") === "client_credentials" ? secret : form.get("password");
  if (state.clients[user] === undefined || state.clients[user] !== given) {
    return { state, reply: json(401, { error: "unauthorized", error_description: "Bad credentials" }) };
  }
  const lifetime = state.settings.tokenLifetimeMs;
  const value = `token-${state.tokensIssued + 1}`;
  const tokens = [...state.tokens.filter((old) => old.expiresAt > now), { value, user, expiresAt: now + lifetime }];
  return {
    state: { ...state, tokens, tokensIssued: state.tokensIssued + 1 },
    reply: json(200, {
      access_token: value,
      token_type: "bearer",
      expires_in: Math.floor(lifetime / 1000),
      scope: "opsman.admin",
      jti: value,
    }),
  };
}

function decodeBasic(encoded: string): readonly string[] {
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const colon = text.indexOf(":");
  return [text.slice(0, colon), text.slice(colon + 1)].map((part) => decodeURIComponent(part));
}

/** Behaviour 3: each leaf gets a new version signed by the active CA; repeated before an apply it replaces the staged one. */
function regenerate(state: OpsmanState, now: number): Answer {
  const active = state.cas.find((ca) => ca.active);
  if (active === undefined) return { state, reply: errors(422, "There is no active certificate authority") };
  const running = state.installations.find((installation) => installation.status === "running");
  const leaves = state.leaves.map((leaf, index) => ({
    ...leaf,
    staged: {
      generation: (running?.takes[index] ?? leaf.deployed).generation + 1,
      ca: active.guid,
      validFrom: now,
      validUntil: Math.min(now + state.settings.leafLifetimeMs, active.expiresOn),
    },
  }));
  const regenerated = leaves.map((leaf) => ({ ...names(leaf), reason: null }));
  return {
    state: { ...state, leaves },
    reply: json(200, { certificates: { regenerated, excluded: [], regenerate_failed: [] } }),
  };
}

/** Behaviour 6: asynchronous, one at a time. */
function install(state: OpsmanState, request: LabRequest, now: number): Answer {
  if (state.installations.some((other) => other.status === "running")) {
    return { state, reply: errors(422, "Install in progress") };
  }
  const wanted = deployProducts(request.body);
  const guids = state.products.map((product) => product.guid);
  const director = state.products.filter((product) => product.type === "p-bosh").map((product) => product.guid);
  if (Array.isArray(wanted) && wanted.some((guid) => !guids.includes(guid))) {
    return { state, reply: errors(422, "Unknown product in deploy_products") };
  }
  const products = Array.isArray(wanted)
    ? guids.filter((guid) => director.includes(guid) || wanted.includes(guid))
    : wanted === "none"
      ? director
      : guids;
  const started = startInstall(state, { user: userOf(state, request), products, now });
  return { state: started.state, reply: json(200, { install: { id: started.id } }) };
}

function deployProducts(body: string): readonly string[] | "all" | "none" {
  const value: unknown = body === "" ? {} : JSON.parse(body);
  const wanted =
    typeof value === "object" && value !== null && "deploy_products" in value ? value.deploy_products : "all";
  if (Array.isArray(wanted)) return wanted.map(String);
  return wanted === "none" ? "none" : "all";
}

function userOf(state: OpsmanState, request: LabRequest): string {
  const bearer = /^bearer (.+)$/i.exec(request.headers["authorization"] ?? "")?.[1];
  return state.tokens.find((token) => token.value === bearer)?.user ?? "";
}

function oneInstallation(state: OpsmanState, id: number): LabReply {
  const row = state.installations.find((candidate) => candidate.id === id);
  return row === undefined ? errors(404, "Couldn't find Installation") : json(200, installationRow(state, row));
}

function caRow(ca: LabCa): unknown {
  return {
    guid: ca.guid,
    issuer: ca.organisation,
    created_on: rfc3339(ca.createdOn),
    expires_on: rfc3339(ca.expiresOn),
    active: ca.active,
    cert_pem: ca.pem,
  };
}

/** Behaviour 8: a CredHub certificate of several products is one row for each; the root CA is a row of its own. */
function certificateRows(state: OpsmanState): readonly unknown[] {
  const leaves = state.leaves.map((leaf) => {
    const shown = state.settings.listsStagedLeaves ? (leaf.staged ?? leaf.deployed) : leaf.deployed;
    return {
      configurable: false,
      is_ca: false,
      property_type: leaf.location === "ops_manager" ? "rsa_cert_credentials" : null,
      ...names(leaf),
      issuer: `/C=US/O=${state.cas.find((ca) => ca.guid === shown.ca)?.organisation ?? "unknown"}`,
      valid_from: rfc3339(shown.validFrom),
      valid_until: rfc3339(shown.validUntil),
    };
  });
  const roots = state.cas.map((ca) => ({
    configurable: true,
    is_ca: true,
    property_reference: `.properties.root_ca.${ca.guid}`,
    property_type: "rsa_cert_credentials",
    product_guid: "ops_manager",
    location: "ops_manager",
    variable_path: null,
    issuer: `/C=US/O=${ca.organisation}`,
    valid_from: rfc3339(ca.createdOn),
    valid_until: rfc3339(ca.expiresOn),
  }));
  return [...roots, ...leaves];
}

function names(leaf: LabLeaf): Readonly<Record<string, string | null>> {
  const inCredhub = leaf.location === "credhub";
  return {
    location: leaf.location,
    product_guid: leaf.product,
    property_reference: inCredhub ? null : leaf.reference,
    variable_path: inCredhub ? leaf.reference : null,
  };
}

function productRow(product: OpsmanState["products"][number]): unknown {
  return { installation_name: product.guid, guid: product.guid, type: product.type, product_version: product.version };
}

function changes(state: OpsmanState): readonly unknown[] {
  const staged = new Set(
    state.settings.pendingAfterStaging ? state.leaves.filter((leaf) => leaf.staged).map((leaf) => leaf.product) : [],
  );
  const own = new Map(state.pending.map((change) => [change.guid, change.action]));
  return state.products.map(({ guid }) => ({
    guid,
    action: own.get(guid) ?? (staged.has(guid) ? "update" : "unchanged"),
    errands: [],
  }));
}

function installationRow(state: OpsmanState, row: LabInstallation): unknown {
  const failing = row.failsAt === undefined ? row.products.length : row.products.indexOf(row.failsAt);
  const member = (guid: string, index: number): unknown => ({
    guid,
    identifier: guid.replace(/-[0-9a-f]{20}$/, ""),
    label: guid,
    product_version: state.products.find((product) => product.guid === guid)?.version,
    change_type: "update",
    deployment_status: row.status === "running" ? "pending" : memberStatus(index, failing),
  });
  return {
    id: row.id,
    user_name: row.user,
    started_at: rfc3339(row.startedAt),
    finished_at: row.status === "running" ? null : rfc3339(row.endsAt),
    status: row.status,
    additions: [],
    deletions: [],
    updates: row.products.map(member),
    unchanged: [],
  };
}

function memberStatus(index: number, failing: number): string {
  if (index < failing) return "successful";
  return index === failing ? "failed" : "skipped";
}

function rfc3339(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}
