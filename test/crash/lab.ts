import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningScenario, type ServeHooks, startScenario } from "../../src/lab/index.ts";
import { type LabInstallation, type OpsmanRequest, type OpsmanState } from "../../src/lab/opsman/index.ts";
import { nodeClock, nodePorts } from "../../src/ports/node/index.ts";
import type { JournalEvent } from "../../src/state/index.ts";
import { pooledKeys } from "../keys/pool.ts";
import { underRoot, widenForReal } from "./around.ts";
import { recordsOf } from "./decision.ts";
import { lineOf } from "./moments.ts";
import { around, type Variant } from "./variants.ts";

export const applyArgv: readonly string[] = ["apply", "--yes", "--only", "opsman", "--format", "jsonl"];
export const planArgv: readonly string[] = ["plan", "--only", "opsman", "--detailed-exitcode"];

/** An Ops Manager of the lab on real sockets with an estate in a new directory. */
export interface OpsmanLab {
  readonly directory: string;
  readonly state: () => OpsmanState;
  /** A second actor: changes the platform. */
  readonly change: (by: (state: OpsmanState) => OpsmanState) => void;
  /** Every mutating request that came in, as `METHOD path`; logins are none. */
  readonly sent: readonly string[];
  /** The only run's journal, a text for each segment. */
  readonly segments: () => readonly string[];
  /** All its records. */
  readonly journal: () => readonly JournalEvent[];
  /** Waits until an Apply Changes is running, and lets it end now. */
  readonly endInstall: () => Promise<void>;
  readonly close: () => Promise<void>;
}

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
  const settings = { installMs: more.installMs ?? 100, replyMs: 1, listsStagedLeaves: variant.hidesStaged !== true };
  const ports = { ...nodePorts(), keys: pooledKeys() };
  const widened: Partial<OpsmanRequest> = variant === around ? { change: underRoot } : {};
  const opsman = { hooks, settings, ...widened };
  const scenario = await startScenario(variant.scenario, { directory, ports, opsman, endpoints: {} });
  if (variant === around) await widen(directory);
  const segments = (): readonly string[] => segmentFiles(directory).map((file) => readFileSync(file, "utf8"));
  return {
    directory,
    state: () => stateOf(scenario),
    change: (by) => scenario.opsman?.change(by),
    sent,
    segments,
    journal: () => segments().flatMap(recordsOf),
    endInstall: () => endInstall(scenario),
    close: async () => {
      await scenario.close();
      await rm(directory, { recursive: true });
    },
  };
}

async function widen(directory: string): Promise<void> {
  const file = join(directory, "certplan.yaml");
  await writeFile(file, await widenForReal(directory, await readFile(file, "utf8"), nodeClock().now()));
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

function segmentFiles(directory: string): readonly string[] {
  const files = readdirSync(join(directory, ".certplan"), { recursive: true, encoding: "utf8" });
  const journals = files.filter((name) => /^runs\/[^/]+\/journal-\d+\.jsonl$/.test(name)).toSorted();
  if (new Set(journals.map((name) => name.split("/")[1])).size > 1)
    throw new Error(`more than one run in ${directory}`);
  return journals.map((name) => join(directory, ".certplan", name));
}
