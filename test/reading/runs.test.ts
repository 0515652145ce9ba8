import { describe, expect, test } from "vitest";
import { confirmCommand } from "../../src/commands/index.ts";
import { boshByHand, type OpsmanState } from "../../src/lab/opsman/index.ts";
import type { ProgressEvent } from "../../src/messages/events.ts";
import { driftText, liveProgress, liveStart, plainProgress, planText } from "../../src/report/index.ts";
import { finish } from "../../src/simulation/closure.ts";
import { World, type WorldHooks, type WorldValue } from "../../src/simulation/world.ts";
import { changeLab, commandOf } from "../build/ca-run.ts";
import { once } from "../build/once.ts";
import { apply, drift, opsmanOf, plan, type SimCommand } from "../build/opsman-world.ts";
import { aStyle } from "../build/style.ts";
import { type Opened, opened } from "./opened.ts";
import { byHand, type Scene, sceneOf } from "./scenes.ts";

const golden = (name: string): string => `../golden/opsman/${name}`;

/** As a pipe shows it, and what a terminal leaves on screen at a stop. */
function said(events: readonly ProgressEvent[]): readonly string[] {
  const told = events.filter(({ event }) => !["StepWaiting", "Reading", "Read"].includes(event));
  return told.map(plainProgress);
}

function onScreen(world: World, events: readonly ProgressEvent[]): readonly string[] {
  const style = aStyle({ now: world.now });
  return events.flatMap((event) => liveProgress(liveStart, event, style).lines);
}

interface Applied {
  readonly exitCode: number;
  readonly lines: readonly string[];
  readonly events: readonly ProgressEvent[];
}

async function applied({ world, command }: Opened, request: Parameters<typeof apply>[1] = {}): Promise<Applied> {
  const one: SimCommand = command();
  const { exitCode } = await finish(world, apply(one, request));
  return { exitCode, events: one.events, lines: [...said(one.events), `exit ${exitCode}`] };
}

const appliedTrust = ({ installations }: OpsmanState): boolean =>
  installations[0]?.id === 42 && installations[0].status === "succeeded";

async function expectRead(name: string, lines: readonly string[]): Promise<void> {
  await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot(golden(name));
}

describe("what people read while a CA rotation runs", () => {
  for (const name of ["ca-3.0", "ca-begun-s3"]) {
    test(`${name}: an apply from its first line to its last, and drift is clean`, async () => {
      const scene = await opened(await sceneOf(name));
      const { exitCode, lines } = await applied(scene);
      expect(exitCode).toBe(0);
      await expectRead(`${name}.apply.txt`, lines);
      const after = await finish(scene.world, drift(scene.command()));
      expect(after.exitCode).toBe(0);
      const clean = driftText(after.report, aStyle({ now: scene.world.now }));
      await expect(clean).toMatchFileSnapshot(golden(`${name}.applied.drift.txt`));
    });
  }

  const moved: Readonly<Record<string, WorldHooks>> = {
    "moved-ca": once(appliedTrust, (state) => ({
      ...state,
      cas: [...state.cas, ...state.cas.slice(-1).map((ca) => ({ ...ca, guid: "c01d03c01d03c01d03c0" }))],
    })),
    "moved-install": once(appliedTrust, (state) => ({
      ...state,
      installations: state.installations
        .slice(0, 1)
        .flatMap((row) => [{ ...row, id: row.id + 1 }, ...state.installations]),
    })),
    "moved-staged": once(appliedTrust, (state) => ({
      ...state,
      pending: [{ guid: state.products[1]?.guid ?? "", action: "install" }],
    })),
  };
  for (const [name, hooks] of Object.entries(moved)) {
    test(`${name}: the system moved in the middle, exit 7, and the rest is planned`, async () => {
      const scene = await opened({}, hooks);
      const { exitCode, lines, events } = await applied(scene);
      expect(exitCode).toBe(7);
      const stop = events.filter(({ event }) => event === "RunStopped");
      await expectRead(`${name}.apply.txt`, [...lines, "", "on a terminal:", ...onScreen(scene.world, stop)]);
      const run = events.flatMap((event) => (event.event === "RunStopped" ? [event.run] : []))[0] ?? "";
      const rest = (await finish(scene.world, plan(scene.command(), { continueRun: run }))).plan;
      expect(rest.applyable).toBe(rest.summary.blocked === 0);
      await expect(planText(rest, aStyle({ now: scene.world.now }))).toMatchFileSnapshot(golden(`${name}.rest.txt`));
    });
  }

  const stops: Readonly<Record<string, { readonly scene: Scene; readonly exit: number; readonly hooks?: WorldHooks }>> =
    {
      "safety-violation": {
        scene: { world: { begun: "L1", foundation: { settings: { listsStagedLeaves: false } } } },
        exit: 5,
      },
      "left-behind": {
        scene: { world: { foundation: { settings: { version: "3.0.25", safetyChecks: "none" }, outside: true } } },
        exit: 10,
      },
      "verifier-fails": {
        scene: {
          world: {
            change: (state) => ({ ...state, verifier: { product: "cf-1c7e5a3f9b2d8e4c6a0f", ignorable: true } }),
          },
        },
        exit: 5,
      },
      "disks-to-be-recreated": {
        scene: {},
        exit: 7,
        hooks: once(
          ({ cas }) => cas.length === 2,
          (state) => ({ ...state, recreate: { ...state.recreate, disks: true } }),
        ),
      },
      "install-fails": {
        scene: { world: { change: (state) => ({ ...state, nextFailsAt: "cf-1c7e5a3f9b2d8e4c6a0f" }) } },
        exit: 10,
      },
    };
  for (const [name, { scene, exit, hooks }] of Object.entries(stops)) {
    test(`${name}: an apply that stops with exit ${exit}`, async () => {
      const at = await opened(scene, hooks);
      const { exitCode, lines, events } = await applied(at);
      const stop = events.filter(({ event }) => event === "RunStopped");
      await expectRead(`${name}.apply.txt`, [...lines, "", "on a terminal:", ...onScreen(at.world, stop)]);
      expect(exitCode).toBe(exit);
    });
  }

  test("killed in the first Apply Changes: the next apply says what it found, and goes on", async () => {
    let cut: { readonly value: WorldValue; readonly told: number } | undefined;
    let killed: SimCommand | undefined;
    const scene = await opened(
      {},
      {
        beforeEvent: (_event, at) => {
          if (cut === undefined && opsmanOf(at).installations[0]?.status === "running")
            cut = { value: at.value(), told: killed?.events.length ?? 0 };
        },
      },
    );
    killed = scene.command();
    await finish(scene.world, apply(killed));
    if (cut === undefined) throw new Error("no install has run");
    const world = new World(cut.value);
    const next = commandOf(world, scene.estate);
    expect((await finish(world, apply(next))).exitCode).toBe(0);
    await expectRead("killed.apply.txt", [
      ...said(killed.events.slice(0, cut.told)),
      "killed",
      "",
      ...said(next.events),
    ]);
  });

  test("parked on a manual step, confirmed, and gone on with", async () => {
    const scene = await opened({
      world: { foundation: { settings: { version: "3.0.25" }, serviceInstances: true, instanceErrands: "none" } },
      options: byHand,
    });
    const { world, command } = scene;
    const lines: string[] = [];
    const group = opsmanOf(world).services[0]?.name ?? "";
    for (const part of ["trust", "switch", "drop"]) {
      const { exitCode, lines: own, events } = await applied(scene);
      expect(exitCode).toBe(9);
      const asks = events.filter(({ event }) => event === "StepAsks" || event === "RunStopped");
      lines.push(...own, "", "on a terminal:", ...onScreen(world, asks), "");
      changeLab(world, (state) => boshByHand(state, "deploy", group));
      const step = `om/manual/p.mysql/${part}`;
      const { context } = command();
      await finish(world, confirmCommand(context, { step, because: "redeployed, see CHG-4710", by: "operator" }));
    }
    const last = await applied(scene);
    expect(last.exitCode).toBe(0);
    await expectRead("parked.apply.txt", [...lines, ...last.lines]);
  });

  test("--no-wait: the run stops where it would have to wait for the platform", async () => {
    const scene = await opened({});
    const first = await applied(scene, { noWait: true });
    expect(first.exitCode).toBe(9);
    await expectRead("no-wait.apply.txt", first.lines);
  });

  test("changed outside certplan after an apply: drift names old and new, and the next command", async () => {
    const scene = await opened({});
    expect((await applied(scene)).exitCode).toBe(0);
    const hour = 3_600_000;
    changeLab(scene.world, (state) => ({
      ...state,
      cas: [...state.cas, ...state.cas.map((ca) => ({ ...ca, guid: "99887766554433221100", active: false }))],
      leaves: state.leaves.map((leaf, index) => {
        const { validFrom, validUntil } = leaf.deployed;
        const later = { ...leaf.deployed, validFrom: validFrom + hour, validUntil: validUntil + hour };
        return index === 2 ? { ...leaf, deployed: later } : leaf;
      }),
    }));
    const { report, exitCode } = await finish(scene.world, drift(scene.command()));
    expect(exitCode).toBe(2);
    const text = driftText(report, aStyle({ now: scene.world.now }));
    await expect(text).toMatchFileSnapshot(golden("changed-outside.drift.txt"));
  });
});
