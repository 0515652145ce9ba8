import { describe, expect, test } from "vitest";
import { type OpsmanState, opsmanAt, type StartingPoint } from "../../../src/lab/opsman/index.ts";
import {
  type Asked,
  activeGuid,
  apply,
  cas,
  cf,
  foundation,
  generate,
  instanceErrands,
  now,
  type Talk,
  talkTo,
  violations,
} from "./foundation.ts";

const skip = { skip_safety_check: true };
const full = { credhub: true, serviceInstances: true };

function at(point: StartingPoint, version?: string): Talk {
  return talkTo(opsmanAt(point, foundation({ ...full, ...(version === undefined ? {} : { version }) }), { now }));
}

type Call = "generate" | "create" | "activate" | "regenerate" | "delete";

/** `activate` and `delete` take the inactive CA. */
function call(talk: Talk, name: Call, body: object = {}): Asked {
  const inactive = talk.state().cas.find((ca) => !ca.active)?.guid ?? "";
  switch (name) {
    case "generate":
    case "create":
      return talk.ask("POST", `${cas}/generate`, body);
    case "activate":
      return talk.ask("POST", `${cas}/${inactive}/activate`, body);
    case "regenerate":
      return talk.ask("POST", `${cas}/active/regenerate`, body);
    case "delete":
      return talk.ask("DELETE", `${cas}/${inactive}`, body);
  }
}

/** Service instances that ran on while the tiles got new leaves by a new root, and the old root is gone. */
function instancesLeftBehind(): Talk {
  const talk = at("S4");
  apply(talk, { errands: instanceErrands(false) });
  call(talk, "delete", skip);
  apply(talk, { errands: instanceErrands(false) });
  return talk;
}

/** The first apply missed one product, and somebody went on. */
function activatedTooEarly(): Talk {
  const talk = at("S1");
  apply(talk, { deploy_products: [cf] });
  call(talk, "activate", skip);
  return talk;
}

/** The second apply reached one product only. */
function halfDeployed(): Talk {
  const talk = at("S4");
  apply(talk, { deploy_products: [cf] });
  return talk;
}

const twoSigners = "there is more than one signing version of a certificate authority";
const stale =
  "active child certificate version is not the latest non-transitional version or more than one active version exists";

const table: readonly (readonly [violation: string, call: Call, when: string, reach: () => Talk])[] = [
  [twoSigners, "generate", "service instances were left behind", instancesLeftBehind],
  [twoSigners, "regenerate", "the second apply is half done", halfDeployed],
  [twoSigners, "delete", "the second apply is half done", halfDeployed],
  [
    "certificate authorities can not have a transitional version",
    "generate",
    "a rotation is under way",
    () => at("S1"),
  ],
  ["certificate authorities can not have a transitional version", "create", "a rotation is under way", () => at("S3")],
  [
    "latest certificate authority versions with active children are not signing",
    "generate",
    "the rotation before reached the tiles and not their instances",
    instancesLeftBehind,
  ],
  [stale, "generate", "leaves are staged and not applied", () => at("L1")],
  [
    stale,
    "activate",
    "instances run an older leaf",
    () => {
      const talk = at("L1");
      apply(talk, { errands: instanceErrands(false) });
      call(talk, "generate", skip);
      apply(talk, { errands: instanceErrands(false) });
      return talk;
    },
  ],
  ["certificate authorities latest version is not transitional", "activate", "before the apply", () => at("S1")],
  ["certificate authorities latest version is not transitional", "activate", "back to the old CA", () => at("S3")],
  [
    "signing version has to be transitional if there is a transitional certificate authority",
    "regenerate",
    "activate was skipped",
    () => at("S2"),
  ],
  [
    "active child certificate does not trust the certificate authority that will regenerate it",
    "regenerate",
    "the first apply missed a deployment",
    activatedTooEarly,
  ],
  [
    "certificate authorities must have a non-transitional version",
    "regenerate",
    "the only version is flagged",
    () => {
      const talk = at("S0");
      talk.change((state) => ({
        ...state,
        credhubCas: state.credhubCas.map((ca) => ({ ...ca, transitional: ca.versions[0]?.id ?? "" })),
      }));
      return talk;
    },
  ],
  [
    "active child certificate is signed by a certificate authority that is not the latest version",
    "regenerate",
    "the old CA went while its leaves run",
    () => {
      const talk = at("S3");
      call(talk, "delete", skip);
      return talk;
    },
  ],
  [
    "active child certificate version is signed by a certificate authority that is not the latest version",
    "delete",
    "the second apply is missing",
    () => at("S3"),
  ],
  [
    "active certificate version is not the latest non transitional version",
    "delete",
    "new leaves are staged and not applied",
    () => at("S4"),
  ],
  ["transitional certificate authority is the latest version", "delete", "giving up before activate", () => at("S2")],
];

describe("behaviour 5: each violation of section 8 on 2.10 [sim 5: 422 from 2.10] [sim 5: skip_safety_check] [sim 4: violations]", () => {
  test.each(table)("%s: %s, %s", (violation, name, _when, reach) => {
    const talk = reach();
    const before = talk.state();
    const reply = call(talk, name);
    expect(violations(reply)).toContain(violation);
    expect(withoutTokens(talk.state())).toEqual(withoutTokens(before));
    expect(call(talk, name, skip).status).toBe(200);
  });
});

function withoutTokens(state: OpsmanState): object {
  return { ...state, tokens: [], tokensIssued: 0, busyUntil: 0 };
}

describe("behaviour 5: the rotation in its order", () => {
  test.each(["2.10.43", "3.0.25+LTS-T", "3.1.0", "3.2.1"])("meets no violation on %s", (version) => {
    const talk = at("S6", version);
    expect(apply(talk)).toBe("succeeded");
    expect(call(talk, "generate").status).toBe(200);
  });

  test("regenerate may be repeated before its apply, in a rotation and without one", () => {
    for (const point of ["S4", "L1"] as const) expect(call(at(point), "regenerate").status).toBe(200);
  });
});

describe("behaviour 5: profiles", () => {
  const everywhere: readonly (readonly [StartingPoint, Call])[] = [
    ["S1", "generate"],
    ["S1", "activate"],
    ["S2", "regenerate"],
    ["S2", "delete"],
    ["S3", "delete"],
  ];

  test.each(["2.7.5", "2.8.16"])("%s checks nothing [sim 5: none up to 2.8]", (version) => {
    for (const [point, name] of everywhere) expect(call(at(point, version), name).status).toBe(200);
  });

  test("2.9 knows the phases of a CA and not what deployments run [sim 5: weak on 2.9]", () => {
    const statuses = everywhere.map(([point, name]) => call(at(point, "2.9.18"), name).status);
    expect(statuses).toEqual([422, 200, 422, 422, 200]);
  });

  test("the strength is a setting", () => {
    const talk = talkTo(opsmanAt("S1", foundation({ version: "2.9.18" }, { safetyChecks: "full" }), { now }));
    expect(call(talk, "activate").status).toBe(422);
    const none = talkTo(opsmanAt("S1", foundation({}, { safetyChecks: "none" }), { now }));
    expect(call(none, "generate").status).toBe(200);
  });

  test("on 2.10 with a PAS before 2.8.2 a second generate passes, and a second inactive CA is left", () => {
    const talk = at("S1");
    talk.change((state) => ({
      ...state,
      products: state.products.map((product) => (product.type === "cf" ? { ...product, version: "2.7.20" } : product)),
    }));
    expect(call(talk, "generate").status).toBe(200);
    expect(talk.state().cas.filter((ca) => !ca.active).length).toBe(2);
  });

  test("which violation an early activate gives is a setting, and so is that it is taken", () => {
    const answer = (earlyActivate: string): Asked =>
      call(talkTo(opsmanAt("S1", foundation({}, { earlyActivate }), { now })), "activate");
    expect(violations(answer(stale))).toEqual([stale]);
    expect(answer("accepted").status).toBe(200);
  });
});

describe("behaviour 5: the body of a violation", () => {
  const name = (talk: Talk): string => `.properties.root_ca.${talk.state().cas.at(-1)?.guid}`;
  const violation = "certificate authorities can not have a transitional version";

  test("as seen in the field: empty lists, violations, errors", () => {
    const talk = talkTo(opsmanAt("S1", foundation(), { now }));
    expect(call(talk, "generate")).toMatchObject({
      status: 422,
      body: {
        certificates: { regenerated: [], excluded: [], regenerate_failed: [] },
        safety_violations: [{ violation, certificate_names: [name(talk)] }],
        errors: ["failed to create new inactive certificate authorities"],
      },
    });
  });

  test.each([
    ["2.10.43", true],
    ["3.2.1", false],
  ])("as the reference has it on %s, with its misspelt key: %s", (version, misspelt) => {
    const talk = talkTo(opsmanAt("S1", foundation({ version }, { violationShape: "reference" }), { now }));
    const { status, body } = call(talk, "generate");
    expect([status, Object.keys(body), body.safety_violations.length]).toEqual([
      422,
      ["error", "safety_violations"],
      1,
    ]);
    expect(body.safety_violations[0]).toMatchObject({ violation, certificate_names: [name(talk)] });
    expect("migitation" in body.safety_violations[0]).toBe(misspelt);
  });

  test("skip_safety_check is taken from the query too [sim 5: skip_safety_check]", () => {
    const talk = at("S1");
    expect(talk.ask("POST", `${cas}/generate?skip_safety_check=true`).status).toBe(200);
    expect(talk.ask("POST", `${cas}/generate?skip_safety_check=false`).status).toBe(422);
  });
});

test("behaviour 5: a customer's CA that is not excluded stops activate until it is excluded", () => {
  const own = (talk: Talk): void =>
    talk.change((state) => ({
      ...state,
      credhubCas: state.credhubCas.map((ca) => (ca.path.startsWith("/p-bosh/cf/") ? { ...ca, customer: true } : ca)),
    }));
  const path = "/p-bosh/cf/diego-instance-identity-root-ca";
  const forgotten = at("S0");
  own(forgotten);
  generate(forgotten);
  apply(forgotten);
  const reply = call(forgotten, "activate");
  expect(reply.body.safety_violations).toEqual([
    { violation: "certificate authorities latest version is not transitional", certificate_names: [path] },
  ]);
  const excluded = at("S0");
  own(excluded);
  generate(excluded, { exclude_from_rotation: { certificate_authorities: ["/services/tls_ca", path] } });
  apply(excluded);
  expect(call(excluded, "activate").status).toBe(200);
  expect(activeGuid(excluded)).not.toBe(activeGuid(forgotten));
});
