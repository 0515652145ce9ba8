#!/usr/bin/env node
import process from "node:process";
import { nodeIo } from "./node-io.ts";
import { runProgram } from "./program.ts";

process.exitCode = await runProgram(process.argv.slice(2), nodeIo());
// A call that was given up after --grace still holds its socket until its time is up: it must not hold the process.
for (const stream of [process.stdout, process.stderr]) {
  if (!stream.destroyed) await new Promise<void>((resolve) => stream.write("", () => resolve()));
}
process.exit();
