import { renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runProgram } from "../../src/cli/program.ts";
import { opsmanModel } from "../../src/lab/opsman/index.ts";
import { canonicalForm } from "../../src/model/digest.ts";
import { nodeClock, nodePorts } from "../../src/ports/node/index.ts";
import { anIo } from "../build/io.ts";
import { isExtended } from "../build/kills.ts";
import { type OpsmanLab, openLab } from "../crash/lab.ts";
import { lineOf } from "../crash/moments.ts";
import { buildProgram, type Program } from "../crash/program.ts";
import { leaves } from "../crash/variants.ts";
import { applyBuilt, type Printed, timing } from "./built.ts";
import { aVolume, type Volume } from "./volume.ts";

const regenerate = "POST /api/v0/certificate_authorities/active/regenerate";

function endOf(lab: OpsmanLab): string {
  return canonicalForm(opsmanModel.canonical(lab.state()));
}

/** What happened more than once. */
function twice(lab: OpsmanLab): readonly string[] {
  return Object.entries(opsmanModel.effects(lab.state())).flatMap(([name, count]) => (count > 1 ? [name] : []));
}

/** Exit 9 with the path, what is wrong and the next command, and nothing that only a developer reads. */
function expectTold({ exitCode, text }: Printed, why: string): void {
  expect(exitCode, text).toBe(9);
  expect(text.replaceAll(/\s+/g, ""), text).toMatch(new RegExp(`\\.certplan.*${why}`));
  expect(text).toMatch(/certplan (apply|explain)/);
  expect(text).not.toMatch(/\n\s+at /);
}

/** A lab in which this happens right after the first change was applied, before its reply. */
function labWith(afterChange: (lab: OpsmanLab) => void): Promise<OpsmanLab> {
  const see: { lab?: OpsmanLab; done: boolean } = { done: false };
  const opened = openLab(leaves, {
    hooks: {
      onApplied: (request) => {
        if (lineOf(request) !== regenerate || see.done || see.lab === undefined) return undefined;
        see.done = true;
        afterChange(see.lab);
        return undefined;
      },
    },
  });
  return opened.then((lab) => {
    see.lab = lab;
    return lab;
  });
}

/** In this process, over real sockets and files, as one that knows of every other that it is dead. */
async function applyHere(lab: OpsmanLab): Promise<Printed> {
  const { host, ...ports } = nodePorts();
  const alone = { ...ports, host: { ...host, liveness: () => "dead" as const } };
  const io = anIo({ ports: alone, env: { ...timing, CERTPLAN_PARALLELISM: "1" }, now: () => nodeClock().now() });
  const argv = ["apply", "--yes", "--only", "opsman", "-f", join(lab.directory, "certplan.yaml")];
  const exitCode = await runProgram(argv, io);
  const { out, err } = io.written();
  return { exitCode, text: `${out}${err}` };
}

test("a state directory that is moved away while a call is under way: exit 9, and once it is back the same run goes on", async () => {
  const away = (lab: OpsmanLab): readonly [string, string] => [
    join(lab.directory, ".certplan"),
    join(lab.directory, "away"),
  ];
  const lab = await labWith((one) => renameSync(...away(one)));
  try {
    expectTold(await applyHere(lab), "ENOENT");
    const [state, moved] = away(lab);
    rmSync(state, { recursive: true, force: true });
    renameSync(moved, state);
    const later = await applyHere(lab);
    expect(later.exitCode, later.text).toBe(0);
    expect(twice(lab)).toEqual([]);
    expect(lab.sent.filter((line) => line === regenerate)).toHaveLength(1);
  } finally {
    await lab.close();
  }
});

/** `npm run faults`: each apply is a process of its own. */
if (isExtended) describe("the built program", builtProgram);

function builtProgram(): void {
  let program: Program;
  let calmEnd: string;

  beforeAll(async () => {
    program = buildProgram();
    const lab = await openLab(leaves);
    const calm = await applyBuilt(program, lab.directory);
    expect(calm.exitCode, calm.text).toBe(0);
    calmEnd = endOf(lab);
    await lab.close();
  });
  afterAll(() => program.remove());

  async function expectSameEnd(lab: OpsmanLab, prefix: readonly string[] = []): Promise<void> {
    const later = await applyBuilt(program, lab.directory, { prefix });
    expect(later.exitCode, later.text).toBe(0);
    expect([endOf(lab), twice(lab)]).toEqual([calmEnd, []]);
  }

  test("any one sync fails: exit 9, and the next apply goes on to the same end", async () => {
    const exits: (number | null)[] = [];
    for (let sync = 1; ; sync += 1) {
      const lab = await openLab(leaves);
      try {
        const first = await applyBuilt(program, lab.directory, { failingSync: sync });
        if (!first.text.includes("sync failed\n")) break;
        exits.push(first.exitCode);
        if (first.exitCode !== 0) {
          expectTold(first, "EIO");
          await expectSameEnd(lab);
        }
      } finally {
        await lab.close();
      }
    }
    const harmless = exits.filter((code) => code === 0).length;
    console.log(
      `leaves, built: ${exits.length} syncs, each failed once: ${exits.length - harmless} times exit 9 then 0`,
    );
    expect(exits.length).toBeGreaterThan(30);
    expect(harmless, "letting go of the last lock").toBeLessThanOrEqual(2);
  });

  /** With a volume, or said aloud that this machine mounts none for this user. */
  async function withVolume(
    lab: OpsmanLab,
    skip: (why: string) => void,
    work: (volume: Volume) => Promise<void>,
  ): Promise<void> {
    const volume = await aVolume(lab.directory, 4096);
    try {
      if (volume === undefined) {
        console.warn("NOT SHOWN: this machine lets this user mount nothing (unshare --mount)");
        return skip("nothing can be mounted here");
      }
      await work(volume);
    } finally {
      volume?.close();
      await lab.close();
    }
  }

  test("a volume with room for so many pages: exit 9 wherever it is full, and with room the same end", async ({
    skip,
  }) => {
    const exits: (number | null)[] = [];
    while (exits.at(-1) !== 0 && exits.length < 100) {
      const lab = await openLab(leaves);
      await withVolume(lab, skip, async (volume) => {
        volume.sh("dd if=/dev/zero of=.certplan/filler bs=4096 2>/dev/null || true");
        volume.sh(`truncate -s -${exits.length * 4096} .certplan/filler`);
        const first = await applyBuilt(program, lab.directory, volume);
        exits.push(first.exitCode);
        if (first.exitCode !== 0) expectTold(first, "(ENOSPC|noroom)");
        volume.sh("rm .certplan/filler");
        if (first.exitCode !== 0) await expectSameEnd(lab, volume.prefix);
      });
    }
    console.log(`leaves, built, on a volume with 0 to ${exits.length - 1} free pages: exits ${exits.join(", ")}`);
    expect(exits.length).toBeGreaterThan(5);
  });

  test("a volume that becomes read-only while a call is under way: exit 9, and the same end", async ({ skip }) => {
    const see: { volume?: Volume } = {};
    const lab = await labWith(() => void see.volume?.sh("mount -o remount,ro,bind .certplan"));
    await withVolume(lab, skip, async (volume) => {
      see.volume = volume;
      expectTold(await applyBuilt(program, lab.directory, volume), "EROFS");
      volume.sh("mount -o remount,rw,bind .certplan");
      await expectSameEnd(lab, volume.prefix);
    });
  });

  test("a volume that is unmounted while a call is under way: exit 9, and once it is back the same end", async ({
    skip,
  }) => {
    const see: { volume?: Volume } = {};
    const lab = await labWith(() => void see.volume?.sh("umount --lazy .certplan"));
    await withVolume(lab, skip, async (volume) => {
      see.volume = volume;
      expectTold(await applyBuilt(program, lab.directory, volume), "ENOENT");
      volume.sh("mount --bind volume .certplan");
      await expectSameEnd(lab, volume.prefix);
    });
  });
}
