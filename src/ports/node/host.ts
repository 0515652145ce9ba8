import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";
import type { Host, ProcessIdentity } from "../host.ts";

const unknown = "unknown";
/** Marks a machine id that was made from the host name, because the system has none of its own. */
const byName = "host:";

/** This process as Linux tells it; elsewhere what cannot be read is `unknown`, and so is every other process. */
export function nodeHost(): Host {
  let identity: ProcessIdentity | undefined;
  const self = (): ProcessIdentity => {
    identity ??= identityOf(process.pid);
    return identity;
  };
  return { self, liveness: (other) => liveness(self(), other) };
}

/** A live process of this machine and this PID namespace: ourselves, or a child. */
export function identityOf(pid: number): ProcessIdentity {
  const host = hostname();
  return {
    host,
    machineId: textOf("/etc/machine-id") ?? `${byName}${host}`,
    bootId: textOf("/proc/sys/kernel/random/boot_id") ?? unknown,
    pidNamespace: linkOf("/proc/self/ns/pid") ?? unknown,
    pid,
    startTime: processOf(pid)?.startTime ?? unknown,
  };
}

function liveness(self: ProcessIdentity, other: ProcessIdentity): "alive" | "dead" | "unknown" {
  if ([self.bootId, self.pidNamespace, self.startTime].includes(unknown))
    return isSame(self, other) ? "alive" : unknown;
  if (other.pidNamespace !== self.pidNamespace) return unknown;
  // A boot id is random, so an equal one is the same machine; an unequal one proves a reboot only if the machine is
  // surely the same: images are cloned with their machine-id, hence the host name too.
  if (other.bootId !== self.bootId) return isSameMachine(self, other) ? "dead" : unknown;
  const process = processOf(other.pid);
  return process !== undefined && process.startTime === other.startTime && !process.ended ? "alive" : "dead";
}

function isSameMachine(self: ProcessIdentity, other: ProcessIdentity): boolean {
  return self.machineId === other.machineId && self.host === other.host && !self.machineId.startsWith(byName);
}

function isSame(one: ProcessIdentity, other: ProcessIdentity): boolean {
  return (
    one.host === other.host && one.machineId === other.machineId && one.bootId === other.bootId && one.pid === other.pid
  );
}

/**
 * Of a live pid: field 22 of /proc/PID/stat (start in clock ticks since boot), and whether it is a zombie without
 * threads left, which can do nothing any more. Source: proc(5).
 */
function processOf(pid: number): { readonly startTime: string; readonly ended: boolean } | undefined {
  const stat = textOf(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  // The command name stands in parentheses and may itself hold spaces and parentheses.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const startTime = fields[19];
  if (startTime === undefined) return undefined;
  const isZombie = fields[0] === "Z" || fields[0] === "X";
  return { startTime, ended: isZombie && threadsOf(pid) <= 1 };
}

function threadsOf(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/task`).length;
  } catch {
    return 0;
  }
}

function textOf(path: string): string | undefined {
  try {
    const text = readFileSync(path, "utf8").trim();
    return text === "" ? undefined : text;
  } catch {
    return undefined;
  }
}

function linkOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}
