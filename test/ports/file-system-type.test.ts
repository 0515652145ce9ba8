import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { networkFileSystem, networkName } from "../../src/ports/node/file-system-type.ts";

test("NFS, SMB, CIFS, 9P, FUSE and cluster file systems are told by their number, also where it comes out negative", () => {
  const names = [0x6969, 0x517b, 0xff534d42, 0xff534d42 | 0, 0xfe534d42 | 0, 0x01021997, 0x65735546].map(networkName);
  expect(names).toEqual(["NFS", "SMB", "CIFS", "CIFS", "SMB", "9P", "FUSE"]);
});

test("ext4, XFS, Btrfs, tmpfs, overlay and ZFS are local", () => {
  expect([0xef53, 0x58465342, 0x9123683e | 0, 0x01021994, 0x794c7630, 0x2fc12fc1].map(networkName)).toEqual(
    Array.from({ length: 6 }, () => undefined),
  );
});

test("a path that is not there yet is judged by its nearest parent that is", async () => {
  const missing = join(tmpdir(), "certplan-absent", "deeper", ".certplan");
  expect(await networkFileSystem(missing)).toBe(await networkFileSystem(tmpdir()));
});
