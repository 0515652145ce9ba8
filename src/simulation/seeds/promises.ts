import type { JournalEvent } from "../../state/index.ts";
import { simulatedPorts } from "../ports.ts";
import type { PendingEvent, Server, World } from "../world.ts";
import { isChange, lineOf } from "./calls.ts";
import { watchLocks } from "./holders.ts";
import { journalFaults } from "./journals.ts";
import { travelMs } from "./strikes.ts";
import type { Subject } from "./subject.ts";
import { fail } from "./work.ts";

/** What is looked at after every event, and at the end of a schedule. Each fails where a promise is not kept. */
export interface Promises {
  /** Somebody else changed something: the estate's promises for a world of our own no longer hold. */
  touched(): boolean;
  /**
   * Somebody else has changed the world; `moves`: what an open run assumes; `takenUpBy`: the line of the call with which
   * that becomes part of what certplan does itself; `isOver`: the system is again as it was.
   */
  touch(how: { readonly moves: boolean; readonly takenUpBy: string | undefined; readonly isOver: () => boolean }): void;
  before(): void;
  after(event: PendingEvent, record: JournalEvent | undefined): void;
  /** The applies have ended with exit 0, or wait for a person; `told` is what they have said. */
  atEnd(told: readonly string[]): Promise<void>;
}

export function watchPromises(world: World, subject: Subject, occurred: (situation: string) => void): Promises {
  /** The platforms as they were when edges and effects were last looked at. */
  let judged: readonly Server[] = world.servers.slice();
  let isTouched = false;
  /** When somebody else moved what the open run assumes; changes that were sent later. */
  let movedAt: number | undefined;
  let takenUp: string | undefined;
  let isOver = (): boolean => false;
  let sentAfter = 0;

  /**
   * Dates begin and end once: an edge that holds at both ends of a time in which no platform changed held all the while.
   * So each state is looked at when it begins and when the next one begins.
   */
  const expectNothingWrong = (): void => {
    const { servers, now } = world;
    if (servers.every((server, index) => server === judged[index])) return;
    for (const there of [judged, servers]) {
      const wrong = isTouched ? [] : subject.wrong({ servers: there, now });
      if (wrong.length > 0) fail(wrong.join("; "));
    }
    judged = servers.slice();
  };

  const expectToStop = ({ flight }: PendingEvent): void => {
    if (flight === undefined || !isChange(flight.request)) return;
    const line = lineOf(flight.request);
    if (flight.request.from?.startsWith("reader-") === true) fail(`${flight.request.from} has sent ${line}`);
    if (movedAt === undefined || flight.origin !== world.servers[0]?.origin) return;
    if (subject.restsOnNothing.includes(line)) return;
    if (flight.sentAt > movedAt) sentAfter += 1;
    if (sentAfter > 1) fail(`went on although the system moved: ${line}`);
    if (sentAfter === 1 && line === takenUp) movedAt = undefined;
  };

  const locks = watchLocks(world, occurred);
  return {
    touched: () => isTouched,
    touch: ({ moves, takenUpBy, ...did }) => {
      isTouched = true;
      if (!moves || movedAt !== undefined) return;
      movedAt = world.now;
      takenUp = takenUpBy;
      ({ isOver } = did);
      sentAfter = 0;
    },
    before: () => {
      if (movedAt !== undefined && isOver()) movedAt = undefined;
      locks.before();
      expectOneAtATime(world, subject);
    },
    after: (event, record) => {
      expectToStop(event);
      expectNoSecret(subject, event);
      if (record !== undefined && "step" in record && !isTouched) expectPlanned(subject, record);
      locks.after(event);
      expectNothingWrong();
    },
    atEnd: async (told) => {
      const { files } = simulatedPorts(world, world.spawn("journals"), {});
      const faults = await finished(world, journalFaults(files, subject.stateDirectory));
      if (faults.length > 0) fail(faults.join("; "));
      if (!isTouched) await expectEnd(world, subject);
      const written = [...world.disk.inodes.values()].map(({ content }) => Buffer.from(content).toString("latin1"));
      for (const secret of subject.secrets) {
        if ([...written, ...told].some((text) => text.includes(secret))) fail("a secret was written or told");
      }
    },
  };
}

async function expectEnd(world: World, subject: Subject): Promise<void> {
  const end = subject.canonical(world);
  if (end !== subject.end) fail(`another end: ${end}`);
  const restless = await subject.notAtRest(world);
  if (restless.length > 0) fail(`not at rest: ${restless.join("; ")}`);
  const keys = [...world.disk.names.keys()].filter((path) => path.startsWith(`${subject.stateDirectory}/keys/`));
  if (keys.length > 0) fail(`keys lie about: ${keys.join(", ")}`);
}

async function finished<T>(world: World, work: Promise<T>): Promise<T> {
  let ended = false;
  const end = (): void => {
    ended = true;
  };
  work.then(end, end);
  await world.run(() => ended);
  return work;
}

/** In a world of our own every plan is that of the uninterrupted run, or a part of it, whatever its reads met. */
function expectPlanned({ steps }: Subject, record: Extract<JournalEvent, { readonly step?: string }>): void {
  if (record.step !== undefined && steps[record.step] === undefined)
    fail(`${record.kind} of ${record.step}, which the plan of a calm world does not have`);
}

function expectNoSecret({ secrets }: Subject, { writes }: PendingEvent): void {
  if (writes === undefined) return;
  const text = Buffer.from(writes.bytes).toString("latin1");
  if (secrets.some((secret) => text.includes(secret))) fail(`a secret was written to ${writes.path}`);
}

/**
 * Never two changes on their way to one system, the call of a dead process included; what is late counts where the system
 * would still take it.
 */
function expectOneAtATime(world: World, { steps }: Subject): void {
  const onTheirWay = world.flights().filter(({ request }) => isChange(request));
  if (onTheirWay.length < 2) return;
  const takesLate = new Set(Object.values(steps).flatMap((step) => (step.waitsForLate ? step.origin : [])));
  const changes = onTheirWay.filter(({ origin, sentAt }) => takesLate.has(origin) || world.now <= sentAt + travelMs);
  const origins = changes.map(({ origin }) => origin);
  if (new Set(origins).size < origins.length)
    fail(`two changes are in flight: ${changes.map(({ request }) => lineOf(request)).join(", ")}`);
}
