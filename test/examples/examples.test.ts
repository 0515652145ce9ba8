import { X509Certificate } from "node:crypto";
import { readdirSync } from "node:fs";
import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dayMs, issueLeaf, selfSignLeaf } from "../../src/lab/authority.ts";
import { type RunningScenario, startScenario } from "../../src/lab/index.ts";
import { type LabEndpoint, openEndpoint } from "../../src/lab/tls/index.ts";
import type { Plan } from "../../src/model/plan.ts";
import { nodePorts } from "../../src/ports/node/index.ts";
import { pooledKeys } from "../keys/pool.ts";
import { anAuthority } from "../lab/world.ts";
import { type Copy, certplan, copyOf, examples, replaceScalars } from "./on-lab.ts";

const directories = readdirSync(examples, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .toSorted();

describe("an example", () => {
  test("has its lab below", () => {
    expect(directories).toEqual([
      "opsman-ca",
      "opsman-leaves",
      "rancher-ca",
      "rancher-rke1",
      "rancher-rke2",
      "tls-endpoints",
    ]);
  });

  test.each(directories)("%s is valid as it stands", async (name) => {
    const { exit, out, err } = await certplan(join(examples, name), ["validate"]);
    expect({ exit, err }).toEqual({ exit: 0, err: "" });
    expect(out).toMatch(/: \d targets?, valid\.\n$/);
  });
});

/** Verdict and reason codes of each target, and the digest. */
function told(json: string): { readonly verdicts: Readonly<Record<string, string>>; readonly digest: string } {
  const { targets, digest } = JSON.parse(json) as Plan;
  const words = targets.map(({ verdict, reasons }) => [verdict, ...new Set(reasons.map(({ code }) => code))].join(" "));
  return { verdicts: Object.fromEntries(targets.map(({ name }, index) => [name, words[index] ?? ""])), digest };
}

function pinOf(certificate: string): string {
  return `sha256:${new X509Certificate(certificate).fingerprint256.replaceAll(":", "").toLowerCase()}`;
}

describe("examples/opsman-leaves on the lab", () => {
  let copy: Copy;
  let lab: RunningScenario;
  let env: Readonly<Record<string, string>>;

  beforeAll(async () => {
    copy = await copyOf("opsman-leaves");
    lab = await startScenario("opsman-leaves", {
      directory: join(copy.directory, "lab"),
      ports: { ...nodePorts(), keys: pooledKeys() },
      opsman: { settings: { installMs: 1000 } },
      endpoints: {},
    });
    const { opsman } = lab;
    if (opsman === undefined) throw new Error("the lab has no Ops Manager");
    opsman.change((state) => ({ ...state, clients: { certplan: "writes", "certplan-view": "reads" } }));
    await cp(join(copy.directory, "lab/ca/lab-root.pem"), join(copy.directory, "ca/om-paris-web.pem"));
    await replaceScalars(copy, {
      "https://opsman.paris.example.com": opsman.origin,
      "opsman.paris.example.com:443": opsman.origin.replace("https://", ""),
    });
    env = {
      OM_PARIS_SECRET: "writes",
      OM_PARIS_VIEW_SECRET: "reads",
      // What stands in certplan.toml: a mounted volume, and times of a real Ops Manager.
      CERTPLAN_STATE: join(copy.directory, "volume"),
      CERTPLAN_POLL: "100ms",
      CERTPLAN_ARRIVES_WITHIN: "100ms",
    };
  });
  afterAll(async () => {
    await lab.close();
    await copy.remove();
  });

  test("begins a state of its own, which consents to nothing", async () => {
    const { exit, err } = await certplan(copy.directory, ["apply", "--new-state"], env);
    expect(exit).toBe(3);
    expect(err).toContain("error ConsentMissing");
    expect(lab.opsman?.state().leaves.map(({ deployed }) => deployed.generation)).toEqual([1, 1, 1, 1, 1]);
  });

  test("is due, applied as reviewed, and then neither due nor drifted", async () => {
    const plan = await certplan(copy.directory, ["plan", "--format", "json"], env);
    expect(plan.exit).toBe(0);
    const { verdicts, digest } = told(plan.out);
    expect(verdicts).toEqual({ "om-paris": "due NearExpiry", "om-paris-web": "unchanged" });

    const apply = await certplan(copy.directory, ["apply", "--expect", digest], env);
    expect(apply).toMatchObject({ exit: 0, out: "1 run applied to the end\n" });
    expect(lab.opsman?.state().leaves.map(({ deployed }) => deployed.generation)).toEqual([2, 2, 2, 2, 2]);

    expect(told((await certplan(copy.directory, ["plan", "--format", "json"], env)).out).verdicts).toEqual({
      "om-paris": "unchanged",
      "om-paris-web": "unchanged",
    });
    expect((await certplan(copy.directory, ["drift"], env)).exit).toBe(0);
  });
});

describe("examples/opsman-ca on the lab", () => {
  test("is planned with everything that the estate says of it", async () => {
    const copy = await copyOf("opsman-ca");
    const lab = await startScenario("opsman-configurable", {
      directory: join(copy.directory, "lab"),
      ports: { ...nodePorts(), keys: pooledKeys() },
      endpoints: {},
    });
    try {
      const { opsman } = lab;
      if (opsman === undefined) throw new Error("the lab has no Ops Manager");
      opsman.change((state) => ({ ...state, clients: { certplan: "writes", "certplan-view": "reads" } }));
      await cp(join(copy.directory, "lab/ca/lab-root.pem"), join(copy.directory, "ca/om-lyon-web.pem"));
      await replaceScalars(copy, {
        "https://opsman.lyon.example.com": opsman.origin,
        "/customer/ca": "/p-bosh/cf/diego-instance-identity-root-ca",
      });
      const env = {
        OM_LYON_SECRET: "writes",
        OM_LYON_VIEW_SECRET: "reads",
        CERTPLAN_STATE: join(copy.directory, "volume"),
      };
      await certplan(copy.directory, ["apply", "--new-state"], { ...env, CERTPLAN_ARRIVES_WITHIN: "0s" });
      const { exit, out, err } = await certplan(copy.directory, ["plan", "--format", "json"], env);
      expect({ exit, err }).toEqual({ exit: 0, err: "" });
      expect(told(out).verdicts).toEqual({ "om-lyon": "due NearExpiry" });
      const { steps, targets } = JSON.parse(out) as Plan;
      expect(steps.map(({ kind }) => kind)).toEqual(
        expect.arrayContaining(["certplan.issue-leaf", "certplan.consumer", "certplan.write-output"]),
      );
      const codes = targets.flatMap(({ findings }) => findings.map(({ code }) => code));
      expect(codes).toContain("ReplaceGone");
      expect(codes).not.toContain("ConsumersUnknown");
    } finally {
      await lab.close();
      await copy.remove();
    }
  });
});

/** An example on a Rancher with one cluster, which its addresses are replaced by. */
async function onRancher(
  example: string,
  scenario: "rancher-rke1" | "rancher-rke2",
  see: { readonly replaced: readonly string[]; readonly caEnds?: number },
): Promise<{ readonly copy: Copy; readonly lab: RunningScenario; readonly env: Readonly<Record<string, string>> }> {
  const copy = await copyOf(example);
  const lab = await startScenario(scenario, {
    directory: join(copy.directory, "lab"),
    ports: { ...nodePorts(), keys: pooledKeys() },
    endpoints: {},
    rancher: {
      settings: { runMs: 500, refreshMs: 200, unavailableMs: 200, agentPollMs: 500, machineMs: 200, probeMs: 100 },
      ...(see.caEnds === undefined ? {} : { cluster: { rke1: { caEnds: see.caEnds } } }),
    },
  });
  const { rancher } = lab;
  if (rancher === undefined) throw new Error("the lab has no Rancher");
  const { rke1, v2 } = rancher.state();
  const nodes = [...rke1.flatMap((one) => one.nodes), ...v2.flatMap((one) => one.machines)];
  const etcd = nodes.filter(({ roles }) => roles.some((role) => role === "etcd")).map(({ listens }) => listens.etcd);
  const servers = nodes.filter(({ roles }) => roles.some((role) => role === "controlplane"));
  const machines = v2.flatMap((one) => one.machines);
  const supervisors = machines.filter(({ roles }) => roles.some((role) => role !== "worker"));
  const addresses = [
    ...(rke1.length > 0 ? etcd : []),
    ...servers.map(({ listens }) => listens.apiServer),
    ...supervisors.map(({ listens }) => listens.supervisor),
    ...machines.map(({ listens }) => listens.kubelet),
  ];
  const [url = "", ...endpoints] = see.replaced;
  await cp(join(copy.directory, "lab/ca/lab-root.pem"), join(copy.directory, "ca/rancher.pem"));
  const here = endpoints.map((address, index) => [address, addresses[index] ?? ""] as const);
  await replaceScalars(copy, { [url]: rancher.origin, ...Object.fromEntries(here) });
  const [token] = rancher.state().tokens;
  const secret = `${token?.name}:${token?.secret}`;
  const env = {
    RANCHER_TOKEN: secret,
    RANCHER_VIEW_TOKEN: secret,
    CERTPLAN_POLL: "100ms",
    CERTPLAN_SETTLE: "1s",
    CERTPLAN_ARRIVES_WITHIN: "100ms",
  };
  expect((await certplan(copy.directory, ["init"], env)).exit).toBe(0);
  return { copy, lab, env };
}

describe.concurrent("examples of Rancher on the lab", () => {
  test.each([
    [
      "rancher-rke1",
      "rancher-rke1",
      ["https://rancher.example.com", "10.2.0.11:2379", "10.2.0.12:2379", "10.2.0.13:2379", "10.2.0.11:6443"],
    ],
    [
      "rancher-rke2",
      "rancher-rke2",
      [
        "https://rancher.edge.example.com",
        "10.3.0.12:6443",
        "10.3.0.13:6443",
        "10.3.0.11:9345",
        "10.3.0.12:9345",
        "10.3.0.13:9345",
        "10.3.0.11:10250",
        "10.3.0.12:10250",
        "10.3.0.13:10250",
        "10.3.0.14:10250",
      ],
    ],
  ] as const)(
    "%s is due, applied as reviewed, and then neither due nor drifted",
    async (example, scenario, replaced) => {
      const { copy, lab, env } = await onRancher(example, scenario, { replaced });
      try {
        const plan = await certplan(copy.directory, ["plan", "--format", "json"], env);
        const { verdicts, digest } = told(plan.out);
        expect(Object.values(verdicts)).toEqual(["due NearExpiry"]);
        const apply = await certplan(copy.directory, ["apply", "--expect", digest], env);
        expect(apply).toMatchObject({ exit: 0, out: "1 run applied to the end\n" });
        const after = told((await certplan(copy.directory, ["plan", "--format", "json"], env)).out).verdicts;
        expect(Object.values(after)).toEqual(["unchanged"]);
        expect((await certplan(copy.directory, ["drift"], env)).exit).toBe(0);
      } finally {
        await lab.close();
        await copy.remove();
      }
    },
  );

  test("rancher-ca is planned with everything that the estate says of it, parks for people, and ends with a new CA", async () => {
    const { copy, lab, env } = await onRancher("rancher-ca", "rancher-rke1", {
      replaced: [
        "https://rancher.lyon.example.com",
        "10.4.0.11:2379",
        "10.4.0.12:2379",
        "10.4.0.13:2379",
        "10.4.0.11:6443",
      ],
      caEnds: Date.now() + 60 * dayMs,
    });
    try {
      const { out, exit } = await certplan(copy.directory, ["plan", "--format", "json"], env);
      expect([exit, (JSON.parse(out) as Plan).targets.flatMap(({ refusals }) => refusals)]).toEqual([0, []]);
      expect(told(out).verdicts).toEqual({ "rke-lyon": "due NearExpiry" });
      const { steps, trust } = JSON.parse(out) as Plan;
      expect(steps.map(({ kind }) => kind)).toEqual(
        expect.arrayContaining(["rancher.rotate", "rancher.write-kubeconfig", "certplan.consumer", "certplan.manual"]),
      );
      expect(trust.cuts?.map(({ code }) => code)).toEqual(["rancher-ca-clients"]);
      const begun = await certplan(copy.directory, ["apply", "--yes"], env);
      const confirm = (step: string): ReturnType<typeof certplan> =>
        certplan(copy.directory, ["confirm", step, "--because", "done"], env);
      const said = [await confirm("rke-lyon/consumer/ci"), await confirm("rke-lyon/manual/pods")];
      const ended = await certplan(copy.directory, ["apply", "--yes"], env);
      expect([begun.exit, ...said.map((one) => one.exit), ended.exit]).toEqual([9, 0, 0, 0]);
      expect(lab.rancher?.state().rke1[0]?.cas).toHaveLength(2);
      expect(await readFile(join(copy.directory, "secret/kubeconfig"), "utf8")).toContain("certificate-authority-data");
    } finally {
      await lab.close();
      await copy.remove();
    }
  });
});

describe("examples/tls-endpoints on the lab", () => {
  let copy: Copy;
  let endpoints: readonly LabEndpoint[];
  let env: Readonly<Record<string, string>>;
  /** Puts another certificate on the second backend of `shop`. */
  let renewOneBackend: () => Promise<void>;

  beforeAll(async () => {
    copy = await copyOf("tls-endpoints");
    const { mint, authority } = await anAuthority();
    const leaf = { sans: ["DNS:portal.example.com", "DNS:www.example.com", "IP:127.0.0.1"] } as const;
    const issued = await issueLeaf(mint, authority, { ...leaf, notAfter: mint.now + 40 * dayMs });
    const own = await selfSignLeaf(mint, leaf);
    const shown = [issued, issued, issued, issued, own];
    endpoints = await Promise.all(
      shown.map((credential) => openEndpoint(mint, authority, { kind: "good-ec", credential })),
    );
    const [portal = "", one = "", two = "", three = "", printer = ""] = endpoints.map(
      ({ port }) => `127.0.0.1:${port}`,
    );
    await replaceScalars(copy, {
      "portal.example.com:443": portal,
      "shop.example.com:443": one,
      "10.9.0.21:443": one,
      "10.9.0.22:443": two,
      "[2001:db8::23]:443": three,
      "10.7.0.9:443": printer,
      "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08": pinOf(own.certificate),
    });
    const systemBundle = join(copy.directory, "system.pem");
    await writeFile(systemBundle, authority.root.certificate);
    env = { SSL_CERT_FILE: systemBundle };
    renewOneBackend = async () => {
      endpoints[2]?.show?.(await issueLeaf(mint, authority, { ...leaf, notAfter: mint.now + 41 * dayMs }));
    };
  });
  afterAll(async () => {
    await Promise.all(endpoints.map(({ close }) => close()));
    await copy.remove();
  });

  const nothingDue = { portal: "unchanged", shop: "unchanged", printer: "unchanged" };

  test("is observed without a finding, and drifts when one backend shows another certificate", async () => {
    expect((await certplan(copy.directory, ["init"], env)).exit).toBe(0);
    const plan = await certplan(copy.directory, ["plan", "--format", "json"], env);
    expect(told(plan.out).verdicts).toEqual(nothingDue);
    expect((JSON.parse(plan.out) as Plan).targets.flatMap(({ findings }) => findings)).toEqual([]);
    const apply = await certplan(copy.directory, ["apply", "--yes"], env);
    expect(apply.exit).toBe(0);
    expect((await certplan(copy.directory, ["drift"], env)).exit).toBe(0);

    await renewOneBackend();
    const drift = await certplan(copy.directory, ["drift"], env);
    expect(drift.exit).toBe(2);
    expect(drift.out).toMatch(/● shop {2}tls {3}drifted/);
    expect(drift.out).not.toMatch(/(portal|printer) .*drifted/);
  });
});
