import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import type { TlsOptions } from "node:tls";
import type { Clock } from "../ports/index.ts";
import { type Listener, listen } from "./listener.ts";
import type { LabModel, LabReply, LabRequest } from "./model.ts";

/**
 * What goes wrong instead of a reply. `cut` closes the connection, `silence` leaves it open without an answer, a reply
 * stands in for the model's, `raw` is sent as it is in the place of HTTP, a delay (real milliseconds) comes before the
 * reply.
 */
export type Fault =
  | "cut"
  | "silence"
  | { readonly reply: LabReply }
  | { readonly raw: string }
  | { readonly delayMs: number };

export interface ServeHooks {
  /**
   * Before the model sees the request: a fault here means that nothing happened, and a delay that the request arrives
   * late, whatever others do in the meantime.
   */
  onReceived?(request: LabRequest): Promise<Fault | undefined> | Fault | undefined;
  /**
   * After the model has applied the request and before its reply leaves: a fault here loses the reply only. The model
   * gets no other request until this has answered.
   */
  onApplied?(request: LabRequest, reply: LabReply | undefined): Promise<Fault | undefined> | Fault | undefined;
}

export interface ServeOptions<S> {
  readonly model: LabModel<S>;
  readonly initial: S;
  readonly clock: Clock;
  /** What the server shows: PEM, leaf first. */
  readonly credential: { readonly chain: string; readonly privateKey: string };
  /** Further TLS options, such as a demand for client certificates. */
  readonly tls?: TlsOptions;
  /** On 127.0.0.1; 0 or absent for any free one. */
  readonly port?: number;
  /** How many milliseconds pass in the lab for each real one; 1 if absent. */
  readonly timeScale?: number;
  readonly hooks?: ServeHooks;
}

export interface LabServer<S> extends Listener {
  /** `https://127.0.0.1:port`. */
  readonly origin: string;
  /** Lab time, milliseconds since the epoch. */
  readonly now: () => number;
  /** The state as of now. */
  readonly state: () => S;
  /** A second actor: changes the platform behind everyone's back. */
  readonly change: (by: (state: S, now: number) => S) => void;
}

/** Serves a pure model over HTTPS. The model's state lives here and nowhere else. */
export async function serve<S>(options: ServeOptions<S>): Promise<LabServer<S>> {
  const platform = livePlatform(options);
  const server: Server = createServer(
    { cert: options.credential.chain, key: options.credential.privateKey, ...options.tls },
    (message, response) => {
      answer(platform, message, response).catch(() => response.destroy());
    },
  );
  const listener = await listen(server, options.port ?? 0);
  const { now, state, change } = platform;
  return { ...listener, origin: `https://127.0.0.1:${listener.port}`, now, state, change };
}

interface LivePlatform<S> {
  readonly now: () => number;
  readonly state: () => S;
  readonly change: (by: (state: S, now: number) => S) => void;
  /** Queues the request for the model; answers with what is sent back, after its time. */
  readonly exchange: (request: LabRequest) => Promise<Answer>;
}

function livePlatform<S>(options: ServeOptions<S>): LivePlatform<S> {
  const { model, clock, hooks } = options;
  const scale = options.timeScale ?? 1;
  const startedAt = clock.now();
  let current = options.initial;
  let queue: Promise<unknown> = Promise.resolve();

  const now = (): number => startedAt + (clock.now() - startedAt) * scale;
  const state = (): S => {
    current = model.advance(current, now());
    return current;
  };
  const change = (by: (state: S, now: number) => S): void => {
    current = by(state(), now());
  };
  const apply = async (request: LabRequest): Promise<Applied> => {
    const transition = model.step(state(), request, now());
    current = transition.state;
    const fault = await hooks?.onApplied?.(request, transition.reply);
    const afterMs = transition.takesMs / scale;
    if (fault === undefined) return { answer: transition.reply ?? "silence", afterMs };
    if (isDelay(fault)) return { answer: transition.reply ?? "silence", afterMs: afterMs + fault.delayMs };
    return { answer: replyOf(fault), afterMs: 0 };
  };
  const exchange = async (request: LabRequest): Promise<Answer> => {
    const fault = await hooks?.onReceived?.(request);
    if (fault !== undefined && !isDelay(fault)) return replyOf(fault);
    if (fault !== undefined) await clock.sleep(fault.delayMs);
    const applied = queue.then(() => apply(request));
    queue = applied.catch(() => undefined);
    const { answer, afterMs } = await applied;
    if (afterMs > 0) await clock.sleep(afterMs);
    return answer;
  };
  return { now, state, change, exchange };
}

type Answer = LabReply | "cut" | "silence" | { readonly raw: string };

interface Applied {
  readonly answer: Answer;
  /** Real milliseconds. */
  readonly afterMs: number;
}

function isDelay(fault: Fault): fault is { readonly delayMs: number } {
  return typeof fault === "object" && "delayMs" in fault;
}

function replyOf(fault: Exclude<Fault, { readonly delayMs: number }>): Answer {
  return typeof fault === "object" && "reply" in fault ? fault.reply : fault;
}

async function answer<S>(platform: LivePlatform<S>, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const reply = await platform.exchange(await requestOf(message));
  if (reply === "silence") return;
  if (reply === "cut") {
    message.socket.destroy();
    return;
  }
  if ("raw" in reply) {
    message.socket.end(reply.raw);
    return;
  }
  // The platform's own clock, which a time scale moves away from this machine's.
  const date = new Date(platform.now()).toUTCString();
  response.writeHead(reply.status, { date, connection: "close", ...reply.headers });
  response.end(reply.body);
}

async function requestOf(message: IncomingMessage): Promise<LabRequest> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  const from = message.socket.remoteAddress;
  return {
    method: message.method ?? "GET",
    path: message.url ?? "/",
    headers,
    body: Buffer.concat(parts).toString("utf8"),
    ...(from === undefined ? {} : { from }),
  };
}
