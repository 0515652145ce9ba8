import { describe, expect, test } from "vitest";
import {
  day,
  failing,
  kubelets,
  machinesOnly,
  mend,
  merge,
  minute,
  patch,
  rancher,
  ready,
  rotated,
  rotateV2,
  talkTo,
  v2,
} from "./talk.ts";

describe("behaviour 11: failures", () => {
  test("the first failed attempt is reported, tried again every 30 s, and holds back every other change [rancher sim 11: failure]", () => {
    const talk = failing({ machine: "edge-pool-2", kind: "command-fails" });
    rotateV2(talk, 1);
    talk.wait(10 * minute);
    const message = "operation [edge-pool-2] certificate rotation failed";
    expect(ready(talk)).toMatchObject({ status: "False", reason: "Error", message });
    expect(talk.ask("GET", v2).body.metadata.state).toEqual({
      name: "updating",
      error: true,
      transitioning: false,
      message,
    });
    expect(
      talk.ask("PATCH", v2, { body: { spec: { kubernetesVersion: "v1.31.1+rke2r1" } }, headers: merge }).status,
    ).toBe(200);
    talk.wait(60 * minute);
    const version = (): string => talk.ask("GET", "/v3/clusters/c-m-edge0000").body.version.gitVersion;
    expect([rotated(talk), version(), kubelets(talk)]).toEqual([undefined, "v1.30.4+rke2r1", [2, 1, 1, 1]]);
    mend(talk);
    talk.wait(30_000);
    expect(ready(talk).message).toBe("waiting for [edge-pool-2] certificate rotation probes");
    talk.wait(30 * minute);
    expect([rotated(talk), version(), kubelets(talk)]).toEqual([1, "v1.31.1+rke2r1", [2, 2, 2, 2]]);
  });

  test("the next attempt comes 30 s after the one that failed [rancher sim 11: failure]", () => {
    const talk = failing({ machine: "edge-pool-1", kind: "command-fails" });
    rotateV2(talk, 1);
    talk.wait(2000 + 1000 + 120_000);
    expect(ready(talk).reason).toBe("Error");
    mend(talk);
    talk.wait(29_000);
    expect(ready(talk).reason).toBe("Error");
    talk.wait(1000);
    expect(ready(talk).message).toBe("waiting for [edge-pool-1] certificate rotation probes");
  });

  test("a machine that is down shows no error, for ever [rancher sim 11: machine down]", () => {
    const talk = failing({ machine: "edge-pool-3", kind: "down" });
    rotateV2(talk, 1);
    talk.wait(day);
    expect(ready(talk)).toMatchObject({ status: "Unknown", message: "waiting for [edge-pool-3] certificate rotation" });
    expect(rotated(talk)).toBeUndefined();
    mend(talk);
    talk.wait(30 * minute);
    expect(rotated(talk)).toBe(1);
  });

  test("a name of the other runtime reaches the node, and fails there [rancher sim 11: name of the other runtime]", () => {
    const talk = talkTo(rancher(machinesOnly));
    rotateV2(talk, 1, ["k3s-server"]);
    talk.wait(10 * minute);
    expect(ready(talk).message).toBe("operation [edge-pool-1] certificate rotation failed");
    rotateV2(talk, 2, ["rke2-server"]);
    talk.wait(30 * minute);
    expect(rotated(talk)).toBe(2);
  });

  test.each([
    ["fails", 10 * minute, [1, 1, 1, 1]],
    ["goes on", minute, [2, 1, 1, 1]],
  ] as const)(
    "taking the block away from one that %s leaves the CAPI cluster paused [rancher sim 11: paused for ever]",
    (what, ms, rotatedMachines) => {
      const talk =
        what === "fails" ? failing({ machine: "edge-pool-1", kind: "command-fails" }) : talkTo(rancher(machinesOnly));
      rotateV2(talk, 1);
      talk.wait(ms);
      patch(talk, null);
      talk.wait(60 * minute);
      expect(talk.ask("GET", "/v1/cluster.x-k8s.io.clusters/fleet-default/edge").body.spec.paused).toBe(true);
      expect([rotated(talk), ready(talk).status, kubelets(talk)]).toEqual([undefined, "True", rotatedMachines]);
    },
  );
});
