import { appendFile, losePower } from "../disk.ts";
import type { ArrivalFault, PendingEvent, SimProcess, World } from "../world.ts";
import { isChange } from "./calls.ts";
import type { Arrival, Injection } from "./injection.ts";

type Strike<Kind extends Injection["kind"]> = Extract<Injection, { kind: Kind }>;

/** Ends a process before an event; of a write under way a part is kept. Answers true where that part is torn. */
export function kill(
  world: World,
  process: SimProcess,
  how: Pick<Strike<"kill">, "kept">,
  event: PendingEvent,
): boolean {
  const writes = event.process === process ? event.writes : undefined;
  const kept = Math.floor(((writes?.bytes.length ?? 0) * how.kept) / 100);
  if (writes !== undefined && kept > 0)
    world.disk = appendFile(world.disk, writes.path, writes.bytes.subarray(0, kept));
  world.kill(process);
  return kept > 0 && kept < (writes?.bytes.length ?? 0);
}

/** Every machine at once. Answers true where some file had bytes that were not durable. */
export function cutPower(world: World, { tail }: Pick<Strike<"power">, "tail">): boolean {
  const unsynced = [...world.disk.inodes.values()].some(({ content, durable }) => content.length > durable.length);
  for (const process of world.processes) if (process.alive) world.kill(process);
  world.boot += 1;
  world.disk = losePower(world.disk, tail);
  return unsynced;
}

/** How long a request takes that nothing holds up. */
export const travelMs = 20;

/** What dead processes have sent arrives when the schedule says; their reads are nobody's any more. */
export function retimeDead(world: World, arrival: Arrival, arrivesWithinMs: number): void {
  const alive = new Set(world.processes.filter((process) => process.alive).map(({ name }) => name));
  world.retime((flight) => {
    if (alive.has(flight.request.from ?? "")) return Math.max(world.now, flight.sentAt + travelMs);
    if (!isChange(flight.request) || arrival === "never") return undefined;
    const bound = Math.max(world.now, flight.sentAt + arrivesWithinMs);
    return { now: world.now, between: Math.floor((world.now + bound) / 2), bound }[arrival];
  });
}

/** Suspends a process with its machine; `woken` before it goes on. */
export function stall(world: World, process: SimProcess, forMs: number, woken: () => void): void {
  process.stalled = true;
  const waker = world.spawn("waker");
  const wake = (): void => {
    process.stalled = false;
    waker.alive = false;
    woken();
  };
  void world.event(waker, "wake the stalled", wake, { afterMs: forMs });
}

/** The fault as the world knows it. Late: by up to its bound; slow: within what a request waits, or just beyond. */
export function arrivalFault({ fault, by }: Strike<"fault">, arrivesWithinMs: number): ArrivalFault {
  if (fault === "late") return { lateByMs: Math.max(1, Math.floor(((arrivesWithinMs - travelMs) * by) / 100)) };
  if (fault === "slow") return { slowByMs: 700 * by };
  return fault;
}
