import { describe, expect, test } from "vitest";
import type { Files } from "../../src/ports/index.ts";

export interface FilesWorld {
  readonly files: Files;
  /** An empty directory that exists. */
  readonly root: string;
  /** Permission bits of a path, where this kind of files has them. */
  readonly modeOf?: (path: string) => Promise<number>;
}

/** Runs the body inside a fresh world and settles with it. */
export type Within<W> = (body: (world: W) => Promise<void>) => Promise<void>;

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (content: Uint8Array | undefined): string | undefined =>
  content === undefined ? undefined : new TextDecoder().decode(content);

/** What `src/ports/files.ts` promises, as far as it shows without a crash. */
export function filesContract(name: string, within: Within<FilesWorld>): void {
  describe(`files: ${name}`, () => {
    test("a file that is not there reads as undefined, and removing it does nothing", () =>
      within(async ({ files, root }) => {
        expect(await files.read(`${root}/absent`)).toBeUndefined();
        await files.remove(`${root}/absent`);
        expect(await files.list(root)).toEqual([]);
      }));

    test("append makes the file and adds to its end", () =>
      within(async ({ files, root }) => {
        await files.append(`${root}/journal`, bytes("one\n"));
        await files.append(`${root}/journal`, bytes("two\n"));
        await files.append(`${root}/journal`, bytes(""));
        expect(text(await files.read(`${root}/journal`))).toBe("one\ntwo\n");
      }));

    test("append of nothing still makes the file", () =>
      within(async ({ files, root }) => {
        await files.append(`${root}/empty`, bytes(""));
        expect(await files.list(root)).toEqual(["empty"]);
        expect((await files.read(`${root}/empty`))?.length).toBe(0);
      }));

    test("content is bytes, not text", () =>
      within(async ({ files, root }) => {
        const all = Uint8Array.from({ length: 256 }, (_, index) => index);
        await files.append(`${root}/bytes`, all);
        const read = await files.read(`${root}/bytes`);
        expect(read?.constructor).toBe(Uint8Array);
        expect([...(read ?? [])]).toEqual([...all]);
      }));

    test("what was read does not change when the file does", () =>
      within(async ({ files, root }) => {
        await files.append(`${root}/journal`, bytes("one"));
        const before = await files.read(`${root}/journal`);
        await files.append(`${root}/journal`, bytes("two"));
        expect(text(before)).toBe("one");
      }));

    test("createExclusively makes the file once, and never touches one that is there", () =>
      within(async ({ files, root }) => {
        expect(await files.createExclusively(`${root}/lock`, bytes("first"))).toBe(true);
        expect(await files.createExclusively(`${root}/lock`, bytes("second"))).toBe(false);
        expect(text(await files.read(`${root}/lock`))).toBe("first");
        expect(await files.list(root)).toEqual(["lock"]);
      }));

    test("of many that create one name at once, one does", () =>
      within(async ({ files, root }) => {
        const answers = await Promise.all(
          ["a", "b", "c", "d", "e"].map(async (who) => [
            who,
            await files.createExclusively(`${root}/lock`, bytes(who)),
          ]),
        );
        const winners = answers.filter(([, made]) => made).map(([who]) => who);
        expect(winners).toEqual([text(await files.read(`${root}/lock`))]);
        expect(await files.list(root)).toEqual(["lock"]);
      }));

    test("rename replaces what was there", () =>
      within(async ({ files, root }) => {
        await files.append(`${root}/state.json`, bytes("old"));
        await files.append(`${root}/state.json.new`, bytes("new"));
        await files.sync(`${root}/state.json.new`);
        await files.rename(`${root}/state.json.new`, `${root}/state.json`);
        await files.syncDirectory(root);
        expect(await files.list(root)).toEqual(["state.json"]);
        expect(text(await files.read(`${root}/state.json`))).toBe("new");
      }));

    test("makeDirectory makes parents, and does nothing the second time", () =>
      within(async ({ files, root }) => {
        await files.makeDirectory(`${root}/runs/7k2p/deep`);
        await files.append(`${root}/runs/7k2p/deep/file`, bytes("x"));
        await files.makeDirectory(`${root}/runs/7k2p/deep`);
        expect(text(await files.read(`${root}/runs/7k2p/deep/file`))).toBe("x");
      }));

    test("removeDirectory takes everything in it, and nothing beside it; one that is not there is gone already", () =>
      within(async ({ files, root }) => {
        await files.makeDirectory(`${root}/keys/run/deep`);
        await files.append(`${root}/keys/run/deep/a`, bytes("x"));
        await files.append(`${root}/keys/run/.certplan-unfinished-0011`, bytes("x"));
        await files.append(`${root}/keys/run-2`, bytes("x"));
        await files.removeDirectory(`${root}/keys/run`);
        await files.removeDirectory(`${root}/keys/run`);
        expect(await files.list(`${root}/keys`)).toEqual(["run-2"]);
        await expect(files.append(`${root}/keys/run/a`, bytes("x"))).rejects.toMatchObject({ code: "DiskFailed" });
      }));

    test("list gives files and directories by code unit, and nothing for a directory that is not there", () =>
      within(async ({ files, root }) => {
        for (const name of ["b", "a", "B", "10", "9", "ä"]) await files.append(`${root}/${name}`, bytes(name));
        await files.makeDirectory(`${root}/c`);
        expect(await files.list(root)).toEqual(["10", "9", "B", "a", "b", "c", "ä"]);
        expect(await files.list(`${root}/absent`)).toEqual([]);
      }));

    test("sync and syncDirectory leave what is there as it is", () =>
      within(async ({ files, root }) => {
        await files.append(`${root}/journal`, bytes("one"));
        await files.sync(`${root}/journal`);
        await files.syncDirectory(root);
        expect(text(await files.read(`${root}/journal`))).toBe("one");
      }));

    test("what cannot be done is DiskFailed and names the path", () =>
      within(async ({ files, root }) => {
        const failures: readonly (() => Promise<unknown>)[] = [
          () => files.append(`${root}/no/journal`, bytes("x")),
          () => files.sync(`${root}/no/journal`),
          () => files.rename(`${root}/no/journal`, `${root}/no/other`),
          () => files.createExclusively(`${root}/no/lock`, bytes("x")),
          () => files.syncDirectory(`${root}/no`),
        ];
        for (const failure of failures) {
          await expect(failure()).rejects.toMatchObject({
            code: "DiskFailed",
            kind: "stopped",
            message: expect.stringContaining(`${root}/no`),
          });
        }
        expect(await files.list(root)).toEqual([]);
      }));

    test("new files are 0600 and new directories 0700", () =>
      within(async ({ files, root, modeOf }) => {
        await files.makeDirectory(`${root}/outer/inner`);
        await files.append(`${root}/outer/journal`, bytes("x"));
        await files.createExclusively(`${root}/outer/lock`, bytes("x"));
        expect(await files.list(`${root}/outer`)).toEqual(["inner", "journal", "lock"]);
        if (modeOf === undefined) return;
        const modes = await Promise.all(
          ["outer", "outer/inner", "outer/journal", "outer/lock"].map((n) => modeOf(`${root}/${n}`)),
        );
        expect(modes).toEqual([0o700, 0o700, 0o600, 0o600]);
      }));
  });
}
