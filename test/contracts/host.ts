import { describe, expect, test } from "vitest";
import type { Host, ProcessIdentity } from "../../src/ports/index.ts";
import type { Within } from "./files.ts";

export interface HostWorld {
  readonly host: Host;
  /** Starts another process on the same machine, and ends it. */
  readonly start: () => Promise<{ readonly identity: ProcessIdentity; readonly end: () => Promise<void> }>;
}

/** What `src/ports/host.ts` promises: dead only when it is certain. */
export function hostContract(name: string, within: Within<HostWorld>): void {
  describe(`host: ${name}`, () => {
    test("we are ourselves, and alive", () =>
      within(async ({ host }) => {
        expect(host.self()).toEqual(host.self());
        expect(host.liveness(host.self())).toBe("alive");
      }));

    test("another process is alive while it lives and dead afterwards", () =>
      within(async ({ host, start }) => {
        const other = await start();
        expect(other.identity.pid).not.toBe(host.self().pid);
        expect(host.liveness(other.identity)).toBe("alive");
        await other.end();
        expect(host.liveness(other.identity)).toBe("dead");
      }));

    test("a pid that was given to a later process is dead: its start time differs", () =>
      within(async ({ host }) => {
        expect(host.liveness({ ...host.self(), startTime: "1" })).toBe("dead");
      }));

    test("a process of an earlier boot of this machine is dead", () =>
      within(async ({ host }) => {
        expect(host.liveness({ ...host.self(), bootId: "00000000-0000-4000-8000-000000000000" })).toBe("dead");
      }));

    test("a process of another machine is unknown, even with our pid", () =>
      within(async ({ host }) => {
        const elsewhere = { ...host.self(), machineId: "feed", host: "elsewhere", bootId: "feed-boot" };
        expect(host.liveness(elsewhere)).toBe("unknown");
      }));

    test("a process of another PID namespace is unknown, whatever its pid and start time", () =>
      within(async ({ host }) => {
        expect(host.liveness({ ...host.self(), pidNamespace: "pid:[1]", startTime: "1" })).toBe("unknown");
      }));
  });
}
