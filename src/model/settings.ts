import type { Timing } from "./provider.ts";

/** How the tool runs: `certplan.toml`, environment and flags, resolved. Never what is desired. */
export interface Settings {
  /** State directory. */
  readonly statePath: string;
  /** Where the keys lie that certplan makes; absent: `keys` in the state directory. */
  readonly keysPath?: string;
  /** The directory outlives the machine; demanded of a mutating apply in CI. */
  readonly persistent: boolean;
  /** The directory may lie on a network file system, where a lock and a sync promise less. */
  readonly networkFileSystem?: boolean;
  /** From the committed certplan.toml; absent if there is none. */
  readonly lineage?: string;
  /** Targets worked on at once. */
  readonly parallelism: number;
  readonly lockTimeoutMs: number;
  /** How long others watch this process's locks before they take over where they cannot ask its machine; absent: for ever. */
  readonly leaseMs?: number;
  readonly graceMs: number;
  readonly timing: Timing;
  /** `auto` colours only on a terminal and obeys NO_COLOR; absent means `auto`. */
  readonly color?: "auto" | "always" | "never";
}
