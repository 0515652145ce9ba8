import { inputCodes } from "./input-codes.ts";

const otherCodes = {
  // access (exit 4)
  AccessRefused: { kind: "access", explain: "The platform refused the credentials, or they may not do this." },
  // platform (exit 5)
  PlatformUnreachable: {
    kind: "platform",
    explain:
      "No usable reply from the platform: no connection, a timeout, or a server error. Nothing is planned from missing data.",
  },
  PlatformUntrusted: {
    kind: "platform",
    explain:
      "The platform's own certificate is not one that `trust` accepts. Compare it with what you expect before you change `trust`.",
  },
  PlatformReply: {
    kind: "platform",
    explain: "The platform replied with something that certplan does not understand.",
  },
  IssuerFailed: {
    kind: "platform",
    explain:
      "An issuer gave no certificate, or one that is not what was asked for: another key, names missing, dates that do not hold, a chain that does not fit together. Nothing of it was used. Mend the issuer, then `certplan apply` asks it again with the same request id and key.",
  },
  PlatformRefused: { kind: "platform", explain: "The platform refused a change; it says that nothing happened." },
  ProgramFailed: {
    kind: "platform",
    explain:
      "A program that the estate names did not end with 0, took too long, or could not be started. What it wrote is not shown, because it may hold a secret. Run it by hand to see; `certplan apply` runs it again.",
  },
  OutcomeUnknown: {
    kind: "platform",
    explain:
      "A change was sent and its reply was lost. certplan asks the platform what happened before it does anything else.",
  },
  // locked (exit 6)
  Locked: {
    kind: "locked",
    explain:
      "Another certplan is working on this system. Wait for it, or use --lock-timeout. If its process is certainly gone, `certplan state unlock` frees the lock.",
  },
  // stale (exit 7)
  WorldMoved: {
    kind: "stale",
    explain:
      "Something that a step assumed is no longer so. Nothing further was touched. Plan the rest with `certplan plan --continue RUN`.",
  },
  StateMoved: {
    kind: "stale",
    explain: "The state has changed since the plan was made: another apply was here. Plan again.",
  },
  DigestMoved: {
    kind: "stale",
    explain: "The plan made now is not the one that was reviewed. Review the difference, then apply the new digest.",
  },
  OpenRunElsewhere: {
    kind: "stale",
    explain:
      "An open run with another digest holds one of the plan's targets or systems. Finish it with `certplan apply`, or plan its rest with `certplan plan --continue RUN`.",
  },
  AlreadyApplied: {
    kind: "stale",
    explain: "This plan has been applied to its end. Plan again to see what is due now.",
  },
  NothingToResolve: {
    kind: "stale",
    explain:
      "The outcome of this step is known, or it has not begun: there is nothing for a person to decide. `certplan apply` goes on.",
  },
  NothingToConfirm: {
    kind: "stale",
    explain:
      "This step asks nothing of a person: it has no gate, its gate has passed, or its own check passes by now. `certplan apply` goes on.",
  },
  FenceLost: {
    kind: "stale",
    explain:
      "Another process took over the lock while this one was running. This one stopped without sending anything further.",
  },
  // refused (exit 8)
  VerificationOff: {
    kind: "refused",
    explain:
      "The target's trust has `verify: false`: anyone who answers at its address would get its credentials. In CI that needs --insecure.",
  },
  PlanRefused: {
    kind: "refused",
    explain: "Policy, proof or platform rules forbid the plan. The plan says which and what to change.",
  },
  ResolveRefused: {
    kind: "refused",
    explain:
      "What a person says of a step cannot be taken: the platform shows otherwise, or later steps need a value that only the platform could tell and does not. `certplan apply` asks the platform itself; `certplan plan --continue RUN` plans the rest from what is live.",
  },
  OutputRefused: {
    kind: "refused",
    explain:
      "An output cannot be written where the estate says: the file lies in a git work tree and is not ignored, or `merge` would have to merge something other than certificates.",
  },
  ConfirmRefused: {
    kind: "refused",
    explain:
      "This step cannot be confirmed now: something before it has not passed, or its gate does not ask but waits. Only what the gate itself asks at that moment can be confirmed.",
  },
  TooLate: {
    kind: "refused",
    explain: "The plan can no longer be finished before something expires, or its time has run out. Plan again.",
  },
  // stopped (exit 9)
  StoppedSafely: { kind: "stopped", explain: "The apply stopped at a safe point. `certplan apply` goes on." },
  ParkedByUntil: {
    kind: "stopped",
    explain:
      "The apply stopped where its `--until` says: each target stands before its first step of that phase, the run stays open and holds no lock. `certplan apply` goes on.",
  },
  OutcomeUndecidable: {
    kind: "stopped",
    explain:
      "A change was sent, its reply was lost, and the platform cannot tell whether it happened. A second one could do harm, so a person decides: look at the platform, then `certplan resolve STEP --done --because TEXT`, or --not-done.",
  },
  GateTimedOut: {
    kind: "stopped",
    explain: "What a gate waits for did not happen within its time. The run stays open; `certplan apply` waits again.",
  },
  StepAsks: {
    kind: "stopped",
    explain:
      "A step asks for a person: the sentence says what there is to do. Everything else that could be done is done, the run stays open and holds no lock. Do it, then `certplan confirm STEP --because TEXT` (where the step has a check of its own, `certplan apply` alone is enough).",
  },
  GateWaits: {
    kind: "stopped",
    explain:
      "The gate of a step waits for something, and `--no-wait` says not to. The run stays open and holds no lock. `certplan apply` looks again.",
  },
  ProgramStillRuns: {
    kind: "stopped",
    explain:
      "A program of yours that an earlier apply began still runs. certplan waits for its end before it looks at what it did, and has waited for as long as the step may take.",
  },
  DiskFailed: {
    kind: "stopped",
    explain:
      "The state directory could not be read, written or synced, or went away. Nothing further was sent. What is on disk is whole; `certplan apply` goes on once the disk works, or the volume is mounted again.",
  },
  // unverified (exit 10)
  VerificationFailed: {
    kind: "unverified",
    explain:
      "A change was made and the platform shows that it did not have its effect. Plan the rest with `certplan plan --continue RUN` once the cause is mended.",
  },
  // interrupted (exit 130)
  Interrupted: {
    kind: "interrupted",
    explain: "Stopped by a second signal, with the guarantees of a kill: `certplan apply` goes on.",
  },
  // defects (exit 1)
  ImpossibleValue: {
    kind: "defect",
    explain: "A value that no code path should produce. This is a defect in certplan: please report it.",
  },
} as const;

/** Every error code of certplan, in the order of docs/errors.md, which is made from this. */
export const errorCodes: typeof inputCodes & typeof otherCodes = { ...inputCodes, ...otherCodes };

export type ErrorCode = keyof typeof errorCodes;
