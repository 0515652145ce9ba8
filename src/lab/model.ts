import type { HandshakeOutcome } from "../ports/index.ts";

/** A request as a simulated platform sees it, whichever transport carried it. Header names are lower case. */
export interface LabRequest {
  readonly method: string;
  /** Path with the query, exactly as asked. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Who asked, where the transport knows it (a process of the simulation, a remote address). */
  readonly from?: string;
}

/** What the platform answers. */
export interface LabReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Somebody opens a TLS connection to `host:port` and only looks. */
export interface LabHandshake {
  readonly address: string;
  /** Sent as SNI; absent for none. */
  readonly serverName?: string;
}

/** One request applied to a model. */
export interface Transition<S> {
  readonly state: S;
  /** `undefined`: no reply ever comes. */
  readonly reply: LabReply | undefined;
  /** How long the platform takes to answer, in milliseconds of lab time. */
  readonly takesMs: number;
}

/**
 * A platform as a pure value: no clock, no randomness, no I/O. The same model runs in memory (the simulation) and
 * behind real sockets (`serve`). All instants are milliseconds since the epoch, in lab time.
 */
export interface LabModel<S> {
  /** Applies one request. Transitions of the platform that are due at `now` must have been applied by `advance`. */
  step(state: S, request: LabRequest, now: number): Transition<S>;
  /** The platform's own transitions that are due up to `now`, applied in order. */
  advance(state: S, now: number): S;
  /** The state up to new keys, serial numbers, dates and platform ids: equal values mean the same end state. */
  canonical(state: S): unknown;
  /** Who would refuse whom at `now`, in words; empty when every edge holds. */
  broken(state: S, now: number): readonly string[];
  /** How often each once-transition was applied, by object and purpose. */
  effects(state: S): Readonly<Record<string, number>>;
  /** What other endpoints of the platform than its API show; undefined: nothing of it listens there. */
  handshake?(state: S, request: LabHandshake): HandshakeOutcome | undefined;
}
