import { describe, expect, test } from "vitest";
import { type RancherState, rancherModel, rke1ByHand } from "../../../src/lab/rancher/index.ts";
import { action, controlPlane, minute, now, patch, rancher, rke1, rotateV2, type Talk, talkTo } from "./talk.ts";

function form(talk: Talk): string {
  return JSON.stringify(rancherModel.canonical(talk.state()));
}

/** A Rancher after these doings, each of which is given its time. */
function after(...doings: readonly ((talk: Talk) => unknown)[]): Talk {
  const talk = talkTo(rancher());
  for (const doing of doings) {
    doing(talk);
    talk.wait(30 * minute);
  }
  return talk;
}

const all = (talk: Talk): unknown => talk.ask("POST", action, { body: {} });
const etcd = (talk: Talk): unknown => talk.ask("POST", action, { body: { services: "etcd" } });
const ca = (talk: Talk): unknown => talk.ask("POST", action, { body: { caCertificates: true } });
const nothing = (): unknown => undefined;
const write = (generation: number) => (talk: Talk) => rotateV2(talk, generation);

describe("what is compared", () => {
  test("when something was done does not count, nor does what only reads or logs in", () => {
    expect(form(after(all, nothing))).toBe(form(after(nothing, all)));
    expect(form(after(write(1), nothing))).toBe(form(after(nothing, write(1))));
    const read = (talk: Talk): unknown => [rke1, controlPlane, "/v3/nodes"].map((path) => talk.ask("GET", path));
    const kubeconfig = (talk: Talk): unknown => talk.ask("POST", `${rke1}?action=generateKubeconfig`);
    expect(form(after(read, kubeconfig))).toBe(form(after()));
  });

  test("ends that differ in what runs, is stored, is asked for or is remembered are told apart", () => {
    const ends: Readonly<Record<string, Talk>> = {
      nothing: after(),
      all: after(all),
      "all twice": after(all, all),
      etcd: after(etcd),
      ca: after(ca),
      "ca and all": after(ca, all),
      "generation 1": after(write(1)),
      "generation 2": after(write(2)),
      "1 and 2": after(write(1), write(2)),
      "a used number": after(write(1), write(2), write(1)),
      "no match": after((talk) => rotateV2(talk, 1, ["typo"])),
      "the block is gone": after(write(1), (talk) => patch(talk, null)),
    };
    const forms = Object.entries(ends).map(([name, talk]) => [form(talk), name] as const);
    expect(new Map(forms).size, [...new Map(forms).values()].join()).toBe(forms.length);
  });

  test("each moment of a run that goes on in another way is told apart", () => {
    const talk = talkTo(rancher());
    const moments = [form(talk)];
    all(talk);
    for (const ms of [0, 2000, 90_000, 1000, 15_000, 15_000, 2 * minute]) {
      talk.wait(ms);
      moments.push(form(talk));
    }
    expect(new Set(moments).size).toBe(moments.length);
  });

  test("a run whose request was overwritten by another is told from one whose was not", () => {
    const [one, other] = [talkTo(rancher()), talkTo(rancher())];
    for (const talk of [one, other]) {
      all(talk);
      talk.wait(minute);
    }
    expect(form(one)).toBe(form(other));
    etcd(other);
    expect(form(one) === form(other)).toBe(false);
  });

  test("an etcd that runs on what it was started with is told from one that was restarted", () => {
    const end = (
      etcdReloads: "never" | "at-each-handshake",
      ...doings: readonly ((talk: Talk) => unknown)[]
    ): string => {
      const talk = talkTo(rancher({}, { etcdReloads }));
      for (const doing of doings) {
        doing(talk);
        talk.wait(30 * minute);
      }
      return form(talk);
    };
    expect(end("never", all) === end("never", all, etcd)).toBe(false);
  });
});

describe("what must happen once", () => {
  test("a request is counted by what it asks for and by the run that it follows", () => {
    const talk = talkTo(rancher());
    all(talk);
    talk.wait(minute);
    all(talk);
    talk.wait(30 * minute);
    all(talk);
    etcd(talk);
    expect(rancherModel.effects(talk.state())).toEqual({
      "request c-fgltw all after run 0": 2,
      "request c-fgltw all after run 1": 1,
      "request c-fgltw etcd after run 1": 1,
    });
  });

  test("a generation is counted when it is written, and each machine that really rotates", () => {
    const talk = after(write(1), write(2), write(1), (one) => rotateV2(one, 3, ["scheduler"]));
    expect(rancherModel.effects(talk.state())).toEqual({
      "write fleet-default/edge generation 1": 2,
      "write fleet-default/edge generation 2": 1,
      "write fleet-default/edge generation 3": 1,
      ...Object.fromEntries(
        [1, 2].flatMap((number) => [1, 2, 3, 4].map((machine) => [`rotate edge-pool-${machine} @${number}`, 1])),
      ),
      "rotate edge-pool-2 scheduler@3": 1,
      "rotate edge-pool-3 scheduler@3": 1,
    });
  });
});

describe("time", () => {
  const begun = (fault?: "late" | "down"): RancherState => {
    const talk = talkTo(rancher());
    talk.change((state) => ({
      ...state,
      rke1: state.rke1.map((cluster) => ({
        ...cluster,
        ...(fault === "late" ? { fault: { kind: "late" } as const } : {}),
      })),
      v2: state.v2.map((cluster) => ({
        ...cluster,
        ...(fault === "down" ? { fault: { machine: "edge-pool-2", kind: "down" } as const } : {}),
      })),
    }));
    ca(talk);
    write(1)(talk);
    return talk.state();
  };

  test.each([undefined, "late", "down"] as const)(
    "passes as well in one leap as in steps, with the fault %s",
    (fault) => {
      const end = now + 12 * minute;
      let steps = begun(fault);
      for (let at = now; at <= end; at += 700) steps = rancherModel.advance(steps, at);
      expect(rancherModel.advance(steps, end)).toEqual(rancherModel.advance(begun(fault), end));
    },
  );

  test("changes nothing where nothing is due: the state is the same value", () => {
    const state = after(all, write(1)).state();
    expect(rancherModel.advance(state, now + 500 * minute)).toBe(state);
  });

  test("runs by the platform's own clock, which may be off", () => {
    const talk = talkTo(rancher({}, { clockSkewMs: 20 * minute }));
    expect(talk.ask("GET", "/v3").headers["date"]).toBe(new Date(now + 20 * minute).toUTCString());
    all(talk);
    talk.wait(10 * minute);
    const { expirationDate } = talk.ask("GET", rke1).body.certificatesExpiration["kube-node"];
    expect(Date.parse(expirationDate) - now).toBe(3650 * 86_400_000 + 20 * minute + 92_000);
    talk.change((state) => rke1ByHand(state, "c-fgltw", "mend", talk.now()));
    expect(talk.ask("GET", rke1).body.state).toBe("active");
  });
});
