import fs from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Ports } from "../../src/ports/index.ts";
import { nodeFiles, nodeKeys } from "../../src/ports/node/index.ts";
import { finish } from "../../src/simulation/closure.ts";
import { losePower } from "../../src/simulation/disk.ts";
import { simulatedPorts } from "../../src/simulation/ports.ts";
import { World } from "../../src/simulation/world.ts";
import { keysPathOf, removeRunKeys, runKeys } from "../../src/state/index.ts";
import { notedIn, notingWorld, overAllCrashes } from "../build/crash-worlds.ts";

const folder = { directory: "/estate/.certplan/keys", run: "7k2p" };

async function inWorld(body: (ports: Ports, world: World) => Promise<void>): Promise<void> {
  const world = new World(notingWorld());
  await finish(world, body(simulatedPorts(world, world.spawn("certplan"), {}), world));
}

test("a second obtain of the same name gives the same key, also to another process; another name another key", () =>
  inWorld(async (ports, world) => {
    const first = await runKeys(ports, folder).obtain("om/issue-leaf/a", "rsa-2048");
    const later = runKeys(simulatedPorts(world, world.spawn("later"), {}), folder);
    expect(await later.obtain("om/issue-leaf/a", "rsa-2048")).toEqual(first);
    expect(await later.find("om/issue-leaf/a")).toEqual(first);
    expect(await later.obtain("om/issue-leaf/b", "rsa-2048")).not.toEqual(first);
  }));

test("a name without a key is not found, and looking makes none", () =>
  inWorld(async (ports, world) => {
    expect(await runKeys(ports, folder).find("om/issue-leaf")).toBeUndefined();
    expect(world.disk.names.size).toBe(0);
  }));

test("a key that is gone right after it was made: DiskFailed, which names its file and is no new key", () =>
  inWorld(async (ports) => {
    const forgetful = { ...ports.files, read: () => Promise.resolve(undefined) };
    await expect(runKeys({ ...ports, files: forgetful }, folder).obtain("om/leaf", "ec-p256")).rejects.toMatchObject({
      code: "DiskFailed",
      message: "/estate/.certplan/keys/7k2p/om%2Fleaf.pem was made and is not there",
    });
  }));

test("every name has a file of its own, whatever it holds and however long it is", () =>
  inWorld(async (ports, world) => {
    const keys = runKeys(ports, folder);
    const names = ["a/b", "a%2Fb", "..", "../../x", "ä ö", "x".repeat(300), `${"x".repeat(300)}y`];
    for (const name of names) await keys.obtain(name, "ed25519");
    const files = [...world.disk.names.keys()];
    expect(new Set(files).size).toBe(names.length);
    for (const path of files) expect(path).toMatch(/^\/estate\/\.certplan\/keys\/7k2p\/[^/]{1,250}\.pem$/);
  }));

test("of several that obtain one name at once, all get the one key that is kept", () =>
  inWorld(async (ports) => {
    const pairs = await Promise.all([1, 2, 3].map(() => runKeys(ports, folder).obtain("om/issue-leaf", "ec-p256")));
    expect(new Set(pairs.map((pair) => pair.privateKeyPem)).size).toBe(1);
  }));

test("killed or without power at any moment, a key that somebody was told of is there again, and the same", async () => {
  const closure = await overAllCrashes(
    async (ports, note) => {
      const { publicKeyPem } = await runKeys(ports, folder).obtain("om/issue-leaf", "ec-p256");
      await note(publicKeyPem);
    },
    (world) => expect(notedIn(world)).toHaveLength(1),
  );
  expect(closure.states.length).toBeGreaterThanOrEqual(6);
});

test("the keys of a run go at its end, those of others stay; killed in between, it is done again", async () => {
  const other = { ...folder, run: "8x3q" };
  await overAllCrashes(
    async (ports, note) => {
      await runKeys(ports, folder).obtain("om/issue-leaf", "ed25519");
      await runKeys(ports, other).obtain("om/issue-leaf", "ed25519");
      await removeRunKeys(ports.files, folder);
      await note("removed");
      await removeRunKeys(ports.files, folder);
    },
    (world) => {
      const left = [...world.disk.names.keys()];
      expect(left).toEqual(["/estate/.certplan/keys/8x3q/om%2Fissue-leaf.pem"]);
      expect([...world.disk.durableNames.keys()].filter((name) => world.disk.names.has(name))).toEqual(left);
    },
  );
});

test("the only keys there are go too, and no loss of power brings them back", async () => {
  await overAllCrashes(
    async (ports) => {
      await runKeys(ports, folder).obtain("om/issue-leaf", "ed25519");
      await removeRunKeys(ports.files, folder);
    },
    (world) => expect([...losePower(world.disk, "none").names.keys()]).toEqual([]),
  );
});

test("a run that never had keys ends without a trace of any", () =>
  inWorld(async (ports, world) => {
    const before = world.disk;
    await removeRunKeys(ports.files, folder);
    expect([world.disk.names, world.disk.directories]).toEqual([before.names, before.directories]);
  }));

test("a file that holds no key any more is damage, and its content is not shown", () =>
  inWorld(async (ports) => {
    await ports.files.makeDirectory(`${folder.directory}/${folder.run}`);
    const bytes = new TextEncoder().encode("half of a secret");
    await ports.files.append(`${folder.directory}/${folder.run}/leaf.pem`, bytes);
    const error: unknown = await runKeys(ports, folder)
      .obtain("leaf", "ed25519")
      .catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: "StateDamaged", message: expect.stringContaining("leaf.pem") });
    expect(String(error)).not.toContain("half of");
    expect(error).not.toHaveProperty("cause");
  }));

test("keys lie in the state directory unless the settings put them apart", () => {
  expect(keysPathOf({ statePath: "/estate/.certplan" })).toBe("/estate/.certplan/keys");
  expect(keysPathOf({ statePath: "/estate/.certplan", keysPath: "/mnt/keys" })).toBe("/mnt/keys");
});

test("on a real disk a key is 0600 in a directory 0700, and all of it goes", async () => {
  const root = await fs.mkdtemp(join(tmpdir(), "certplan-"));
  try {
    const here = { directory: `${root}/state/keys`, run: "7k2p" };
    const ports = { files: nodeFiles(), keys: nodeKeys() };
    await fs.mkdir(`${root}/state`);
    await runKeys(ports, here).obtain("om/issue-leaf", "ed25519");
    const modes = ["keys", "keys/7k2p", "keys/7k2p/om%2Fissue-leaf.pem"].map(async (name) => {
      return (await fs.stat(`${root}/state/${name}`)).mode & 0o777;
    });
    expect(await Promise.all(modes)).toEqual([0o700, 0o700, 0o600]);
    await fs.writeFile(`${here.directory}/7k2p/.certplan-unfinished-11`, "what a killed process left");
    await removeRunKeys(ports.files, here);
    expect(await fs.readdir(here.directory)).toEqual([]);
  } finally {
    await fs.rm(root, { recursive: true });
  }
});
