import { mkdtemp, readFile, rm } from "node:fs/promises";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { connect } from "node:tls";
import { afterEach, expect, test } from "vitest";
import { type RunningScenario, startScenario } from "../../../src/lab/index.ts";
import {
  type RancherRehearsalName,
  type RancherSettings,
  rancherRehearsals,
  rotateByHand,
} from "../../../src/lab/rancher/index.ts";
import { nodeClock, nodeFiles, nodeRandom } from "../../../src/ports/node/index.ts";
import { pooledKeys } from "../../keys/pool.ts";

const cleanUp: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).toReversed()) await step();
});

interface Up {
  readonly lab: RunningScenario;
  readonly token: string;
  readonly root: string;
}

async function up(name: RancherRehearsalName, settings: Partial<RancherSettings> = {}): Promise<Up> {
  const directory = await mkdtemp(join(tmpdir(), "certplan-rancher-"));
  cleanUp.push(() => rm(directory, { recursive: true }));
  const ports = { clock: nodeClock(), random: nodeRandom(), files: nodeFiles(), keys: pooledKeys() };
  const short = { lagMs: 50, runMs: 200, settleMs: 10, unavailableMs: 10, refreshMs: 20, agentPollMs: 100 };
  const lab = await startScenario(name, { directory, ports, rancher: { settings: { ...short, ...settings } } });
  cleanUp.push(lab.close);
  const token = (await readFile(join(directory, "secrets/rancher-token"), "utf8")).trim();
  return { lab, token, root: await readFile(join(directory, "ca/lab-root.pem"), "utf8") };
}

/** A request as it goes over the wire, whoever the client is. */
function send(
  { lab, root }: Up,
  {
    method,
    path,
    body = "",
    headers,
  }: { method: string; path: string; body?: string; headers: Record<string, string> },
): Promise<{ readonly status: number; readonly text: string; readonly schemas: unknown }> {
  return new Promise((resolve, reject) => {
    const options = { method, ca: root, headers, servername: "rancher.lab.test" };
    const sent = request(`${lab.rancher?.origin}${path}`, options, (reply) => {
      const parts: Buffer[] = [];
      reply.on("data", (part: Buffer) => parts.push(part));
      reply.on("end", () => {
        const text = Buffer.concat(parts).toString();
        resolve({ status: reply.statusCode ?? 0, text, schemas: reply.headers["x-api-schemas"] });
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

/** Fingerprint of what is shown, or the code of the failure. */
function look(address: string, serverName?: string): Promise<string> {
  return new Promise((resolve) => {
    const port = Number(address.split(":")[1]);
    const name = serverName === undefined ? {} : { servername: serverName };
    const socket = connect({ port, host: "127.0.0.1", rejectUnauthorized: false, ...name }, () => {
      resolve(socket.getPeerX509Certificate()?.fingerprint256 ?? "nothing");
      socket.destroy();
    });
    socket.on("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? "?"));
  });
}

const rotate = { method: "POST", path: "/v3/clusters/c-fgltw?action=rotateCertificates", body: "{}" };

test("over HTTPS with a token, without one, and with links to where it listens [rancher sim 7: on sockets]", async () => {
  const on = await up("rancher-rke1");
  const headers = { authorization: `Bearer ${on.token}` };
  const refused = await send(on, { method: "GET", path: "/v3/clusters", headers: {} });
  expect([refused.status, JSON.parse(refused.text).status]).toEqual([401, "401"]);
  const taken = await send(on, { method: "GET", path: "/v3/clusters/c-fgltw", headers });
  expect([taken.status, taken.schemas]).toEqual([200, `${on.lab.rancher?.origin}/v3/schemas`]);
  const { links, apiEndpoint } = JSON.parse(taken.text);
  expect(links.self).toBe(`${on.lab.rancher?.origin}/v3/clusters/c-fgltw`);
  expect(await look(apiEndpoint.slice("https://".length))).toMatch(/^[0-9A-F:]{95}$/);
});

test("etcd and API servers show what the model says, by the mode of etcd [rancher sim 7: on sockets]", async () => {
  const on = await up("rancher-rke1", { etcdReloads: "with-sni" });
  const { etcd = "", apiServer = "" } = on.lab.rancher?.state().rke1[0]?.nodes[0]?.listens ?? {};
  const before = [await look(etcd), await look(etcd, "etcd.local"), await look(apiServer)];
  expect(before[0]).toBe(before[1]);
  await send(on, { ...rotate, headers: { authorization: `Bearer ${on.token}` } });
  for (let tries = 0; (on.lab.rancher?.state().rke1[0]?.runs ?? 0) === 0 && tries < 200; tries += 1) await sleep(20);
  const after = [await look(etcd), await look(etcd, "etcd.local"), await look(apiServer)];
  expect(after.map((shown, index) => (shown === before[index] ? "old" : "new"))).toEqual(["old", "new", "new"]);
});

test("supervisors and kubelets of RKE2 show what the model says, and ask for a certificate without demanding one [rancher sim 7: on sockets]", async () => {
  const on = await up("rancher-rke2", { machineMs: 50, probeMs: 20 });
  const places = (): readonly string[] =>
    (on.lab.rancher?.state().v2[0]?.machines ?? []).flatMap(({ listens: { supervisor, kubelet } }) =>
      [supervisor, kubelet].filter((address) => address.startsWith("127.0.0.1:")),
    );
  expect(places()).toHaveLength(7);
  const before = await Promise.all(places().map((address) => look(address)));
  expect([new Set(before).size, before.filter((shown) => !/^[0-9A-F:]{95}$/.test(shown))]).toEqual([7, []]);
  on.lab.rancher?.change((state, now) => rotateByHand(state, "edge-pool-4", now));
  const after = await Promise.all(places().map((address) => look(address)));
  expect(after.filter((shown, index) => shown !== before[index])).toHaveLength(1);
});

test("over TLS 1.2 etcd ends the handshake with who has no certificate [rancher sim 7: on sockets]", async () => {
  const on = await up("rancher-rke1", { etcdProtocol: "TLSv1.2" });
  const { etcd = "" } = on.lab.rancher?.state().rke1[0]?.nodes[0]?.listens ?? {};
  expect(await look(etcd)).toBe("ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE");
});

test("each rehearsal is in the state that its line tells of", async () => {
  const seen = await Promise.all(
    Object.keys(rancherRehearsals).map(async (name) => {
      const on = await up(name as RancherRehearsalName);
      const { data } = JSON.parse(
        (await send(on, { method: "GET", path: "/v3/clusters", headers: { authorization: `Bearer ${on.token}` } }))
          .text,
      );
      const [{ provider, state, transitioning }] = data;
      const ca = on.lab.rancher?.state().rke1[0]?.cas[0];
      return [name, `${provider} ${state} ${transitioning}`, ca !== undefined && ca.notAfter < nodeClock().now()];
    }),
  );
  expect(seen).toEqual([
    ["rancher-rke1", "rke active no", false],
    ["rancher-rke2", "rke2 active no", false],
    ["rancher-worker-stays", "rke2 active no", false],
    ["rancher-stuck", "rke updating error", false],
    ["rancher-expired-ca", "rke active no", true],
  ]);
});
