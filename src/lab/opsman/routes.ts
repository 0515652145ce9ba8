import type { LabReply, LabRequest } from "../model.ts";
import { activate, activeRoot, create, deleteAuthority, generate, listAuthorities } from "./authorities.ts";
import { deployedCertificates } from "./certificates.ts";
import { deployedCertificatesV1 } from "./certificates-v1.ts";
import { preDeployCheck } from "./checks.ts";
import { credential, credentials, generateCertificate } from "./credentials.ts";
import { install, installationLogs, listInstallations, oneInstallation } from "./installations.ts";
import { regenerate } from "./leaves.ts";
import { properties } from "./properties.ts";
import { type Answer, html, json } from "./replies.ts";
import {
  diagnosticReport,
  directorProperties,
  errands,
  listProducts,
  oneProduct,
  pendingChanges,
  stemcellAssignments,
  stemcellAssociations,
} from "./staging.ts";
import type { OpsmanState } from "./state.ts";
import { token } from "./token.ts";
import { downloadRoot, webCertificate } from "./web.ts";

interface Call {
  readonly state: OpsmanState;
  readonly request: LabRequest;
  /** What the path names: a guid or an id. */
  readonly named: string;
  /** The platform's own clock. */
  readonly now: number;
}

/** Answers a request that may pass. `now` is the platform's own clock. */
export function route(state: OpsmanState, request: LabRequest, now: number): Answer {
  const path = request.path.split("?")[0] ?? "";
  for (const [method, pattern, answer] of routes) {
    const match = method === anyMethod || request.method === method ? pattern.exec(path) : null;
    if (match !== null) return answer({ state, request, named: match[1] ?? "", now });
  }
  return { state, reply: html(404, "Not Found") };
}

type Route = readonly [method: string, pattern: RegExp, answer: (call: Call) => Answer];

const anyMethod = "*";
const v0 = "^/api/v0";
const cas = `${v0}/certificate_authorities`;
const segment = "[^/]+";
const guid = `(${segment})`;

/** The first that fits answers. */
const routes: readonly Route[] = [
  ["POST", /^\/uaa\/oauth\/token$/, ({ state, request, now }) => token(state, request, now)],
  read(`${v0}/info`, (state) => json(200, { info: { version: state.settings.version } })),
  ["GET", at(cas), ({ state }) => listAuthorities(state)],
  ["POST", at(cas), ({ state, request, now }) => create(state, request, now)],
  ["POST", at(`${cas}/generate`), ({ state, request, now }) => generate(state, request, now)],
  ["POST", at(`${cas}/active/regenerate`), ({ state, request, now }) => regenerate(state, request, now)],
  ["POST", at(`${cas}/${guid}/activate`), ({ state, request, named }) => activate(state, request, named)],
  ["DELETE", at(`${cas}/${guid}`), ({ state, request, named }) => deleteAuthority(state, request, named)],
  ["GET", at(`${v0}/security/root_ca_certificate`), ({ state }) => activeRoot(state)],
  ["GET", at(`${v0}/deployed/certificates`), ({ state, request, now }) => deployedCertificates(state, request, now)],
  ["GET", /^\/api\/v1\/deployed\/certificates$/, ({ state, now }) => deployedCertificatesV1(state, now)],
  read(`${v0}/deployed/products`, listProducts),
  read(`${v0}/staged/products`, listProducts),
  read(`${v0}/staged/pending_changes`, pendingChanges),
  read(`${v0}/stemcell_associations`, stemcellAssociations),
  read(`${v0}/stemcell_assignments`, stemcellAssignments),
  read(`${v0}/diagnostic_report`, diagnosticReport),
  read("^/download_root_ca_cert", downloadRoot),
  ["POST", at(`${v0}/certificates/generate`), ({ state, request, now }) => generateCertificate(state, request, now)],
  [anyMethod, at(`${v0}/settings/ssl_certificate`), ({ state, request }) => webCertificate(state, request)],
  ["GET", at(`${v0}/staged/director/pre_deploy_check`), ({ state }) => preDeployCheck(state, "")],
  ["GET", at(`${v0}/staged/products/${guid}/pre_deploy_check`), ({ state, named }) => preDeployCheck(state, named)],
  read(`${v0}/deployed/products/${guid}`, oneProduct),
  ["GET", at(`${v0}/staged/products/${guid}/errands`), ({ state, request, named }) => errands(state, request, named)],
  ["PUT", at(`${v0}/staged/products/${guid}/errands`), ({ state, request, named }) => errands(state, request, named)],
  [
    "GET",
    at(`${v0}/staged/products/${guid}/properties`),
    ({ state, request, named }) => properties(state, request, named),
  ],
  [
    "PUT",
    at(`${v0}/staged/products/${guid}/properties`),
    ({ state, request, named }) => properties(state, request, named),
  ],
  ["GET", at(`${v0}/deployed/products/${guid}/credentials`), ({ state, named }) => credentials(state, named)],
  [
    "GET",
    at(`${v0}/deployed/products/(${segment}/credentials/${segment})`),
    ({ state, named }) => credential(state, named),
  ],
  ["GET", at(`${v0}/staged/director/properties`), ({ state, request }) => directorProperties(state, request)],
  ["PUT", at(`${v0}/staged/director/properties`), ({ state, request }) => directorProperties(state, request)],
  ["GET", at(`${v0}/installations`), ({ state, request }) => ({ state, reply: listInstallations(state, request) })],
  ["POST", at(`${v0}/installations`), ({ state, request, now }) => install(state, request, now)],
  read(`${v0}/installations/(\\d+)`, (state, id) => oneInstallation(state, Number(id))),
  read(`${v0}/installations/(\\d+)/logs`, (state, id) => installationLogs(state, Number(id))),
];

function at(pattern: string): RegExp {
  return new RegExp(`${pattern}$`);
}

function read(pattern: string, reply: (state: OpsmanState, named: string) => LabReply): Route {
  return ["GET", at(pattern), ({ state, named }) => ({ state, reply: reply(state, named) })];
}
