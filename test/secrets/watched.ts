import { type ApplyRequest, type CommandContext, confirmCommand } from "../../src/commands/index.ts";
import { CertplanError } from "../../src/messages/error.ts";
import type { ProgressEvent } from "../../src/messages/events.ts";
import type { Plan } from "../../src/model/plan.ts";
import type { Estate } from "../../src/model/target.ts";
import {
  driftMarkdown,
  driftText,
  errorText,
  jsonDocument,
  plainProgress,
  planMarkdown,
  planText,
} from "../../src/report/index.ts";
import { finish } from "../../src/simulation/closure.ts";
import { type SimProcess, World, type WorldHooks, type WorldValue } from "../../src/simulation/world.ts";
import { apply, commandIn, drift, plan } from "../build/opsman-world.ts";
import { goldenNow } from "../build/plan.ts";
import { aStyle } from "../build/style.ts";
import type { Canary } from "./canary.ts";

/** Everything that certplan wrote, printed and passed on, by place. */
export interface Traces {
  readonly places: Readonly<Record<string, string | Uint8Array>>;
  /** Keys that were seen in keys/ and in the directory of a local CA on the way. */
  readonly keys: readonly Canary[];
  readonly events: readonly ProgressEvent[];
  readonly exitCodes: readonly number[];
  readonly plan: Plan | undefined;
}

/** Where keys may lie, and what the lab's people put there. */
const secretPlaces = /^\/estate\/(\.certplan\/keys|ca|secrets)\//;

/** Plans, applies and looks for drift, and looks at the disk and at running programs after every event. */
export async function traced(
  start: WorldValue,
  estate: Estate,
  see: {
    readonly environment: Readonly<Record<string, string>>;
    readonly hooks?: WorldHooks;
    readonly request?: Partial<ApplyRequest>;
    /** Default: an Ops Manager's. */
    readonly contextIn?: (world: World, process: SimProcess) => CommandContext;
    /** Steps that a person confirms behind the apply, which then goes on. */
    readonly confirms?: readonly string[];
  },
): Promise<Traces> {
  const files = fileWatch();
  const places: Record<string, string | Uint8Array> = {};
  const world = new World(start, {
    ...see.hooks,
    afterEvent: (_event, at) => {
      files.look(at);
      for (const { child } of at.value().children) places[`arguments of ${child.argv[0]}`] = JSON.stringify(child.argv);
    },
  });
  const events: ProgressEvent[] = [];
  const exitCodes: number[] = [];
  let made: Plan | undefined;
  const note = (name: string, text: string): void => void (places[`${name} ${Object.keys(places).length}`] = text);
  const contextIn =
    see.contextIn ?? ((at, process) => commandIn(at, process, { estate, environment: see.environment }).context);
  const command = (): ReturnType<typeof commandIn> => {
    const told: ProgressEvent[] = [];
    const context = { ...contextIn(world, world.spawn("certplan")), estate };
    return { events: told, context: { ...context, emit: (event) => void told.push(event) } };
  };
  const run = async (
    name: string,
    work: (one: ReturnType<typeof command>) => Promise<{ readonly exitCode: number }>,
  ): Promise<void> => {
    const one = command();
    try {
      exitCodes.push((await finish(world, work(one))).exitCode);
    } catch (error) {
      if (!(error instanceof CertplanError)) throw error;
      exitCodes.push(error.exitCode);
      note(`error of ${name}`, `${errorText(error, aStyle())}${error.stack}${JSON.stringify(error)}${causes(error)}`);
    }
    note(
      `events of ${name}`,
      one.events.map((event) => `${JSON.stringify(event)}\n${plainProgress(event)}`).join("\n"),
    );
    events.push(...one.events);
  };
  await run("plan", async (one) => {
    const result = await plan(one);
    made = result.plan;
    for (const text of [jsonDocument(made), planText(made, aStyle()), planMarkdown(made, goldenNow, { flags: "" })])
      note("plan", text);
    return result;
  });
  await run("apply", (one) => apply(one, see.request));
  for (const step of see.confirms ?? [])
    await run("confirm", async (one) => {
      await confirmCommand(one.context, { step, because: "done", by: "operator" });
      return { exitCode: 0 };
    });
  if (see.confirms !== undefined) await run("apply again", (one) => apply(one, see.request));
  await run("drift", async (one) => {
    const result = await drift(one);
    for (const text of [
      jsonDocument(result.report),
      driftText(result.report, aStyle()),
      driftMarkdown(result.report, ""),
    ])
      note("drift", text);
    return result;
  });
  return { places: { ...places, ...files.places() }, keys: files.keys(), events, exitCodes, plan: made };
}

function causes(error: Error): string {
  const { cause } = error;
  return cause instanceof Error ? `${cause.stack}${causes(cause)}` : String(cause);
}

/** Every content that any file outside keys/ ever had; of what is only appended to, the longest. */
function fileWatch(): {
  readonly look: (world: World) => void;
  readonly places: () => Record<string, Uint8Array>;
  readonly keys: () => readonly Canary[];
} {
  const seen = new Set<Uint8Array>();
  const kept = new Map<string, Uint8Array[]>();
  const keys = new Map<string, Canary>();
  let disk: unknown;
  return {
    look: (world) => {
      if (world.disk === disk) return;
      disk = world.disk;
      for (const [path, id] of world.disk.names) {
        const content = world.disk.inodes.get(id)?.content ?? new Uint8Array();
        if (seen.has(content)) continue;
        seen.add(content);
        if (secretPlaces.test(path)) {
          const value = new TextDecoder().decode(content);
          if (value.startsWith("-----BEGIN PRIVATE KEY")) keys.set(value, { name: `key ${path}`, value });
          continue;
        }
        const versions = kept.get(path) ?? [];
        const last = versions.at(-1);
        const grew = last !== undefined && Buffer.compare(content.subarray(0, last.length), last) === 0;
        kept.set(path, [...(grew ? versions.slice(0, -1) : versions), content]);
      }
    },
    places: () =>
      Object.fromEntries(
        [...kept].flatMap(([path, versions]) => versions.map((one, index) => [`${path} (${index + 1})`, one])),
      ),
    keys: () => [...keys.values()],
  };
}
