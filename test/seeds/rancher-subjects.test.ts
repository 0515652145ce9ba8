import { expect, test } from "vitest";
import { finish } from "../../src/simulation/closure.ts";
import type { Subject } from "../../src/simulation/seeds/index.ts";
import { World } from "../../src/simulation/world.ts";
import { changeRancher } from "../build/rancher-world.ts";
import { subjectNamed } from "./subjects.ts";

/** Every edge that was broken on the way through an uninterrupted run, and what counted as wrong. */
async function throughout(subject: Subject): Promise<{ readonly cut: readonly string[]; readonly world: World }> {
  const cut = new Set<string>();
  const world = new World(subject.start, {
    afterEvent: (_event, { servers, now }) => {
      for (const { model, state } of servers) for (const edge of model.broken(state, now)) cut.add(edge);
      expect(subject.wrong({ servers, now })).toEqual([]);
    },
  });
  const how = { parallelism: 4, lockTimeoutMs: 0, stop: new AbortController().signal, told: () => undefined };
  expect(await finish(world, subject.apply(world, world.spawn("certplan"), how))).toMatchObject({ exitCode: 0 });
  return { cut: [...cut].toSorted(), world };
}

test("a new CA cuts off workers and pods, and in the end nobody", async () => {
  const subject = await subjectNamed("rancher-ca");
  const { cut, world } = await throughout(subject);
  expect(new Set(cut.map((edge) => edge.replaceAll(/-\d(?= |$)/g, "-N")))).toEqual(
    new Set([
      "rke-prod: kube-apiserver on server-N refuses kube-proxy on worker-N",
      "rke-prod: kube-apiserver on server-N refuses kubelet on worker-N",
      "rke-prod: kubelet on worker-N refuses kube-apiserver on server-N",
      "rke-prod: pods of shop/web refuses kube-apiserver on server-N",
    ]),
  );
  expect(await subject.notAtRest(world)).toEqual([]);
});

test("with a new CA a server that keeps the old one is wrong, and pods that keep it in the end are not at rest", async () => {
  const subject = await subjectNamed("rancher-ca");
  const { world } = await throughout(subject);
  changeRancher(world, (state) => ({
    ...state,
    rke1: state.rke1.map((one) => ({ ...one, pods: one.pods.map(({ name }) => ({ name, accepts: 1 })) })),
  }));
  expect(subject.wrong(world)).toEqual([]);
  expect((await subject.notAtRest(world)).join()).toContain("still cut off: rke-prod: pods of shop/web refuses");
  changeRancher(world, (state) => ({
    ...state,
    rke1: state.rke1.map((one) => ({
      ...one,
      nodes: one.nodes.map((node) => (node.name === "server-2" ? { ...node, accepts: 1 } : node)),
    })),
  }));
  expect(subject.wrong(world).join()).toContain("broken edge: rke-prod: kubelet on server-2 refuses kube-apiserver");
});

test("after one service nothing of it is due, and what drifts is what was left; before, it is neither", async () => {
  const subject = await subjectNamed("rancher-service");
  const before = new World(subject.start);
  expect(await subject.notAtRest(before)).toEqual(["the plan after it is not empty", "it drifts"]);
  const { cut, world } = await throughout(subject);
  expect([cut, await subject.notAtRest(world)]).toEqual([[], []]);
});

test.each(["rancher-ca", "rancher-terraform"])(
  "%s: as long as others do not do what is waited for, it ends with 9",
  async (name) => {
    const subject = await subjectNamed(name);
    const world = new World(subject.start);
    const stop = new AbortController();
    const told = ({ event }: { readonly event: string }): void => {
      // whoever has been told to stop asks nobody
      if (event === "RunStopped") stop.abort();
    };
    const how = { parallelism: 4, lockTimeoutMs: 0, stop: stop.signal, told };
    expect(await finish(world, subject.apply(world, world.spawn("certplan"), how))).toMatchObject({ exitCode: 9 });
    expect(
      await finish(
        world,
        subject.apply(world, world.spawn("certplan"), { ...how, stop: new AbortController().signal }),
      ),
    ).toMatchObject({ exitCode: 0 });
    expect(subject.canonical(world)).toBe(subject.end);
  },
);
