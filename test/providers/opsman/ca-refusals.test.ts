import { expect, test } from "vitest";
import { opsmanRecipe } from "../../../src/providers/opsman/recipe.ts";
import { added, anObservation, type Observed, root } from "./an-observation.ts";

const broker = { guid: "p.mysql-9e8d7c6b5a4f3e2d1c0b", type: "p.mysql", errand: "upgrade-all-service-instances" };
const pending = [{ guid: "cf-1c7e5a3f9b2d8e4c6a0f", action: "update", structural: false }];

const upgrade = [{ guid: "p-bosh-5f3a9c1e7b2d4f6a8c0e", action: "update", structural: true }];
const pasted = {
  guid: "cf-1c7e5a3f9b2d8e4c6a0f",
  product: "cf",
  property: ".properties.networking_poe_ssl_certs",
  element: "wildcard",
  reference: ".properties.networking_poe_ssl_certs[0].certificate",
  notAfter: "2027-12-01T00:00:00Z",
};

/** What makes a CA rotation refused, the code, and what a reader is told to do. */
const refused: Readonly<Record<string, { readonly observed: Observed; readonly code: string; readonly hint: RegExp }>> =
  {
    "an expired root [refused: expired root]": {
      observed: { facts: { cas: [{ ...root, notAfter: "2026-11-20T08:00:00Z" }] } },
      code: "OpsmanExpiredRoot",
      hint: /298006/,
    },
    "an expired NATS CA [refused: expired NATS CA]": {
      observed: { version: "3.2.1", rotation: { natsEnds: { [root.guid]: "2026-11-20T08:00:00Z" } } },
      code: "OpsmanExpiredNatsCa",
      hint: /298006/,
    },
    "no active CA": { observed: { phase: "none", facts: { cas: [] } }, code: "OpsmanNoActiveCa", hint: /vendor/ },
    "a running install [refused: install running]": {
      observed: { facts: { running: 42 } },
      code: "OpsmanInstallRunning",
      hint: /wait/,
    },
    "staged changes of somebody else [refused: unknown staged changes]": {
      observed: { facts: { pending, unexplained: pending } },
      code: "OpsmanPendingChanges",
      hint: /under apply:\npendingChanges: \{ allow: \[cf\] \}$/,
    },
    "a last install that failed": {
      observed: { facts: { newestStatus: "failed" } },
      code: "OpsmanLastInstallFailed",
      hint: /all products succeed/,
    },
    "a last install that failed, before activate": {
      observed: { phase: "S2", facts: { newestStatus: "failed" } },
      code: "OpsmanLastInstallFailed",
      hint: /all products succeed/,
    },
    "two unexplained inactive CAs [refused: unexplained inactive CAs]": {
      observed: { phase: "many", facts: { cas: [root, added, { ...added, guid: "ffffffffffffffffffff" }] } },
      code: "OpsmanUnexplainedCas",
      hint: /delete those/,
    },
    "a CA activated before everything trusts it": {
      observed: { phase: "early" },
      code: "OpsmanActivatedEarly",
      hint: /vendor support/,
    },
    "an EC root [refused: EC CA]": {
      observed: { facts: { cas: [{ ...root, keyType: "ec" }] } },
      code: "OpsmanEcCa",
      hint: /vendor/,
    },
    "an uploaded root": {
      observed: { facts: { cas: [{ ...root, selfSigned: false }] } },
      code: "OpsmanUploadedCa",
      hint: /target om: write issuer: NAME, the name of a files issuer/,
    },
    "TKGI [refused: TKGI without scope]": {
      observed: { facts: { products: [{ guid: "tkgi-1", type: "pivotal-container-service", version: "1.16" }] } },
      code: "OpsmanTkgiScope",
      hint: /\naccept: \[\{ cut: opsman-tkgi-scope, members: \[TKGI clusters\]/,
    },
    "configurable leaves under the old root": {
      observed: { rotation: { configurable: [pasted] } },
      code: "OpsmanConfigurableLeaves",
      hint: /target om: add these lines, with keep: WHY .*\nconfigurable:\n {2}- \{ product: cf, property: \.properties\.networking_poe_ssl_certs, element: wildcard, issuer: NAME, sans: \[\.\.\.\] \}$/,
    },
    "service instances that no errand reaches [refused: drop while a member is unread]": {
      observed: { rotation: { brokers: [broker] } },
      code: "OpsmanInstancesUnreached",
      hint: /apply:\nerrands: \{ p\.mysql: \{ upgrade-all-service-instances: run \} \}/,
    },
    "an errand that the estate skips": {
      observed: {
        rotation: { brokers: [broker] },
        options: { apply: { errands: { "p.mysql": { "upgrade-all-service-instances": "skip" } } } },
      },
      code: "OpsmanInstancesUnreached",
      hint: /run/,
    },
    "persistent disks that the Director would recreate [refused: recreating persistent disks]": {
      observed: { facts: { recreatesDisks: true } },
      code: "OpsmanPersistentDisks",
      hint: /take the flag back/,
    },
    "an upgrade of Ops Manager in the middle of a rotation [refused: upgrade mid-rotation]": {
      observed: {
        phase: "S2",
        facts: { pending: upgrade },
        options: { apply: { pendingChanges: { allow: ["p-bosh"] } } },
      },
      code: "OpsmanUpgradedMidRotation",
      hint: /vendor support/,
    },
    "an estate that names a product which is not deployed": {
      observed: { options: { apply: { instances: { "p.redis": "manual" } } } },
      code: "OpsmanProductUnknown",
      hint: /deployed are p-bosh, cf, p\.mysql/,
    },
    "force_latest_variables before 3.0": {
      observed: { options: { apply: { forceLatestVariables: true } } },
      code: "OpsmanOptionUnknown",
      hint: /forceLatestVariables: auto/,
    },
    "a release before 2.7": { observed: { version: "2.6.4" }, code: "OpsmanTooOld", hint: /upgrade/ },
    "CAs of the customer that exclude does not name": {
      observed: { rotation: { customerCas: ["/customer/ca"], caPaths: ["/customer/ca"] } },
      code: "OpsmanCustomerCa",
      hint: /exclude: \[\/customer\/ca\]/,
    },
    "an exclude that names no CA": {
      observed: { options: { exclude: ["/nobody/ca"] }, rotation: { caPaths: ["/customer/ca"] } },
      code: "OpsmanExcludeUnknown",
      hint: /\/customer\/ca/,
    },
    "an empty list of certificates": { observed: { facts: { listed: 0 } }, code: "OpsmanEmptyListing", hint: /298006/ },
  };

for (const [name, { observed, code, hint }] of Object.entries(refused)) {
  test(`a CA rotation is refused: ${name}`, () => {
    const recipe = opsmanRecipe(anObservation(observed));
    const refusals = recipe.kind === "refused" ? recipe.refusals : [];
    expect(refusals.map((refusal) => refusal.code)).toEqual([code]);
    expect(refusals[0]?.hint).toMatch(hint);
  });
}

test("where the next step is an apply, a failed install before it does not refuse: the apply repairs it", () => {
  for (const phase of ["S1", "S3", "S4", "S6"] as const) {
    expect(opsmanRecipe(anObservation({ phase, facts: { newestStatus: "failed" } })).kind).toBe("steps");
  }
});

test("every cause is told at once, in a fixed order", () => {
  const recipe = opsmanRecipe(
    anObservation({ facts: { running: 42, listed: 0 }, rotation: { brokers: [broker], configurable: [pasted] } }),
  );
  expect(recipe.kind === "refused" ? recipe.refusals.map(({ code }) => code) : []).toEqual([
    "OpsmanInstallRunning",
    "OpsmanEmptyListing",
    "OpsmanConfigurableLeaves",
    "OpsmanInstancesUnreached",
  ]);
});
