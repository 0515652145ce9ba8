import { type Disk, readFile } from "../disk.ts";
import type { PendingEvent, SimProcess, World } from "../world.ts";
import { isChange, lineOf } from "./calls.ts";
import { fail } from "./work.ts";

/** Watches who holds which lock. */
export interface LockWatch {
  /** Before an event: nobody has sent a change after his locks were taken over. */
  before(): void;
  /** After one: a lock changes hands where its holder has let go of it or is gone, never under a process that works. */
  after(event: PendingEvent): void;
}

interface Holder {
  readonly pid: number;
  readonly key: string;
}

export function watchLocks(world: World, occurred: (situation: string) => void): LockWatch {
  /** The systems whose lock a living process has lost, with when. */
  const lost = new Map<SimProcess, Map<string, number>>();
  const systemsHeldBy = new Map<number, Set<string>>();
  /** When a process was last known to be stalled: that of one that has just woken is the present. */
  const stalledUntil = new Map<SimProcess, number>();
  return {
    before: () => {
      for (const [process, systems] of lost) {
        // of a process with several runs, one may go on while another has lost its lock
        if (systems.size < (systemsHeldBy.get(process.identity.pid)?.size ?? 0)) continue;
        const lostAt = Math.max(...systems.values());
        for (const { request, sentAt } of world.flights()) {
          if (request.from === process.name && sentAt > lostAt && isChange(request))
            fail(`${process.name} has sent ${lineOf(request)} after its lock was taken over`);
        }
      }
    },
    after: ({ label, process }) => {
      for (const one of world.processes) {
        const until = stalledUntil.get(one);
        if (one.stalled === true) stalledUntil.set(one, Number.POSITIVE_INFINITY);
        else if (until === Number.POSITIVE_INFINITY) stalledUntil.set(one, world.now);
      }
      const taken = tokenMade(world.disk, label);
      if (taken === undefined) return;
      const { holder, before } = taken;
      const isSystem = holder.key !== "state.json";
      const systems = systemsHeldBy.get(holder.pid) ?? new Set();
      if (isSystem) systemsHeldBy.set(holder.pid, systems.add(holder.key));
      if (before === undefined) return;
      occurred("takeover of a lock");
      const loser = world.processes.find(({ identity }) => identity.pid === before.pid);
      if (loser?.alive !== true || loser === process) return;
      // who wakes at the moment in which its lease ends has not been able to show that it lives
      if (loser.stalled !== true && stalledUntil.get(loser) !== world.now)
        fail(`the lock of ${loser.name} was taken over while it works`);
      occurred("takeover of the lock of a process that stalls");
      if (isSystem) lost.set(loser, new Map(lost.get(loser)).set(before.key, world.now));
    },
  };
}

/** The token of a lock that this event has made: who holds now, and who held without having let go of it. */
function tokenMade(disk: Disk, label: string): { readonly holder: Holder; readonly before?: Holder } | undefined {
  if (!label.startsWith("create ")) return undefined;
  const [, folder = "", token = ""] = /^create (.*\/locks\/[^/]+)\/(\d+)$/.exec(label) ?? [];
  const holder = token === "" ? undefined : holderIn(disk, `${folder}/${token}`);
  if (holder === undefined) return undefined;
  const tokens = [...disk.names.keys()].filter((path) => path.startsWith(`${folder}/`)).flatMap(tokenIn);
  const last = Math.max(0, ...tokens.filter((number) => number < Number(token)));
  const name = [...disk.names.keys()].find((path) => path.startsWith(`${folder}/`) && tokenIn(path)[0] === last);
  const before = name === undefined || disk.names.has(`${name}.released`) ? undefined : holderIn(disk, name);
  return before === undefined ? { holder } : { holder, before };
}

function holderIn(disk: Disk, path: string): Holder | undefined {
  const bytes = readFile(disk, path);
  // a loss of power may have left a part of it
  if (bytes === undefined || bytes.at(-1) !== 0x0a) return undefined;
  return JSON.parse(new TextDecoder().decode(bytes)) as Holder;
}

function tokenIn(path: string): readonly number[] {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return /^\d+$/.test(name) ? [Number(name)] : [];
}
