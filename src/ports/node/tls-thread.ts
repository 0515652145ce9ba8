/** A thread that shakes hands for `tls-threads.ts`, which starts it. */
import { parentPort } from "node:worker_threads";
import type { HandshakeOutcome, HandshakeRequest } from "../tls.ts";
import { createHandshaker } from "./tls-handshake.ts";

export interface ThreadQuestion {
  readonly id: number;
  readonly request: HandshakeRequest;
}

/** One for each question, in any order. */
export interface ThreadAnswer {
  readonly id: number;
  readonly outcome: HandshakeOutcome;
}

const shake = createHandshaker();
const answer = (message: ThreadAnswer): void => parentPort?.postMessage(message);

parentPort?.on("message", ({ id, request }: ThreadQuestion) => {
  void shake(request).then((outcome) => answer({ id, outcome }));
});
