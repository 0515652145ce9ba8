/** Lets one sync of the process that it is loaded into (`node --import`) fail: the one whose number FAILING_SYNC is. */
import { writeSync } from "node:fs";
import fs from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";

const failing = Number(process.env.FAILING_SYNC);
let syncs = 0;

const open = fs.open;
fs.open = async (path, ...more) => {
  const handle = await open(path, ...more);
  const sync = handle.sync.bind(handle);
  handle.sync = async () => {
    syncs += 1;
    if (syncs !== failing) return sync();
    writeSync(2, "sync failed\n");
    throw Object.assign(new Error("EIO: i/o error, fsync"), { code: "EIO" });
  };
  return handle;
};
syncBuiltinESMExports();
