import { isScenarioName, type LabTarget, type RunningScenario, scenarios, startScenario } from "../../lab/index.ts";
import { nodeKeys, nodePorts } from "../../ports/node/index.ts";
import { answering, type Guarded } from "../guard.ts";
import type { Io } from "../io.ts";
import { usage } from "../usage.ts";

/** `certplan lab list`. */
export function labList(): Guarded {
  return answering("text", async (io) => {
    const columns = Math.max(...Object.keys(scenarios).map((name) => name.length));
    for (const [name, { explain }] of Object.entries(scenarios)) {
      io.out(`${name.padEnd(columns)}  ${explain}${name === defaultScenario() ? " (the default)" : ""}\n`);
    }
    return 0;
  });
}

/** `certplan lab up`: serves until a signal comes. The estate is written into the working directory. */
export function labUp(flags: { readonly scenario?: string }): Guarded {
  return answering("text", async (io) => {
    const name = flags.scenario ?? defaultScenario();
    if (!isScenarioName(name)) throw usage(`there is no scenario ${name}: ${Object.keys(scenarios).join(", ")}`);
    const stopped = untilSignal(io);
    const running = await startScenario(name, { directory: io.cwd, ports: { ...nodePorts(), keys: nodeKeys() } });
    announce(io, name, running);
    await stopped;
    io.err("Closing the lab.\n");
    await running.close();
    return 0;
  });
}

/** The first of the list. */
function defaultScenario(): string {
  return Object.keys(scenarios)[0] ?? "";
}

const targetsShown = 12;

function announce(io: Io, name: string, { directory, targets }: RunningScenario): void {
  io.out(`lab ${name} is up: ${targets.length} target${targets.length === 1 ? "" : "s"}, estate in ${directory}\n`);
  const columns = Math.max(...targets.map((target) => target.name.length));
  for (const target of targets.slice(0, targetsShown)) io.out(`${targetLine(target, columns)}\n`);
  if (targets.length > targetsShown) io.out(`  and ${targets.length - targetsShown} more\n`);
  io.out(`In another terminal:  cd ${directory} && certplan plan\nCtrl-C ends it.\n`);
}

function targetLine({ name, address, explain }: LabTarget, columns: number): string {
  return `  ${name.padEnd(columns)}  ${address}  ${explain}`;
}

async function untilSignal(io: Io): Promise<void> {
  await new Promise<void>((resolve) => {
    const end = io.onSignal(() => {
      end();
      resolve();
    });
  });
}
