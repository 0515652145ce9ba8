import { page } from "./page.ts";
import { type Style, signs } from "./style.ts";
import { count, listed, safe } from "./words.ts";

/** A step that a person has decided on. */
export interface ResolvedStep {
  readonly step: string;
  readonly outcome: "done" | "not-done";
  readonly by: string;
  readonly run: string;
}

/** `certplan resolve`. */
export function resolvedText({ step, outcome, by, run }: ResolvedStep, style: Style): string {
  const out = page(style);
  const words = outcome === "done" ? "done" : "not done";
  out.say("", `${safe(step)} of run ${safe(run)} counts as ${words}, as ${safe(by)} says; the journal keeps it.`);
  out.exact(`To go on:  certplan apply${style.flags}`, style.palette.cyan);
  return out.text();
}

/** `certplan confirm`. */
export function confirmedText({ step, by, run }: Omit<ResolvedStep, "outcome">, style: Style): string {
  const out = page(style);
  out.say("", `${safe(step)} of run ${safe(run)} is confirmed by ${safe(by)}; the journal keeps it.`);
  out.exact(`To go on:  certplan apply${style.flags}`, style.palette.cyan);
  return out.text();
}

/** A run that was given up: titles of its steps by where they stand. */
export interface AbandonedView {
  readonly run: string;
  readonly targets: readonly string[];
  readonly passed: readonly NamedStep[];
  readonly unverified: readonly NamedStep[];
  readonly mayHaveHappened: readonly NamedStep[];
  readonly notBegun: readonly NamedStep[];
}

interface NamedStep {
  readonly id: string;
  readonly title: string;
}

/** `certplan state abandon`: what stays half done. */
export function abandonedText(view: AbandonedView, style: Style): string {
  const out = page(style);
  out.say("", `Run ${safe(view.run)} of ${listed(view.targets.map(safe))} is closed where it stood; nothing was sent.`);
  const groups = [
    ["passed", signs.passed, view.passed],
    ["done, and not verified", signs.unknown, view.unverified],
    ["may have happened: look at the platform", signs.unknown, view.mayHaveHappened],
  ] as const;
  for (const [words, sign, steps] of groups) {
    if (steps.length === 0) continue;
    out.say("", `${count(steps.length, "step")} ${words}`);
    for (const step of steps) out.say(`  ${sign} `, `${safe(step.title)} (${safe(step.id)})`);
  }
  if (view.notBegun.length > 0) out.say("", `${count(view.notBegun.length, "step")} not begun.`);
  out.exact(`To plan from what is live:  certplan plan${style.flags}`, style.palette.cyan);
  return out.text();
}
