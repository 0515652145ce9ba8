import type { LabModel, LabReply, LabRequest } from "../lab/model.ts";
import type { HandshakeOutcome, ProcessIdentity } from "../ports/index.ts";
import { type Disk, emptyDisk } from "./disk.ts";
import { drain } from "./drain.ts";

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
  readonly boot: number;
  readonly nextPid: number;
}

export function emptyWorld(now: number): WorldValue {
  return { now, disk: emptyDisk(), servers: [], endpoints: {}, flights: [], boot: 1, nextPid: 100 };
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
  fire(): void;
}

/** One incarnation. Killed, its ports never settle again, so that no catch and no finally runs. */
export interface SimProcess {
  readonly identity: ProcessIdentity;
  readonly name: string;
  alive: boolean;
}

/** What a fault makes of an arriving request; with `cut` and `garbled` it was applied. */
export type ArrivalFault = "lost-request" | "lost-reply" | "server-error" | "cut" | "garbled" | undefined;

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
}

/** The simulated world while it runs: one queue of events, any number of processes, no real time. */
export class World {
  now: number;
  disk: Disk;
  servers: Server[];
  endpoints: Record<string, HandshakeOutcome>;
  boot: number;
  nextPid: number;
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
    this.boot = value.boot;
    this.nextPid = value.nextPid;
    this.hooks = hooks;
    for (const { flight, arrivesAt } of value.flights) this.launch(flight, arrivesAt, () => undefined);
  }

  /** Everything that would outlive the processes now. Flights keep the time at which they would arrive. */
  value(): WorldValue {
    const flights = this.#queue.flatMap((event) =>
      event.flight === undefined ? [] : [{ flight: event.flight, arrivesAt: event.at }],
    );
    const { now, disk, servers, endpoints, boot, nextPid } = this;
    return { now, disk, servers: [...servers], endpoints: { ...endpoints }, flights, boot, nextPid };
  }

  spawn(name: string): SimProcess {
    const pid = this.nextPid;
    this.nextPid += 1;
    const identity = {
      host: "sim",
      machineId: "sim",
      bootId: `boot-${this.boot}`,
      pidNamespace: "sim",
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
  }

  /** Calls `work` as an event of the process, `afterMs` from now; its promise never settles if the process is killed. */
  event<T>(
    process: SimProcess,
    label: string,
    work: () => T,
    extra: { readonly afterMs?: number; readonly writes?: PendingEvent["writes"] } = {},
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
      const { writes } = extra;
      this.#push({
        at: this.now + (extra.afterMs ?? 0),
        label,
        process,
        fire,
        ...(writes === undefined ? {} : { writes }),
      });
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
      if (fault === "server-error") return onReply({ status: 502, body: "<html>502 Bad Gateway</html>" }, 0);
      const index = this.servers.findIndex((server) => server.origin === flight.origin);
      const server = this.servers[index];
      if (server === undefined) return onReply(undefined, 0);
      const { state, reply, takesMs } = server.model.step(server.state, flight.request, this.now);
      this.servers[index] = { ...server, state };
      if (fault === "lost-reply") return onReply(undefined, 0);
      onReply(fault ?? reply, takesMs);
    };
    this.#push({ at: arrivesAt, label: `arrive ${line}`, process: undefined, fire, flight });
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
      if (!this.#queue.includes(next)) continue;
      this.#queue = this.#queue.filter((event) => event !== next);
      this.advance(next.at);
      next.fire();
      this.hooks.afterEvent?.(next, this);
    }
  }

  /** Lets time pass for the platforms too. */
  advance(to: number): void {
    this.now = Math.max(this.now, to);
    this.servers = this.servers.map((server) => ({ ...server, state: server.model.advance(server.state, this.now) }));
  }

  #push(event: Omit<PendingEvent, "order">): void {
    this.#order += 1;
    this.#queue.push({ ...event, order: this.#order });
  }

  #next(): PendingEvent | undefined {
    const first = Math.min(...this.#queue.map((event) => event.at));
    const due = this.#queue.filter((event) => event.at <= Math.max(first, this.now));
    if (due.length === 0) return undefined;
    return (
      this.hooks.choose?.(due) ??
      due.reduce((best, event) =>
        event.at < best.at || (event.at === best.at && event.order < best.order) ? event : best,
      )
    );
  }
}
