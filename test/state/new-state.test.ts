import { expect, test } from "vitest";
import { createState, emptyState, layout, readState, writeState } from "../../src/state/index.ts";
import { at, directory } from "./a-run.ts";
import { memoryFiles } from "./memory-files.ts";

test("a new state is never made over one that is there", async () => {
  const files = memoryFiles();
  expect(await createState(files, directory, "lineage-1")).toBe(true);
  expect(await createState(files, directory, "lineage-2")).toBe(false);
  expect(await readState(files, directory)).toEqual(emptyState("lineage-1"));
});

test("the folder whose sync makes a state directory durable is the one that holds it, also without a slash in its path", () => {
  const parents = [".certplan", "/certplan", "/estate/.certplan", "estate/.certplan"].map(
    (path) => layout(path).parent,
  );
  expect(parents).toEqual([".", "/", "/estate", "estate"]);
});

test("of more than 100 closed runs the oldest are forgotten by name, and no open one", async () => {
  const files = memoryFiles();
  await createState(files, directory, "lineage-1");
  const journal = { segment: 1, length: 0, head: "" };
  const run = { digest: "sha256:0", targets: [], systems: [], openedAt: at, journal };
  const closedAt = (index: number): string =>
    `2026-11-21T08:${String(index % 60).padStart(2, "0")}:${index < 60 ? "00" : "30"}Z`;
  const closed = Array.from({ length: 102 }, (_none, index) => {
    return [`r${index}`, { ...run, closed: { at: closedAt(index), result: "applied" as const } }] as const;
  });
  await writeState(files, directory, {
    ...emptyState("lineage-1"),
    runs: { open: run, ...Object.fromEntries(closed) },
  });
  const state = await readState(files, directory);
  expect(state?.forgotten?.toSorted()).toEqual(["r0", "r60"]);
  expect(Object.keys(state?.runs ?? {})).toHaveLength(101);
  expect(state?.runs["open"]).toEqual(run);
});
