import process from "node:process";
import type { Io } from "./io.ts";

/** The real surroundings. A reader that went away (EPIPE) is no reason to stop an apply: later writes go nowhere. */
export function nodeIo(): Io {
  return {
    out: writer(process.stdout),
    err: writer(process.stderr),
    outIsTerminal: process.stdout.isTTY,
    errIsTerminal: process.stderr.isTTY,
    inIsTerminal: process.stdin.isTTY,
    columns: () =>
      process.stdout.isTTY ? process.stdout.columns : process.stderr.isTTY ? process.stderr.columns : undefined,
    env: process.env,
    cwd: process.cwd(),
    now: () => Date.now(),
    ask,
    every: (milliseconds, tick) => {
      const timer = setInterval(tick, milliseconds);
      return () => clearInterval(timer);
    },
    onSignal: (on) => {
      process.on("SIGINT", on);
      process.on("SIGTERM", on);
      return () => {
        process.off("SIGINT", on);
        process.off("SIGTERM", on);
      };
    },
    exitNow: (code) => process.exit(code),
  };
}

function writer(stream: NodeJS.WriteStream): (text: string) => void {
  const pipe = { gone: false };
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    pipe.gone = true;
  });
  return (text) => {
    if (!pipe.gone) stream.write(text);
  };
}

async function ask(question: string): Promise<string> {
  const { createInterface } = await import("node:readline");
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  return await new Promise((resolve) => {
    lines.on("close", () => resolve(""));
    lines.question(question, (answer) => {
      resolve(answer);
      lines.close();
    });
  });
}
