import { expect, test } from "vitest";
import { plainProgress } from "../../src/report/progress-plain.ts";

const waiting = {
  event: "LockWaiting",
  at: "2026-11-21T08:00:00Z",
  system: "opsman:0f3c",
  holder: "process 4711 on build-7",
  untilMs: 30_000,
} as const;

test("who waits for a lock is told for whom and how long", () => {
  expect(plainProgress(waiting)).toBe(
    "2026-11-21T08:00:00Z opsman:0f3c: locked by process 4711 on build-7, waiting up to 30 s",
  );
});

test("where the holder's machine cannot be asked it is told when the lock is taken over", () => {
  expect(plainProgress({ ...waiting, leaseMs: 20_000 })).toBe(
    "2026-11-21T08:00:00Z opsman:0f3c: locked by process 4711 on build-7, waiting up to 30 s; taken over once it has shown no life for 20 s",
  );
});
