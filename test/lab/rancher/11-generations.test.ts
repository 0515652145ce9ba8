import { describe, expect, test } from "vitest";
import { restartByHand, rotateByHand } from "../../../src/lab/rancher/index.ts";
import {
  controlPlane,
  day,
  failing,
  generations,
  kubelets,
  machines,
  machinesOnly,
  mend,
  merge,
  minute,
  now,
  rancher,
  ready,
  rotated,
  rotateV2,
  talkTo,
  v2,
} from "./talk.ts";

describe("behaviour 11: a rotation", () => {
  test("goes from machine to machine, says so in words, and counts as done on the control plane object alone [rancher sim 11: serial order and messages] [rancher sim 11: status on the control plane only]", () => {
    const talk = talkTo(rancher(machinesOnly));
    rotateV2(talk, 1);
    const said: string[] = [];
    for (let second = 0; second < 700; second += 1) {
      const { status, reason, message } = ready(talk);
      const line = status === "True" ? `True ${rotated(talk)}` : `${status} ${reason} ${message}`;
      if (said.at(-1) !== line) said.push(line);
      talk.wait(1000);
    }
    const of = (machine: string): readonly string[] => [
      `Unknown Waiting starting [${machine}] certificate rotation`,
      `Unknown Waiting waiting for [${machine}] certificate rotation`,
      `Unknown Waiting waiting for [${machine}] certificate rotation probes`,
    ];
    expect(said).toEqual([
      "True undefined",
      ...machines.flatMap(of),
      "Unknown Waiting certificate rotation done",
      "True 1",
    ]);
    expect(JSON.stringify(talk.ask("GET", v2).body)).not.toContain("certificateRotationGeneration");
    expect(kubelets(talk)).toEqual([2, 2, 2, 2]);
  });

  test("the words stand at the provisioning and the management cluster too, and the CAPI cluster is paused [rancher sim 11: where progress shows]", () => {
    const talk = talkTo(rancher(machinesOnly));
    const capi = "/v1/cluster.x-k8s.io.clusters/fleet-default/edge";
    rotateV2(talk, 1);
    talk.wait(10_000);
    const message = "waiting for [edge-pool-1] certificate rotation";
    expect(talk.ask("GET", v2).body.metadata.state).toEqual({
      name: "updating",
      error: false,
      transitioning: true,
      message,
    });
    const management = talk.ask("GET", "/v3/clusters/c-m-edge0000").body;
    expect([management.state, management.transitioning, management.transitioningMessage]).toEqual([
      "updating",
      "yes",
      message,
    ]);
    expect(talk.ask("GET", capi).body.spec.paused).toBe(true);
    talk.wait(30 * minute);
    expect(talk.ask("GET", capi).body.spec.paused).toBe(false);
  });

  test("etcd comes first, then control plane, then workers; before 2.8.8 in no order that anybody chose [rancher sim 11: node order]", () => {
    const order = (version: string): readonly string[] => {
      const roles = [["worker"], ["controlplane"], ["etcd", "controlplane"], ["etcd"], ["etcd", "worker"]] as const;
      const talk = talkTo(rancher({ ...machinesOnly, v2: [{ machines: roles }] }, { version }));
      rotateV2(talk, 1);
      talk.wait(3000);
      return talk.state().v2[0]?.rotation?.order.map((name) => name.slice(-1)) ?? [];
    };
    expect([order("v2.8.8"), order("v2.9.2"), order("v2.10.0")]).toEqual(
      Array.from({ length: 3 }, () => ["4", "5", "3", "2", "1"]),
    );
    expect([order("v2.6.14"), order("v2.8.7"), order("v2.9.1")]).toEqual(
      Array.from({ length: 3 }, () => ["5", "4", "3", "2", "1"]),
    );
  });

  test("self-signed certificates of controller-manager and scheduler are made anew from 2.7.5 on [rancher sim 11: self-signed certificates]", () => {
    const made = (version: string): readonly (number | undefined)[] => {
      const talk = talkTo(rancher(machinesOnly, { version }));
      rotateV2(talk, 1);
      talk.wait(30 * minute);
      const leaves = generations(talk, "edge-pool-3");
      return [leaves["self-signed kube-scheduler"], leaves["scheduler"]];
    };
    expect([made("v2.7.4"), made("v2.7.5")]).toEqual([
      [1, 2],
      [2, 2],
    ]);
  });

  test("a restart renews what ends within 120 days, and nothing else [rancher sim 11: renewal at a restart]", () => {
    const renewed = (leavesEnd: number): readonly (number | undefined)[] => {
      const talk = talkTo(rancher({ ...machinesOnly, v2: [{ leavesEnd }] }));
      talk.change((state) => restartByHand(state, "edge-pool-3", now));
      const leaves = generations(talk, "edge-pool-3");
      return [leaves["api-server"], leaves["kubelet"], leaves["self-signed kube-scheduler"]];
    };
    expect([renewed(now + 119 * day), renewed(now + 121 * day)]).toEqual([
      [2, 2, 1],
      [1, 1, 1],
    ]);
  });

  test.each([
    [true, [2, 2, 2, 2]],
    [false, [2, 2, 2, 1]],
  ])(
    "whether workers obtain new leaves by their restart alone is a setting: %s [rancher sim 11: workers]",
    (workerRestartRenews, expected) => {
      const talk = talkTo(rancher({ ...machinesOnly, v2: [{ leavesEnd: now + 200 * day }] }, { workerRestartRenews }));
      rotateV2(talk, 1);
      talk.wait(30 * minute);
      expect(kubelets(talk)).toEqual(expected);
    },
  );

  test("services reach the roles of the table only [rancher sim 11: services by role]", () => {
    const touched = (service: string): readonly number[] => {
      const talk = talkTo(rancher({ ...machinesOnly, v2: [{ leavesEnd: now + 200 * day }] }));
      rotateV2(talk, 1, [service]);
      talk.wait(3000);
      return talk.state().v2[0]?.rotation?.order.map((name) => Number(name.slice(-1))) ?? [];
    };
    expect(["etcd", "kubelet", "kube-proxy", "scheduler", "admin", "rke2-server"].map(touched)).toEqual([
      [1, 2],
      [1, 2, 3, 4],
      [2, 3, 4],
      [2, 3],
      [2, 3],
      [1, 2, 3, 4],
    ]);
  });

  test("what etcd and the API server show is the new certificate, by the same CA [rancher sim 11: the wire]", () => {
    const talk = talkTo(rancher(machinesOnly));
    const before = talk.shown("10.3.0.12:6443");
    rotateV2(talk, 1);
    talk.wait(30 * minute);
    const after = talk.shown("10.3.0.12:6443");
    if (typeof before === "string" || typeof after === "string") throw new Error("nothing was shown");
    expect([before.fingerprint256 === after.fingerprint256, before.issuer === after.issuer]).toEqual([false, true]);
    expect(Date.parse(after.validTo)).toBeLessThan(now + 366 * day);
    expect([typeof talk.shown("10.3.0.11:2379"), talk.shown("10.3.0.14:6443")]).toEqual(["object", "nothing"]);
  });

  test("RKE2 serves a supervisor on each server node, K3s none of its own, and every machine a kubelet [rancher sim 11: supervisor and kubelet]", () => {
    const listening = (runtime: "rke2" | "k3s", port: number): readonly string[] => {
      const talk = talkTo(rancher({ ...machinesOnly, v2: [{ runtime }] }));
      return [11, 12, 13, 14].map((host) => typeof talk.shown(`10.3.0.${host}:${port}`));
    };
    expect([listening("rke2", 9345), listening("k3s", 9345)]).toEqual([
      ["object", "object", "object", "string"],
      ["string", "string", "string", "string"],
    ]);
    expect([listening("rke2", 10250), listening("k3s", 10250)]).toEqual([
      ["object", "object", "object", "object"],
      ["object", "object", "object", "object"],
    ]);
  });

  test.each([
    [[], true, ["new", "new", "new", "new", "new"]],
    [[], false, ["new", "new", "new", "new", "old"]],
    [["kubelet"], true, ["old", "new", "new", "new", "new"]],
    [["kubelet"], false, ["old", "new", "new", "new", "old"]],
    [["rke2-server"], false, ["new", "old", "old", "old", "old"]],
    [["rke2-server"], true, ["new", "old", "old", "old", "new"]],
    [["api-server"], false, ["old", "old", "old", "old", "old"]],
    [["etcd"], true, ["old", "old", "old", "old", "old"]],
  ] as const)(
    "after a rotation of %j, where workers renew at their restart: %s, a supervisor and four kubelets show: %j [rancher sim 11: supervisor and kubelet]",
    (services, workerRestartRenews, expected) => {
      const talk = talkTo(rancher({ ...machinesOnly, v2: [{ leavesEnd: now + 200 * day }] }, { workerRestartRenews }));
      const shown = (): readonly string[] =>
        ["11:9345", "11:10250", "12:10250", "13:10250", "14:10250"].map((place) => {
          const leaf = talk.shown(`10.3.0.${place}`);
          return typeof leaf === "string" ? leaf : leaf.fingerprint256;
        });
      const before = shown();
      rotateV2(talk, 1, [...services]);
      talk.wait(30 * minute);
      expect(rotated(talk)).toBe(1);
      expect(shown().map((leaf, index) => (leaf === before[index] ? "old" : "new"))).toEqual(expected);
    },
  );

  test("a person who rotates on the machine renews all its leaves but the self-signed ones [rancher sim 11: supervisor and kubelet]", () => {
    const talk = talkTo(rancher({ ...machinesOnly, v2: [{ leavesEnd: now + 200 * day }] }));
    talk.change((state) => rotateByHand(state, "edge-pool-3", now));
    const leaves = generations(talk, "edge-pool-3");
    expect([leaves["kubelet"], leaves["rke2-server"], leaves["self-signed kube-scheduler"]]).toEqual([2, 2, 1]);
    expect(kubelets(talk)).toEqual([1, 1, 2, 1]);
  });

  test.each(["rke2", "k3s"] as const)(
    "nobody refuses anybody while %s rotates, before its leaves have ended [rancher edge: generations break nobody]",
    (runtime) => {
      const talk = talkTo(rancher({ ...machinesOnly, v2: [{ runtime }] }));
      rotateV2(talk, 1);
      for (let second = 0; second < 700; second += 10) {
        talk.wait(10_000);
        expect(talk.broken()).toEqual([]);
      }
      expect(rotated(talk)).toBe(1);
      const idle = talkTo(rancher({ ...machinesOnly, v2: [{ runtime }] }));
      idle.wait(21 * day);
      expect(idle.broken()).toContain("edge: everyone refuses api-server on edge-pool-3");
    },
  );
});

describe("behaviour 11: successes that are none", () => {
  test.each([["kube-apiserver"], ["supervisor"], ["typo"]])(
    "%s fits no machine: the number is reported, and nothing was rotated [rancher sim 11: unmatched service]",
    (service) => {
      const talk = talkTo(rancher(machinesOnly));
      rotateV2(talk, 1, [service]);
      talk.wait(30 * minute);
      expect([rotated(talk), ready(talk).status]).toEqual([1, "True"]);
      expect(kubelets(talk)).toEqual([1, 1, 1, 1]);
    },
  );

  test("a number that was used before is reported again, and nothing is rotated [rancher sim 11: reused generation]", () => {
    const talk = talkTo(rancher(machinesOnly));
    for (const generation of [1, 2, 1]) {
      rotateV2(talk, generation);
      talk.wait(30 * minute);
      expect(rotated(talk)).toBe(generation);
    }
    expect(kubelets(talk)).toEqual([3, 3, 3, 3]);
  });

  test("a machine whose command failed at first does not remember it, and rotates again for a used number [rancher sim 11: reused generation]", () => {
    const talk = failing({ machine: "edge-pool-2", kind: "command-fails" });
    rotateV2(talk, 1);
    talk.wait(10 * minute);
    mend(talk);
    for (const generation of [1, 2, 1]) {
      rotateV2(talk, generation);
      talk.wait(30 * minute);
    }
    expect(kubelets(talk)).toEqual([3, 4, 3, 3]);
  });

  test("taking the block away and writing the same number again rotates nothing [rancher sim 11: reused generation]", () => {
    const talk = talkTo(rancher(machinesOnly));
    rotateV2(talk, 1);
    talk.wait(30 * minute);
    expect(
      talk.ask("PATCH", v2, { body: { spec: { rkeConfig: { rotateCertificates: null } } }, headers: merge }).status,
    ).toBe(200);
    talk.wait(minute);
    rotateV2(talk, 1);
    talk.wait(30 * minute);
    expect(kubelets(talk)).toEqual([2, 2, 2, 2]);
  });

  test("a number that the status already has does nothing at all; a smaller one that is new is rotated [rancher sim 11: any difference]", () => {
    const talk = talkTo(rancher({ ...machinesOnly, v2: [{ rotate: { generation: 7, services: ["etcd"] } }] }));
    rotateV2(talk, 7);
    talk.wait(30 * minute);
    expect(kubelets(talk)).toEqual([1, 1, 1, 1]);
    rotateV2(talk, 3);
    talk.wait(30 * minute);
    expect([rotated(talk), kubelets(talk)]).toEqual([3, [2, 2, 2, 2]]);
  });

  test("a control plane that is not initialised ignores it without a word [rancher sim 11: not initialised]", () => {
    const talk = talkTo(rancher(machinesOnly));
    talk.change((state) => ({ ...state, v2: state.v2.map((cluster) => ({ ...cluster, initialised: false })) }));
    expect(rotateV2(talk, 1).status).toBe(200);
    talk.wait(60 * minute);
    expect([rotated(talk), kubelets(talk)]).toEqual([undefined, [1, 1, 1, 1]]);
    expect(talk.ask("GET", controlPlane).body.status.initialized).toBe(false);
  });
});

test("before 2.6 there are no such objects, and before 2.6.4 nothing rotates [rancher sim 11: by release]", () => {
  const old = talkTo(rancher(machinesOnly, { version: "v2.5.9" }));
  expect(old.ask("GET", v2).status).toBe(404);
  const early = talkTo(rancher(machinesOnly, { version: "v2.6.3" }));
  rotateV2(early, 1);
  early.wait(30 * minute);
  expect([rotated(early), kubelets(early)]).toEqual([undefined, [1, 1, 1, 1]]);
});

test("nodes warn of leaves that end soon in the events of their cluster [rancher sim 11: warning events]", () => {
  const talk = talkTo(rancher(machinesOnly));
  const path = "/k8s/clusters/c-m-edge0000/api/v1/events";
  const { items } = talk.ask("GET", path).body;
  expect([items.length, items[0].reason, items[0].type]).toEqual([4, "CertificateExpirationWarning", "Warning"]);
  expect(items[0].message).toContain("kubelet at 2026-12-11T08:00:00Z");
  rotateV2(talk, 1);
  talk.wait(30 * minute);
  expect(talk.ask("GET", path).body.items).toEqual([]);
});

test("snapshots of etcd stand in lists of both kinds of clusters", () => {
  const talk = talkTo(rancher());
  const [snapshot] = talk.ask("GET", "/v1/rke.cattle.io.etcdsnapshots/fleet-default").body.data;
  expect([snapshot.spec.clusterName, snapshot.snapshotFile.createdAt]).toEqual(["edge", "2026-11-20T20:00:00Z"]);
  const [backup] = talk.ask("GET", "/v3/etcdbackups?clusterId=c-fgltw").body.data;
  expect([backup.clusterId, backup.created]).toEqual(["c-fgltw", "2026-11-20T20:00:00Z"]);
});
