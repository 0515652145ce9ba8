import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runProgram } from "../../src/cli/program.ts";
import { type RunningScenario, type ServeHooks, startScenario } from "../../src/lab/index.ts";
import type { LabRequest } from "../../src/lab/model.ts";
import { type LabInstallation, type OpsmanState, opsmanModel } from "../../src/lab/opsman/index.ts";
import { canonicalForm } from "../../src/model/digest.ts";
import { nodeClock, nodePorts } from "../../src/ports/node/index.ts";
import type { JournalEvent } from "../../src/state/index.ts";
import { anIo } from "../build/io.ts";
import { pooledKeys } from "../keys/pool.ts";
import { decisionsOf, type Resumed, recordsOf } from "./decision.ts";
import type { Moment } from "./points.ts";
import { type Ended, type Program, type Running, run, start } from "./program.ts";
import type { Variant } from "./variants.ts";

export const applyArgv: readonly string[] = ["apply", "--yes", "--only", "opsman", "--format", "jsonl"];
export const planArgv: readonly string[] = ["plan", "--only", "opsman", "--detailed-exitcode"];
/** Well under what `arrivesWithin` says, and over what the next process needs to begin. */
const lateMs = 600;

export interface OpsmanLab {
  readonly directory: string;
  readonly state: () => OpsmanState;
  /** Every mutating request that came in, as `METHOD path`; logins are none. */
  readonly sent: readonly string[];
  /** Records of one segment of the only run's journal, or of all. */
  readonly journal: (segment?: number) => readonly JournalEvent[];
  /** Waits until an Apply Changes is running, and lets it end now. */
  readonly endInstall: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** An Ops Manager of the lab on real sockets with an estate in a new directory. */
export async function openLab(
  variant: Variant,
  more: { readonly hooks?: ServeHooks; readonly installMs?: number } = {},
): Promise<OpsmanLab> {
  const directory = await mkdtemp(join(tmpdir(), "certplan-crash-"));
  const sent: string[] = [];
  const hooks: ServeHooks = {
    ...more.hooks,
    onReceived: (request) => {
      if (request.method !== "GET" && !request.path.startsWith("/uaa/")) sent.push(lineOf(request));
      return more.hooks?.onReceived?.(request);
    },
  };
  const settings = {
    installMs: more.installMs ?? 200,
    replyMs: 1,
    listsStagedLeaves: variant.hidesStaged !== true,
  };
  const ports = { ...nodePorts(), keys: pooledKeys() };
  const begun = variant.begun === undefined ? {} : { point: variant.begun };
  const options = { directory, ports, opsman: { hooks, settings, ...begun }, endpoints: {} };
  const scenario = await startScenario(variant.scenario, options);
  return {
    directory,
    state: () => stateOf(scenario),
    sent,
    journal: (segment) => readJournal(directory, segment),
    endInstall: () => endInstall(scenario),
    close: async () => {
      await scenario.close();
      await rm(directory, { recursive: true });
    },
  };
}

async function endInstall(scenario: RunningScenario): Promise<void> {
  const isRunning = ({ status }: LabInstallation): boolean => status === "running";
  while (!stateOf(scenario).installations.some(isRunning)) await nodeClock().sleep(20);
  scenario.opsman?.change((state, now) => ({
    ...state,
    installations: state.installations.map((one) => (isRunning(one) ? { ...one, endsAt: now } : one)),
  }));
}

function stateOf(scenario: RunningScenario): OpsmanState {
  if (scenario.opsman === undefined) throw new Error("the scenario has no Ops Manager");
  return scenario.opsman.state();
}

export interface RealResume extends Resumed {
  /** How the killed process ended. */
  readonly died: Ended;
  /** The moment came: the process was killed there, and nowhere else. */
  readonly reached: boolean;
}

/** Applies until the moment, where a real SIGKILL ends the process; then a new process goes on. */
export async function killAndResume(program: Program, variant: Variant, moment: Moment): Promise<RealResume> {
  const platform = killing(moment);
  const lab = await openLab(variant, { hooks: platform.hooks });
  try {
    const victim = start(program, lab.directory, applyArgv, moment);
    platform.arm(victim, lab);
    const died = await victim.ended;
    const reached = died.signal === "SIGKILL" && (platform.hasKilled() || died.err.includes("crash point reached"));
    return { died, reached, ...(await goOn(program, lab)) };
  } finally {
    await lab.close();
  }
}

/** An apply that nobody disturbs. */
export async function applyUninterrupted(program: Program, variant: Variant): Promise<Resumed> {
  const lab = await openLab(variant);
  try {
    return await goOn(program, lab);
  } finally {
    await lab.close();
  }
}

/** Applies to the end, and plans once more. */
export async function goOn(program: Program, lab: OpsmanLab): Promise<Resumed> {
  const segmentsBefore = segmentFiles(lab.directory).length;
  const applied = await run(program, lab.directory, applyArgv);
  const own = segmentFiles(lab.directory).length > segmentsBefore ? lab.journal(segmentsBefore + 1) : [];
  const state = lab.state();
  return {
    exitCode: applied.exitCode ?? -1,
    decisions: decisionsOf(applied.events, own),
    canonical: canonicalForm(opsmanModel.canonical(state)),
    effects: opsmanModel.effects(state),
    installs: installsOf(state),
    nextPlan: await exitOfPlan(lab),
  };
}

/** In this process: starting a program for each cell would cost half of the grid's time. */
function exitOfPlan(lab: OpsmanLab): Promise<number> {
  const io = anIo({ now: () => nodeClock().now() });
  return runProgram([...planArgv, "-f", join(lab.directory, "certplan.yaml")], io);
}

export function installsOf(state: OpsmanState): number {
  return state.installations.filter(({ user }) => user === "certplan").length;
}

interface KillingPlatform {
  readonly hooks: ServeHooks;
  readonly arm: (victim: Running, lab: OpsmanLab) => void;
  readonly hasKilled: () => boolean;
}

/** Kills the victim at the moments that the platform sees, and lets the next process in only once it is dead. */
function killing(moment: Moment): KillingPlatform {
  const see: { armed: { victim: Running; lab: OpsmanLab } | undefined; killed: boolean } = {
    armed: undefined,
    killed: false,
  };
  const kills = async (request: LabRequest, when: "received" | "applied"): Promise<boolean> => {
    const { armed } = see;
    if (armed === undefined || see.killed || !isMoment(moment, lineOf(request), when)) return false;
    if ("behind" in moment && !armed.lab.journal().some((record) => isRecord(record, moment.behind))) return false;
    see.killed = true;
    armed.victim.kill("SIGKILL");
    await armed.victim.ended;
    return true;
  };
  return {
    hooks: {
      onReceived: async (request) => {
        if (!(await kills(request, "received"))) return undefined;
        return moment.at === "late" ? { delayMs: lateMs } : "cut";
      },
      onApplied: async (request) => ((await kills(request, "applied")) ? "cut" : undefined),
    },
    arm: (victim, lab) => {
      see.armed = { victim, lab };
    },
    hasKilled: () => see.killed,
  };
}

function isMoment(moment: Moment, line: string, when: "received" | "applied"): boolean {
  return "line" in moment && isLine(moment.line, line) && (moment.at === "applied") === (when === "applied");
}

/** `*` stands for one part of the path. */
export function isLine(pattern: string, line: string): boolean {
  const parts = pattern.split("/");
  const found = line.split("/");
  return parts.length === found.length && parts.every((part, index) => part === "*" || part === found[index]);
}

export function isRecord(event: JournalEvent, wanted: { readonly record: string; readonly step?: string }): boolean {
  return event.kind === wanted.record && ("step" in event ? event.step : undefined) === wanted.step;
}

export function lineOf(request: Pick<LabRequest, "method" | "path">): string {
  return `${request.method} ${request.path.split("?")[0]}`;
}

function readJournal(directory: string, segment?: number): readonly JournalEvent[] {
  const files = segmentFiles(directory);
  const chosen = segment === undefined ? files : files.slice(segment - 1, segment);
  return chosen.flatMap((file) => recordsOf(readFileSync(file, "utf8")));
}

function segmentFiles(directory: string): readonly string[] {
  const runs = join(directory, ".certplan/runs");
  const files = readdirSync(join(directory, ".certplan"), { recursive: true, encoding: "utf8" });
  const journals = files.filter((name) => /^runs\/[^/]+\/journal-\d+\.jsonl$/.test(name)).toSorted();
  if (new Set(journals.map((name) => name.split("/")[1])).size > 1) throw new Error(`more than one run in ${runs}`);
  return journals.map((name) => join(directory, ".certplan", name));
}
