import { readdirSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runProgram } from "../../src/cli/program.ts";
import type { ServeHooks } from "../../src/lab/index.ts";
import { type OpsmanState, opsmanModel } from "../../src/lab/opsman/index.ts";
import type { ProgressEvent } from "../../src/messages/events.ts";
import { canonicalForm } from "../../src/model/digest.ts";
import type { Http, HttpRequest } from "../../src/ports/index.ts";
import { nodeClock, nodePorts } from "../../src/ports/node/index.ts";
import { anIo } from "../build/io.ts";
import { type OpsmanLab, openLab } from "../crash/lab.ts";
import type { Variant } from "../crash/variants.ts";
import { type Relay, relayTo } from "./relay.ts";
import { arrivesWithin, requestTimeoutMs, type SocketFault } from "./socket-faults.ts";

/** A call that fails once: the first of its kind, while a run is open or before. */
export interface StruckCall {
  readonly kind: string;
  readonly fault: SocketFault;
}

export interface ApplyEnd {
  readonly exitCode: number;
  /** What was printed last. */
  readonly told: string;
}

/** What came of all applies of one lab. */
export interface SocketOutcome {
  readonly ends: readonly ApplyEnd[];
  /** Kinds of the calls of the first apply, in order of their first occurrence. */
  readonly kinds: readonly string[];
  readonly struck: boolean;
  /** Equal for equal end states. */
  readonly end: string;
  /** Who was refused at any time, and what happened more than once. */
  readonly harm: readonly string[];
}

/** Applies over real sockets, up to three times or until exit 0; one call of the first apply fails. */
export async function applyOverSockets(variant: Variant, call?: StruckCall): Promise<SocketOutcome> {
  const see: Seen = { kinds: [], struck: false, harm: new Set() };
  const stage: Stage = { armed: undefined, relay: undefined };
  const lab: OpsmanLab = await openLab(variant, {
    hooks: striking(stage, () => watch(lab.state(), see)),
    installMs: 60,
  });
  try {
    const relay = await relayed(lab.directory);
    stage.relay = relay;
    const http = arming(lab.directory, { stage, see, ...(call === undefined ? {} : { call }) });
    const ends: ApplyEnd[] = [];
    while (ends.length < 3 && ends.at(-1)?.exitCode !== 0) ends.push(await applyOnce(lab.directory, http));
    await relay.close();
    const harm = [...see.harm, ...twice(lab.state())];
    return { ends, kinds: see.kinds, struck: see.struck, end: endOf(lab.state()), harm };
  } finally {
    await lab.close();
  }
}

interface Seen {
  readonly kinds: string[];
  readonly harm: Set<string>;
  struck: boolean;
}

/** What is to happen to the call that is under way. */
interface Stage {
  armed: SocketFault | undefined;
  relay: Relay | undefined;
}

function watch(state: OpsmanState, see: Seen): void {
  for (const broken of opsmanModel.broken(state, nodeClock().now())) see.harm.add(broken);
}

function twice(state: OpsmanState): readonly string[] {
  return Object.entries(opsmanModel.effects(state)).flatMap(([name, count]) =>
    count > 1 ? [`${name}, ${count} times`] : [],
  );
}

function endOf(state: OpsmanState): string {
  return canonicalForm(opsmanModel.canonical(state));
}

/** Puts a relay between the estate and the platform that it names. */
async function relayed(directory: string): Promise<Relay> {
  const file = join(directory, "certplan.yaml");
  const text = await readFile(file, "utf8");
  const port = /127\.0\.0\.1:(\d+)/.exec(text)?.[1];
  if (port === undefined) throw new Error(`no port in ${text}`);
  const relay = await relayTo(Number(port));
  await writeFile(file, text.replaceAll(`127.0.0.1:${port}`, `127.0.0.1:${relay.port}`));
  return relay;
}

/** The real port, which tells the other side what is to become of the call that it is about to make. */
function arming(
  directory: string,
  one: { readonly stage: Stage; readonly see: Seen; readonly call?: StruckCall },
): Http {
  const { stage, see, call } = one;
  const { http } = nodePorts();
  return {
    request: async (request) => {
      const kind = kindOf(directory, request);
      if (!see.kinds.includes(kind)) see.kinds.push(kind);
      if (kind === call?.kind && !see.struck) {
        see.struck = true;
        if (call.fault.at === "handshake") stage.relay?.cutNextHandshake();
        else stage.armed = call.fault;
      }
      return http.request(request);
    },
  };
}

/** `METHOD path` without what differs from one platform to the next, and whether a run was open. */
function kindOf(directory: string, { method, path }: HttpRequest): string {
  const parts = (path.split("?")[0] ?? "").split("/");
  const template = parts.map((part) => (/^\d+$|[0-9a-f]{16}/.test(part) ? ":id" : part)).join("/");
  const isOpen = readdirSync(join(directory, ".certplan")).includes("runs");
  return `${isOpen ? "run" : "plan"}: ${method} ${template}`;
}

function striking(stage: Stage, onApplied: () => void): ServeHooks {
  const strike = (at: SocketFault["at"]): SocketFault["does"] => {
    if (stage.armed?.at !== at) return undefined;
    const { does } = stage.armed;
    stage.armed = undefined;
    if (does === "reset") stage.relay?.reset();
    return does;
  };
  return {
    onReceived: () => {
      const does = strike("received");
      return does === "reset" ? "cut" : does?.(undefined);
    },
    onApplied: (_request, reply) => {
      onApplied();
      const does = strike("applied");
      return does === "reset" ? "cut" : does?.(reply);
    },
  };
}

async function applyOnce(directory: string, http: Http): Promise<ApplyEnd> {
  const env = {
    CERTPLAN_POLL: "20ms",
    CERTPLAN_ARRIVES_WITHIN: arrivesWithin,
    CERTPLAN_REQUEST_TIMEOUT: `${requestTimeoutMs}ms`,
    CERTPLAN_PARALLELISM: "1",
  };
  const io = anIo({ ports: { ...nodePorts(), http }, env, now: () => nodeClock().now() });
  const argv = ["apply", "--yes", "--only", "opsman", "--format", "jsonl", "-f", join(directory, "certplan.yaml")];
  const exitCode = await runProgram(argv, io);
  const { out, err } = io.written();
  return { exitCode, told: `${lastEventOf(out)} ${err}` };
}

function lastEventOf(out: string): string {
  const line = out.trimEnd().split("\n").at(-1) ?? "";
  if (!line.startsWith("{")) return line;
  const event = JSON.parse(line) as ProgressEvent;
  return JSON.stringify(event);
}
