import { TLSSocket } from "node:tls";
import { buildConnector, Client, type Dispatcher } from "undici";
import { HttpFailure, type HttpReply, type HttpRequest } from "../http.ts";
import { connectFailure, replyFailure } from "./http-failure.ts";
import { refusal, tlsOptions } from "./http-trust.ts";

/** What is known of one exchange while it lasts. */
interface Exchange {
  /** From here on a byte of the request may have left. */
  sent: boolean;
  /** Set once the time is up; nothing is written after that. */
  late: boolean;
}

/**
 * One request over undici, with a client, a socket and a TLS session of its own: a pooled socket would go on
 * answering with a certificate that the server has already replaced. Rejects with HttpFailure.
 */
export async function requestOverHttps(request: HttpRequest): Promise<HttpReply> {
  if (!request.origin.startsWith("https://")) {
    throw new HttpFailure("protocol", false, `${request.origin} is not https: credentials travel over TLS only`);
  }
  const exchange: Exchange = { sent: false, late: false };
  const client = clientFor(request, exchange);
  const abort = new AbortController();
  const timer = setTimeout(() => {
    exchange.late = true;
    abort.abort();
  }, request.timeoutMs);
  try {
    return await exchanged(client, request, abort.signal);
  } catch (error) {
    if (exchange.late)
      throw new HttpFailure("timeout", exchange.sent, `no reply within ${request.timeoutMs} ms`, error);
    if (error instanceof HttpFailure) throw error;
    throw exchange.sent ? replyFailure(error) : connectFailure(error);
  } finally {
    clearTimeout(timer);
    await client.destroy();
  }
}

function clientFor(request: HttpRequest, exchange: Exchange): Client {
  const options: Parameters<typeof buildConnector>[0] = {
    ...tlsOptions(request.trust),
    timeout: 0,
    maxCachedSessions: 0,
    keepAlive: false,
    // Node's default of 250 ms would give up a distant address of a host that has several.
    autoSelectFamilyAttemptTimeout: Math.max(1000, Math.floor(request.timeoutMs / 4)),
  };
  try {
    const connect = trusting(buildConnector(options), request, exchange);
    return new Client(request.origin, { connect, headersTimeout: 0, bodyTimeout: 0 });
  } catch (error) {
    throw new HttpFailure("protocol", false, `${request.origin} is not an origin`, error);
  }
}

/** Hands a socket to undici only if its server is trusted, and never a second one: a request is sent at most once. */
function trusting(
  connector: buildConnector.connector,
  request: HttpRequest,
  exchange: Exchange,
): buildConnector.connector {
  return (options, callback) => {
    if (exchange.sent) {
      callback(new HttpFailure("closed", true, "the connection closed after the request was sent"), null);
      return;
    }
    connector(options, (...[error, socket]) => {
      if (error !== null) {
        callback(connectFailure(error), null);
        return;
      }
      const refused = refusalOf(socket, request, exchange);
      if (refused !== undefined) {
        socket.destroy();
        callback(refused, null);
        return;
      }
      exchange.sent = true;
      callback(null, socket);
    });
  };
}

function refusalOf(socket: unknown, request: HttpRequest, exchange: Exchange): HttpFailure | undefined {
  if (exchange.late) return new HttpFailure("timeout", false, `no connection within ${request.timeoutMs} ms`);
  if (!(socket instanceof TLSSocket)) return new HttpFailure("protocol", false, "the connection is not TLS");
  const why = refusal(socket, request.trust, Date.now());
  return why === undefined ? undefined : new HttpFailure("untrusted", false, `${request.origin}: ${why}`);
}

async function exchanged(client: Dispatcher, request: HttpRequest, signal: AbortSignal): Promise<HttpReply> {
  const reply = await client.request({
    method: request.method,
    path: request.path,
    headers: { ...request.headers },
    body: request.body ?? null,
    signal,
    reset: true,
  });
  const body = await boundedText(reply.body, request.maxBytes);
  return { status: reply.statusCode, headers: joined(reply.headers), body };
}

async function boundedText(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body) {
    length += part.length;
    if (length > maxBytes) throw new HttpFailure("too-large", true, `the reply is longer than ${maxBytes} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

function joined(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) result[name.toLowerCase()] = Array.isArray(value) ? value.join(", ") : value;
  }
  return result;
}
