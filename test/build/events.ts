import type { ProgressEvent } from "../../src/messages/events.ts";
import { iso } from "../../src/time/instant.ts";
import { aFingerprint, goldenNow } from "./plan.ts";

const at = (seconds: number): string => iso(goldenNow + seconds * 1000);
const run = "7k2p";
const targets = ["om-paris"];
const digest = `sha256:${aFingerprint("4f1c0d")}`;
const place = (
  index: number,
  step: string,
  title: string,
): { run: string; target: string; step: string; title: string; index: number; of: number } => ({
  run,
  target: "om-paris",
  step: `om-paris/${step}`,
  title,
  index,
  of: 3,
});
const apply = place(2, "apply-changes", "apply changes: director, cf, p.mysql");

/** An apply that is killed in step 2. */
export const appliedEvents: readonly ProgressEvent[] = [
  { event: "Reading", at: at(0), target: "om-paris" },
  { event: "Read", at: at(2), target: "om-paris", readable: true, elapsedMs: 2000 },
  { event: "LockWaiting", at: at(2), system: "opsman:0f3c", holder: "process 4711 on build-7", untilMs: 30_000 },
  { event: "RunOpened", at: at(3), run, targets, digest, steps: 3 },
  { event: "StepStarted", at: at(3), ...place(1, "regenerate-leaves", "regenerate the leaves"), estimatedSeconds: 5 },
  {
    event: "StepPassed",
    at: at(5),
    ...place(1, "regenerate-leaves", "regenerate the leaves"),
    sentence: "37 leaves staged",
    elapsedMs: 2000,
  },
  { event: "StepStarted", at: at(5), ...apply, estimatedSeconds: 6600 },
  {
    event: "StepWaiting",
    at: at(2475),
    ...apply,
    sentence: "install 42 running (cf 3 of 4)",
    elapsedMs: 2_470_000,
    estimatedSeconds: 6600,
  },
];

/** The apply that goes on, and ends well. */
export const resumedEvents: readonly ProgressEvent[] = [
  {
    event: "RunResumed",
    at: at(2715),
    run,
    targets,
    digest,
    steps: 3,
    passed: 1,
    stoppedAt: at(2475),
    differences: ["om-paris.apply.timeout"],
  },
  { event: "StepStarted", at: at(2715), ...apply, estimatedSeconds: 6600, begunAt: at(5) },
  {
    event: "StepWaiting",
    at: at(2715),
    ...apply,
    sentence: "process 4711 of an earlier apply still runs",
    elapsedMs: 0,
  },
  {
    event: "StepSettling",
    at: at(2715),
    ...apply,
    sentence: "the reply was lost: asking the platform",
    waitMs: 120_000,
  },
  { event: "StepSettled", at: at(2835), ...apply, outcome: "done", sentence: "install 42 is ours" },
  {
    event: "StepWaiting",
    at: at(2845),
    ...apply,
    sentence: "install 42 running (cf 3 of 4)",
    elapsedMs: 130_000,
    estimatedSeconds: 6600,
    begunAt: at(5),
  },
  {
    event: "StepPassed",
    at: at(6765),
    ...apply,
    sentence: "install 42 succeeded",
    elapsedMs: 4_050_000,
    begunAt: at(5),
  },
  { event: "StepStarted", at: at(6766), ...place(3, "verify", "every process shows its new leaf") },
  {
    event: "StepPassed",
    at: at(6768),
    ...place(3, "verify", "every process shows its new leaf"),
    sentence: "",
    elapsedMs: 2000,
  },
  { event: "RunClosed", at: at(6769), run, targets, steps: 3, elapsedMs: 4_054_000 },
];

const ci = place(2, "consumer/ci-bosh", "consumer ci-bosh learns the new root-ca");
const confirmCi = "certplan confirm om-paris/consumer/ci-bosh --because TEXT";

/** An apply that comes to what a person has to do. */
export const parkedEvents: readonly ProgressEvent[] = [
  { event: "RunOpened", at: at(3), run, targets, digest, steps: 3 },
  { event: "StepStarted", at: at(3), ...ci },
  { event: "StepAsks", at: at(4), ...ci, sentence: "add the new root to BOSH_CA_CERT (ci@acme)", next: confirmCi },
  {
    event: "RunStopped",
    at: at(4),
    run,
    targets,
    step: "om-paris/consumer/ci-bosh",
    title: "consumer ci-bosh learns the new root-ca",
    index: 2,
    code: "StepAsks",
    exitCode: 9,
    sentence: "om-paris/consumer/ci-bosh asks: add the new root to BOSH_CA_CERT (ci@acme)",
    next: confirmCi,
  },
];

/** The apply that finds a moved world. */
export const movedEvents: readonly ProgressEvent[] = [
  { event: "StateWaiting", at: at(0), waitMs: 120_000 },
  { event: "RunOpened", at: at(3), run, targets, digest, steps: 3 },
  {
    event: "RunStopped",
    at: at(4),
    run,
    targets,
    step: "om-paris/apply-changes",
    title: "apply changes",
    index: 2,
    code: "WorldMoved",
    exitCode: 7,
    sentence: "the system moved",
    moved: [
      { fact: "cas", assumed: '["5f0b:9f3a:active"]', found: '["5f0b:9f3a:active","77aa:c01d"]' },
      { fact: "newestInstallation", assumed: "41", found: "42" },
    ],
    next: "certplan plan --continue 7k2p",
  },
];
