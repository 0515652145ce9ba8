import { anchorsOf, verifyChain } from "../pki/index.ts";
import { type Http, HttpFailure, type HttpReply, type HttpRequest, type TrustAnchors } from "../ports/index.ts";
import { latencyMs, nobodyAt } from "./network.ts";
import type { Answer, ServerTls, SimProcess, World } from "./world.ts";

/**
 * Requests of one process to the servers of the world, with the failures that real sockets have. A server without
 * `tls` is believed by everyone and costs no handshake; where one has it, `loadPki` must have been awaited before.
 */
export function simulatedHttp(world: World, process: SimProcess): Http {
  return { request: (request) => exchange(world, process, request) };
}

async function exchange(world: World, process: SimProcess, request: HttpRequest): Promise<HttpReply> {
  const fails = noConnection(world, request);
  if (fails !== undefined) return failing(world, process, request, fails);
  const tls = world.servers.find((server) => server.origin === request.origin)?.tls;
  if (tls === undefined) return send(world, process, request);
  await world.event(process, `connect ${request.origin}`, () => undefined, { afterMs: 2 * latencyMs });
  if (tls.demandsClientCertificate === "TLSv1.2")
    throw new HttpFailure("protocol", false, "the server wants a client certificate");
  const why = await refusal(world, request, tls);
  if (why !== undefined) throw new HttpFailure("untrusted", false, `${request.origin}: ${why}`);
  if (tls.demandsClientCertificate === undefined) return send(world, process, request);
  // Under TLS 1.3 the server tells only after the handshake, when the request is already under way.
  return failing(
    world,
    process,
    request,
    new HttpFailure("closed", true, "the connection closed after the request was sent"),
  );
}

function failing(world: World, process: SimProcess, request: HttpRequest, failure: HttpFailure): Promise<never> {
  const fail = (): never => {
    throw failure;
  };
  return world.event(process, `no connection to ${request.origin}`, fail, { afterMs: 2 * latencyMs });
}

function noConnection(world: World, { origin }: HttpRequest): HttpFailure | undefined {
  const host = hostOf(origin);
  if (host === undefined) return new HttpFailure("protocol", false, `${origin} is not an https origin`);
  if (world.servers.some((server) => server.origin === origin)) return undefined;
  const known = world.servers.map((server) => hostOf(server.origin) ?? "");
  return new HttpFailure(nobodyAt(host, known), false, `nobody answers at ${origin}`);
}

/** Undefined for anything but `https://host[:port]`. */
function hostOf(origin: string): string | undefined {
  const match = /^https:\/\/(?:\[([0-9a-f:.]+)\]|([^/:@?#\s]+))(?::\d+)?$/i.exec(origin);
  return match?.[1] ?? match?.[2];
}

/** Why the verifier does not believe what the server shows: decided by `src/pki`, as of the world's time. */
async function refusal(world: World, { origin, trust }: HttpRequest, tls: ServerTls): Promise<string | undefined> {
  if (trust.verify === false) return undefined;
  const name = hostOf(origin);
  const verdict = await verifyChain({
    sent: tls.chain,
    anchors: anchorsOf(bundlesOf(trust)),
    at: world.now,
    purpose: "serverAuth",
    ...(trust.pins === undefined ? {} : { pins: trust.pins }),
    ...(name === undefined ? {} : { name }),
  });
  return verdict.verified ? undefined : verdict.problems.map((problem) => problem.sentence).join("; ");
}

/** A simulated machine has no anchors of its own. */
function bundlesOf(trust: TrustAnchors): readonly string[] {
  return trust.ca === undefined ? [] : [trust.ca];
}

function send(world: World, process: SimProcess, request: HttpRequest): Promise<HttpReply> {
  const { origin, method, path, body = "" } = request;
  const headers = { host: origin.slice("https://".length), ...lowerCased(request.headers) };
  return new Promise((resolve, reject) => {
    if (!process.alive) return;
    const flight = { origin, sentAt: world.now, request: { method, path, headers, body, from: process.name } };
    world.launch(flight, world.now + latencyMs, (answer, takesMs) => {
      const leftMs = request.timeoutMs - latencyMs;
      const isLate = answer === undefined || takesMs + latencyMs > leftMs;
      const afterMs = isLate ? Math.max(0, leftMs) : takesMs + latencyMs;
      const label = `reply ${method} ${path}`;
      void world
        .event(process, label, () => deliver(isLate ? undefined : answer, request), { afterMs, answers: flight })
        .then(resolve, reject);
    });
  });
}

function deliver(answer: Answer | undefined, request: HttpRequest): HttpReply {
  if (answer === undefined) throw new HttpFailure("timeout", true, `no reply to ${request.method} ${request.path}`);
  if (answer === "cut") throw new HttpFailure("closed", true, "the connection closed after the request was sent");
  if (answer === "garbled") throw new HttpFailure("protocol", true, "the reply is not HTTP");
  if (Buffer.byteLength(answer.body) > request.maxBytes)
    throw new HttpFailure("too-large", true, "the reply is too large");
  return { status: answer.status, headers: lowerCased(answer.headers ?? {}), body: answer.body };
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
