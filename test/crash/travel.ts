import { type OpsmanState, opsmanModel } from "../../src/lab/opsman/index.ts";
import type { ProgressEvent } from "../../src/messages/events.ts";
import { canonicalForm } from "../../src/model/digest.ts";
import { type Decisions, decisionsOf, recordsOf } from "./decision.ts";
import type { Moment } from "./moments.ts";

/** `apply`, or what a person says about a step. */
export type Command = "apply" | { readonly confirm: string };

/** How a process ended. */
export interface ProcessEnd {
  /** Null: it was killed. */
  readonly exitCode: number | null;
  /** The moment came: it was killed there, and nowhere else. */
  readonly reached: boolean;
  readonly events: readonly ProgressEvent[];
  /** For whom the test fails. */
  readonly told: string;
}

/** A foundation with a certplan beside it: on sockets and a disk, or in memory. */
export interface Site {
  /** One process, which is killed at the moment if that comes. */
  readonly run: (command: Command, moment?: Moment) => Promise<ProcessEnd>;
  /** A person does on the platform what this step asks for. */
  readonly byHand: (step: string) => void;
  /** The only run's journal. */
  readonly segments: () => readonly string[];
  readonly state: () => OpsmanState;
  /** Of `plan --detailed-exitcode`. */
  readonly nextPlan: () => Promise<number>;
}

/** What was done from one kill to the next, or to the end. */
export interface Stretch {
  readonly reached: boolean;
  /** Of the last apply; null: it was killed. */
  readonly exitCode: number | null;
  readonly decisions: Decisions;
}

/** How it ended in the end. The same in memory and for real. */
export interface End extends Stretch {
  /** The platform's state up to keys, dates and ids. */
  readonly canonical: string;
  /** How often each once-transition was applied. */
  readonly effects: Readonly<Record<string, number>>;
  /** Apply Changes that were ever started by certplan. */
  readonly installs: number;
  readonly nextPlan: number;
}

export interface Travelled {
  /** Up to each kill, and what the processes said that came there. */
  readonly stretches: readonly (Stretch & { readonly told: string })[];
  readonly end: End;
}

/** Killed at each of these moments, one after the other, then gone on with to the end. */
export async function travel(site: Site, moments: readonly Moment[]): Promise<Travelled> {
  const stretches: (Stretch & { readonly told: string })[] = [];
  for (const moment of moments) stretches.push(await work(site, moment));
  return { stretches, end: await goOn(site) };
}

/** Applies to the end, and plans once more. */
export async function goOn(site: Site): Promise<End> {
  const { told: _told, ...stretch } = await work(site);
  const state = site.state();
  return {
    ...stretch,
    canonical: canonicalForm(opsmanModel.canonical(state)),
    effects: opsmanModel.effects(state),
    installs: state.installations.filter(({ user }) => user === "certplan").length,
    nextPlan: await site.nextPlan(),
  };
}

const maximumApplies = 8;

/** Applies until the moment, or to the end; what it asks on the way a person does, and confirms. */
async function work(site: Site, moment?: Moment): Promise<Stretch & { readonly told: string }> {
  const before = site.segments().length;
  const ends: ProcessEnd[] = [];
  const one = async (command: Command): Promise<boolean> => {
    ends.push(await site.run(command, moment));
    return ends.at(-1)?.exitCode === null;
  };
  for (let applies = 0; applies < maximumApplies; applies += 1) {
    if (await one("apply")) break;
    const asked = ends.at(-1)?.events.flatMap((event) => (event.event === "StepAsks" ? [event.step] : [])) ?? [];
    if (asked.length === 0 || (await answered(asked))) break;
  }
  const records = site.segments().slice(before).flatMap(recordsOf);
  return {
    reached: ends.at(-1)?.reached === true,
    exitCode: ends.at(-1)?.exitCode ?? null,
    decisions: decisionsOf(
      ends.flatMap(({ events }) => events),
      records,
    ),
    told: ends.map(({ exitCode, told }) => `${exitCode ?? "killed"}: ${told}`).join("\n"),
  };

  /** True if a confirmation was killed. */
  async function answered(asked: readonly string[]): Promise<boolean> {
    for (const step of asked) {
      site.byHand(step);
      if (await one({ confirm: step })) return true;
    }
    return false;
  }
}
