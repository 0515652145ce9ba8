import type { Fault } from "../../src/lab/index.ts";
import type { LabReply } from "../../src/lab/model.ts";

/** How long the client waits for a reply, in real milliseconds: longer than any undisturbed call takes. */
export const requestTimeoutMs = 1000;
/** How long the lab keeps a request that arrives late: its client has gone, and nobody has asked after it yet. */
export const lateMs = 1200;
/** The bound that certplan is told: from the moment at which it sent. */
export const arrivesWithin = "1500ms";

/** One thing that goes wrong with one call, between the client and the model. */
export interface SocketFault {
  /** Before TLS is up; with the request at the server, the model has not seen it; the model has applied it. */
  readonly at: "handshake" | "received" | "applied";
  /** `reset`: the connection, by RST. Absent at a handshake, which is always reset. */
  readonly does?: "reset" | ((reply: LabReply | undefined) => Fault);
}

const status = (code: number) => (): Fault => ({ reply: { status: code, body: "<html><h1>no</h1></html>" } });

export const socketFaults: Readonly<Record<string, SocketFault>> = {
  "TLS handshake cut": { at: "handshake" },
  "reset before the request is applied": { at: "received", does: "reset" },
  "reset after the request is applied": { at: "applied", does: "reset" },
  "half a reply": { at: "applied", does: halfOf },
  "a reply that is not HTTP": { at: "applied", does: () => ({ raw: "\u0000\u0001 what\r\n\r\n" }) },
  "500": { at: "received", does: status(500) },
  "502": { at: "received", does: status(502) },
  "503": { at: "received", does: status(503) },
  "502 after the request is applied": { at: "applied", does: status(502) },
  "no reply, not applied": { at: "received", does: () => "silence" },
  "no reply, applied": { at: "applied", does: () => "silence" },
  "the request arrives late": { at: "received", does: () => ({ delayMs: lateMs }) },
};

/** The whole length announced, half of it sent. */
function halfOf(reply: LabReply | undefined): Fault {
  const { status: code = 200, body = "" } = reply ?? {};
  const head = [`HTTP/1.1 ${code} OK`, "content-type: application/json", `content-length: ${body.length + 1}`];
  return { raw: `${head.join("\r\n")}\r\n\r\n${body.slice(0, Math.floor(body.length / 2))}` };
}
