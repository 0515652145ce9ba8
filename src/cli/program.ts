import { Argument, Command, CommanderError, Option } from "commander";
import { addCommonFlags, addSelectionFlags, type CommonFlags, digestArgument, formatFlag } from "./flags.ts";
import type { Guarded } from "./guard.ts";
import { columnsOf, type Io } from "./io.ts";
import { certplanVersion } from "./version.ts";

const usageExit = 3;

/**
 * Runs one command line (without the program's name) and gives the exit code. Writes only through `io`; throws nothing.
 */
export async function runProgram(argv: readonly string[], io: Io): Promise<number> {
  const ran: { exit: number } = { exit: 0 };
  const program = buildProgram(io, (exit) => {
    ran.exit = exit;
  });
  try {
    await program.parseAsync([...argv], { from: "user" });
    return ran.exit;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : usageExit;
  }
}

/** The whole command line. Also the source of the completion scripts and of docs/cli.md. */
export function buildProgram(io: Io, onExit: (exit: number) => void = () => undefined): Command {
  const program = new Command("certplan")
    .description("Plan and apply certificate rotations, with a proof that nobody loses trust.")
    .version(certplanVersion(), "-V, --version", "print the version")
    .helpOption("-h, --help", "print help")
    .helpCommand("help [command]", "print help for a command")
    .configureHelp({ showGlobalOptions: true, helpWidth: Math.min(100, columnsOf(io) ?? 100), minWidthToWrap: 20 })
    .configureOutput({
      writeOut: io.out,
      writeErr: io.err,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
      outputError: (text, write) => write(usageText(text)),
    })
    .exitOverride();
  addCommonFlags(program);
  const does: Does = async (work) => {
    const { guarded } = await import("./guard.ts");
    onExit(await guarded(io, program.opts<CommonFlags>(), work));
  };
  addDesignCommands(program, does);
  addRunCommands(program, does);
  addLookCommands(program, does);
  addStateCommands(program, does);
  addLabCommands(program, does);
  addCompletion(program, io);
  return program;
}

/** Runs a command's work, which is loaded only then, so that the program starts fast. */
type Does = (work: Promise<Guarded>) => Promise<void>;

/** Commander's message in our shape: what is wrong, the suggestion, where to read on. */
function usageText(text: string): string {
  const lines = text
    .replace(/^error: /, "")
    .trimEnd()
    .split("\n");
  return `error Usage\n${lines.map((line) => `  ${line.replace(/[^\P{C}]/gu, "?")}\n`).join("")}  certplan --help\n`;
}

function addDesignCommands(program: Command, does: Does): void {
  program
    .command("init")
    .description("write a commented certplan.yaml, certplan.toml, ignore lines and an empty state; overwrite nothing")
    .action(() => does(import("./commands/init.ts").then(({ init }) => init())));
  program
    .command("validate")
    .description("check the estate; no network, runs no command")
    .action(() => does(import("./commands/validate.ts").then(({ validate }) => validate())));
}

function addRunCommands(program: Command, does: Does): void {
  addSelectionFlags(
    program.command("plan").description("read what is live, decide what is due, print the plan; change nothing"),
  )
    .option("-o, --out <file>", "write the plan as JSON, for apply")
    .addOption(formatFlag(["text", "json", "markdown"]))
    .option("--detailed-exitcode", "exit 2 if something is due")
    .option("--continue <run>", "plan the rest of an open run from the live system")
    .action((flags) => does(import("./commands/plan.ts").then(({ plan }) => plan(flags))));
  addSelectionFlags(
    program
      .command("apply")
      .description("go on with open runs; else run a plan")
      .argument("[planfile]", "a plan that plan -o wrote; giving it is consent"),
  )
    .option("--yes", "do not ask")
    .addOption(
      new Option("--expect <digest>", "plan afresh and run it only if it has this digest").argParser(digestArgument),
    )
    .addOption(
      new Option("--until <phase>", "park each target before its first step of this phase").choices([
        "trust",
        "switch",
        "drop",
      ]),
    )
    .option("--no-wait", "do not poll: park where a gate does not pass at the first look")
    .addOption(formatFlag(["text", "jsonl"]))
    .option("--parallelism <n>", "targets worked on at once (16)")
    .option("--lock-timeout <duration>", "how long to wait for another certplan (30s)")
    .option("--grace <duration>", "how long calls in flight get after Ctrl-C (5s)")
    .option("--new-state", "start a new state if the one that certplan.toml names is lost")
    .action((planfile, flags) => does(import("./commands/apply.ts").then(({ apply }) => apply(planfile, flags))));
  program
    .command("resolve")
    .description("decide what the platform cannot tell: did the step's call have its effect?")
    .argument("<step>", "as apply names it: om-paris/generate-ca")
    .option("--done", "it had; its gate still has to pass")
    .option("--not-done", "it had not; apply sends it again")
    .requiredOption("--because <text>", "how you know; the journal keeps it")
    .action((step, flags) => does(import("./commands/resolve.ts").then(({ resolve }) => resolve(step, flags))));
  program
    .command("confirm")
    .description("say that what a step asks for is done")
    .argument("<step>", "as apply names it: om-paris/consumer/ci-bosh")
    .requiredOption("--because <text>", "how you know; the journal keeps it")
    .action((step, flags) => does(import("./commands/confirm.ts").then(({ confirm }) => confirm(step, flags))));
  program
    .command("drift")
    .description("compare what is live with the estate and with what was last verified")
    .addOption(formatFlag(["text", "json", "markdown"]))
    .action((flags) => does(import("./commands/drift.ts").then(({ drift }) => drift(flags))));
}

function addLookCommands(program: Command, does: Does): void {
  program
    .command("show")
    .description("show a plan file, or the state")
    .argument("[planfile]", "a plan that plan -o wrote")
    .addOption(formatFlag(["text", "json", "markdown"]))
    .action((planfile, flags) => does(import("./commands/show.ts").then(({ show }) => show(planfile, flags))));
  program
    .command("graph")
    .description("draw the steps of a plan file, or of a fresh plan")
    .argument("[planfile]", "a plan that plan -o wrote")
    .addOption(formatFlag(["mermaid", "dot"]))
    .action((planfile, flags) => does(import("./commands/graph.ts").then(({ graph }) => graph(planfile, flags))));
  program
    .command("explain")
    .description("explain a code, a hard cut, a step kind or a target type")
    .argument("<name>", "such as WorldMoved")
    .action((name) => does(import("./commands/explain.ts").then(({ explain }) => explain(name))));
}

function addStateCommands(program: Command, does: Does): void {
  const state = program.command("state").description("what is known, what ran, and is it intact");
  const views = [
    ["list", "targets and open runs"],
    ["show", "what was last verified, slot by slot"],
    ["history", "what ran"],
    ["verify", "is every journal intact"],
  ] as const;
  for (const [view, description] of views) {
    state
      .command(view)
      .description(description)
      .addOption(formatFlag(["text", "json"]))
      .action((flags) => does(import("./commands/state.ts").then((commands) => commands.stateView(view, flags))));
  }
  state
    .command("abandon")
    .description("close an open run where it stands: send nothing, print what stays half done")
    .argument("<run>", "as state list names it")
    .requiredOption("--because <text>", "why; the journal keeps it")
    .action((run, flags) => does(import("./commands/abandon.ts").then(({ abandon }) => abandon(run, flags))));
  state
    .command("repair")
    .description("cut damaged journals where they are damaged, keep a copy, mark what may have happened since")
    .action(() => does(import("./commands/state.ts").then(({ stateRepair }) => stateRepair())));
  state
    .command("unlock")
    .description("free the locks of processes that are certainly gone")
    .action(() => does(import("./commands/state.ts").then(({ stateUnlock }) => stateUnlock())));
}

function addLabCommands(program: Command, does: Does): void {
  const lab = program.command("lab").description("simulated platforms to try certplan on");
  lab
    .command("up")
    .description("run the simulators in the foreground, with an estate and credentials to use them")
    .option("--scenario <name>", "which one; lab list names them")
    .action((flags) => does(import("./commands/lab.ts").then(({ labUp }) => labUp(flags))));
  lab
    .command("list")
    .description("list the scenarios")
    .action(() => does(import("./commands/lab.ts").then(({ labList }) => labList())));
}

function addCompletion(program: Command, io: Io): void {
  program
    .command("completion")
    .description("print a completion script for a shell")
    .addArgument(new Argument("<shell>", "which shell").choices(["bash", "zsh", "fish"]))
    .action(async (shell: string) => {
      const { completionScript } = await import("./completion.ts");
      io.out(completionScript(program, shell));
    });
}
