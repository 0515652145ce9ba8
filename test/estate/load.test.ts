import { expect, test } from "vitest";
import { parseDocument } from "yaml";
import type { TargetType } from "../../src/estate/index.ts";
import { estateLoader, targetTypes, typesToCome } from "../../src/estate/index.ts";
import { caPem, codesAndPlaces, errorsFrom, estateFrom } from "./read.ts";

const om = `version: 1
estate: acme
targets:
  - name: om
    type: opsman
    url: https://OM.example.com:443/
    credentials: { kind: uaa-client, id: certplan, secret: { env: OM_SECRET } }
    readCredentials: { kind: uaa-user, username: view, password: { file: ./view.txt } }
    trust: { caFile: ./ca.pem, pins: ["sha256:${"AB:".repeat(31)}AB"] }
    rotate: [leaves]
    apply:
      pendingChanges: { allow: [cf] }
      errands: { p.mysql: { smoke-tests: skip } }
      timeout: 20h
`;

test("an Ops Manager target becomes a connection with references and anchors, and options with units", async () => {
  const { targets } = await estateFrom({ "two/certplan.yaml": om });
  expect(targets[0]).toMatchObject({
    name: "om",
    type: "opsman",
    rotate: ["leaves"],
    after: [],
    policy: { name: "default" },
    connection: {
      origin: "https://om.example.com",
      trust: { ca: caPem + caPem, pins: ["ab".repeat(32)] },
      credentials: { kind: "uaa-client", id: "certplan", secret: { env: "OM_SECRET" } },
      readCredentials: { kind: "uaa-user", username: "view", password: { file: "two/view.txt" } },
    },
    options: {
      issuer: "platform",
      apply: {
        pendingChanges: { allow: ["cf"] },
        errands: { "p.mysql": { "smoke-tests": "skip" } },
        timeoutSeconds: 72_000,
      },
    },
  });
});

test("what an Ops Manager target leaves out is filled in", async () => {
  const text = `version: 1\nestate: acme\ntargets:\n  - name: om\n    type: opsman\n    url: https://om.example.com\n    credentials: { kind: uaa-client, id: c, secret: { env: S } }\n`;
  const [target] = (await estateFrom(text)).targets;
  expect(target?.rotate).toEqual([]);
  expect(target?.connection["trust"]).toEqual({ system: true });
  expect(target?.options).toEqual({
    issuer: "platform",
    apply: {
      pendingChanges: "refuse",
      errands: {},
      instances: {},
      recreate: "auto",
      forceLatestVariables: "auto",
      ignoreWarnings: [],
    },
  });
});

test("a CA rotation with what it leaves alone", async () => {
  const text = om.replace("rotate: [leaves]", "rotate: [ca, leaves]\n    exclude: [/customer/ca]");
  const [target] = (await estateFrom({ "two/certplan.yaml": text })).targets;
  expect(target?.rotate).toEqual(["ca", "leaves"]);
  expect(target?.options["exclude"]).toEqual(["/customer/ca"]);
});

test("a program beside an estate in the working directory keeps its ./", async () => {
  const [target] = (
    await estateFrom({ "certplan.yaml": om.replace("{ env: OM_SECRET }", "{ command: [./secret.sh, om] }") })
  ).targets;
  expect(target?.connection["credentials"]).toMatchObject({ secret: { command: ["./secret.sh", "om"] } });
});

test("a target knows where its keys stand", async () => {
  const [target] = (await estateFrom(om)).targets;
  expect(target?.place?.("")).toMatchObject({ file: "certplan.yaml", line: 4 });
  expect(target?.place?.("apply.timeout")).toMatchObject({ line: 14, column: 7, length: 7 });
  expect(target?.place?.("accept")).toMatchObject({ line: 4 });
  expect(target?.place?.("apply.pendingChanges.allow.0")).toMatchObject({ line: 12, column: 33 });
});

test("a target knows where the rules of its policy stand, its own or the usual one, and that a built-in one has no place", async () => {
  const head = "version: 1\nestate: acme\n";
  const policies = "policies:\n  a: { renewBefore: 1d }\n  b: { extends: a }\n";
  const place = async (text: string): Promise<readonly (number | undefined)[]> => {
    const found = (await estateFrom(`${head}${text}`)).targets[0]?.place?.("policy.renewBefore");
    return [found?.line, found?.column];
  };
  const target = '- { name: t, type: tls, address: "a:1"';
  expect(await place(`${policies}targets:\n  ${target}, policy: a }\n`)).toEqual([4, 8]);
  expect(await place(`${policies}defaults: { policy: a }\ntargets:\n  ${target} }\n`)).toEqual([4, 8]);
  expect(await place(`${policies}targets:\n  ${target}, policy: b }\n`)).toEqual([5, 3]);
  expect(await place(`targets:\n  ${target} }\n`)).toEqual([4, 5]);
});

test("the digest is of what is declared, not of layout, comments, files or order of targets", async () => {
  const head = "version: 1\nestate: acme\n";
  const a = `{ name: a, type: tls, address: "a:443" }`;
  const b = `{ name: b, type: tls, address: "b:443" }`;
  const one = await estateFrom(`${head}targets: [${a}, ${b}]\n`);
  const other = await estateFrom({
    "1.yaml": `# comment\n${head}targets:\n- ${b}\n`,
    "2.yaml": `version: 1\ntargets:\n- address: a:443\n  type: tls\n  name: a\n`,
  });
  const changed = await estateFrom(`${head}targets: [${a}, ${b.replace("443", "444")}]\n`);
  expect(other.digest).toBe(one.digest);
  expect(other.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(changed.digest).not.toBe(one.digest);
});

test("a mistake in one target does not hide those in others", async () => {
  const text = `version: 1\nestate: acme\ntargets:\n  - { name: a, type: tls }\n  - { name: b, type: tls, address: "b:0", policy: nope }\n  - { name: c, type: nsx }\n`;
  expect(codesAndPlaces(await errorsFrom(text))).toEqual([
    "MissingKey 4:5",
    "InvalidAddress 5:36",
    "UnknownPolicy 5:51",
    "TypeNotYet 6:22",
  ]);
});

test("every type of the documents is either there or named as to come", () => {
  expect([...targetTypes.map(({ type }) => type), ...typesToCome].toSorted()).toEqual([
    "kamaji",
    "nsx",
    "octopus-server",
    "octopus-tentacles",
    "opsman",
    "rancher",
    "talos",
    "tls",
  ]);
});

test("a type of someone else takes one entry in the registry", async () => {
  const toy: TargetType = {
    type: "toy",
    cuts: [],
    anchors: [],
    outputs: [],
    schema: {
      type: "object",
      required: ["name", "type", "address"],
      additionalProperties: false,
      properties: {
        name: { $ref: "../common.schema.json#/$defs/name" },
        type: { const: "toy" },
        address: { $ref: "../common.schema.json#/$defs/address" },
      },
    },
    read: ({ address }) => Promise.resolve({ connection: { address: address ?? "" }, options: {} }),
  };
  const load = await estateLoader([...targetTypes, toy]);
  const text = `version: 1\nestate: acme\ntargets:\n  - { name: a, type: toy, address: "a:1" }\n`;
  const { targets } = await load([{ name: "certplan.yaml", text }], () => Promise.resolve(undefined));
  expect(targets[0]).toMatchObject({ name: "a", type: "toy", connection: { address: "a:1" } });
});

test("10,000 targets load in less than twice what reading their YAML takes", async () => {
  const rows = Array.from(
    { length: 10_000 },
    (_, index) =>
      `  - name: t-${index}\n    type: tls\n    address: host-${index}.example.com:443\n    trust: { caFile: ca.pem }\n    expect: { names: [host-${index}.example.com] }\n`,
  );
  const text = `version: 1\nestate: big\npolicies:\n  baseline: { renewBefore: 60d }\ndefaults: { policy: baseline }\ntargets:\n${rows.join("")}`;
  const reading = await workedMs(() => parseDocument(text));
  const loading = await workedMs(async () => expect((await estateFrom(text)).targets).toHaveLength(10_000));
  console.log(`reading the YAML ${reading} ms, loading the estate ${loading} ms`);
  expect(loading).toBeLessThan(2 * reading);
});

/** What this processor worked for it, in milliseconds. */
async function workedMs(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return Math.round((user + system) / 1000);
}
