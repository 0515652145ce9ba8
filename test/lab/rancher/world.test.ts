import { X509Certificate } from "node:crypto";
import { expect, test } from "vitest";
import type { LabModel } from "../../../src/lab/model.ts";
import { rancherModel } from "../../../src/lab/rancher/index.ts";
import { finish } from "../../../src/simulation/closure.ts";
import { simulatedPorts } from "../../../src/simulation/ports.ts";
import { emptyWorld, World } from "../../../src/simulation/world.ts";
import { action, minute, now, owner, rancher } from "./talk.ts";

const origin = "https://rancher.example.com";

test("in a simulated world etcd shows to a process what it runs with as of then, and nobody answers elsewhere", async () => {
  const model = rancherModel as LabModel<unknown>;
  const world = new World({ ...emptyWorld(now), servers: [{ origin, model, state: rancher() }] });
  const { http, tls, clock } = simulatedPorts(world, world.spawn("somebody"), {});
  const look = async (host: string): Promise<string> => {
    const asked = { host, port: 2379, timeoutMs: 10_000, maxChainBytes: 100_000 };
    const outcome = await finish(world, tls.handshake(asked));
    return outcome.outcome === "seen" ? new X509Certificate(outcome.chain[0] ?? "").validTo : outcome.outcome;
  };
  const before = await look("10.2.0.11");
  expect(before).toBe("Dec 11 08:00:00 2026 GMT");
  const request = {
    origin,
    method: "POST" as const,
    path: action,
    headers: { authorization: `Bearer ${owner}` },
    body: "{}",
    trust: { system: true },
    timeoutMs: 10_000,
    maxBytes: 100_000,
  };
  expect((await finish(world, http.request(request))).status).toBe(200);
  await finish(world, clock.sleep(minute));
  expect(await look("10.2.0.11")).toBe(before);
  await finish(world, clock.sleep(minute));
  expect(await look("10.2.0.11")).toMatch(/^Nov 18 .* 2036 GMT$/);
  expect(["refused", "unreachable", "unresolved"]).toContain(await look("10.2.0.99"));
});
