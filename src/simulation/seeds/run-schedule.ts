import { createHash, type Hash } from "node:crypto";
import type { JournalEvent } from "../../state/index.ts";
import { appendFile, losePower } from "../disk.ts";
import { type ArrivalFault, type PendingEvent, type SimProcess, World } from "../world.ts";
import { isChange, lineOf } from "./calls.ts";
import { drawFrom } from "./draw.ts";
import { holderBefore } from "./holders.ts";
import { numbering } from "./numbering.ts";
import type { Arrival, Injection, Schedule } from "./schedule.ts";
import type { Subject } from "./subject.ts";
import { Broken, exitOf, fail, startWork, type Work } from "./work.ts";

/** What one schedule came to. */
export interface Outcome {
  /** Hash of every event and decision, in order. */
  readonly trace: string;
  readonly events: number;
  /** Exit codes of the applies, in order; `killed` for those that were. */
  readonly ends: readonly (number | "killed")[];
  /** What has occurred, by name. */
  readonly situations: ReadonlySet<string>;
  /** What must never be so, and was; absent: every promise held. */
  readonly failure?: string;
}

/** Applies in the subject's world, through everything that the schedule injects, until the end or a broken promise. */
export async function runSchedule(schedule: Schedule, subject: Subject): Promise<Outcome> {
  const run = new SeedRun(schedule, subject);
  try {
    await run.applyToTheEnd();
    return run.outcome();
  } catch (error) {
    if (error instanceof Broken) return { ...run.outcome(), failure: error.message };
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { ...run.outcome(), failure: `an error came through: ${why}` };
  }
}

class SeedRun {
  readonly #schedule: Schedule;
  readonly #subject: Subject;
  readonly #world: World;
  readonly #hash: Hash = createHash("sha256");
  readonly #situations = new Set<string>();
  readonly #ends: (number | "killed")[] = [];
  readonly #hasNumber = numbering();
  readonly #others: Work[] = [];
  readonly #told: string[] = [];
  #main: Work | undefined;
  #left: Injection[];
  #armedFault: Extract<Injection, { kind: "fault" }> | undefined;
  #armedDisk: Extract<Injection, { kind: "disk" }> | undefined;
  #events = 0;
  #fired = 0;
  /** Somebody else changed the world, so that other ends than exit 0 are right. */
  #touched = false;
  /** When somebody else moved what the open run assumes; changes that were sent later. */
  #actedAt: number | undefined;
  #sentAfter = 0;
  #lastRecord = "nothing";

  constructor(schedule: Schedule, subject: Subject) {
    this.#schedule = schedule;
    this.#subject = subject;
    this.#left = [...schedule.injections];
    const order = drawFrom(schedule.order);
    this.#world = new World(subject.start, {
      beforeEvent: (event) => this.#before(event),
      afterEvent: (event) => this.#after(event),
      choose: (due) => due[order(due.length)] ?? fail("nothing is due"),
      fault: (request) => this.#fault(request),
      diskFails: (operation, path) => this.#diskFails(operation, path),
    });
  }

  outcome(): Outcome {
    return {
      trace: this.#hash.copy().digest("hex"),
      events: this.#events,
      ends: this.#ends,
      situations: this.#situations,
    };
  }

  async applyToTheEnd(): Promise<void> {
    const limit = this.#schedule.injections.length + 6;
    for (let [calm, done] = [0, 0]; ; ) {
      const fired = this.#fired;
      const exitCode = await this.#applyOnce();
      this.#ends.push(exitCode);
      await this.#settleOthers();
      if (exitCode === 0) {
        done += 1;
        // an apply that went on with an open run stops there: what else the estate wants is the next one's work
        if (done === 3 || this.#touched || this.#subject.canonical(this.#world) === this.#subject.end) break;
        continue;
      }
      if (this.#ends.length > limit) fail(`no end after ${limit} applies: ${this.#ends.join(", ")}`);
      if (exitCode === "killed" || this.#fired > fired) continue;
      calm += 1;
      if (calm < 3) continue;
      if (this.#touched) return;
      fail(`exit ${exitCode} three times in a world that nobody else touches: ${this.#told.at(-1)}`);
    }
    await this.#expectEnd();
  }

  async #applyOnce(): Promise<number | "killed"> {
    const work = startWork(this.#world, { name: "certplan", machine: "sim" }, (process, stop) =>
      this.#subject.apply(this.#world, process, {
        parallelism: this.#schedule.parallelism,
        // told that another one holds the lock, an operator waits for longer than a lease
        lockTimeoutMs: this.#ends.at(-1) === 6 ? 7_200_000 : 0,
        stop: stop.signal,
        told: (event) => this.#told.push(JSON.stringify(event)),
      }),
    );
    this.#main = work;
    const went = await this.#world.run(() => work.ended !== undefined || !work.process.alive);
    if (work.ended === undefined && work.process.alive && !went)
      fail("the apply waits for something that cannot happen");
    return exitOf(work);
  }

  /** Everybody else comes to an end too; their ends are judged by what they leave. */
  async #settleOthers(): Promise<void> {
    const open = (): boolean => this.#others.some(({ ended, process }) => ended === undefined && process.alive);
    await this.#world.run(() => !open());
    if (open()) fail("another process waits for something that cannot happen");
    for (const other of this.#others) exitOf(other);
  }

  async #expectEnd(): Promise<void> {
    const { secrets } = this.#subject;
    if (!this.#touched) {
      const end = this.#subject.canonical(this.#world);
      if (end !== this.#subject.end) fail(`another end: ${end}`);
      const restless = await this.#subject.notAtRest(this.#world);
      if (restless.length > 0) fail(`not at rest: ${restless.join("; ")}`);
    }
    const written = [...this.#world.disk.inodes.values()].map(({ content }) => Buffer.from(content).toString("latin1"));
    for (const secret of secrets) {
      if ([...written, ...this.#told].some((text) => text.includes(secret))) fail("a secret was written or told");
    }
  }

  #before(event: PendingEvent): void {
    if (this.#hasNumber(event)) this.#events += 1;
    this.#hash.update(`${event.label}\n`);
    const [next] = this.#left;
    if (next === undefined || next.at > this.#events || !this.#inject(next, event)) return;
    this.#left.shift();
    this.#fired += 1;
    this.#situations.add(`${next.kind}`);
    this.#hash.update(`! ${JSON.stringify(next)}\n`);
  }

  /** False where it cannot happen at this moment: it is tried again at the next event. */
  #inject(injection: Injection, event: PendingEvent): boolean {
    const world = this.#world;
    const main = this.#main;
    if (main === undefined || !main.process.alive || main.ended !== undefined) return false;
    switch (injection.kind) {
      case "kill":
        this.#kill(main, injection, event);
        return true;
      case "power":
        this.#losePower(injection);
        return true;
      case "stop":
        main.stop.abort();
        return true;
      case "fault":
        this.#armedFault = injection;
        return true;
      case "disk":
        this.#armedDisk = injection;
        return true;
      case "applier":
        this.#others.push(this.#secondApplier(injection));
        return true;
      case "reader":
        this.#others.push(
          startWork(world, { name: "reader", machine: "sim" }, (process) =>
            this.#subject.read(world, process, injection.command),
          ),
        );
        return true;
      case "stall":
        if (injection.inIntent && !this.#lastRecord.startsWith("StepIntended")) return false;
        this.#stall(main.process, injection.forMs);
        if (injection.taker) this.#others.push(this.#secondApplier({ machine: "other", waitsMs: injection.forMs }));
        return true;
      case "clock":
        world.clockOffsetMs = injection.offByMs;
        return true;
      case "actor":
        this.#act(injection.actor);
        return true;
    }
  }

  #act(actor: string): void {
    const world = this.#world;
    const acted = this.#subject.act(world, actor);
    this.#touched ||= acted;
    if (acted && this.#runOpen()) this.#actedAt ??= world.now;
    if (acted) this.#situations.add(`actor: ${actor}`);
  }

  #secondApplier({ machine, waitsMs }: Pick<Extract<Injection, { kind: "applier" }>, "machine" | "waitsMs">): Work {
    const how = { parallelism: 1, lockTimeoutMs: waitsMs, told: () => undefined };
    return startWork(
      this.#world,
      { name: "second", machine: machine === "same" ? "sim" : "elsewhere" },
      (process, stop) => this.#subject.apply(this.#world, process, { ...how, stop: stop.signal }),
    );
  }

  #kill(work: Work, how: Extract<Injection, { kind: "kill" }>, event: PendingEvent): void {
    const world = this.#world;
    if (event.writes !== undefined && event.process === work.process) {
      const kept = Math.floor((event.writes.bytes.length * how.kept) / 100);
      if (kept > 0) world.disk = appendFile(world.disk, event.writes.path, event.writes.bytes.subarray(0, kept));
      if (kept > 0 && kept < event.writes.bytes.length) this.#situations.add("torn write");
    }
    this.#situations.add(`killed after ${this.#lastRecord}`);
    world.kill(work.process);
    this.#retime(how.arrival);
  }

  #losePower(how: Extract<Injection, { kind: "power" }>): void {
    const world = this.#world;
    for (const process of world.processes) if (process.alive) world.kill(process);
    world.boot += 1;
    world.disk = losePower(world.disk, how.tail);
    this.#situations.add(`power lost after ${this.#lastRecord}`);
    this.#retime(how.arrival);
  }

  /** What dead processes have sent arrives when the schedule says; their reads are nobody's any more. */
  #retime(arrival: Arrival): void {
    const world = this.#world;
    const alive = new Set(world.processes.filter((process) => process.alive).map(({ name }) => name));
    world.retime((flight) => {
      if (alive.has(flight.request.from ?? "")) return Math.max(world.now, flight.sentAt + 20);
      if (!isChange(flight.request) || arrival === "never") return undefined;
      const bound = Math.max(world.now, flight.sentAt + this.#subject.arrivesWithinMs);
      return { now: world.now, between: Math.floor((world.now + bound) / 2), bound }[arrival];
    });
  }

  #stall(process: SimProcess, forMs: number): void {
    process.stalled = true;
    const waker = this.#world.spawn("waker");
    void this.#world.event(
      waker,
      "wake the stalled",
      () => {
        process.stalled = false;
        waker.alive = false;
      },
      { afterMs: forMs },
    );
  }

  #fault(request: { readonly method: string; readonly path: string; readonly from?: string }): ArrivalFault {
    const armed = this.#armedFault;
    if (armed === undefined || (armed.of === "change" && !isChange(request))) return undefined;
    this.#armedFault = undefined;
    this.#situations.add(`${armed.fault} of ${lineOf(request)}`);
    this.#hash.update(`! ${armed.fault}\n`);
    return armed.fault;
  }

  #diskFails(operation: "write" | "sync", path: string): boolean {
    if (this.#armedDisk?.fails !== operation) return false;
    this.#armedDisk = undefined;
    this.#situations.add(`a ${operation} failed ${path.includes("journal-") ? "in the journal" : "elsewhere"}`);
    return true;
  }

  #after(event: PendingEvent): void {
    const world = this.#world;
    const { flight } = event;
    if (flight !== undefined && isChange(flight.request)) {
      const sender = world.processes.find(({ name }) => name === flight.request.from);
      if (sender === undefined || !sender.alive) this.#situations.add("late arrival");
      const moved = flight.origin === world.servers[0]?.origin && this.#actedAt !== undefined;
      if (moved && flight.sentAt > (this.#actedAt ?? 0)) this.#sentAfter += 1;
      if (this.#sentAfter > 1) fail(`went on although the system moved: ${lineOf(flight.request)}`);
      if (/reader-/.test(flight.request.from ?? "")) fail(`${flight.request.from} has sent ${lineOf(flight.request)}`);
    }
    if (event.writes?.path.includes("journal-") === true) this.#note(event.writes.bytes);
    this.#noteTakeover(event);
    const wrong = this.#subject.wrong(world);
    if (wrong.length > 0 && !this.#touched) fail(wrong.join("; "));
    this.#expectOneAtATime();
  }

  /** A run that is open, and no outcome of it: what somebody else does then may be taken for what the lost call did. */
  #runOpen(): boolean {
    const hasJournal = [...this.#world.disk.names.keys()].some((path) => path.includes("/journal-"));
    return hasJournal && !/^(RunClosed|StepIntended)/.test(this.#lastRecord);
  }

  /** A lock changes hands where its holder has let go of it or is gone, never under a process that works. */
  #noteTakeover({ label, process }: PendingEvent): void {
    const before = holderBefore(this.#world.disk, label);
    if (before === undefined) return;
    this.#situations.add("takeover of a lock");
    const holder = this.#world.processes.find(({ identity }) => identity.pid === before.pid);
    if (holder?.alive === true && holder.stalled !== true && holder !== process)
      fail(`the lock of ${holder.name} was taken over while it works`);
  }

  /** Never two changes on their way to one system, the call of a dead process included. */
  #expectOneAtATime(): void {
    const changes = this.#world.value().flights.filter(({ flight }) => isChange(flight.request));
    const origins = changes.map(({ flight }) => flight.origin);
    if (new Set(origins).size < origins.length) {
      fail(`two changes are in flight: ${changes.map(({ flight }) => lineOf(flight.request)).join(", ")}`);
    }
  }

  #note(bytes: Uint8Array): void {
    const line = Buffer.from(bytes).toString("utf8");
    const event = JSON.parse(line.slice(line.indexOf(" ") + 1)) as JournalEvent;
    const step = "step" in event ? event.step : undefined;
    if (event.kind === "SegmentOpened" || event.kind === "RunParked") return;
    const kind = step === undefined ? undefined : (this.#subject.kinds[step] ?? step);
    this.#lastRecord = kind === undefined ? event.kind : `${event.kind} of ${kind}`;
  }
}
