import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { HandshakeOutcome } from "../tls.ts";
import { createHandshaker, type Handshaker } from "./tls-handshake.ts";
import { spreadHandshaker } from "./tls-spread.ts";
import type { ThreadAnswer, ThreadQuestion } from "./tls-thread.ts";

const mostThreads = 3;

/** Shakes hands on this thread, and where many handshakes are in flight also on others: a handshake is 1 ms of cryptography. */
export function createThreadedHandshaker(): Handshaker {
  return spreadHandshaker(createHandshaker(), Math.min(mostThreads, availableParallelism() - 1), () =>
    startThread(new URL(import.meta.url.replace("tls-threads", "tls-thread"))),
  );
}

interface Waiting {
  readonly resolve: (outcome: HandshakeOutcome) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A thread that runs `script` (`tls-thread.ts`). Handshakes wait until it is up, and reject when it has ended. While it has
 * nothing to do it does not hold the process.
 */
export function startThread(script: URL): Handshaker {
  const worker = new Worker(script);
  const waiting = new Map<number, Waiting>();
  let last = 0;
  const settled = (id: number): Waiting | undefined => {
    const one = waiting.get(id);
    waiting.delete(id);
    if (waiting.size === 0) worker.unref();
    return one;
  };
  let end: Error | undefined;
  const ended = (error: Error): void => {
    end ??= error;
    for (const [id, one] of waiting) {
      settled(id);
      one.reject(error);
    }
  };
  worker.unref();
  worker.once("error", ended);
  worker.once("exit", () => ended(new Error("the thread ended")));
  worker.on("message", ({ id, outcome }: ThreadAnswer) => settled(id)?.resolve(outcome));
  return (request) =>
    new Promise((resolve, reject) => {
      if (end !== undefined) {
        reject(end);
        return;
      }
      last += 1;
      waiting.set(last, { resolve, reject });
      worker.ref();
      worker.postMessage({ id: last, request } satisfies ThreadQuestion);
    });
}
