import { createServer, type RequestListener } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { afterAll, expect, test } from "vitest";
import { issueLeaf } from "../../src/lab/authority.ts";
import { listen } from "../../src/lab/listener.ts";
import { HttpFailure, type HttpReply, type HttpRequest } from "../../src/ports/index.ts";
import { nodeHttp } from "../../src/ports/node/index.ts";
import { anAuthority } from "../lab/world.ts";

const { mint, authority } = await anAuthority();
const credential = await issueLeaf(mint, authority, { sans: ["IP:127.0.0.1"] });
const closing: (() => Promise<void>)[] = [];

afterAll(async () => {
  for (const close of closing) await close();
});

async function serving(answer: RequestListener): Promise<string> {
  const server = await listen(createSecureServer({ cert: credential.chain, key: credential.privateKey }, answer), 0);
  closing.push(server.close);
  return `https://127.0.0.1:${server.port}`;
}

function request(origin: string, more: Partial<HttpRequest> = {}): HttpRequest {
  const headers = { authorization: "Bearer canary-token" };
  return {
    origin,
    trust: { ca: authority.root.certificate },
    method: "GET",
    path: "/",
    headers,
    timeoutMs: 20_000,
    maxBytes: 1_000_000,
    ...more,
  };
}

async function outcomeOf(asked: HttpRequest): Promise<HttpReply | HttpFailure> {
  return nodeHttp()
    .request(asked)
    .catch((error: unknown) => {
      if (error instanceof HttpFailure) return error;
      throw error;
    });
}

const gigabyte = 1_000_000_000;

test("of a reply of 1 GB no more is read than the limit, whether it tells its length or not", async () => {
  for (const headers of [{ "content-length": String(gigabyte) }, {}]) {
    let sent = 0;
    const origin = await serving((_request, response) => {
      response.writeHead(200, headers);
      const part = Buffer.alloc(65_536, "x");
      const more = (): void => {
        while (sent < gigabyte && !response.destroyed && response.write(part)) sent += part.length;
        if (sent < gigabyte) response.once("drain", more);
      };
      response.on("error", () => undefined);
      more();
    });
    expect(await outcomeOf(request(origin))).toMatchObject({ code: "too-large", sent: true });
    expect(sent).toBeLessThan(50_000_000);
  }
});

test("a header without end is no reply", async () => {
  const origin = await serving((asked) => {
    asked.socket.write(`HTTP/1.1 200 OK\r\nx: ${"x".repeat(5_000_000)}`);
  });
  expect(await outcomeOf(request(origin))).toBeInstanceOf(HttpFailure);
});

test.each([301, 302, 303, 307, 308])(
  "a redirect (%i) to another host, or to plain HTTP, is a reply, and nobody else is asked",
  async (status) => {
    const asked: string[] = [];
    const note: RequestListener = ({ headers }, response) => {
      asked.push(headers.authorization ?? "nobody");
      response.end();
    };
    const elsewhere = await serving(note);
    const plain = await listen(createServer(note), 0);
    closing.push(plain.close);
    for (const location of [elsewhere, `http://127.0.0.1:${plain.port}/`]) {
      const origin = await serving((_request, response) => response.writeHead(status, { location }).end());
      expect(await outcomeOf(request(origin, { method: "POST", body: "{}" }))).toMatchObject({ status });
    }
    expect(asked).toEqual([]);
  },
);
