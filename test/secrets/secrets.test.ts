import { createPublicKey } from "node:crypto";
import { expect, test } from "vitest";
import type { LabRequest } from "../../src/lab/model.ts";
import type { JsonObject } from "../../src/model/json.ts";
import type { Estate, Issuer } from "../../src/model/target.ts";
import { issueCertificate } from "../../src/pki/index.ts";
import { makeDirectory } from "../../src/simulation/disk.ts";
import type { SimProgram } from "../../src/simulation/programs.ts";
import type { WorldValue } from "../../src/simulation/world.ts";
import { answering } from "../build/answering.ts";
import { type CaSimOptions, caEstate, caPem, caWorld } from "../build/opsman-ca-world.ts";
import { day, start } from "../build/opsman-world.ts";
import { pastedLeaf } from "../build/pasted.ts";
import { signingProgram } from "../build/signing-program.ts";
import { rsaPool } from "../keys/pool.ts";
import { type Canary, formsOf, hits } from "./canary.ts";
import { type Traces, traced } from "./watched.ts";

const client = 'canary-client "q" \\ ü=&+%/<0>';
const password = 'canary-password "q" \\ ü=&+%/<1>';
const passphrase = 'canary-passphrase "q" \\ ü=&+%/<2>';
const printed = "canary-printed by a program, on both of its outputs";
const [, , , , , corpKey = "", rootKey = "", leafKey = ""] = rsaPool();

const environment = {
  OM_SECRET: client,
  OM_PASSWORD: password,
  OM_PASSPHRASE: passphrase,
  ROOT_KEY: rootKey,
  LEAF_KEY: leafKey,
};

const canaries: readonly Canary[] = [
  { name: "client secret", value: client },
  { name: "password", value: password },
  { name: "passphrase", value: passphrase },
  { name: "printed by a program", value: printed },
  { name: "key of the issuer's program", value: corpKey },
  { name: "key of the uploaded root", value: rootKey },
  { name: "key by files", value: leafKey },
];

const collection = ".properties.networking_poe_ssl_certs";
const configurable = [
  { product: "cf", property: collection, element: "wildcard", issuer: "corp", sans: ["*.apps.example.com"] },
  { product: "p.mysql", property: ".properties.tls", issuer: "lab", sans: ["mysql.example.com"] },
];
const corp: Issuer = { type: "command", run: ["./sign.sh", "apps"], timeoutSeconds: 60 };

/** A CA of one's own is uploaded, two leaves are replaced, somebody outside is told, a bundle is written. */
async function everything(more: { readonly user?: true; readonly rootKey?: string } = {}): Promise<Estate> {
  const options = {
    issuer: "root",
    configurable,
    apply: { pendingChanges: "refuse", errands: { "p.mysql": { "upgrade-all-service-instances": "run" } } },
  };
  const base = caEstate(options as unknown as JsonObject);
  const certificatePem = await caPem(7, { from: start - 2 * day, to: start + 2000 * day });
  const issuers = {
    corp,
    lab: { type: "local-ca", directory: "/estate/ca" },
    root: { type: "files", certificatePem, key: { env: more.rootKey ?? "ROOT_KEY" } },
  } as const satisfies Record<string, Issuer>;
  const credentials =
    more.user === true
      ? { kind: "uaa-user", username: "certplan", password: { env: "OM_PASSWORD" } }
      : { kind: "uaa-client", id: "certplan", secret: { env: "OM_SECRET" } };
  const unlock = { passphrase: { env: "OM_PASSPHRASE" } };
  const consumers = [
    {
      name: "ci",
      of: "root-ca",
      trusts: "issuer",
      update: { run: ["./update.sh"], timeoutSeconds: 60 },
      verify: { run: ["./update.sh"], timeoutSeconds: 60 },
    },
  ] as const;
  const outputs = [{ what: "root-ca", to: { file: "/estate/published/root.pem", mode: 0o644, merge: false } }] as const;
  return {
    ...base,
    targets: base.targets.map((target) => ({
      ...target,
      issuers,
      consumers,
      outputs,
      connection: { ...target.connection, credentials, unlock },
    })),
  };
}

const talks = (output: string, code: number): SimProgram => ({
  takesMs: 1000,
  memory: 0,
  run: () => ({ output, code }),
});

async function world(
  more: { readonly options?: CaSimOptions; readonly programs?: WorldValue["programs"] } = {},
): Promise<WorldValue> {
  const foundation: CaSimOptions["foundation"] = {
    clients: { certplan: client, admin: "admin-secret" },
    configurable: await pastedLeaf("mysql.example.com"),
    collection: [{ name: "wildcard", ...(await pastedLeaf("*.apps.example.com")) }],
  };
  const made = await caWorld({ ...more.options, foundation: { ...foundation, ...more.options?.foundation } });
  const certificate = await issueCertificate({
    subject: "CN=Corp",
    publicKey: createPublicKey(corpKey),
    issuer: { self: corpKey },
    serialNumber: "01",
    notBefore: start - day,
    notAfter: start + 3000 * day,
    ca: {},
  });
  const programs = {
    "./sign.sh": signingProgram({ certificate, privateKey: corpKey }),
    "./update.sh": talks(`${printed}\n`, 0),
  };
  const disk = makeDirectory(made.disk, "/estate/published");
  return { ...made, disk, programs: { ...programs, ...more.programs } };
}

function found({ places, keys }: Traces, more: readonly Canary[] = []): readonly string[] {
  return hits([...canaries, ...keys, ...more], places);
}

test("the detector finds a planted canary in every form, and in the places of a run", async () => {
  for (const canary of canaries) {
    const forms = formsOf(canary);
    expect(forms.length).toBeGreaterThanOrEqual(7);
    for (const form of forms)
      expect(hits([canary], { here: Buffer.concat([Buffer.from("x{"), form, Buffer.from("}")]) })).toEqual([
        `${canary.name} in here`,
      ]);
    for (const lead of ["", "a", "ab"])
      expect(hits([canary], { here: Buffer.from(`${lead}${canary.value} and more`).toString("base64") })).toHaveLength(
        1,
      );
  }
  const events: string[] = [];
  const planted = await world({
    options: {
      change: (state) => ({ ...state, products: state.products.map((one) => ({ ...one, version: client })) }),
    },
  });
  events.push(...found(await traced(planted, await everything(), { environment })));
  expect(events.join("\n")).toMatch(/client secret in plan/);
  expect(events.join("\n")).toMatch(/client secret in \/estate\/\.certplan\/runs\/.*plan\.json/);
});

test.each([
  ["a client", {}],
  ["a user", { user: true }],
] as const)("a whole rotation as %s leaves no secret outside keys/ at any moment", async (_who, as) => {
  const who = "user" in as ? { options: { foundation: { clients: { certplan: password, admin: "a" } } } } : {};
  const traces = await traced(await world(who), await everything(as), { environment });
  expect(traces.exitCodes).toEqual([0, 0, 0]);
  expect(traces.plan?.steps.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(["opsman.upload-ca", "certplan.issue-leaf", "opsman.replace-leaf"]),
  );
  expect(traces.keys.length).toBeGreaterThanOrEqual(3);
  expect(Object.keys(traces.places)).toEqual(
    expect.arrayContaining([
      "arguments of ./sign.sh",
      "arguments of ./update.sh",
      expect.stringContaining("published/root.pem"),
    ]),
  );
  expect(found(traces)).toEqual([]);
});

/** A server that says all it was sent, in every form, in the text of its error. */
function echo(request: LabRequest): string {
  const { authorization = "" } = request.headers;
  const decoded = Buffer.from(authorization.split(" ").at(-1) ?? "", "base64").toString("utf8");
  const keys = request.body.match(/-----BEGIN [A-Z ]*PRIVATE KEY[^"]*/g) ?? [];
  const said = [authorization, decoded, decodeURIComponent(decoded.split(":").at(-1) ?? ""), request.body, ...keys];
  for (const text of [client, ...(request.body.includes("passphrase") ? [passphrase] : [])])
    said.push(text, ...formsOf({ name: "", value: text }).map(String));
  return JSON.stringify({ errors: said.reverse(), error: said.join(" ").slice(0, 300) });
}

const login = "POST /uaa/oauth/token";
const refusals: readonly (readonly [string, number, string])[] = [
  [login, 401, "a login refused"],
  [login, 500, "a login that fails"],
  ["GET /api/v0/deployed/certificates", 403, "a read forbidden"],
  ["GET /api/v0/info", 500, "a read that fails"],
  ["POST /api/v0/certificate_authorities", 422, "an upload refused"],
  ["POST /api/v0/certificate_authorities", 500, "an upload that fails"],
  ["PUT /api/v0/staged/products/*/properties", 422, "a leaf refused"],
  ["PUT /api/v0/staged/products/*/properties", 403, "a leaf forbidden"],
  ["POST /api/v0/installations", 422, "an install refused"],
];

test.each(refusals)(
  "%s answered %i with everything that was sent (%s): nothing of it is shown or kept",
  async (line, status) => {
    const pattern = new RegExp(`^${line.replace("*", "[^/]+")}$`);
    let echoed = 0;
    const platform = answering(await world(), (reply, request) => {
      if (!pattern.test(`${request.method} ${request.path.split("?")[0]}`)) return reply;
      echoed += 1;
      return { status, body: echo(request) };
    });
    const traces = await traced(platform, await everything(), { environment });
    expect(echoed).toBeGreaterThan(0);
    // a lost outcome is settled by asking, and then there is nothing to be said
    const said = Object.values(traces.places).some((one) => Buffer.from(one).includes("<secret>"));
    const settled = status === 500 && line.startsWith("POST /api");
    expect([said, traces.exitCodes.some((code) => [4, 5].includes(code))]).toEqual([!settled, !settled]);
    expect(found(traces)).toEqual([]);
  },
);

test("a wrong passphrase that is repeated by the platform: exit 4 or 5, and nothing of it anywhere", async () => {
  const locked = await world({ options: { change: (state) => ({ ...state, startup: { passphrase: "another" } }) } });
  const platform = answering(locked, (reply, request) =>
    request.path === "/api/v0/unlock" ? { ...reply, body: echo(request) } : reply,
  );
  const traces = await traced(platform, await everything(), { environment });
  expect([4, 5]).toContain(traces.exitCodes[1]);
  expect(found(traces)).toEqual([]);
});

const programs: Readonly<Record<string, SimProgram>> = {
  "prints its key and ends with 1": talks(`${corpKey}${printed}`, 1),
  "prints its key and ends with 0": talks(`${corpKey}${printed}`, 0),
  "prints its key and no end": talks(`${printed}${corpKey}`.repeat(600), 0),
};

test.each(Object.entries(programs))(
  "an issuer's program that %s: the run stops with exit 5, and what it printed lies in keys/ only",
  async (_what, program) => {
    const traces = await traced(await world({ programs: { "./sign.sh": program } }), await everything(), {
      environment,
    });
    expect(traces.exitCodes[1]).toBe(5);
    expect(found(traces)).toEqual([]);
  },
);

test.each([
  ["is not there", await everything({ rootKey: "NOWHERE" })],
  ["is of another certificate", await everything({ rootKey: "LEAF_KEY" })],
  ["is no key at all", await everything({ rootKey: "OM_PASSPHRASE" })],
] as const)("a key that %s: exit 3, and nothing of it anywhere", async (_what, estate) => {
  const traces = await traced(await world(), estate, { environment });
  expect(traces.exitCodes[1]).toBe(3);
  expect(found(traces)).toEqual([]);
});
