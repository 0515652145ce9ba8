import { expect, test } from "vitest";
import { progressFor } from "../../src/cli/progress.ts";
import type { ProgressEvent } from "../../src/messages/events.ts";
import { anIo } from "../build/io.ts";

const stop: ProgressEvent = {
  event: "RunStopped",
  at: "2026-11-20T16:10:00Z",
  run: "7k2p",
  targets: ["om-paris"],
  code: "WorldMoved",
  exitCode: 7,
  sentence: "the system moved",
  next: "certplan plan --continue 7k2p",
};
const common = { file: ["prod.yaml"], state: "/var/state", color: true };

test.each([
  ["text", "err"],
  ["jsonl", "out"],
] as const)("the command after a stop repeats the flags of this call, as %s", async (format, stream) => {
  const io = anIo();
  const progress = await progressFor(io, common, format);
  progress.emit(stop);
  progress.close();
  expect(io.written()[stream]).toContain("certplan plan -f prod.yaml --state /var/state --continue 7k2p");
});

test("a run that never got its lock is told by its id", async () => {
  const io = anIo();
  (await progressFor(io, { file: [], color: true }, "text")).emit({ ...stop, targets: [] });
  expect(io.written().err).toContain("Z run 7k2p stopped: the system moved");
});
