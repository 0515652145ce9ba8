/** A bug that somebody could make, as a change of one place. */
export interface PlantedBug {
  readonly name: string;
  readonly file: string;
  /** Occurs exactly once. */
  readonly find: string;
  readonly plant: string;
  /** The subject whose seeds have to find it. */
  readonly target: string;
}

export const plantedBugs: readonly PlantedBug[] = [
  {
    name: "lost intent",
    file: "src/engine/execute-step.ts",
    find: `await context.journal.append({ kind: "StepIntended", at: now(context), step: work.step.id, attempt, baseline });`,
    plant: "",
    target: "ca",
  },
  {
    name: "probe left out on resume",
    file: "src/engine/execute-step.ts",
    find: "if (work.before.open !== undefined) {",
    plant: "if (work.before.attempts < 0 && work.before.open !== undefined) {",
    target: "ca",
  },
  {
    name: "unknown taken for not done",
    file: "src/engine/settle.ts",
    find: "  const probe = await probeLost(context, work, performing, open);",
    plant:
      '  await probeLost(context, work, performing, open);\n  const probe = { outcome: "not-done", sentence: "" } as Probe;',
    target: "ca",
  },
  {
    name: "late arrival ignored",
    file: "src/engine/settle.ts",
    find: "const waitMs = delivery.arrivesWithinSeconds * 1000;",
    plant: "const waitMs = 0;",
    target: "leaves",
  },
  {
    name: "double effect: the probe of generate overlooks what it made",
    file: "src/providers/opsman/new-ca-kinds.ts",
    find: "const [made, ...more] = (await readCas(act.session)).filter(({ guid }) => !guids.includes(guid));",
    plant:
      "const [made, ...more] = (await readCas(act.session)).filter(({ guid }) => guids.length > 9 && !guids.includes(guid));",
    target: "ca",
  },
  {
    name: "drop before gate: a performed step counts as passed on resume",
    file: "src/engine/step-work.ts",
    find: "return (!step.performs || before.performed) && (step.gate === undefined || before.gatePassed);",
    plant: "return step.performs ? before.performed : before.gatePassed;",
    target: "ca",
  },
  {
    name: "missing file sync",
    file: "src/state/runs.ts",
    find: "    await files.append(path, record.bytes);\n    await files.sync(path);",
    plant: "    await files.append(path, record.bytes);",
    target: "ca",
  },
  {
    name: "missing directory sync",
    file: "src/state/runs.ts",
    find: "  await files.syncDirectory(layout(directory).run(id));\n}",
    plant: "}",
    target: "ca",
  },
  {
    name: "seal of what was never synced",
    file: "src/state/runs.ts",
    find: "  if (before === undefined || last === undefined || written.includes(last.event.kind)) return { end };",
    plant: "  if (before !== undefined || last === undefined || written.includes(last.event.kind)) return { end };",
    target: "ca",
  },
  {
    name: "torn tail taken for damage",
    file: "src/state/chain.ts",
    find: '  return { kind: "whole", records, head, length: position, torn: bytes.length - position };',
    plant:
      '  if (position < bytes.length) return { kind: "damaged", at: position, why: "torn" };\n  return { kind: "whole", records, head, length: position, torn: 0 };',
    target: "leaves",
  },
  {
    name: "stale lock: whoever holds it counts as dead",
    file: "src/state/lock.ts",
    find: 'const liveness = holder === undefined ? "dead" : ports.host.liveness(holder);',
    plant: 'const liveness: "dead" | "alive" | "unknown" = "dead";\n    void holder;',
    target: "leaves",
  },
  {
    name: "token not checked before a send",
    file: "src/commands/session.ts",
    find: 'if (request.method !== "GET" && !(await held())) throw fenceLost(`the lock of ${request.origin}`);',
    plant: "void held;",
    target: "ca",
  },
  {
    name: "assumptions not read again",
    file: "src/engine/execute-step.ts",
    find: "  if (names.length === 0) return;",
    plant: "  if (names.length >= 0) return;",
    target: "ca",
  },
  {
    name: "assumptions read from a cache",
    file: "src/engine/execute-step.ts",
    find: "const found = await withinGrace(context, work.provider.facts(context.sessionOf(work.step.target), names));",
    plant:
      'const session = context.sessionOf(work.step.target);\n  const known = (session.memory.get("facts") ?? {}) as Record<string, never>;\n  const fresh = await work.provider.facts(session, names);\n  const found = { ...fresh, ...known };\n  session.memory.set("facts", found);',
    target: "ca",
  },
  {
    name: "a waiting gate counts as passed",
    file: "src/engine/gate.ts",
    find: "if (context.noWait === true) return { held: waits(step, reading.sentence) };",
    plant: 'if (context.noWait !== true) return record(context, step, { gate: "passed", sentence: "", evidence: {} });',
    target: "ca",
  },
];
