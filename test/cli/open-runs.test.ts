import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runProgram } from "../../src/cli/program.ts";
import { type RunningScenario, startScenario } from "../../src/lab/index.ts";
import { nodeClock, nodePorts } from "../../src/ports/node/index.ts";
import { createRun, createState } from "../../src/state/index.ts";
import { anIo } from "../build/io.ts";
import { aPlan } from "../build/plan.ts";
import { pooledKeys } from "../keys/pool.ts";

/** What people do with a run that stays open, on a real Ops Manager of the lab. */
describe("an open run", () => {
  let lab: RunningScenario;
  let directory: string;
  let run: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "certplan-open-"));
    lab = await startScenario("opsman-leaves", { directory, ports: { ...nodePorts(), keys: pooledKeys() } });
  });
  afterAll(async () => {
    await lab.close();
  });

  async function certplan(argv: readonly string[]): Promise<{ exit: number; out: string; err: string }> {
    const io = anIo({ now: () => nodeClock().now(), env: { USER: "ada" } });
    const exit = await runProgram([...argv, "-f", join(directory, "certplan.yaml")], io);
    return { exit, ...io.written() };
  }

  test("apply --until switch parks it: exit 9, where it stands, and the next command", async () => {
    const { exit, out, err } = await certplan(["apply", "--yes", "--new-state", "--until", "switch"]);
    expect(exit).toBe(9);
    expect(err).toMatch(/parked, as --until switch says: opsman before opsman\/.*\(ParkedByUntil, exit 9\)/);
    expect(out).toBe(
      `0 of 1 runs applied to the end, 1 parked\nnext  certplan apply -f ${join(directory, "certplan.yaml")}\n`,
    );
    run = /run (\w+) opened/.exec(err)?.[1] ?? "";
    expect(run).not.toBe("");
  });

  test("resolve of a step that has no open call: exit 7; of one that is none: exit 3", async () => {
    const { steps } = JSON.parse(
      await readFile(join(directory, ".certplan", "runs", run, "plan.json"), "utf8"),
    ) as ReturnType<typeof aPlan>;
    const known = await certplan(["resolve", steps.at(-1)?.id ?? "", "--done", "--because", "seen"]);
    expect([known.exit, known.err]).toEqual([7, expect.stringContaining("error NothingToResolve")]);
    const unknown = await certplan(["resolve", "opsman/nothing", "--not-done", "--because", "seen"]);
    expect([unknown.exit, unknown.err]).toEqual([3, expect.stringContaining("error StepUnknown")]);
    expect(unknown.err).toContain(`certplan state list -f ${join(directory, "certplan.yaml")}`);
  });

  test("confirm of a step that is not reached yet: exit 8 with what comes before it; of one that asks nothing: exit 7", async () => {
    const { steps } = JSON.parse(
      await readFile(join(directory, ".certplan", "runs", run, "plan.json"), "utf8"),
    ) as ReturnType<typeof aPlan>;
    const last = await certplan(["confirm", steps.at(-1)?.id ?? "", "--because", "seen"]);
    expect([last.exit, last.err]).toEqual([8, expect.stringMatching(/error ConfirmRefused\n.*it comes after/)]);
    const first = await certplan(["confirm", steps[0]?.id ?? "", "--because", "seen"]);
    expect([first.exit, first.err]).toEqual([7, expect.stringContaining("error NothingToConfirm")]);
  });

  test("state abandon: exit 0, tells what stays half done; the run is in the history with how it ended", async () => {
    const { exit, out } = await certplan(["state", "abandon", run, "--because", "the window has closed"]);
    expect(exit).toBe(0);
    expect(out).toContain(`Run ${run} of opsman is closed where it stood; nothing was sent.`);
    expect(out).toMatch(/1 step passed\n {2}✓ .*\(opsman\/regenerate.*\)\n\d steps? not begun\./);
    expect(out).toContain(`To plan from what is live:  certplan plan -f ${join(directory, "certplan.yaml")}`);
    expect((await certplan(["state", "history"])).out).toContain(`run ${run} abandoned`);
    const again = await certplan(["state", "abandon", run, "--because", "again"]);
    expect([again.exit, again.err]).toEqual([3, expect.stringContaining("error RunUnknown")]);
  });

  test("a new plan goes on from what is live", async () => {
    const { exit, out } = await certplan(["plan", "--detailed-exitcode"]);
    expect(exit).toBe(2);
    expect(out).toContain("were regenerated and are not deployed");
    expect(out).toMatch(/switch +1 +apply changes/);
  });
});

test("a damaged journal: state verify exits 3 and names state repair, which cuts it and keeps a copy; then verify is content", async () => {
  const directory = await mkdtemp(join(tmpdir(), "certplan-repair-"));
  const { files, host } = nodePorts();
  const state = join(directory, ".certplan");
  await createState(files, state, "lineage-1");
  const by = { at: "2026-11-21T08:00:00Z", holder: host.self() };
  const plan = aPlan();
  const journal = await createRun(files, state, { id: "k7w3", plan, targets: ["om-paris"] }, by);
  const step = plan.steps.find((one) => one.performs)?.id ?? "";
  await journal.append({ kind: "StepIntended", at: by.at, step, attempt: 1, baseline: null });
  const path = join(state, "runs", "k7w3", "journal-000001.jsonl");
  const text = await readFile(path, "utf8");
  await writeFile(path, text.replace('"attempt":1', '"attempt":2'));
  const certplan = async (...argv: readonly string[]): Promise<{ exit: number; out: string }> => {
    const io = anIo();
    return { exit: await runProgram([...argv, "--state", state], io), out: io.written().out };
  };
  const found = await certplan("state", "verify");
  expect(found).toMatchObject({ exit: 3, out: expect.stringContaining(`certplan state repair --state ${state}`) });
  const { exit, out } = await certplan("state", "repair");
  expect(exit).toBe(0);
  expect(out).toContain("run k7w3  cut where it is damaged: segment 1, byte ");
  expect(out.replaceAll(/\n\s+/g, "")).toContain(`${path}.damaged`);
  expect(out).toContain(`certplan apply --state ${state}`);
  expect(await certplan("state", "verify")).toMatchObject({ exit: 0 });
  expect(await certplan("state", "repair")).toEqual({
    exit: 0,
    out: "Nothing is damaged: nothing to repair.\n",
  });
});
