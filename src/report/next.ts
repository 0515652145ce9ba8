import type { Plan, PlanTarget } from "../model/plan.ts";
import { safe, shellWord } from "./words.ts";

/** What to type next, and what it is for. */
export interface NextCommand {
  readonly what: string;
  readonly command: string;
}

/** What a suggestion must repeat: ` -f prod.yaml`, and the file that `-o` wrote, if it did. */
export interface Suggesting {
  readonly flags: string;
  readonly planFile?: string;
}

/** The commands that follow a plan, the most useful first; none if there is nothing to do. */
export function nextCommands(plan: Plan, { flags, planFile }: Suggesting): readonly NextCommand[] {
  const next: NextCommand[] = [];
  if (plan.applyable) next.push({ what: "To run exactly this", command: applyCommand(plan, flags, planFile) });
  const blocked = plan.targets.find(({ verdict }) => verdict === "blocked");
  if (blocked !== undefined) next.push(afterRefusal(blocked, plan, flags));
  const unreadable = plan.targets.filter(({ verdict }) => verdict === "unreadable").map(({ name }) => name);
  if (unreadable.length > 0) {
    const names = unreadable.length > 5 ? "" : ` --only ${unreadable.map(shellWord).join(" ")}`;
    next.push({ what: "To look again at what could not be read", command: `certplan plan${flags}${names}` });
  }
  return next;
}

/** A command that the core suggests, which does not know the flags of this call: with them. */
export function withFlags(text: string, flags: string): string {
  return text.replace(
    /certplan (plan|apply|drift|validate|show|resolve|confirm|state \w+)(?! (?:-f|--state|--insecure)(?: |$))/g,
    `$&${flags.replaceAll("$", "$$$$")}`,
  );
}

/** The same as lines of text, for stderr where stdout is for a machine. */
export function nextText(plan: Plan, suggesting: Suggesting): string {
  return nextCommands(plan, suggesting)
    .map(({ what, command }) => `${what}:  ${command}\n`)
    .join("");
}

/** The digest covers the selection: it must be given again. A continuation cannot be planned afresh, only run from its file. */
function applyCommand(plan: Plan, flags: string, planFile: string | undefined): string {
  if (planFile !== undefined) return `certplan apply${flags} ${shellWord(planFile)}`;
  if (plan.continues !== undefined) {
    const run = shellWord(plan.continues);
    return `certplan plan${flags} --continue ${run} -o rest.json && certplan apply${flags} rest.json`;
  }
  const names = (["only", "exclude", "rotate"] as const)
    .filter((flag) => plan.selection[flag].length > 0)
    .map((flag) => ` --${flag} ${plan.selection[flag].map(shellWord).join(" ")}`);
  return `certplan apply${flags}${names.join("")} --expect ${plan.digest}`;
}

function afterRefusal(target: PlanTarget, { continues }: Plan, flags: string): NextCommand {
  const stale = target.refusals.length === 0 || target.refusals.some(({ kind }) => kind === "stale");
  if (stale) return { what: `To go on with what is open on ${safe(target.name)}`, command: `certplan apply${flags}` };
  const again = continues === undefined ? `--only ${shellWord(target.name)}` : `--continue ${shellWord(continues)}`;
  return { what: `Once ${safe(target.name)} is mended`, command: `certplan plan${flags} ${again}` };
}

/** What to do after an apply: words, a command if there is one, and what that does. */
interface AfterExit {
  readonly exit: string;
  readonly what: string;
  readonly command?: string;
  readonly does?: string;
}

/** What to do after an apply that ended with each exit code, for the reader of a plan. */
export function afterApply(flags: string): readonly AfterExit[] {
  return [
    { exit: "0", what: "done;", command: `certplan drift${flags}`, does: "watches it" },
    { exit: "9, 130, or killed", what: "", command: `certplan apply${flags}`, does: "goes on where it stopped" },
    {
      exit: "7 or 10",
      what: "nothing further was touched;",
      command: `certplan plan${flags} --continue RUN`,
      does: "plans the rest",
    },
    { exit: "4 or 5", what: "mend access or platform, then", command: `certplan apply${flags}` },
    { exit: "6", what: "another apply works on it; wait, or look:", command: `certplan state show${flags}` },
    { exit: "8", what: "refused before the first step; the reason stands in the output" },
  ];
}
