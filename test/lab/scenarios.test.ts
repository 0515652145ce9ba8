import fs from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse as parseToml } from "@iarna/toml";
import { afterEach, describe, expect, test } from "vitest";
import { parse as parseYaml } from "yaml";
import { loadEstate, readSettings } from "../../src/estate/index.ts";
import {
  type LabPorts,
  type RunningScenario,
  type ScenarioName,
  type ScenarioOptions,
  scenarios,
  startScenario,
} from "../../src/lab/index.ts";
import type { HttpReply } from "../../src/ports/index.ts";
import { nodeClock, nodeFiles, nodeHttp, nodeRandom } from "../../src/ports/node/index.ts";
import { pooledKeys } from "../keys/pool.ts";
import { dialWith } from "./dial.ts";

interface EstateTarget {
  readonly name: string;
  readonly type: string;
  readonly url?: string;
  readonly address?: string;
  readonly serverName?: string;
  readonly trust: { readonly caFile: string };
  readonly credentials?: { readonly id: string; readonly secret: { readonly file: string } };
}

const ports: LabPorts = { clock: nodeClock(), random: nodeRandom(), files: nodeFiles(), keys: pooledKeys() };
const cleanUp: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

async function emptyDirectory(): Promise<string> {
  const directory = await fs.mkdtemp(join(tmpdir(), "certplan-lab-"));
  cleanUp.push(() => fs.rm(directory, { recursive: true }));
  return directory;
}

async function up(
  name: ScenarioName,
  opsman: ScenarioOptions["opsman"] = {},
): Promise<{ readonly lab: RunningScenario; readonly targets: readonly EstateTarget[] }> {
  const lab = await startScenario(name, { directory: await emptyDirectory(), ports, opsman });
  cleanUp.push(lab.close);
  const estate = parseYaml(await fs.readFile(`${lab.directory}/certplan.yaml`, "utf8"));
  expect([estate.version, estate.estate]).toEqual([1, `lab-${name}`]);
  return { lab, targets: estate.targets };
}

/** What Node's own client says of an endpoint, with the estate's CA file as its only anchor. */
async function verified(directory: string, target: EstateTarget): Promise<string> {
  const root = await fs.readFile(join(directory, target.trust.caFile), "utf8");
  const port = Number(target.address?.split(":")[1]);
  return (await dialWith(root, { port, serverName: target.serverName ?? "" })).verdict;
}

describe("a scenario", () => {
  test.each(Object.keys(scenarios))(
    "%s declares exactly the targets that are up, and certplan reads it",
    async (name) => {
      const { lab, targets } = await up(name as ScenarioName);
      expect(targets.map((target) => target.name)).toEqual(lab.targets.map((target) => target.name));
      expect(targets.map((target) => target.url ?? target.address)).toEqual(
        lab.targets.map((target) => target.address),
      );
      expect(new Set(targets.map((target) => target.name)).size).toBe(targets.length);
      expect(targets.length).toBeGreaterThan(0);
      const estate = await loadEstate(ports.files, [`${lab.directory}/certplan.yaml`]);
      expect(estate.targets.map((target) => `${target.type} ${target.name}`)).toEqual(
        targets.map((target) => `${target.type} ${target.name}`),
      );
      const settings = await readSettings({
        file: { name: "certplan.toml", text: await fs.readFile(`${lab.directory}/certplan.toml`, "utf8") },
        defaultStatePath: `${lab.directory}/.certplan`,
        environment: {},
        flags: {},
      });
      expect([settings.persistent, settings.timing.pollMs, settings.timing.arrivesWithinSeconds]).toEqual([
        true,
        200,
        2,
      ]);
    },
  );

  test("brings settings with a lineage, a persistent state that exists, and short times", async () => {
    const { lab } = await up("opsman-leaves");
    const settings = parseToml(await fs.readFile(`${lab.directory}/certplan.toml`, "utf8"));
    const state = JSON.parse(await fs.readFile(`${lab.directory}/.certplan/state.json`, "utf8"));
    expect(settings).toEqual({
      state: { lineage: state.lineage, persistent: true },
      run: { parallelism: 64 },
      timing: { poll: "200ms", arrivesWithin: "2s", settle: "6s" },
    });
    expect(state.lineage).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  test("writes nothing that others may read", async () => {
    const { lab } = await up("opsman-leaves");
    const modes = new Set<string>();
    for (const entry of await fs.readdir(lab.directory, { recursive: true, withFileTypes: true })) {
      const { mode } = await fs.stat(join(entry.parentPath, entry.name));
      modes.add(`${entry.isDirectory() ? "directory" : "file"} ${(mode & 0o777).toString(8)}`);
    }
    expect([...modes].sort()).toEqual(["directory 700", "file 600"]);
  });

  test("refuses a directory that holds anything it would write, and leaves it as it was", async () => {
    for (const name of ["certplan.yaml", "certplan.toml"]) {
      const directory = await emptyDirectory();
      await fs.writeFile(`${directory}/${name}`, "mine");
      await expect(startScenario("tls", { directory, ports })).rejects.toMatchObject({ code: "LabDirectoryTaken" });
      expect(await fs.readdir(directory)).toEqual([name]);
      expect(await fs.readFile(`${directory}/${name}`, "utf8")).toBe("mine");
    }
  });

  test("tls: a client finds each endpoint as good or as bad as its name says", async () => {
    const { lab, targets } = await up("tls");
    const said: Record<string, string> = {};
    for (const name of [
      "good-rsa",
      "good-ec",
      "good-ed25519",
      "expired",
      "not-yet-valid",
      "self-signed",
      "wrong-name",
      "two-backends",
    ]) {
      const target = targets.find((candidate) => candidate.name === name);
      if (target !== undefined) said[name] = await verified(lab.directory, target);
    }
    expect(said).toEqual({
      "good-rsa": "authorized",
      "good-ec": "authorized",
      "good-ed25519": "authorized",
      expired: "CERT_HAS_EXPIRED",
      "not-yet-valid": "CERT_NOT_YET_VALID",
      "self-signed": "DEPTH_ZERO_SELF_SIGNED_CERT",
      "wrong-name": "ERR_TLS_CERT_ALTNAME_INVALID",
      "two-backends": "authorized",
    });
  });
});

/** Somebody with a token of the credentials that the estate refers to. */
async function signedIn(
  name: ScenarioName = "opsman-leaves",
  opsman: ScenarioOptions["opsman"] = {},
): Promise<{
  lab: RunningScenario;
  ask: (method: "GET" | "POST", path: string) => Promise<HttpReply>;
}> {
  const { lab, targets } = await up(name, opsman);
  const target = targets.find(({ type }) => type === "opsman");
  if (target?.url === undefined || target.credentials === undefined) throw new Error("no opsman target");
  const http = nodeHttp();
  const secret = (await fs.readFile(join(lab.directory, target.credentials.secret.file), "utf8")).trim();
  const common = {
    origin: target.url,
    trust: { ca: await fs.readFile(join(lab.directory, target.trust.caFile), "utf8") },
    timeoutMs: 10_000,
    maxBytes: 1_000_000,
  };
  const token = await http.request({
    ...common,
    method: "POST",
    path: "/uaa/oauth/token",
    headers: {
      authorization: `Basic ${Buffer.from(`${target.credentials.id}:${secret}`).toString("base64")}`,
      "content-type": "application/x-www-form-urlencoded",
    },
    body: "grant_type=client_credentials",
  });
  const headers = { authorization: `Bearer ${JSON.parse(token.body).access_token}` };
  return { lab, ask: (method, path) => http.request({ ...common, method, path, headers }) };
}

describe("the Ops Manager of opsman-leaves", () => {
  test("takes the credentials that the estate refers to, and has leaves that end in 20 days", async () => {
    const { ask } = await signedIn();
    const { certificates } = JSON.parse((await ask("GET", "/api/v0/deployed/certificates")).body);
    const leaves = certificates.filter((row: { is_ca: boolean }) => !row.is_ca);
    const days = leaves.map((row: { valid_until: string }) =>
      Math.round((Date.parse(row.valid_until) - ports.clock.now()) / 86_400_000),
    );
    expect(days).toEqual([20, 20, 20, 20, 20]);
  });

  test("shows what clients did, and lets a second actor change it", async () => {
    const { lab, ask } = await signedIn();
    expect((await ask("POST", "/api/v0/certificate_authorities/active/regenerate")).status).toBe(200);
    expect(lab.opsman?.state().leaves.every((leaf) => leaf.staged !== undefined)).toBe(true);
    lab.opsman?.change((state) => ({ ...state, cas: state.cas.map((ca) => ({ ...ca, active: false })) }));
    const { certificate_authorities: cas } = JSON.parse((await ask("GET", "/api/v0/certificate_authorities")).body);
    expect(cas.map((ca: { active: boolean }) => ca.active)).toEqual([false]);
  });
});

describe("an Ops Manager whose connection or service fails", () => {
  const cas = "/api/v0/certificate_authorities";

  test("cuts the connection after generate was performed, and the CA exists [sim 7: cut after generate]", async () => {
    const { lab, ask } = await signedIn("opsman-ca", {
      hooks: { onApplied: ({ path }) => (path === `${cas}/generate` ? "cut" : undefined) },
    });
    await expect(ask("POST", `${cas}/generate`)).rejects.toMatchObject({ name: "HttpFailure", sent: true });
    expect(lab.opsman?.state().cas.map((ca) => ca.active)).toEqual([true, false]);
  });

  test("answers pages of its web server while UAA restarts, and serves again [sim 7: 502 while UAA restarts]", async () => {
    const { lab, ask } = await signedIn("opsman-ca");
    lab.opsman?.change((state, now) => ({ ...state, startup: { until: now + 3_600_000 } }));
    const login = await ask("POST", "/uaa/oauth/token");
    expect([login.status, login.body.startsWith("<html>")]).toEqual([502, true]);
    expect((await ask("GET", cas)).status).toBe(503);
    lab.opsman?.change((state, now) => ({ ...state, startup: { until: now } }));
    expect((await ask("GET", cas)).status).toBe(200);
  });
});

describe("the Ops Managers whose CA is rotated", () => {
  test("opsman-ca: one root that ends in 25 days, and spare ones to rotate to", async () => {
    const { lab } = await up("opsman-ca");
    const state = lab.opsman?.state();
    const days = state?.cas.map((ca) => Math.round((ca.expiresOn - ports.clock.now()) / 86_400_000));
    expect([days, state?.spareRoots.length, state?.services.length]).toEqual([[25], 3, 1]);
  });

  test("opsman-ca-half: admin has activated a new root, and the leaves are still by the old one", async () => {
    const { lab } = await up("opsman-ca-half");
    const state = lab.opsman?.state();
    const [old] = state?.cas ?? [];
    expect(state?.cas.map((ca) => ca.active)).toEqual([false, true]);
    expect(new Set(state?.leaves.filter((leaf) => !leaf.under).map((leaf) => leaf.deployed.ca))).toEqual(
      new Set([old?.guid]),
    );
    expect(state?.installations.map((row) => row.user)).toEqual(["admin", "admin"]);
  });
});
