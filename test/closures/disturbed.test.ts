import { describe, expect, test } from "vitest";
import type { LabRequest } from "../../src/lab/model.ts";
import type { OpsmanState } from "../../src/lab/opsman/index.ts";
import type { ProgressEvent } from "../../src/messages/events.ts";
import { canonicalForm } from "../../src/model/digest.ts";
import { finish } from "../../src/simulation/closure.ts";
import { type ArrivalFault, World, type WorldHooks, type WorldValue } from "../../src/simulation/world.ts";
import { isExtended } from "../build/kills.ts";
import { caWorld } from "../build/opsman-ca-world.ts";
import { apply, commandIn, opsmanOf } from "../build/opsman-world.ts";
import { changeOpsman } from "../commands/worlds.ts";
import { type Cell, cellOf, isCell, profileNames, startNames } from "./cells.ts";

/** All of them with `EXTENDED=1`, which `npm run closures` sets. */
const cells: readonly Cell[] = isExtended
  ? profileNames.flatMap((profile) =>
      startNames.filter((start) => isCell(profile, start)).map((start) => cellOf(profile, start)),
    )
  : [cellOf("3.0", "by hand"), cellOf("2.7", "S4")];

const faults: readonly NonNullable<ArrivalFault>[] = ["lost-reply", "lost-request", "server-error", "cut", "garbled"];

/** Somebody else's changes, each with the fact that tells it. */
const others: Readonly<Record<string, (state: OpsmanState) => OpsmanState>> = {
  newestInstallation: (state) => ({
    ...state,
    installations: [
      ...state.installations.slice(0, 1).map((row) => ({ ...row, id: row.id + 1 })),
      ...state.installations,
    ],
  }),
  products: (state) => ({
    ...state,
    products: [
      ...state.products,
      ...state.products.slice(-1).map((one) => ({ ...one, guid: "p-redis-00000000000000000000" })),
    ],
  }),
  unexplainedChanges: (state) => ({
    ...state,
    pending: [...state.pending, { guid: state.products[1]?.guid ?? "", action: "install" }],
  }),
  inactiveCas: (state) => ({
    ...state,
    cas: [...state.cas, ...state.cas.slice(0, 1).map((ca) => ({ ...ca, guid: "00112233445566778899", active: false }))],
  }),
};

/** Nothing twice, nobody refused, at every event. */
function assertUnharmed(world: World): void {
  const broken = world.servers.flatMap((server) => server.model.broken(server.state, world.now));
  const twice = Object.entries(opsmanOf(world).effects).filter(([, count]) => count > 1);
  if (broken.length + twice.length > 0) throw new Error(`${broken.join("; ")} ${JSON.stringify(twice)}`);
}

function watched(start: WorldValue, hooks: WorldHooks = {}): World {
  return new World(start, { ...hooks, afterEvent: (_event, world) => assertUnharmed(world) });
}

async function applyIn(world: World, cell: Cell, emit?: (event: ProgressEvent) => void): Promise<number> {
  const { context } = commandIn(world, world.spawn("certplan"), { estate: cell.estate });
  const told = emit === undefined ? context : { ...context, emit };
  return (await finish(world, apply({ context: told, events: [] }))).exitCode;
}

function endOf(world: World): string {
  return canonicalForm(world.servers.map((server) => server.model.canonical(server.state)));
}

function isChange({ method, path }: Pick<LabRequest, "method" | "path">): boolean {
  return method !== "GET" && !path.startsWith("/uaa/");
}

for (const cell of cells) {
  describe(`${cell.profile} from ${cell.start}`, () => {
    test("every fault at every call, each alone: the same end within 3 applies", async () => {
      const start = await caWorld(cell.options);
      const calm = watched(start);
      expect(await applyIn(calm, cell)).toBe(0);
      const struckCalls = calm.arrived.flatMap(({ line }, index) =>
        isExtended || isChange(partsOf(line)) ? [index] : [],
      );
      for (const fault of faults) {
        for (const struck of struckCalls) {
          let call = -1;
          const world = watched(start, { fault: () => ((call += 1) === struck ? fault : undefined) });
          const codes = [await applyIn(world, cell)];
          while (codes.length < 3 && codes.at(-1) !== 0) codes.push(await applyIn(world, cell));
          const where = `${JSON.stringify(fault)} of call ${struck}, ${calm.arrived[struck]?.line}: exits ${codes.join(", ")}`;
          expect(codes.at(-1), where).toBe(0);
          expect(endOf(world), where).toBe(endOf(calm));
        }
      }
      console.log(
        `${cell.profile} from ${cell.start}: ${faults.length} faults at ${struckCalls.length} calls, the same end`,
      );
    });

    test("a system that moves before any step: exit 7 there, and nothing further is sent", async () => {
      const start = await caWorld(cell.options);
      const steps = await performingSteps(start, cell);
      for (const [fact, happens] of Object.entries(others)) {
        for (const step of steps) {
          const world = new World(start);
          let sentBefore = -1;
          const exitCode = await applyIn(world, cell, (event) => {
            if (event.event !== "StepStarted" || event.step !== step || sentBefore !== -1) return;
            sentBefore = changesIn(world);
            changeOpsman(world, happens);
          });
          expect({ exitCode, further: changesIn(world) - sentBefore }, `${fact} before ${step}`).toEqual({
            exitCode: 7,
            further: 0,
          });
        }
      }
      console.log(
        `${cell.profile} from ${cell.start}: ${Object.keys(others).length} changes before each of ${steps.length} steps, exit 7`,
      );
    });
  });
}

function changesIn(world: World): number {
  return world.arrived.filter(({ line }) => isChange(partsOf(line))).length;
}

function partsOf(line: string): { readonly method: string; readonly path: string } {
  const [method = "", path = ""] = line.split(" ");
  return { method, path };
}

/** Steps that send a change to the platform, in the order in which an apply that nobody disturbs starts them. */
async function performingSteps(start: WorldValue, cell: Cell): Promise<readonly string[]> {
  const world = new World(start);
  const started: { readonly step: string; readonly sent: number }[] = [];
  await applyIn(world, cell, (event) => {
    if (event.event === "StepStarted") started.push({ step: event.step, sent: changesIn(world) });
  });
  const sent = [...started.map((one) => one.sent), changesIn(world)];
  return started.filter((one, index) => (sent[index + 1] ?? 0) > one.sent).map(({ step }) => step);
}
