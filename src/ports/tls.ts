/** One handshake with an endpoint that is only looked at: whatever it sends is accepted and returned, and no data follows. */
export interface HandshakeRequest {
  readonly host: string;
  readonly port: number;
  /** Sent as SNI; absent for none. */
  readonly serverName?: string;
  readonly timeoutMs: number;
  /** Limit for the DER bytes of the chain, all certificates together. */
  readonly maxChainBytes: number;
}

/** What was seen. Everything but `seen` is a coded outcome, not an exception. */
export type HandshakeOutcome =
  | {
      readonly outcome: "seen";
      /** DER, in the order of the wire: exactly what was sent. */
      readonly chain: readonly Uint8Array[];
      /** `TLSv1.2`, `TLSv1.3`. */
      readonly protocol: string;
      /** The server asked for a client certificate (before TLS 1.2 known only if it refused us for having none). */
      readonly clientCertificateRequested: boolean;
    }
  | { readonly outcome: HandshakeFailureCode; readonly detail: string };

/**
 * unresolved (no address), refused, unreachable, reset (closed or reset before the handshake ended), silent (nothing
 * within the time), not-tls (it speaks something else), alert (TLS alert instead of a certificate),
 * chain-too-large, unreadable-chain (what was sent cannot be read).
 */
export type HandshakeFailureCode =
  | "unresolved"
  | "refused"
  | "unreachable"
  | "reset"
  | "silent"
  | "not-tls"
  | "alert"
  | "chain-too-large"
  | "unreadable-chain";

/** Never rejects for what the network or the server does. A server that refuses us for having no certificate is asked twice. */
export interface Tls {
  handshake(request: HandshakeRequest): Promise<HandshakeOutcome>;
}
