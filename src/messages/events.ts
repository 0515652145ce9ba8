import type { IsoInstant } from "../time/instant.ts";

/** Where a step stands in its target's plan: `index` from 1 to `of`. */
interface StepPlace {
  readonly run: string;
  readonly target: string;
  readonly step: string;
  readonly title: string;
  readonly index: number;
  readonly of: number;
}

/** One fact that a step assumed and that reads otherwise now; both as JSON text. */
export interface MovedFact {
  readonly fact: string;
  readonly assumed: string;
  readonly found: string;
}

/**
 * What the core tells while it works, for a terminal, a pipe and `--format jsonl`. Names and payload are contract,
 * wording is not. `at` is when; `elapsedMs` counts from the start of the step in this process.
 */
export type ProgressEvent =
  | { readonly event: "Reading"; readonly at: IsoInstant; readonly target: string }
  | {
      readonly event: "Read";
      readonly at: IsoInstant;
      readonly target: string;
      readonly readable: boolean;
      readonly elapsedMs: number;
    }
  /** A new state waits until no call of a lost run can arrive any more. */
  | { readonly event: "StateWaiting"; readonly at: IsoInstant; readonly waitMs: number }
  /** A run that ends here waits until no call of it can arrive any more, and its programs have ended (`sentence`). */
  | {
      readonly event: "RunEnding";
      readonly at: IsoInstant;
      readonly run: string;
      readonly waitMs: number;
      readonly sentence?: string;
    }
  | {
      readonly event: "LockWaiting";
      readonly at: IsoInstant;
      readonly system: string;
      readonly holder: string;
      readonly untilMs: number;
      /** Its machine cannot be asked: it is taken over once it has shown no life for so long. */
      readonly leaseMs?: number;
    }
  | {
      readonly event: "RunOpened";
      readonly at: IsoInstant;
      readonly run: string;
      readonly targets: readonly string[];
      readonly digest: string;
      readonly steps: number;
    }
  | {
      readonly event: "RunResumed";
      readonly at: IsoInstant;
      readonly run: string;
      readonly targets: readonly string[];
      readonly digest: string;
      readonly steps: number;
      /** Steps that had passed before this process. */
      readonly passed: number;
      readonly stoppedAt: IsoInstant;
      /** Keys of the estate that differ from the frozen plan; the run goes on as it was reviewed. */
      readonly differences: readonly string[];
    }
  | ({
      readonly event: "StepStarted";
      readonly at: IsoInstant;
      readonly estimatedSeconds?: number;
      /** Of a step that an earlier apply has begun: when. */
      readonly begunAt?: IsoInstant;
    } & StepPlace)
  | ({
      readonly event: "StepSettling";
      readonly at: IsoInstant;
      readonly sentence: string;
      readonly waitMs: number;
    } & StepPlace)
  | ({
      readonly event: "StepSettled";
      readonly at: IsoInstant;
      readonly outcome: "done" | "not-done" | "unknown";
      readonly sentence: string;
    } & StepPlace)
  | ({
      readonly event: "StepWaiting";
      readonly at: IsoInstant;
      readonly sentence: string;
      readonly elapsedMs: number;
      readonly estimatedSeconds?: number;
      readonly begunAt?: IsoInstant;
    } & StepPlace)
  /** A person is asked: the step is held back, the rest goes on, then the run parks. */
  | ({
      readonly event: "StepAsks";
      readonly at: IsoInstant;
      /** What there is to do. */
      readonly sentence: string;
      /** The command that says that it was done. */
      readonly next: string;
    } & StepPlace)
  | ({
      readonly event: "StepPassed";
      readonly at: IsoInstant;
      readonly sentence: string;
      readonly elapsedMs: number;
      readonly begunAt?: IsoInstant;
    } & StepPlace)
  | {
      readonly event: "RunStopped";
      readonly at: IsoInstant;
      readonly run: string;
      readonly targets: readonly string[];
      /** The step it stopped before or in; absent if none had started. */
      readonly step?: string;
      readonly title?: string;
      readonly index?: number;
      readonly code: string;
      readonly exitCode: number;
      readonly sentence: string;
      /** Of a moved world: fact by fact. */
      readonly moved?: readonly MovedFact[];
      /** The next command. */
      readonly next: string;
    }
  | {
      readonly event: "RunClosed";
      readonly at: IsoInstant;
      readonly run: string;
      readonly targets: readonly string[];
      readonly steps: number;
      readonly elapsedMs: number;
    };

export type Emit = (event: ProgressEvent) => void;
