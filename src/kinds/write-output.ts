import type { Act, GateReading, Probe, StepKind } from "../model/provider.ts";
import type { Output } from "../model/target.ts";
import { refuseIfInGit } from "./git-ignore.ts";
import { readDurable, replaceOutput, wantedOutput } from "./output-file.ts";
import { mustSucceed, runProgram } from "./run-program.ts";

interface OutputInputs {
  readonly what: string;
  readonly to: Output["to"];
  readonly content: string;
}

function inputsOf(act: Act): OutputInputs {
  return act.inputs as unknown as OutputInputs;
}

/** A new bundle or credential is put where the estate says. */
export const writeOutputKind: StepKind = {
  version: 1,
  explain:
    "What a rotation brings for others is put where the estate says: into a file, atomically, the version before kept as FILE.previous, or to a program on its standard input, which may be repeated. With `merge` only certificates (PEM) are added to a file that holds only such. A file inside a git work tree that git does not ignore is refused.",
  baseline: async (act) => {
    const { to } = inputsOf(act);
    if ("file" in to) await refuseIfInGit(act, to.file);
    return null;
  },
  perform: async (act) => {
    const { to, content } = inputsOf(act);
    if ("file" in to) await replaceOutput(act, to, content);
    else mustSucceed(act, to, await runProgram(act, to, content));
    return {};
  },
  probe: async (act): Promise<Probe> => {
    const { to, content } = inputsOf(act);
    if (!("file" in to)) return { outcome: "unknown", sentence: "nothing tells whether its program had it" };
    return (await isStored(act, to, content))
      ? { outcome: "done", outputs: {}, sentence: `${to.file} holds it` }
      : { outcome: "not-done", sentence: `${to.file} does not hold it` };
  },
  gate: async (act): Promise<GateReading> => {
    const { to, content } = inputsOf(act);
    if (!("file" in to)) return { gate: "passed", sentence: "its program ended with 0", evidence: {} };
    return (await isStored(act, to, content))
      ? { gate: "passed", sentence: `${to.file} holds it`, evidence: { file: to.file } }
      : { gate: "violated", sentence: `${to.file} does not hold it`, evidence: { file: to.file } };
  },
};

type FileOutput = Extract<Output["to"], { readonly file: string }>;

/** True if what lies there, and would after a loss of power, is what writing it again would leave there. */
async function isStored({ files }: Act, to: FileOutput, content: string): Promise<boolean> {
  const stored = await readDurable(files, to.file);
  return stored !== undefined && stored === wantedOutput(stored, to, content);
}
