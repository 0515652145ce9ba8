import type { LabModel, LabReply, LabRequest } from "../lab/model.ts";
import type { HandshakeOutcome, ProcessIdentity } from "../ports/index.ts";
import { appendFile, type Disk, emptyDisk } from "./disk.ts";
import type { DiskFault, DiskOperation } from "./disk-faults.ts";
import { drain } from "./drain.ts";
import type { RunningChild, SimProgram } from "./programs.ts";

/** A simulated platform behind one origin: its model and where it stands. */
export interface Server {
  readonly origin: string;
  readonly model: LabModel<unknown>;
  readonly state: unknown;
  /** What it shows and demands; absent where the test is not about trust: then everyone believes it. */
  readonly tls?: ServerTls;
}

/** DER of the chain, leaf first; and from whom it wants a client certificate, which nobody has. */
export interface ServerTls {
  readonly chain: readonly Uint8Array[];
  readonly demandsClientCertificate?: "TLSv1.2" | "TLSv1.3";
}

/** A request that has left its process and has not arrived. */
export interface Flight {
  readonly origin: string;
  readonly request: LabRequest;
  readonly sentAt: number;
}

/** Everything that outlives a process. A value: a crash at any moment is a copy of it. */
export interface WorldValue {
  readonly now: number;
  readonly disk: Disk;
  readonly servers: readonly Server[];
  readonly endpoints: Readonly<Record<string, HandshakeOutcome>>;
  /** Requests on their way, each with the instant at which it will arrive. */
  readonly flights: readonly { readonly flight: Flight; readonly arrivesAt: number }[];
  /** By the name that argv begins with. */
  readonly programs: Readonly<Record<string, SimProgram>>;
  /** Programs that have begun, each with the instant at which it will end. */
  readonly children: readonly { readonly child: RunningChild; readonly endsAt: number }[];
  /** Private keys (PEM) that RSA-2048 pairs are drawn from; other types are made from the seed. */
  readonly rsaPool: readonly string[];
  readonly keysDrawn: number;
  readonly boot: number;
  readonly nextPid: number;
}

export function emptyWorld(now: number): WorldValue {
  const nothing = { servers: [], endpoints: {}, flights: [], programs: {}, children: [], rsaPool: [], keysDrawn: 0 };
  return { now, disk: emptyDisk(), ...nothing, boot: 1, nextPid: 100 };
}

/** What may happen next. `process` undefined: the world's own (an arrival), which no kill stops. */
export interface PendingEvent {
  readonly at: number;
  readonly order: number;
  readonly label: string;
  readonly process: SimProcess | undefined;
  /** Set for an append that has not been made: a kill may leave any prefix of it. */
  readonly writes?: { readonly path: string; readonly bytes: Uint8Array };
  readonly flight?: Flight;
  /** Set for what comes back of a request, or for that nothing does. */
  readonly answers?: Flight;
  /** Set for the end of a program. */
  readonly child?: RunningChild;
  fire(): void;
}

/** One incarnation. Killed, its ports never settle again, so that no catch and no finally runs. */
export interface SimProcess {
  readonly identity: ProcessIdentity;
  readonly name: string;
  alive: boolean;
  /** A child that has not begun: it ends with this one. */
  waitsFor?: SimProcess | undefined;
  /** Suspended with its machine: none of its events happens until it wakes. */
  stalled?: boolean;
}

/**
 * What a fault makes of an arriving request; with `cut` and `garbled` it was applied. `lateByMs`: it arrives later, when
 * nobody waits for its reply any more. `slowByMs`: the platform takes so much longer to answer.
 */
export type ArrivalFault =
  | "lost-request"
  | "lost-reply"
  | "server-error"
  | "too-many-requests"
  | "cut"
  | "garbled"
  | { readonly lateByMs: number }
  | { readonly slowByMs: number }
  | undefined;

/** What comes back: the reply, a closed connection, or something that is not HTTP. */
export type Answer = LabReply | "cut" | "garbled";

export interface WorldHooks {
  /** Before each event, when everything that could settle has: the moments at which a crash can come. */
  readonly beforeEvent?: (event: PendingEvent, world: World) => void;
  /** After each event. */
  readonly afterEvent?: (event: PendingEvent, world: World) => void;
  /** Picks the next of those that are due first; default: the oldest. */
  readonly choose?: (due: readonly PendingEvent[]) => PendingEvent;
  readonly fault?: (request: LabRequest, occurrence: number) => ArrivalFault;
  /** Asked before each operation of the disk: what goes wrong with it instead, if that can. */
  readonly diskFault?: (operation: DiskOperation, path: string) => DiskFault | undefined;
}

/** The simulated world while it runs: one queue of events, any number of processes, no real time. */
export class World {
  now: number;
  disk: Disk;
  servers: Server[];
  endpoints: Record<string, HandshakeOutcome>;
  programs: Record<string, SimProgram>;
  readonly rsaPool: readonly string[];
  keysDrawn: number;
  boot: number;
  nextPid: number;
  /** By how much the clocks of the machines that certplan runs on are off; those of the platforms are right. */
  clockOffsetMs = 0;
  readonly hooks: WorldHooks;
  readonly processes: SimProcess[] = [];
  /** `METHOD path` of every request that arrived, with the process that sent it. */
  readonly arrived: { readonly from: string; readonly line: string; readonly at: number }[] = [];
  #queue: PendingEvent[] = [];
  #order = 0;

  constructor(value: WorldValue, hooks: WorldHooks = {}) {
    this.now = value.now;
    this.disk = value.disk;
    this.servers = [...value.servers];
    this.endpoints = { ...value.endpoints };
    this.programs = { ...value.programs };
    this.rsaPool = value.rsaPool;
    this.keysDrawn = value.keysDrawn;
    this.boot = value.boot;
    this.nextPid = value.nextPid;
    this.hooks = hooks;
    for (const { flight, arrivesAt } of value.flights) this.launch(flight, arrivesAt, () => undefined);
    for (const { child, endsAt } of value.children) {
      const survivor: SimProcess = { name: child.argv[0] ?? "", identity: child.identity, alive: true };
      this.processes.push(survivor);
      this.begin(survivor, child, endsAt, () => undefined);
    }
  }

  /** Everything that would outlive the processes now. Flights keep the time at which they would arrive. */
  value(): WorldValue {
    const flights = this.#queue.flatMap((event) =>
      event.flight === undefined ? [] : [{ flight: event.flight, arrivesAt: event.at }],
    );
    const children = this.#queue.flatMap((event) =>
      event.child === undefined ? [] : [{ child: event.child, endsAt: event.at }],
    );
    const { now, disk, rsaPool, keysDrawn, boot, nextPid } = this;
    const copied = { servers: [...this.servers], endpoints: { ...this.endpoints }, programs: { ...this.programs } };
    return { now, disk, ...copied, flights, children, rsaPool, keysDrawn, boot, nextPid };
  }

  /** A new process; those of other machines cannot tell whether it lives. */
  spawn(name: string, machine = "sim"): SimProcess {
    const pid = this.nextPid;
    this.nextPid += 1;
    const identity = {
      host: machine,
      machineId: machine,
      bootId: `boot-${this.boot}`,
      pidNamespace: machine,
      pid,
      startTime: String(pid),
    };
    const process: SimProcess = { name, identity, alive: true };
    this.processes.push(process);
    return process;
  }

  /** The process is gone; what it has sent goes on. */
  kill(process: SimProcess): void {
    process.alive = false;
    this.#queue = this.#queue.filter((event) => event.process !== process);
    for (const child of this.processes) if (child.waitsFor === process) child.alive = false;
  }

  /** What is on its way arrives when `arrivesAt` says, or never where it says nothing. */
  retime(arrivesAt: (flight: Flight) => number | undefined): void {
    this.#queue = this.#queue.flatMap((event) => {
      if (event.flight === undefined) return [event];
      const at = arrivesAt(event.flight);
      return at === undefined ? [] : [{ ...event, at }];
    });
  }

  /** What has left its process and has not arrived. */
  flights(): readonly Flight[] {
    const flights: Flight[] = [];
    for (const { flight } of this.#queue) if (flight !== undefined) flights.push(flight);
    return flights;
  }

  /** Calls `work` as an event of the process, `afterMs` from now; its promise never settles if the process is killed. */
  event<T>(
    process: SimProcess,
    label: string,
    work: () => T,
    extra: { readonly afterMs?: number } & Pick<PendingEvent, "writes" | "answers"> = {},
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      if (!process.alive) return;
      const fire = (): void => {
        try {
          resolve(work());
        } catch (error) {
          reject(error);
        }
      };
      const { afterMs = 0, ...rest } = extra;
      this.#push({ at: this.now + afterMs, label, process, fire, ...rest });
    });
  }

  /** Sends a request: it arrives as an event of the world, and its reply comes back as one of the process. */
  launch(flight: Flight, arrivesAt: number, onReply: (answer: Answer | undefined, takesMs: number) => void): void {
    const line = `${flight.request.method} ${flight.request.path.split("?")[0]}`;
    const fire = (): void => {
      const occurrence = this.arrived.filter((other) => other.line === line).length;
      this.arrived.push({ from: flight.request.from ?? "", line, at: this.now });
      const fault = this.hooks.fault?.(flight.request, occurrence);
      if (fault === "lost-request") return onReply(undefined, 0);
      const instead = fault === "server-error" || fault === "too-many-requests" ? notApplied[fault] : undefined;
      if (instead !== undefined) return onReply(instead, 0);
      const [lateByMs, slowByMs] = delaysOf(fault);
      if (lateByMs > 0) {
        this.launch(flight, this.now + lateByMs, () => undefined);
        return onReply(undefined, 0);
      }
      const index = this.servers.findIndex((server) => server.origin === flight.origin);
      const server = this.servers[index];
      if (server === undefined) return onReply(undefined, 0);
      const { state, reply, takesMs } = server.model.step(server.state, flight.request, this.now);
      this.servers[index] = { ...server, state };
      if (fault === "lost-reply") return onReply(undefined, 0);
      onReply(fault === "cut" || fault === "garbled" ? fault : reply, takesMs + slowByMs);
    };
    this.#push({ at: arrivesAt, label: `arrive ${line}`, process: undefined, fire, flight });
  }

  /** A program begins: it ends as an event of its own process, which no kill of its parent stops. */
  begin(process: SimProcess, child: RunningChild, endsAt: number, onEnd: (code: number) => void): void {
    const name = child.argv[0] ?? "";
    const finish = async (): Promise<void> => {
      process.alive = false;
      const program = this.programs[name];
      if (program === undefined) return onEnd(127);
      const { output, code, memory = program.memory } = await program.run({ ...child, now: this.now }, program.memory);
      this.programs[name] = { ...program, memory };
      if (this.disk.names.has(child.outputFile))
        this.disk = appendFile(this.disk, child.outputFile, new TextEncoder().encode(output));
      onEnd(code);
    };
    const fire = (): void => void finish();
    this.#push({ at: endsAt, label: `end of ${name}`, process, fire, child });
  }

  /** Runs until `done` says so, or until nothing can happen any more: answers false then. */
  async run(done: () => boolean): Promise<boolean> {
    for (;;) {
      await drain();
      if (done()) return true;
      const next = this.#next();
      if (next === undefined) return false;
      this.hooks.beforeEvent?.(next, this);
      if (done()) return true;
      const place = this.#queue.indexOf(next);
      if (place < 0 || next.process?.stalled === true) continue;
      this.#queue.splice(place, 1);
      this.advance(next.at);
      next.fire();
      this.hooks.afterEvent?.(next, this);
    }
  }

  /** Lets time pass for the platforms too. */
  advance(to: number): void {
    this.now = Math.max(this.now, to);
    for (const [index, server] of this.servers.entries()) {
      const state = server.model.advance(server.state, this.now);
      if (state !== server.state) this.servers[index] = { ...server, state };
    }
  }

  #push(event: Omit<PendingEvent, "order">): void {
    this.#order += 1;
    this.#queue.push(Object.assign(event, { order: this.#order }));
  }

  #next(): PendingEvent | undefined {
    let first = Number.POSITIVE_INFINITY;
    for (const { at, process } of this.#queue) if (at < first && process?.stalled !== true) first = at;
    const until = Math.max(first, this.now);
    const due = this.#queue.filter(({ at, process }) => at <= until && process?.stalled !== true);
    if (due.length === 0) return undefined;
    return (
      this.hooks.choose?.(due) ??
      due.reduce((best, event) =>
        event.at < best.at || (event.at === best.at && event.order < best.order) ? event : best,
      )
    );
  }
}

/** What a proxy before the platform answers; the platform has not seen the request. */
const notApplied: Readonly<Record<"server-error" | "too-many-requests", LabReply>> = {
  "server-error": { status: 502, body: "<html>502 Bad Gateway</html>" },
  "too-many-requests": { status: 429, headers: { "retry-after": "5" }, body: "" },
};

/** By how much a request arrives late, and its reply. */
function delaysOf(fault: ArrivalFault): readonly [lateByMs: number, slowByMs: number] {
  if (typeof fault !== "object") return [0, 0];
  return "lateByMs" in fault ? [fault.lateByMs, 0] : [0, fault.slowByMs];
}
