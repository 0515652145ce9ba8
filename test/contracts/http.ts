import { describe, expect, test } from "vitest";
import type { LabReply, LabRequest } from "../../src/lab/model.ts";
import { type Http, HttpFailure, type HttpRequest, type TrustAnchors } from "../../src/ports/index.ts";
import type { Within } from "./files.ts";

/** A server of the contract: what it shows, what it demands, and what it does with a request that it has read. */
export interface ServerScript {
  readonly shows?:
    | "good"
    | "expired"
    | "not-yet-valid"
    | "wrong-name"
    | "self-signed"
    | "unknown-ca"
    | "missing-intermediate";
  readonly demandsClientCertificate?: "TLSv1.2" | "TLSv1.3";
  /** `cut`: closes after reading the request, `silence`: leaves it open, `not-http`: answers with something else. */
  readonly answer?: LabReply | "cut" | "silence" | "not-http";
}

export interface ScriptedServer {
  readonly origin: string;
  /** PEM of the root and of the intermediate of a good chain. */
  readonly root: string;
  readonly intermediate: string;
  /** The pin of what it shows. */
  readonly pin: NonNullable<TrustAnchors["pins"]>[number];
  /** Every request that it has read whole. */
  readonly received: () => readonly LabRequest[];
}

export interface HttpWorld {
  readonly http: Http;
  readonly serve: (script: ServerScript) => Promise<ScriptedServer>;
  /** Origins where there is no server, and no name. */
  readonly refused: string;
  readonly unresolved: string;
}

const secret = "Bearer only-for-whom-we-trust";
const otherPin = "00".repeat(32);

/** What `src/ports/http.ts` promises: one table for real sockets and for simulated ones. */
export function httpContract(name: string, within: Within<HttpWorld>): void {
  describe(`http: ${name}`, () => {
    test("carries method, path, headers and body there, and status, headers and body back", () =>
      within(async ({ http, serve }) => {
        const answer = { status: 202, headers: { "X-Kind": "lab" }, body: "grüße" };
        const server = await serve({ answer });
        const reply = await http.request({
          ...asking(server, { ca: server.root }),
          method: "POST",
          path: "/api/v0/x?y=1",
          body: '{"ä":1}',
        });
        expect([reply.status, reply.headers["x-kind"], reply.body]).toEqual([202, "lab", "grüße"]);
        const [request] = server.received();
        expect([request?.method, request?.path, request?.body]).toEqual(["POST", "/api/v0/x?y=1", '{"ä":1}']);
        expect(request?.headers["authorization"]).toBe(secret);
        expect(server.received().length).toBe(1);
      }));

    test("an error status is a reply, and a redirect is not followed", () =>
      within(async ({ http, serve }) => {
        const failing = await serve({ answer: { status: 503, body: "later" } });
        const moved = await serve({ answer: { status: 302, headers: { location: failing.origin }, body: "" } });
        expect((await http.request(asking(failing, { ca: failing.root }))).status).toBe(503);
        expect((await http.request(asking(moved, { ca: moved.root }))).status).toBe(302);
        expect(failing.received().length).toBe(1);
      }));

    describe("believes", () => {
      const accepted: readonly (readonly [string, ServerScript, (server: ScriptedServer) => TrustAnchors])[] = [
        ["a chain to an anchor", {}, (s) => ({ ca: s.root })],
        ["an intermediate that was made an anchor", {}, (s) => ({ ca: s.intermediate })],
        ["a chain to the second of two anchors", { shows: "good" }, (s) => ({ ca: s.intermediate + s.root })],
        ["a pinned leaf", {}, (s) => ({ pins: [s.pin] })],
        ["a pinned leaf by an unknown CA", { shows: "unknown-ca" }, (s) => ({ pins: [s.pin] })],
        ["a pinned leaf for another name", { shows: "wrong-name" }, (s) => ({ pins: [s.pin] })],
        ["a pinned self-signed leaf", { shows: "self-signed" }, (s) => ({ pins: [s.pin] })],
        ["either of anchor and pin: the pin", { shows: "unknown-ca" }, (s) => ({ ca: s.root, pins: [s.pin] })],
        ["either of anchor and pin: the anchor", {}, (s) => ({ ca: s.root, pins: [pinOf(otherPin)] })],
        ["anyone when it is told to", { shows: "expired" }, () => ({ verify: false })],
      ];
      test.each(accepted)("%s", (_name, script, trust) =>
        within(async ({ http, serve }) => {
          const server = await serve(script);
          expect((await http.request(asking(server, trust(server)))).status).toBe(200);
        }),
      );
    });

    describe("does not believe, and sends nothing to", () => {
      const refused: readonly (readonly [string, ServerScript, (server: ScriptedServer) => TrustAnchors])[] = [
        ["a chain to an unknown CA", { shows: "unknown-ca" }, (s) => ({ ca: s.root })],
        ["a self-signed leaf", { shows: "self-signed" }, (s) => ({ ca: s.root })],
        ["an expired leaf", { shows: "expired" }, (s) => ({ ca: s.root })],
        ["a leaf that is not yet valid", { shows: "not-yet-valid" }, (s) => ({ ca: s.root })],
        ["a leaf for another name", { shows: "wrong-name" }, (s) => ({ ca: s.root })],
        ["a leaf without its intermediate", { shows: "missing-intermediate" }, (s) => ({ ca: s.root })],
        ["an expired leaf that is pinned", { shows: "expired" }, (s) => ({ pins: [s.pin] })],
        ["a pinned leaf that is not yet valid", { shows: "not-yet-valid" }, (s) => ({ pins: [s.pin] })],
        ["a good leaf that is not the pinned one", {}, () => ({ pins: [pinOf(otherPin)] })],
        ["a leaf that fails anchor and pin", { shows: "unknown-ca" }, (s) => ({ ca: s.root, pins: [pinOf(otherPin)] })],
        ["a private CA when the system's anchors are asked for", {}, () => ({ system: true })],
        ["anyone without any anchor", {}, () => ({})],
      ];
      test.each(refused)("%s", (_name, script, trust) =>
        within(async ({ http, serve }) => {
          const server = await serve(script);
          const failure = await failureOf(http, asking(server, trust(server)));
          expect(failure).toEqual({ code: "untrusted", sent: false });
          expect(server.received()).toEqual([]);
        }),
      );
    });

    describe("says whether anything was sent", () => {
      test("no server, no name: nothing", () =>
        within(async ({ http, refused, unresolved }) => {
          expect(await failureOf(http, to(refused, { verify: false }))).toEqual({ code: "refused", sent: false });
          expect(await failureOf(http, to(unresolved, { verify: false }))).toEqual({ code: "unresolved", sent: false });
        }));

      test("a server that closes after reading: the outcome is unknown, and the request went out once", () =>
        within(async ({ http, serve }) => {
          const server = await serve({ answer: "cut" });
          expect(await failureOf(http, asking(server, { ca: server.root }))).toEqual({ code: "closed", sent: true });
          expect(server.received().length).toBe(1);
        }));

      test("a server that stays silent: the time runs out and the outcome is unknown", () =>
        within(async ({ http, serve }) => {
          const server = await serve({ answer: "silence" });
          const request = { ...asking(server, { ca: server.root }), timeoutMs: 300 };
          expect(await failureOf(http, request)).toEqual({ code: "timeout", sent: true });
          expect(server.received().length).toBe(1);
        }));

      test("a reply that is not HTTP: unknown", () =>
        within(async ({ http, serve }) => {
          const server = await serve({ answer: "not-http" });
          expect(await failureOf(http, asking(server, { ca: server.root }))).toEqual({ code: "protocol", sent: true });
        }));

      test("a client certificate is demanded under TLS 1.2: the handshake fails and nothing left", () =>
        within(async ({ http, serve }) => {
          const server = await serve({ demandsClientCertificate: "TLSv1.2" });
          expect(await failureOf(http, asking(server, { ca: server.root }))).toEqual({ code: "protocol", sent: false });
          expect(server.received()).toEqual([]);
        }));

      test("a client certificate is demanded under TLS 1.3: closed after sending, so unknown", () =>
        within(async ({ http, serve }) => {
          const server = await serve({ demandsClientCertificate: "TLSv1.3" });
          expect(await failureOf(http, asking(server, { ca: server.root }))).toEqual({ code: "closed", sent: true });
          expect(server.received()).toEqual([]);
        }));
    });

    test("a body at the limit is given, one byte more is too large", () =>
      within(async ({ http, serve }) => {
        const server = await serve({ answer: { status: 200, body: "x".repeat(5000) } });
        const request = asking(server, { ca: server.root });
        expect((await http.request({ ...request, maxBytes: 5000 })).body.length).toBe(5000);
        expect(await failureOf(http, { ...request, maxBytes: 4999 })).toEqual({ code: "too-large", sent: true });
      }));

    test("only https origins are spoken to", () =>
      within(async ({ http, serve }) => {
        const server = await serve({});
        const plain = server.origin.replace("https:", "http:");
        for (const origin of [plain, "https://", "https://host/path"]) {
          expect(await failureOf(http, to(origin, { verify: false }))).toEqual({ code: "protocol", sent: false });
        }
      }));
  });
}

function asking(server: ScriptedServer, trust: TrustAnchors): HttpRequest {
  return to(server.origin, trust);
}

function to(origin: string, trust: TrustAnchors): HttpRequest {
  return {
    origin,
    trust,
    method: "GET",
    path: "/",
    headers: { authorization: secret },
    timeoutMs: 20_000,
    maxBytes: 100_000,
  };
}

function pinOf(hex: string): ScriptedServer["pin"] {
  return hex as ScriptedServer["pin"];
}

async function failureOf(http: Http, request: HttpRequest): Promise<{ code: string; sent: boolean } | string> {
  try {
    return `status ${(await http.request(request)).status}`;
  } catch (error) {
    if (error instanceof HttpFailure) return { code: error.code, sent: error.sent };
    throw error;
  }
}
