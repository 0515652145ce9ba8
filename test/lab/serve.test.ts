import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { issueLeaf, type LabCredential } from "../../src/lab/authority.ts";
import type { LabModel } from "../../src/lab/model.ts";
import { type LabServer, type ServeHooks, serve } from "../../src/lab/serve.ts";
import { HttpFailure, type HttpReply } from "../../src/ports/index.ts";
import { nodeClock, nodeHttp } from "../../src/ports/node/index.ts";
import { anAuthority } from "./world.ts";

interface Ledger {
  /** Paths in the order in which they were applied. */
  readonly applied: readonly string[];
  /** When the platform closes the books by itself, lab time. */
  readonly closesAt: number;
  readonly closed: boolean;
}

/** Applies whatever it is asked; `/mute` gets no reply, `/slow` takes two seconds of lab time. */
const ledger: LabModel<Ledger> = {
  step: (state, request, now) => ({
    state: { ...state, applied: [...state.applied, request.path] },
    reply: request.path === "/mute" ? undefined : { status: 200, body: JSON.stringify({ now, closed: state.closed }) },
    takesMs: request.path === "/slow" ? 2000 : 0,
  }),
  advance: (state, now) => (now >= state.closesAt ? { ...state, closed: true } : state),
  canonical: (state) => state.applied,
  broken: () => [],
  effects: () => ({}),
};

const clock = nodeClock();
const http = nodeHttp();
const open: LabServer<Ledger>[] = [];
let root: string;
let credential: LabCredential;

beforeAll(async () => {
  const { mint, authority } = await anAuthority();
  root = authority.root.certificate;
  credential = await issueLeaf(mint, authority, { sans: ["IP:127.0.0.1"] });
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function up(
  hooks: ServeHooks = {},
  timeScale = 1,
  closesAt = Number.MAX_SAFE_INTEGER,
): Promise<LabServer<Ledger>> {
  const initial = { applied: [], closesAt, closed: false };
  const server = await serve({ model: ledger, initial, clock, credential, hooks, timeScale });
  open.push(server);
  return server;
}

function get(server: LabServer<Ledger>, path: string, timeoutMs = 10_000): Promise<HttpReply> {
  return http.request({
    origin: server.origin,
    trust: { ca: root },
    method: "GET",
    path,
    headers: {},
    timeoutMs,
    maxBytes: 10_000,
  });
}

async function failureOf(reply: Promise<HttpReply>): Promise<string> {
  return reply.then(
    ({ status }) => `status ${status}`,
    (error: unknown) => (error instanceof HttpFailure ? `${error.code}, ${error.sent ? "sent" : "not sent"}` : "?"),
  );
}

describe("a model behind a real server", () => {
  test("gets what the client sent and answers it", async () => {
    const server = await up();
    expect((await get(server, "/one")).status).toBe(200);
    expect((await get(server, "/two")).status).toBe(200);
    expect(server.state().applied).toEqual(["/one", "/two"]);
  });

  test("a model without a reply leaves the client waiting", async () => {
    const server = await up();
    expect(await failureOf(get(server, "/mute", 300))).toBe("timeout, sent");
    expect(server.state().applied).toEqual(["/mute"]);
  });

  test("a second actor changes the state behind the clients", async () => {
    const server = await up();
    server.change((state) => ({ ...state, applied: [...state.applied, "somebody else"] }));
    await get(server, "/one");
    expect(server.state().applied).toEqual(["somebody else", "/one"]);
  });

  test("the platform's own transitions are applied when they are due, before the next request", async () => {
    const server = await up({}, 1000, clock.now() + 60_000);
    expect(server.state().closed).toBe(false);
    expect(JSON.parse((await get(server, "/one")).body)).toMatchObject({ closed: false });
    await clock.sleep(100);
    expect(JSON.parse((await get(server, "/two")).body)).toMatchObject({ closed: true });
  });

  test("lab time runs as fast as the scale says: durations shrink, and the Date header shows it", async () => {
    const server = await up({}, 100);
    const before = clock.now();
    const reply = await get(server, "/slow");
    const took = clock.now() - before;
    expect(took).toBeGreaterThanOrEqual(19);
    expect(took).toBeLessThan(1500);
    await clock.sleep(200);
    expect(server.now() - clock.now()).toBeGreaterThan(15_000);
    const later = await get(server, "/one");
    const apart = Date.parse(later.headers["date"] ?? "") - Date.parse(reply.headers["date"] ?? "");
    expect(apart).toBeGreaterThan(15_000);
  });

  test("closing cuts open connections and frees the port", async () => {
    const server = await up();
    const waiting = failureOf(get(server, "/mute"));
    while (server.state().applied.length === 0) await clock.sleep(5);
    await server.close();
    expect(await waiting).toBe("closed, sent");
    expect(await failureOf(get(server, "/one"))).toBe("refused, not sent");
  });
});

describe("faults on demand", () => {
  test("cut on receipt: nothing was applied", async () => {
    const server = await up({ onReceived: () => "cut" });
    expect(await failureOf(get(server, "/one"))).toBe("closed, sent");
    expect(server.state().applied).toEqual([]);
  });

  test("a status on receipt: nothing was applied", async () => {
    const server = await up({ onReceived: () => ({ reply: { status: 429, body: "" } }) });
    expect(await failureOf(get(server, "/one"))).toBe("status 429");
    expect(server.state().applied).toEqual([]);
  });

  test("cut, silence or a status after applying: applied, and the reply is lost", async () => {
    const server = await up({
      onApplied: (request) => {
        if (request.path === "/cut") return "cut";
        if (request.path === "/silence") return "silence";
        return { reply: { status: 502, body: "<html>" } };
      },
    });
    expect(await failureOf(get(server, "/cut"))).toBe("closed, sent");
    expect(await failureOf(get(server, "/silence", 300))).toBe("timeout, sent");
    expect(await failureOf(get(server, "/status"))).toBe("status 502");
    expect(server.state().applied).toEqual(["/cut", "/silence", "/status"]);
  });

  test("a hook sees the request and the reply that the model gave", async () => {
    const seen: unknown[] = [];
    const server = await up({
      onApplied: (request, reply) => {
        seen.push([request.method, request.path, reply?.status]);
        return undefined;
      },
    });
    await get(server, "/one");
    expect(seen).toEqual([["GET", "/one", 200]]);
  });

  test("a delay after applying: the effect is there before the reply", async () => {
    const server = await up({ onApplied: () => ({ delayMs: 400 }) });
    const reply = get(server, "/one");
    while (server.state().applied.length === 0) await clock.sleep(5);
    const appliedAt = clock.now();
    expect((await reply).status).toBe(200);
    expect(clock.now() - appliedAt).toBeGreaterThan(300);
  });

  test("a delay on receipt: the request arrives late, after its client has gone and others were served", async () => {
    const server = await up({ onReceived: (request) => (request.path === "/late" ? { delayMs: 500 } : undefined) });
    expect(await failureOf(get(server, "/late", 150))).toBe("timeout, sent");
    await get(server, "/one");
    expect(server.state().applied).toEqual(["/one"]);
    while (server.state().applied.length < 2) await clock.sleep(10);
    expect(server.state().applied).toEqual(["/one", "/late"]);
  });

  test("while a hook has not answered, the model gets no other request", async () => {
    const during: number[] = [];
    const server = await up({
      onApplied: async () => {
        const before = server.state().applied.length;
        await clock.sleep(60);
        during.push(server.state().applied.length - before);
        return undefined;
      },
    });
    await Promise.all(["/a", "/b", "/c"].map((path) => get(server, path)));
    expect(during).toEqual([0, 0, 0]);
    expect([...server.state().applied].sort()).toEqual(["/a", "/b", "/c"]);
  });
});
