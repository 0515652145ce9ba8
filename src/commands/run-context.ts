import type { RunContext } from "../engine/index.ts";
import { CertplanError } from "../messages/error.ts";
import { entryOf, type JsonObject } from "../model/json.ts";
import type { Plan } from "../model/plan.ts";
import type { Slot } from "../model/slot.ts";
import type { Phase } from "../model/step.ts";
import type { Exec, Ports } from "../ports/index.ts";
import { keysPathOf, type Lock, outputFileOf, runKeys } from "../state/index.ts";
import type { CommandContext } from "./context.ts";
import { loadProviders, providerOf } from "./load-providers.ts";
import type { LockedRun } from "./open-run.ts";
import { readTargets } from "./read-targets.ts";
import { fencedExec, fencedKeys, openSession } from "./session.ts";

/** How far a run may go. */
export interface RunBounds {
  /** Aborts at the first signal. */
  readonly stop: AbortSignal;
  /** `--until`. */
  readonly until?: Phase;
  /** `--no-wait`. */
  readonly noWait?: boolean;
}

/** What the engine needs to execute the run: sessions with the frozen connections, each change fenced by the locks. */
export async function runContext(
  context: CommandContext,
  opened: LockedRun,
  held: RunBounds & { readonly locks: readonly Lock[] },
): Promise<RunContext> {
  const { settings, ports } = context;
  const stillHeld = async (): Promise<boolean> => {
    for (const one of held.locks) if (!(await one.held())) return false;
    return true;
  };
  const types = new Map(opened.plan.targets.map(({ name, type }) => [name, type]));
  const registry = await loadProviders(context.registry, types.values());
  const sessions = new Map(
    opened.targets.map((name) => {
      const provider = providerOf(registry, types.get(name) ?? "");
      const connection = frozenConnection(opened.plan, name);
      return [name, openSession(context, { provider, connection, access: "write", held: stillHeld })] as const;
    }),
  );
  const keyFolder = { directory: keysPathOf(settings), run: opened.id };
  return {
    run: opened.id,
    plan: opened.plan,
    targets: opened.targets,
    providerOf: (name) => entryOf(registry, types.get(name) ?? ""),
    journal: opened.journal,
    clock: ports.clock,
    host: ports.host,
    exec: fencedExec(keepingOutput(ports, `${keyFolder.directory}/${keyFolder.run}`), stillHeld),
    outputFileOf: (step) => outputFileOf(keyFolder, step),
    keys: fencedKeys(runKeys(ports, keyFolder), stillHeld),
    files: ports.files,
    emit: context.emit,
    pollMs: settings.timing.pollMs,
    graceMs: settings.graceMs,
    parallelism: settings.parallelism,
    sessionOf: (name) => {
      const session = sessions.get(name);
      if (session === undefined)
        throw new CertplanError({ code: "ImpossibleValue", message: `no session for ${name}` });
      return session;
    },
    stop: held.stop,
    ...(held.until === undefined ? {} : { until: held.until }),
    ...(held.noWait === undefined ? {} : { noWait: held.noWait }),
  };
}

/** The folder for the output of programs is made before the first of them. */
function keepingOutput({ exec, files }: Pick<Ports, "exec" | "files">, folder: string): Exec {
  return {
    prepare: async (request) => {
      await files.makeDirectory(folder);
      return exec.prepare(request);
    },
  };
}

function frozenConnection(plan: Plan, name: string): JsonObject {
  return (plan.targets.find((target) => target.name === name)?.connection ?? {}) as JsonObject;
}

/** What the targets show at the end, with the frozen connection; for drift to compare with. */
export async function readVerified(
  context: CommandContext,
  opened: LockedRun,
): Promise<Readonly<Record<string, readonly Slot[] | null>>> {
  const targets = context.estate.targets
    .filter((target) => opened.targets.includes(target.name))
    .map((target) => ({ ...target, connection: frozenConnection(opened.plan, target.name) }));
  const readings = await readTargets({ ...context, emit: () => undefined }, targets);
  const seen = Object.fromEntries(
    readings.map((reading) => [reading.target.name, "observation" in reading ? reading.observation.slots : null]),
  );
  return Object.fromEntries(opened.targets.map((name) => [name, seen[name] ?? null]));
}
