import type { Break, TraceMoment } from "../model/trust.ts";
import type { NumberedStep } from "./plan-words.ts";
import { anchorWords, credentialWords } from "./plan-words.ts";
import { listed, safe } from "./words.ts";

/** A counterexample as three sentences: when, who shows what, who refuses it. */
export interface BreakWords {
  readonly when: string;
  readonly shows: string;
  readonly refuses: string;
}

/** Says in words how a reachable moment breaks a connection. `steps`: those of the target, for numbers and titles. */
export function breakWords(broken: Break, steps: readonly NumberedStep[]): BreakWords {
  const accepts = broken.accepts.map(anchorWords);
  return {
    when:
      broken.trace.length === 0
        ? "nothing ran at all"
        : listed(broken.trace.map((moment) => momentWords(moment, steps))),
    shows: `${safe(broken.edge.presenter)} could present ${credentialWords(broken.shows)}`,
    refuses: `${safe(broken.edge.verifier)}, which surely accepts ${
      accepts.length === 0 ? "nothing then" : `only ${listed(accepts)}`
    }, would refuse it`,
  };
}

function momentWords(moment: TraceMoment, steps: readonly NumberedStep[]): string {
  const known = steps.find(({ step }) => step.id === moment.step);
  const title = moment.title === undefined ? safe(moment.step) : `"${safe(moment.title)}"`;
  const name = known === undefined ? title : `step ${known.number} (${safe(known.step.title)})`;
  return moment.progress === "finished" ? `${name} had finished` : `${name} had only started`;
}
