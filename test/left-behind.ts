import { afterAll, beforeAll, expect } from "vitest";

interface Process {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly rest: unknown;
}

/** What one test file could leave in its worker for the next, since a worker loads its modules once for all. */
function thisProcess(): Process {
  const umask = process.umask(0o022);
  process.umask(umask);
  return { env: { ...process.env }, rest: [process.cwd(), umask, process.exitCode] };
}

const begun: Process[] = [];

beforeAll(() => {
  begun.push(thisProcess());
});

afterAll(() => {
  const before = begun.pop();
  const after = thisProcess();
  const names = Object.keys({ ...before?.env, ...after.env });
  const changed = names.filter((name) => before?.env[name] !== after.env[name]);
  expect(changed, "environment variables that this file leaves changed").toEqual([]);
  expect(after.rest, "directory, umask and exit code").toEqual(before?.rest);
});
