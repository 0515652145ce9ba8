import type { LabRequest } from "../../lab/model.ts";
import type { JournalEvent } from "../../state/index.ts";
import type { DiskFault, DiskOperation } from "../disk-faults.ts";
import { type ArrivalFault, type PendingEvent, type SimProcess, World } from "../world.ts";
import { isChange, lineOf } from "./calls.ts";
import { drawFrom } from "./draw.ts";
import { type Following, followSteps } from "./following.ts";
import type { Injection } from "./injection.ts";
import { isOpenOn } from "./journals.ts";
import { numbering } from "./numbering.ts";
import type { Moment } from "./phases.ts";
import { type Promises, watchPromises } from "./promises.ts";
import { recordOf } from "./records.ts";
import type { Schedule } from "./schedule.ts";
import { arrivalFault, cutPower, kill, retimeDead, stall } from "./strikes.ts";
import type { Subject } from "./subject.ts";
import { newTrace, type Trace } from "./trace.ts";
import { Broken, exitOf, fail, startWork, type Work } from "./work.ts";

/** What one schedule came to. */
export interface Outcome {
  /** Hash of every event and decision, in order. */
  readonly trace: string;
  /** Those that a schedule can strike. */
  readonly events: number;
  /** With the beats of locks and what only lets time pass. */
  readonly allEvents: number;
  /** Exit codes of the applies, in order; `killed` for those that were. */
  readonly ends: readonly (number | "killed")[];
  /** What has occurred, by name, and how often. */
  readonly situations: ReadonlyMap<string, number>;
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
  readonly #promises: Promises;
  readonly #following: Following;
  readonly #trace: Trace = newTrace();
  readonly #situations = new Map<string, number>();
  readonly #ends: (number | "killed")[] = [];
  readonly #hasNumber = numbering();
  readonly #others: Work[] = [];
  readonly #told: string[] = [];
  readonly #left: Injection[];
  readonly #armed: Extract<Injection, { kind: "fault" }>[] = [];
  readonly #late = new WeakSet<LabRequest>();
  #main: Work | undefined;
  #armedDisk: Extract<Injection, { kind: "disk" }> | undefined;
  #events = 0;
  #allEvents = 0;
  #fired = 0;
  /** Time that the applies have taken since something last went wrong. */
  #calmMs = 0;
  #lastRecord: JournalEvent["kind"] | undefined;

  constructor(schedule: Schedule, subject: Subject) {
    this.#schedule = schedule;
    this.#subject = subject;
    this.#left = [...schedule.injections];
    const order = drawFrom(schedule.order);
    this.#world = new World(subject.skewed(schedule.skewMs), {
      beforeEvent: (event) => this.#before(event),
      afterEvent: (event) => this.#after(event),
      choose: (due) => due[order(due.length)] ?? fail("nothing is due"),
      fault: (request) => this.#fault(request),
      diskFault: (operation, path) => this.#diskFault(operation, path),
    });
    this.#promises = watchPromises(this.#world, subject, (situation) => this.#occurred(situation));
    this.#following = followSteps(subject.steps);
    this.#occurred(`--parallelism ${schedule.parallelism}`);
    if (schedule.skewMs !== 0) this.#occurred("clocks of the platforms are off");
  }

  outcome(): Outcome {
    const [events, allEvents] = [this.#events, this.#allEvents];
    return { trace: this.#trace.digest(), events, allEvents, ends: this.#ends, situations: this.#situations };
  }

  async applyToTheEnd(): Promise<void> {
    // three for each thing that goes wrong: two end early, and the next is struck
    const limit = 3 * (this.#schedule.injections.length + 2);
    for (let [calm, done] = [0, 0]; ; ) {
      const [fired, began] = [this.#fired, this.#world.now];
      const exitCode = await this.#applyOnce();
      this.#ends.push(exitCode);
      const lasted = this.#world.now - began;
      await this.#settleOthers();
      this.#calmMs = this.#fired > fired ? 0 : this.#calmMs + lasted;
      if (exitCode === 0) {
        done += 1;
        // an apply that went on with an open run stops there: what else the estate wants is the next one's work
        const isThere = this.#subject.canonical(this.#world) === this.#subject.end;
        if (done === 3 || this.#promises.touched() || isThere) break;
        continue;
      }
      if (this.#ends.length > limit) fail(`no end after ${limit} applies: ${this.#ends.join(", ")}`);
      const isCalm = exitCode !== "killed" && this.#fired === fired;
      calm = isCalm ? calm + 1 : 0;
      if (calm < 3) continue;
      if (this.#promises.touched()) break;
      fail(`exit ${exitCode} three times in a world that nobody else touches: ${this.#told.at(-1)}`);
    }
    const { durationMs, leaseMs, arrivesWithinMs } = this.#subject;
    const longest = 2 * (durationMs + leaseMs + arrivesWithinMs);
    if (this.#calmMs > longest) fail(`after the last fault it took ${this.#calmMs} ms, not ${longest}`);
    await this.#promises.atEnd(this.#told);
  }

  async #applyOnce(): Promise<number | "killed"> {
    const work = startWork(this.#world, { name: "certplan", machine: "sim" }, (process, stop) => {
      this.#following.restarted(process);
      return this.#subject.apply(this.#world, process, {
        parallelism: this.#schedule.parallelism,
        // told that another one holds the lock, an operator waits for longer than a lease
        lockTimeoutMs: this.#ends.at(-1) === 6 ? 2 * this.#subject.leaseMs : 0,
        stop: stop.signal,
        told: (event) => {
          this.#told.push(JSON.stringify(event));
          this.#following.told(event);
        },
      });
    });
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

  #occurred(situation: string): void {
    this.#situations.set(situation, (this.#situations.get(situation) ?? 0) + 1);
  }

  #before(event: PendingEvent): void {
    this.#allEvents += 1;
    if (this.#hasNumber(event)) this.#events += 1;
    this.#trace.add(`${event.label}\n`);
    this.#following.before(this.#world);
    this.#promises.before();
    const main = this.#main;
    if (main === undefined || !main.process.alive || main.ended !== undefined) return;
    const place = this.#left.findIndex(({ at }, index) => at <= this.#events && this.#inject(index, main, event));
    if (place < 0) return;
    const [fired] = this.#left.splice(place, 1);
    this.#fired += 1;
    // a fault has occurred only once it has met something
    if (fired !== undefined && fired.kind !== "fault" && fired.kind !== "disk") this.#occurred(fired.kind);
    this.#trace.add(`! ${JSON.stringify(fired)}\n`);
  }

  /** False where it cannot happen at this moment: it is tried again at the next event. */
  #inject(index: number, main: Work, event: PendingEvent): boolean {
    const injection = this.#left[index];
    const world = this.#world;
    switch (injection?.kind) {
      case undefined:
        return false;
      case "kill":
        if (!this.#isIn(injection.during) || !isReached(injection, main, event)) return false;
        this.#kill(main, injection, event);
        return true;
      case "power":
        if (!this.#isIn(injection.during)) return false;
        this.#losePower(injection);
        return true;
      case "stop":
        this.#stop(main, injection.twice);
        return true;
      case "fault":
        this.#armed.push(injection);
        return true;
      case "disk":
        this.#armedDisk = injection;
        return true;
      case "applier":
        this.#applySecond(injection);
        return true;
      case "reader":
        this.#read(injection.command);
        return true;
      case "stall":
        if (injection.phase !== "any" && !this.#following.isIn(injection.phase)) return false;
        this.#occurred(`stalled: ${injection.phase}`);
        this.#stall(main.process, injection.forMs);
        if (injection.taker) this.#applySecond({ machine: "other", waitsMs: 2 * this.#subject.leaseMs });
        return true;
      case "clock":
        world.clockOffsetMs = injection.offByMs;
        this.#occurred(`clock ${injection.offByMs < 0 ? "back" : "ahead"}`);
        return true;
      case "actor":
        this.#act(injection.actor);
        return true;
    }
  }

  #isIn(during: Moment | undefined): boolean {
    return during === undefined || this.#following.isIn(during.phase, during.kind);
  }

  #occurredInEach(what: string): void {
    for (const { kind, phase } of this.#following.now()) this.#occurred(`${what}, ${kind}: ${phase}`);
  }

  #kill(work: Work, how: Extract<Injection, { kind: "kill" }>, event: PendingEvent): void {
    this.#occurredInEach("ended");
    if (work.stop.signal.aborted) this.#occurred("killed after a signal");
    if (kill(this.#world, work.process, how, event)) this.#occurred("torn write");
    retimeDead(this.#world, how.arrival, this.#subject.arrivesWithinMs);
  }

  #losePower(how: Extract<Injection, { kind: "power" }>): void {
    this.#occurredInEach("ended");
    if (cutPower(this.#world, how)) this.#occurred(`power lost with bytes not synced, kept: ${how.tail}`);
    retimeDead(this.#world, how.arrival, this.#subject.arrivesWithinMs);
  }

  #stop(work: Work, twice: boolean): void {
    work.stop.abort();
    if (twice) this.#left.push({ at: this.#events + 1, kind: "kill", arrival: "bound", kept: 50 });
  }

  #applySecond({ machine, waitsMs }: Pick<Extract<Injection, { kind: "applier" }>, "machine" | "waitsMs">): void {
    const how = { parallelism: 1, lockTimeoutMs: waitsMs, told: () => undefined };
    this.#occurred(`a second applier on ${machine === "same" ? "the same machine" : "another machine"}`);
    const as = { name: "second", machine: machine === "same" ? "sim" : "elsewhere" };
    const work = startWork(this.#world, as, (process, stop) =>
      this.#subject.apply(this.#world, process, { ...how, stop: stop.signal }),
    );
    this.#others.push(work);
  }

  #read(command: "plan" | "drift"): void {
    this.#occurred(`a reader: ${command}`);
    const work = startWork(this.#world, { name: "reader", machine: "sim" }, (process) =>
      this.#subject.read(this.#world, process, command),
    );
    this.#others.push(work);
  }

  /** Asleep before a call of its own, and awake when somebody else holds its lock: what the token is there for. */
  #stall(process: SimProcess, forMs: number): void {
    const { phase } = this.#following.now()[0] ?? {};
    const holders = (): string => [...this.#world.disk.names.keys()].filter((path) => path.includes("/locks/")).join();
    const before = holders();
    stall(this.#world, process, forMs, () => {
      if (process.alive && holders() !== before) this.#occurred(`woke up without its lock, ${phase}`);
    });
  }

  #act(actor: string): void {
    if (!this.#subject.act(this.#world, actor)) return;
    this.#promises.touch({
      moves: this.#runOpen(),
      takenUpBy: this.#subject.takenUpBy(actor),
      isOver: () => this.#subject.isOver(this.#world, actor),
    });
    this.#occurred(`actor: ${actor}`);
  }

  #fault(request: LabRequest): ArrivalFault {
    const line = lineOf(request);
    // what a dead process has sent is already as late as it may be, and so is what was late before
    const mayBeLate =
      !this.#late.has(request) && this.#world.processes.some(({ name, alive }) => alive && name === request.from);
    const hits = ({ of, fault }: Extract<Injection, { kind: "fault" }>): boolean =>
      (of === "any" || of === line || (of === "change" && isChange(request))) && (fault !== "late" || mayBeLate);
    const place = this.#armed.findIndex(hits);
    const [armed] = place < 0 ? [] : this.#armed.splice(place, 1);
    if (armed === undefined) return undefined;
    if (armed.fault === "late") this.#late.add(request);
    this.#fired += 1;
    this.#occurred("fault");
    this.#occurred(`${armed.fault} of ${line}`);
    this.#trace.add(`! ${armed.fault}\n`);
    return arrivalFault(armed, this.#subject.arrivesWithinMs);
  }

  #diskFault(operation: DiskOperation, path: string): DiskFault | undefined {
    if (this.#armedDisk === undefined) return undefined;
    const { fails, of } = this.#armedDisk;
    if (of === "journal" && !isJournal(path)) return undefined;
    if (!(fails === "sync" ? ["sync", "syncdir"] : ["append", "create", "mkdir"]).includes(operation)) return undefined;
    this.#armedDisk = undefined;
    this.#fired += 1;
    this.#occurred("disk");
    this.#occurred(`a ${fails} failed ${isJournal(path) ? "in the journal" : "elsewhere"}`);
    return fails === "sync" ? "sync-lost" : "full";
  }

  #after(event: PendingEvent): void {
    const { flight } = event;
    if (flight !== undefined && isChange(flight.request)) {
      const sender = this.#world.processes.find(({ name }) => name === flight.request.from);
      if (sender?.alive !== true) this.#occurred("late arrival");
    }
    const record = recordOf(event, this.#world.disk);
    if (record !== undefined && record.kind !== "SegmentOpened" && record.kind !== "RunParked")
      this.#lastRecord = record.kind;
    if (record?.kind === "StepPerformed" && record.how === "probed") this.#occurred("a lost call was found done");
    this.#following.after(event, record);
    this.#promises.after(event, record);
  }

  /**
   * A run of the first system that is open, and nothing of it whose outcome is not known: what somebody else does then may
   * be taken for what the lost call did.
   */
  #runOpen(): boolean {
    const [first] = this.#world.servers;
    return first !== undefined && this.#lastRecord !== "StepIntended" && isOpenOn(this.#world.disk, first.origin);
  }
}

function isJournal(path: string): boolean {
  return path.includes("/journal-");
}

/** False for a kill in a write as long as there is none. */
function isReached({ writing }: Extract<Injection, { kind: "kill" }>, { process }: Work, event: PendingEvent): boolean {
  return writing !== true || (event.process === process && isJournal(event.writes?.path ?? ""));
}
