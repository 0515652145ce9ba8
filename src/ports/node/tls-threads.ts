import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { HandshakeOutcome } from "../tls.ts";
import { createHandshaker, type Handshaker } from "./tls-handshake.ts";
import { spreadHandshaker } from "./tls-spread.ts";
import type { ThreadAnswer, ThreadQuestion } from "./tls-thread.ts";

const mostThreads = 3;

/** Shakes hands on this thread, and where many handshakes are in flight also on others: a handshake is 1 ms of cryptography. */
export function createThreadedHandshaker(): Handshaker {
  return spreadHandshaker(createHandshaker(), Math.min(mostThreads, availableParallelism() - 1), startThread);
}

interface Waiting {
  readonly resolve: (outcome: HandshakeOutcome) => void;
  readonly reject: (error: unknown) => void;
}

/** Resolves when the thread is up; it and its handshakes reject when the thread ends. An idle thread does not hold the process. */
function startThread(): Promise<Handshaker> {
  const worker = new Worker(new URL(import.meta.url.replace("tls-threads", "tls-thread")));
  const waiting = new Map<number, Waiting>();
  let last = 0;
  const settled = (id: number): Waiting | undefined => {
    const one = waiting.get(id);
    waiting.delete(id);
    if (waiting.size === 0) worker.unref();
    return one;
  };
  const shake: Handshaker = (request) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      worker.ref();
      worker.postMessage({ id: last, request } satisfies ThreadQuestion);
    });
  return new Promise((resolve, reject) => {
    const ended = (error: unknown): void => {
      reject(error);
      for (const [id, one] of waiting) {
        settled(id);
        one.reject(error);
      }
    };
    worker.unref();
    worker.once("error", ended);
    worker.once("exit", () => ended(new Error("the thread ended")));
    worker.on("message", (answer: ThreadAnswer) => {
      if (answer === "up") resolve(shake);
      else settled(answer.id)?.resolve(answer.outcome);
    });
  });
}
