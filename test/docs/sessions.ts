import type { OpsmanState } from "../../src/lab/opsman/index.ts";
import { changeLab } from "../build/ca-run.ts";
import { opsmanOf } from "../build/opsman-world.ts";
import { openEstate } from "./estate.ts";
import type { KillAt, Shell } from "./shell.ts";

/** What a document shows of certplan at work. */
interface Session {
  /** Another estate than that of the README: it with this changed. */
  readonly estate?: (yaml: string) => string;
  readonly entries: readonly Entry[];
}

/** A command line of a document, and what happens around it. */
interface Entry {
  /** DIGEST: the one that the last plan printed. */
  readonly command: string;
  readonly killAt?: KillAt;
  /** What others do to the platform as soon as it is in some state; once. */
  readonly meanwhile?: (state: OpsmanState) => OpsmanState | undefined;
  /** Milliseconds that pass before it. */
  readonly afterMs?: number;
  /** Lines that a document leaves out: from the first that matches, up to the next that matches the other. */
  readonly without?: readonly (readonly [from: RegExp, to: RegExp])[];
  readonly exit?: number;
}

const minute = 60_000;
const generateArrived: KillAt = ({ label }) => label === "arrive POST /api/v0/certificate_authorities/generate";

/** What people read of a plan first; the rest is for those who look for it. */
const shortPlan: Entry["without"] = [
  [/^ {2}finding /, /^ {2}cut off /],
  [/^ {2}if lost /, /^ {2}way back /],
  [/^Digest /, /^To run exactly this/],
  [/^If it stops /, /^$/],
];

/** Somebody makes a CA, too, at the same moment. */
function anotherCa(state: OpsmanState): OpsmanState | undefined {
  if (state.cas.length !== 2) return undefined;
  return {
    ...state,
    cas: [...state.cas, ...state.cas.slice(-1).map((ca) => ({ ...ca, guid: "c01d03c01d03c01d03c0" }))],
  };
}

/** Somebody applies changes, too, as soon as our first install is over. */
function anotherInstall(state: OpsmanState): OpsmanState | undefined {
  const [newest, ...older] = state.installations;
  if (newest?.id !== 42 || newest.status !== "succeeded") return undefined;
  return { ...state, installations: [{ ...newest, id: 43 }, newest, ...older] };
}

/** Every transcript of the documents, by name. */
export const sessions: Readonly<Record<string, Session>> = {
  rotation: {
    entries: [
      { command: "certplan plan", without: shortPlan },
      { command: "certplan apply --expect DIGEST", killAt: generateArrived },
      { command: "certplan apply", afterMs: 4 * minute },
      { command: "certplan drift" },
    ],
  },
  undecided: {
    entries: [
      {
        command: "certplan apply --yes",
        killAt: generateArrived,
        meanwhile: anotherCa,
      },
      { command: "certplan apply", afterMs: 4 * minute, exit: 9 },
    ],
  },
  refused: {
    estate: (yaml) =>
      yaml.replace(
        /^ +apply: .*$/m,
        "    apply: { instances: { p.mysql: manual } }\n    accept: [{ cut: opsman-unproven-instances, maximum: 1h, until: 2026-12-31 }]",
      ),
    entries: [{ command: "certplan plan", exit: 8 }],
  },
  moved: {
    entries: [
      {
        command: "certplan apply --yes",
        meanwhile: anotherInstall,
        exit: 7,
      },
    ],
  },
};

/** The transcript of this name, as it stands in a document. */
export async function transcriptOf(name: string, yaml: string): Promise<string> {
  const session = sessions[name];
  if (session === undefined) throw new Error(`no session ${name}`);
  const shell = await openEstate(session.estate?.(yaml) ?? yaml);
  const typed: string[] = [];
  let digest = "";
  for (const entry of session.entries) {
    const command = entry.command.replace("DIGEST", digest);
    const lines = await typedLines(shell, command, entry);
    digest = lines.map((line) => /--expect (sha256:[0-9a-f]{64})/.exec(line)?.[1]).find((found) => found) ?? digest;
    typed.push([`$ ${command}`, ...shortened(lines, entry.without ?? [])].join("\n"));
  }
  return `${typed.join("\n\n")}\n`;
}

async function typedLines(shell: Shell, command: string, entry: Entry): Promise<readonly string[]> {
  const { world } = shell;
  world.advance(world.now + (entry.afterMs ?? 0));
  let happens = entry.meanwhile;
  const killAt: KillAt = (event) => {
    const changed = happens?.(opsmanOf(world));
    if (changed !== undefined) {
      changeLab(world, () => changed);
      happens = undefined;
    }
    return entry.killAt?.(event) === true;
  };
  const { lines, exit } = await shell.type(command.split(" ").slice(1), killAt);
  const expected = entry.killAt === undefined ? (entry.exit ?? 0) : undefined;
  if (exit !== expected) throw new Error(`${command} ended with exit ${exit}: ${lines.join("\n")}`);
  if (happens !== undefined) throw new Error(`${command}: what others do to the platform never happened`);
  return exit === undefined ? [...lines, "Killed"] : lines;
}

function shortened(lines: readonly string[], without: NonNullable<Entry["without"]>): readonly string[] {
  return without.reduce((left, [from, to]) => {
    const first = left.findIndex((line) => from.test(line));
    if (first < 0) throw new Error(`no line matches ${from}`);
    const next = left.findIndex((line, index) => index > first && to.test(line));
    return [...left.slice(0, first), "  ...", ...left.slice(next < 0 ? left.length : next)];
  }, lines);
}
