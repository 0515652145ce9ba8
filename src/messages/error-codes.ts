/** Every error code of certplan, in the order of docs/errors.md, which is made from this. */
export const errorCodes = {
  // input (exit 3): what people wrote
  InvalidInstant: {
    kind: "input",
    explain: "A date or time is not RFC 3339. Write 2026-12-31 or 2026-12-31T18:00:00Z.",
  },
  SecretUnresolved: {
    kind: "input",
    explain:
      "A secret reference gave no value: the environment variable is not set, the file cannot be read, or the command failed. The value itself is never shown.",
  },
  StateMissing: {
    kind: "input",
    explain:
      "certplan.toml names a lineage, but there is no state behind it: the state directory is lost, not mounted, or another one. If it is really gone, `certplan apply --new-state` starts a new state; certplan then recognises a half-done rotation from the live system.",
  },
  StateDamaged: {
    kind: "input",
    explain:
      "A record of the state or of a journal was written whole and has changed since. certplan does not guess what it said. `certplan state verify` tells where the damage is.",
  },
  StateNotPersistent: {
    kind: "input",
    explain:
      "In CI an apply needs a state directory that outlives the machine. Mount one and write `persistent = true` under [state] in certplan.toml; a CI cache is not enough.",
  },
  LineageMismatch: {
    kind: "input",
    explain: "The plan or the settings belong to another state than the one found: their lineages differ.",
  },
  PlanInvalid: {
    kind: "input",
    explain:
      "The plan file is not a plan of this format, or it was changed after it was made (its digest does not match).",
  },
  StepKindUnknown: {
    kind: "input",
    explain:
      "The plan holds a step kind, or a version of one, that this certplan does not have. Use the certplan that made the plan.",
  },
  ConsentMissing: {
    kind: "input",
    explain: "There is no terminal to ask on, and neither a plan file, --expect nor --yes gives consent.",
  },
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
  PlatformRefused: { kind: "platform", explain: "The platform refused a change; it says that nothing happened." },
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
  FenceLost: {
    kind: "stale",
    explain:
      "Another process took over the lock while this one was running. This one stopped without sending anything further.",
  },
  // refused (exit 8)
  PlanRefused: {
    kind: "refused",
    explain: "Policy, proof or platform rules forbid the plan. The plan says which and what to change.",
  },
  TooLate: {
    kind: "refused",
    explain: "The plan can no longer be finished before something expires, or its time has run out. Plan again.",
  },
  // stopped (exit 9)
  StoppedSafely: { kind: "stopped", explain: "The apply stopped at a safe point. `certplan apply` goes on." },
  OutcomeUndecidable: {
    kind: "stopped",
    explain:
      "A change was sent, its reply was lost, and the platform cannot tell whether it happened. A second one could do harm, so a person decides.",
  },
  GateTimedOut: {
    kind: "stopped",
    explain: "What a gate waits for did not happen within its time. The run stays open; `certplan apply` waits again.",
  },
  DiskFailed: {
    kind: "stopped",
    explain:
      "The state directory could not be written or synced. What is on disk is whole; `certplan apply` goes on once the disk works.",
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

export type ErrorCode = keyof typeof errorCodes;
