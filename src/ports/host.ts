/** A process as others can tell it from every other process, past and present. */
export interface ProcessIdentity {
  readonly host: string;
  readonly machineId: string;
  readonly bootId: string;
  readonly pidNamespace: string;
  readonly pid: number;
  /** Start time of the process as the kernel counts it; only compared for equality. */
  readonly startTime: string;
}

/**
 * Who we are, and whether another is still alive. `dead` only when it is certain: same machine and PID namespace,
 * and another boot, no such pid, or another start time. On another machine the answer is `unknown`.
 */
export interface Host {
  self(): ProcessIdentity;
  liveness(other: ProcessIdentity): "alive" | "dead" | "unknown";
}
