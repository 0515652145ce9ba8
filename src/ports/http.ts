import type { Fingerprint } from "../model/slot.ts";

/** Which servers a connection believes. With `ca` and `pins` either is enough; a pin waives issuer and name, never dates. */
export interface TrustAnchors {
  /** PEM bundle; a certificate in it is an anchor even if it is an intermediate. */
  readonly ca?: string;
  readonly pins?: readonly Fingerprint[];
  readonly system?: boolean;
  /** `false`: believe anyone. Loud, and refused in CI without `--insecure`. */
  readonly verify?: boolean;
}

export interface HttpRequest {
  /** `https://host[:port]`, no path. */
  readonly origin: string;
  readonly trust: TrustAnchors;
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** With query, beginning with `/`. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
  /** A longer body fails with `too-large`. */
  readonly maxBytes: number;
}

export interface HttpReply {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Why there was no reply. */
export type HttpFailureCode =
  | "unresolved"
  | "refused"
  | "unreachable"
  | "untrusted"
  | "closed"
  | "timeout"
  | "too-large"
  | "protocol";

/**
 * A request without a usable reply. `sent` false means that not a byte of the request left, so it had no effect;
 * true means that its outcome is unknown.
 */
export class HttpFailure extends Error {
  readonly code: HttpFailureCode;
  readonly sent: boolean;

  constructor(code: HttpFailureCode, sent: boolean, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "HttpFailure";
    this.code = code;
    this.sent = sent;
  }
}

/** One request over a connection of its own, sent at most once; redirects are not followed. Rejects with HttpFailure. */
export interface Http {
  request(request: HttpRequest): Promise<HttpReply>;
}
