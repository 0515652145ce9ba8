import { existsSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { runProgram } from "../../src/cli/program.ts";
import type { ServeHooks } from "../../src/lab/index.ts";
import type { LabRequest } from "../../src/lab/model.ts";
import { nodeClock } from "../../src/ports/node/index.ts";
import { anIo } from "../build/io.ts";
import { takenAlong } from "./around.ts";
import { applyArgv, type OpsmanLab, openLab, planArgv } from "./lab.ts";
import { isLine, isRecord, lineOf, type Moment } from "./moments.ts";
import { type Program, type Running, start } from "./program.ts";
import { type Command, type ProcessEnd, type Site, type Travelled, travel } from "./travel.ts";
import type { Variant } from "./variants.ts";

/** Well under what `arrivesWithin` says, and over what the next process needs to begin. */
const lateMs = 600;
const releasedAfterMs = 20_000;

/** An apply that is killed at each of these moments in turn, by a real SIGKILL; a new process goes on each time. */
export async function travelForReal(
  program: Program,
  variant: Variant,
  moments: readonly Moment[],
): Promise<Travelled> {
  const killer = killing();
  const lab = await openLab(variant, { hooks: killer.hooks });
  try {
    return await travel(siteOf(program, lab, killer), moments);
  } finally {
    await lab.close();
  }
}

/** A lab with the program, where nobody is killed by the platform. */
export function siteOf(program: Program, lab: OpsmanLab, killer: Killer = killing()): Site {
  return {
    run: (command, moment) => runIn(program, lab, { command, moment, killer }),
    byHand: (step) => {
      if (step.includes("/manual/")) lab.change(takenAlong);
    },
    segments: lab.segments,
    state: lab.state,
    nextPlan: () => exitOfPlan(lab),
  };
}

async function runIn(
  program: Program,
  lab: OpsmanLab,
  one: { readonly command: Command; readonly moment: Moment | undefined; readonly killer: Killer },
): Promise<ProcessEnd> {
  const { command, moment, killer } = one;
  const argv = command === "apply" ? applyArgv : ["confirm", command.confirm, "--because", "done"];
  const go = join(lab.directory, "go");
  if (moment?.at === "runs") {
    await rm(go, { force: true });
    await rm(join(lab.directory, "running"), { force: true });
  }
  const running = start(program, lab.directory, argv, moment);
  killer.arm(running, lab, moment);
  if (moment?.at === "runs") await killer.killOnceItRuns();
  else if (!existsSync(go)) void release(running, go);
  const { exitCode, signal, events, out, err } = await running.ended;
  if (moment?.at === "runs" && !killer.hasKilled()) await writeFile(go, "");
  const reached = signal === "SIGKILL" && (killer.hasKilled() || err.includes("crash point reached"));
  return { exitCode, reached, events, told: `${signal ?? ""} ${err}${out.slice(-600)}` };
}

/** Lets the programs go on once somebody says that it waits for one, and at last where nobody does. */
async function release(running: Running, go: string): Promise<void> {
  const said = running.printed("of an earlier apply still runs").catch(() => undefined);
  await Promise.race([said, nodeClock().sleep(releasedAfterMs)]);
  if (existsSync(dirname(go))) await writeFile(go, "");
}

/** In this process: starting a program for it each time would cost more than it says. */
function exitOfPlan(lab: OpsmanLab): Promise<number> {
  const io = anIo({ now: () => nodeClock().now() });
  return runProgram([...planArgv, "-f", join(lab.directory, "certplan.yaml")], io);
}

interface Killer {
  readonly hooks: ServeHooks;
  readonly arm: (victim: Running, lab: OpsmanLab, moment: Moment | undefined) => void;
  readonly killOnceItRuns: () => Promise<void>;
  /** Since it was armed last. */
  readonly hasKilled: () => boolean;
}

interface Armed {
  readonly victim: Running;
  readonly lab: OpsmanLab;
  readonly moment: Moment | undefined;
}

/** Kills the victim at the moments that are seen from outside, and lets the next process in only once it is dead. */
function killing(): Killer {
  const see: { armed: Armed | undefined; killed: boolean } = { armed: undefined, killed: false };
  const kill = async ({ victim }: Armed): Promise<void> => {
    see.killed = true;
    victim.kill("SIGKILL");
    await victim.ended;
  };
  const kills = async (request: LabRequest, when: "received" | "applied"): Promise<boolean> => {
    const { armed } = see;
    if (armed?.moment === undefined || see.killed || !isMoment(armed.moment, lineOf(request), when)) return false;
    if (!isBehind(armed.moment, armed.lab)) return false;
    await kill(armed);
    return true;
  };
  return {
    hooks: {
      onReceived: async (request) => {
        if (!(await kills(request, "received"))) return undefined;
        return see.armed?.moment?.at === "late" ? { delayMs: lateMs } : "cut";
      },
      onApplied: async (request) => ((await kills(request, "applied")) ? "cut" : undefined),
    },
    arm: (victim, lab, moment) => {
      see.armed = { victim, lab, moment };
      see.killed = false;
    },
    killOnceItRuns: async () => {
      const { armed } = see;
      if (armed === undefined) return;
      let hasEnded = false;
      void armed.victim.ended.then(() => {
        hasEnded = true;
      });
      while (!hasEnded && !existsSync(join(armed.lab.directory, "running"))) await nodeClock().sleep(10);
      if (!hasEnded && armed.moment !== undefined && isBehind(armed.moment, armed.lab)) await kill(armed);
    },
    hasKilled: () => see.killed,
  };
}

function isBehind(moment: Moment, lab: OpsmanLab): boolean {
  return !("behind" in moment) || lab.journal().some((record) => isRecord(record, moment.behind));
}

function isMoment(moment: Moment, line: string, when: "received" | "applied"): boolean {
  return "line" in moment && isLine(moment.line, line) && (moment.at === "applied") === (when === "applied");
}
