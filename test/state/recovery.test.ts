import { expect, test } from "vitest";
import { CertplanError } from "../../src/messages/error.ts";
import { genesis, readSegment } from "../../src/state/chain.ts";
import { continueRun, recoverRun } from "../../src/state/index.ts";
import { anOpenRun, by, directory, type OpenRun, segmentPath, someEvents } from "./a-run.ts";

const recover = (run: OpenRun): ReturnType<typeof recoverRun> => recoverRun(run.files, directory, "k7w3");

async function bytesOf(run: OpenRun, number = 1): Promise<Uint8Array> {
  return (await run.files.read(segmentPath(number))) ?? new Uint8Array();
}

/** The damage, or the text of the events that were read in spite of it. */
async function outcomeOf(run: OpenRun): Promise<string> {
  try {
    return JSON.stringify((await recover(run)).events);
  } catch (error) {
    if (error instanceof CertplanError && error.code === "StateDamaged") return "damaged";
    throw error;
  }
}

test("a journal gives back the events that were appended, in their order", async () => {
  const run = await anOpenRun();
  const { events, plan, ignoredBytes } = await recover(run);
  expect(events.slice(2)).toEqual(someEvents);
  expect(events.slice(0, 2).map((event) => event.kind)).toEqual(["SegmentOpened", "RunOpened"]);
  expect(plan).toEqual(run.plan);
  expect(ignoredBytes).toBe(0);
});

test("cut at any byte, a journal gives exactly the events whose records are whole", async () => {
  const bytes = await bytesOf(await anOpenRun());
  const whole = readSegment(bytes, genesis);
  const records = whole.kind === "whole" ? whole.records : [];
  const wrong: number[] = [];
  for (let length = 0; length <= bytes.length; length += 1) {
    const cut = bytes.subarray(0, length);
    const terminated = cut.filter((byte) => byte === 0x0a).length;
    const reading = readSegment(cut, genesis);
    const right =
      reading.kind === "whole" &&
      JSON.stringify(reading.records) === JSON.stringify(records.slice(0, terminated)) &&
      reading.length + reading.torn === length;
    if (!right) wrong.push(length);
  }
  expect(records).toHaveLength(someEvents.length + 2);
  expect(wrong).toEqual([]);
});

test("a tail that a loss of power left as NULs, in whole or in part, is torn and not damage", async () => {
  const run = await anOpenRun();
  const bytes = await bytesOf(run);
  const last = bytes.lastIndexOf(0x0a, bytes.length - 2) + 1;
  const expected = JSON.stringify((await recover(run)).events.slice(0, -1));
  for (let kept = last; kept < bytes.length; kept += 1) {
    const torn = new Uint8Array(bytes.length);
    torn.set(bytes.subarray(0, kept));
    run.files.overwrite(segmentPath(1), torn);
    expect(await outcomeOf(run), `${kept - last} bytes of the last record kept`).toBe(expected);
  }
});

test("whatever byte of a journal changes to whatever other, it is refused, or its last record is a torn one: never other events", async () => {
  const run = await anOpenRun(someEvents.slice(0, 1));
  const bytes = await bytesOf(run);
  const whole = readSegment(bytes, genesis);
  const records = whole.kind === "whole" ? whole.records : [];
  const told = { damaged: 0, torn: 0 };
  for (let position = 0; position < bytes.length; position += 1) {
    for (const flip of [1, 2, 4, 8, 16, 32, 64, 128, bytes[position] ?? 0]) {
      const flipped = bytes.slice();
      flipped[position] = (bytes[position] ?? 0) ^ flip;
      const reading = readSegment(flipped, genesis);
      if (reading.kind === "damaged") told.damaged += 1;
      else {
        // only the NUL in place of the last newline: what a loss of power leaves too
        expect([position, flipped[position]]).toEqual([bytes.length - 1, 0]);
        expect(reading.records).toEqual(records.slice(0, -1));
        told.torn += 1;
      }
    }
  }
  expect(told).toEqual({ damaged: bytes.length * 9 - 1, torn: 1 });
});

/** Up to the last record, which the next segment repeats. */
const sealedPart = (bytes: Uint8Array): number => bytes.lastIndexOf(0x0a, bytes.length - 2) + 1;

test("in a record of three segments every changed byte that counts is damage, and none behind a seal changes anything", async () => {
  const run = await anOpenRun();
  for (const event of someEvents) {
    const journal = await continueRun(run.files, directory, await recover(run), by);
    await journal.append(event);
  }
  const { files } = run;
  const pristine = files.disk;
  const intact = await outcomeOf(run);
  for (const number of [1, 2, 3]) {
    const bytes = await bytesOf(run, number);
    for (let position = 0; position < bytes.length; position += 1) {
      const flipped = bytes.slice();
      flipped[position] = (bytes[position] ?? 0) ^ 0x01;
      files.overwrite(segmentPath(number), flipped);
      const expected = position < sealedPart(bytes) ? "damaged" : intact;
      expect(await outcomeOf(run), `segment ${number}, byte ${position}`).toBe(expected);
    }
    files.disk = pristine;
  }
});

test("a journal that is gone on with bears the loss of the record that was last: it is written again with the seal", async () => {
  const run = await anOpenRun();
  const bytes = await bytesOf(run);
  const last = await recover(run);
  expect([last.behind, last.events.at(-1)]).toEqual([someEvents.at(-1), someEvents.at(-1)]);
  await continueRun(run.files, directory, last, by);
  const { events, ignoredBytes } = await recover(run);
  expect(events.map((event) => event.kind)).toEqual([...last.events.map((event) => event.kind), "SegmentOpened"]);
  expect(ignoredBytes).toBe(0);
  for (const kept of [sealedPart(bytes), bytes.length - 1]) {
    run.files.overwrite(segmentPath(1), bytes.subarray(0, kept));
    expect((await recover(run)).events).toEqual(events);
  }
  run.files.overwrite(segmentPath(1), bytes.subarray(0, sealedPart(bytes) - 1));
  expect(await outcomeOf(run)).toBe("damaged");
});

test("what is written with its segment is certain, and is not repeated", async () => {
  const run = await anOpenRun([]);
  for (let resumes = 0; resumes < 2; resumes += 1) {
    const found = await recover(run);
    expect(found.behind).toBeUndefined();
    await continueRun(run.files, directory, found, by);
  }
  expect((await recover(run)).events.map((event) => event.kind)).toEqual([
    "SegmentOpened",
    "RunOpened",
    "SegmentOpened",
    "SegmentOpened",
  ]);
});

test("every changed byte of the frozen plan is damage", async () => {
  const run = await anOpenRun();
  const path = `${directory}/runs/k7w3/plan.json`;
  const bytes = (await run.files.read(path)) ?? new Uint8Array();
  for (let position = 0; position < bytes.length; position += 7) {
    const flipped = bytes.slice();
    flipped[position] = (bytes[position] ?? 0) ^ 0x01;
    run.files.overwrite(path, flipped);
    expect(await outcomeOf(run), `byte ${position}`).toBe("damaged");
  }
});

test("a missing plan, a missing segment and an empty segment are damage", async () => {
  const run = await anOpenRun();
  await continueRun(run.files, directory, await recover(run), by);
  const pristine = run.files.disk;
  for (const path of [`${directory}/runs/k7w3/plan.json`, segmentPath(1)]) {
    await run.files.remove(path);
    expect(await outcomeOf(run), path).toBe("damaged");
    run.files.disk = pristine;
  }
  run.files.overwrite(segmentPath(2), new Uint8Array());
  expect(await outcomeOf(run)).toBe("damaged");
});

test("what a dead holder writes after its segment was sealed is ignored and counted", async () => {
  const run = await anOpenRun(someEvents.slice(0, 1));
  const journal = await continueRun(run.files, directory, await recover(run), by);
  const sealed = (await bytesOf(run)).length;
  await run.journal.append({ kind: "RunClosed", at: by.at, result: "applied", verified: {} });
  await journal.append(someEvents[1] ?? { kind: "StepNotDone", at: by.at, step: "", why: "" });
  const { events, ignoredBytes } = await recover(run);
  expect(events.map((event) => event.kind)).toEqual([
    "SegmentOpened",
    "RunOpened",
    "StepIntended",
    "SegmentOpened",
    "StepPerformed",
  ]);
  expect(ignoredBytes).toBe((await bytesOf(run)).length - sealed);
  expect(ignoredBytes).toBeGreaterThan(0);
});

test("a torn tail is sealed away by the next holder, and its bytes are counted", async () => {
  const run = await anOpenRun();
  const bytes = await bytesOf(run);
  run.files.overwrite(segmentPath(1), bytes.subarray(0, bytes.length - 10));
  const torn = await recover(run);
  const journal = await continueRun(run.files, directory, torn, by);
  await journal.append(someEvents[2] ?? { kind: "StepNotDone", at: by.at, step: "", why: "" });
  const { events, ignoredBytes } = await recover(run);
  expect(events.filter((event) => event.kind !== "SegmentOpened").slice(1)).toEqual(someEvents);
  expect(ignoredBytes).toBe(torn.ignoredBytes);
  expect(ignoredBytes).toBeGreaterThan(0);
});

test("two processes that recovered the same journal: one continues it, the other is told that it lost", async () => {
  const run = await anOpenRun();
  const recovered = await recover(run);
  await continueRun(run.files, directory, recovered, by);
  await expect(continueRun(run.files, directory, recovered, by)).rejects.toMatchObject({
    code: "FenceLost",
    exitCode: 7,
  });
});

test("a journal shorter than state.json knows, or as long and ending otherwise, is damage", async () => {
  const run = await anOpenRun();
  const end = run.journal.end();
  const knowing = (known: typeof end): ReturnType<typeof recoverRun> => recoverRun(run.files, directory, "k7w3", known);
  const events = expect.arrayContaining([...someEvents]);
  await expect(knowing(end)).resolves.toMatchObject({ events });
  await expect(knowing({ ...end, length: end.length - 1 })).resolves.toMatchObject({ events });
  for (const known of [
    { ...end, length: end.length + 1 },
    { ...end, segment: 2, length: 1 },
    { ...end, head: genesis },
  ]) {
    await expect(knowing(known)).rejects.toMatchObject({ code: "StateDamaged", hint: "certplan state verify" });
  }
});
