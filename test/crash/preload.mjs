/**
 * Kills the process that it is loaded into (`node --import`) with a real SIGKILL at the moment that CRASH_POINT names,
 * a Moment of moments.ts. It knows the program only by what it does to the outside: the records that it appends to a
 * journal, the syncs behind them, and the events that it prints.
 */
import { writeSync } from "node:fs";
import fs from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";

const point = JSON.parse(process.env.CRASH_POINT ?? "{}");
/** Path of the file whose next sync makes the named record durable. */
let written;

function die() {
  writeSync(2, "crash point reached\n");
  process.kill(process.pid, "SIGKILL");
}

/** A journal line is a hash of 64 digits, a space, JSON and a newline. */
function isTheRecord(bytes) {
  const text = new TextDecoder().decode(bytes);
  if (!/^[0-9a-f]{64} \{[^\n]*\}\n$/.test(text)) return false;
  const event = JSON.parse(text.slice(65));
  return event.kind === point.record && event.step === point.step;
}

const open = fs.open;
fs.open = async (path, ...more) => {
  const handle = await open(path, ...more);
  const write = handle.write.bind(handle);
  const sync = handle.sync.bind(handle);
  handle.write = async (bytes, ...rest) => {
    if (!isTheRecord(bytes)) return write(bytes, ...rest);
    if (point.at === "before") die();
    if (point.at === "half") {
      await write(bytes.subarray(0, Math.floor(bytes.length / 2)));
      die();
    }
    written = path;
    return write(bytes, ...rest);
  };
  handle.sync = async () => {
    await sync();
    if (point.at === "durable" && written === path) die();
  };
  return handle;
};
syncBuiltinESMExports();

const print = process.stdout.write.bind(process.stdout);
process.stdout.write = (text, ...more) => {
  if (point.at === "begins" && isTheBeginning(text)) die();
  return print(text, ...more);
};

function isTheBeginning(text) {
  const event = JSON.parse(text);
  return event.event === "StepStarted" && event.step === point.step;
}
