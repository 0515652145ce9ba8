import { expect, test } from "vitest";
import type { ApplyResult } from "../../src/commands/index.ts";
import type { LabRequest } from "../../src/lab/model.ts";
import { CertplanError } from "../../src/messages/error.ts";
import { finish } from "../../src/simulation/closure.ts";
import { drawFrom } from "../../src/simulation/seeds/draw.ts";
import { World, type WorldValue } from "../../src/simulation/world.ts";
import { apply, drift, opsmanWorld, plan, type SimCommand } from "../build/opsman-world.ts";
import { canonicalEnd, certplan, changesDisk, duplicates, mutations, seeded } from "./worlds.ts";

const seed = Number(process.env["SIMULATION_SEED"] ?? "1");
const start = await opsmanWorld();
const alone = await uninterrupted(start);

interface Uninterrupted {
  readonly end: string;
  readonly mutations: readonly string[];
  readonly tookMs: number;
}

async function uninterrupted(value: WorldValue): Promise<Uninterrupted> {
  const world = new World(value);
  await finish(world, apply(certplan(world)));
  return { end: canonicalEnd(world), mutations: mutations(world), tookMs: world.now - value.now };
}

/** What one applier came to: an exit code, and what was said where it stopped. */
interface Ending {
  readonly exitCode: number;
  readonly code: string;
  readonly said: string;
}

async function endingOf(command: SimCommand, work: Promise<ApplyResult>): Promise<Ending> {
  try {
    const { exitCode, sentence, plan: planned } = await work;
    const stop = command.events.find((event) => event.event === "RunStopped");
    const refused = planned?.targets.flatMap((target) => target.refusals.map((refusal) => refusal.code)) ?? [];
    return { exitCode, code: stop?.code ?? refused.join() ?? "", said: stop?.sentence ?? sentence };
  } catch (error) {
    if (!(error instanceof CertplanError)) throw error;
    return { exitCode: error.exitCode, code: error.code, said: error.message };
  }
}

/** When the second one starts: at once, within the first seconds, at any time of the first one's work, or about its end. */
function delay(draw: (below: number) => number): number {
  return [0, draw(4_000), draw(alone.tookMs), alone.tookMs - 3_000 + draw(6_000)][draw(4)] ?? 0;
}

/** The endings that the contract allows for the one that does not apply. */
function allowed({ exitCode, code, said }: Ending, holders: readonly number[]): boolean {
  const named = holders.some((pid) => said.includes(`process ${pid} on sim`));
  if (exitCode === 6) return code === "Locked" && named;
  if (exitCode === 7) return ["AlreadyApplied", "StateMoved", "OpenRunElsewhere"].includes(code);
  return exitCode === 0 && code === "";
}

for (const [how, requested] of [
  ["--yes", false],
  ["--expect", true],
] as const) {
  test(`two appliers at once with ${how}, 120 interleavings: one applies, the other stops or has nothing to do, the end is the same`, async () => {
    const world0 = new World(start);
    const { digest } = (await finish(world0, plan(certplan(world0)))).plan;
    const endings = new Map<string, number>();
    for (let run = 0; run < 120; run += 1) {
      const draw = drawFrom(seed * 1_000 + run);
      // in one world of three a read of the second one is lost, so that its reading spans much of the other's work
      const slow = draw(3) === 0 ? draw(12) : -1;
      let reads = 0;
      const fault = (request: LabRequest): "lost-reply" | undefined => {
        if (request.from !== "b" || request.method !== "GET") return undefined;
        reads += 1;
        return reads - 1 === slow ? "lost-reply" : undefined;
      };
      const world = new World(start, { choose: seeded(draw), fault });
      const commands = [certplan(world, "a"), certplan(world, "b")];
      const processes = [...world.processes];
      const pids = processes.map((process) => process.identity.pid);
      const later = delay(draw);
      const request = requested ? { expect: digest, yes: false } : {};
      const works = commands.map(async (command, index) => {
        const own = processes[index];
        if (index === 1 && own !== undefined)
          await world.event(own, "starts later", () => undefined, { afterMs: later });
        return endingOf(command, apply(command, request));
      });
      const [first, second] = await finish(world, Promise.all(works));
      const told = `seed ${seed * 1_000 + run}: ${JSON.stringify([first, second])}`;
      if (first === undefined || second === undefined) throw new Error(told);
      const other = first.exitCode === 0 && first.said.includes("applied") ? second : first;
      expect(first.exitCode === 0 || second.exitCode === 0, told).toBe(true);
      expect(allowed(other, pids), told).toBe(true);
      expect([canonicalEnd(world), duplicates(world), mutations(world)], told).toEqual([
        alone.end,
        [],
        alone.mutations,
      ]);
      const name = `${other.exitCode} ${other.code}`.trim();
      endings.set(name, (endings.get(name) ?? 0) + 1);
    }
    console.log(`two appliers with ${how}: the other one ended with ${JSON.stringify(Object.fromEntries(endings))}`);
    expect(endings.get("6 Locked") ?? 0).toBeGreaterThan(20);
    expect(endings.size).toBeGreaterThan(1);
  });
}

test("a plan and a drift at any time of an apply change nothing: no file, no request but reads, the same end", async () => {
  for (let run = 0; run < 25; run += 1) {
    const draw = drawFrom(seed * 2_000 + run);
    const written: string[] = [];
    const world = new World(start, {
      choose: seeded(draw),
      afterEvent: (event) => {
        if (event.process?.name.startsWith("reader") === true && changesDisk(event)) written.push(event.label);
      },
    });
    const applying = apply(certplan(world));
    const readers = ["reader plan", "reader drift"].map(async (name, index) => {
      const command = certplan(world, name);
      const own = world.processes.at(-1);
      if (own !== undefined) await world.event(own, "starts later", () => undefined, { afterMs: draw(alone.tookMs) });
      return index === 0 ? plan(command) : drift(command);
    });
    const [applied] = await finish(world, Promise.all([applying, ...readers]));
    expect(applied).toMatchObject({ exitCode: 0 });
    expect([canonicalEnd(world), mutations(world), written]).toEqual([alone.end, alone.mutations, []]);
  }
});
