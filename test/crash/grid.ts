import { again, asking, endOfRun, gate, type Point, running, type Sending, sending, writing } from "./points.ts";
import { around, ca, caRecreating, hiddenLeaves, leaves, type Variant } from "./variants.ts";

/** A rotation and where it is killed, in the order in which it comes there. */
export interface Journey {
  readonly variant: Variant;
  readonly points: readonly Point[];
  /** Short enough to be gone through once for each point, too. */
  readonly isShort?: true;
}

const authorities = "/api/v0/certificate_authorities";
const install: Sending = { line: "POST /api/v0/installations" };
const certificates = "GET /api/v0/deployed/certificates";
// until leaves are staged nobody can tell, and a second regenerate is harmless
const regenerate: Sending = { line: `POST ${authorities}/active/regenerate`, unsent: "unknown", ungated: true };
const put: Sending = { line: "PUT /api/v0/staged/products/*/properties" };

/** Every kind of step, once, in a rotation that has it: a new kind is a line here. */
export const journeys: readonly Journey[] = [
  {
    variant: leaves,
    isShort: true,
    points: [
      ...sending("opsman/regenerate-leaves", regenerate),
      ...sending("opsman/apply-changes", install),
      ...gate("opsman/verify-leaves", { line: certificates, behind: passed("opsman/apply-changes") }),
      ...endOfRun(),
    ],
  },
  {
    variant: hiddenLeaves,
    isShort: true,
    points: sending("opsman/regenerate-leaves", { ...regenerate, applied: "unknown" }),
  },
  {
    variant: ca,
    points: [
      ...sending("opsman/generate-ca", { line: `POST ${authorities}/generate` }),
      ...sending("opsman/apply-trust", install),
      ...gate("opsman/instances-trust", {
        line: "GET /api/v0/installations",
        behind: passed("opsman/apply-trust"),
      }),
      ...sending("opsman/activate-ca", { line: `POST ${authorities}/*/activate`, ungated: true }),
      ...gate("opsman/is-active", {
        line: `GET ${authorities}`,
        behind: { record: "StepPerformed", step: "opsman/activate-ca" },
      }),
      ...again(sending("opsman/regenerate-leaves", regenerate)),
      ...again(sending("opsman/apply-switch", install)),
      ...gate("opsman/no-old-leaf", { line: certificates, behind: passed("opsman/apply-switch") }),
      ...sending("opsman/delete-ca", { line: `DELETE ${authorities}/*` }),
      ...again(sending("opsman/apply-drop", install)),
      ...gate("opsman/verify-ca", { line: `GET ${authorities}`, behind: passed("opsman/apply-drop") }),
    ],
  },
  {
    variant: caRecreating,
    points: sending("opsman/recreate-trust", { line: "PUT /api/v0/staged/director/properties" }),
  },
  {
    variant: around,
    points: [
      ...sending("opsman/upload-ca", { line: `POST ${authorities}` }),
      ...asking("opsman/manual/p.mysql/trust"),
      ...writing("opsman/write-output/root-ca", { unsent: "not-done", applied: "done" }),
      ...running("opsman/write-output/root-ca/2", { unsent: "unknown", applied: "unknown", ungated: true }),
      ...running("opsman/consumer/ci", { unsent: "not-done", applied: "done" }),
      ...asking("opsman/consumer/people"),
      ...writing("opsman/issue-leaf/cf/networking_poe_ssl_certs/wildcard", { unsent: "unknown", applied: "unknown" }),
      ...running("opsman/issue-leaf/p.mysql/tls", { unsent: "unknown", applied: "unknown" }),
      ...sending("opsman/replace-leaf/cf/networking_poe_ssl_certs/wildcard", put),
      ...gate("opsman/leaf-deployed/cf/networking_poe_ssl_certs/wildcard"),
    ],
  },
];

function passed(step: string): { readonly record: "GatePassed"; readonly step: string } {
  return { record: "GatePassed", step };
}
