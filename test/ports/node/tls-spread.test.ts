import { expect, test } from "vitest";
import type { HandshakeOutcome, HandshakeRequest } from "../../../src/ports/index.ts";
import type { Handshaker } from "../../../src/ports/node/tls-handshake.ts";
import { spreadHandshaker } from "../../../src/ports/node/tls-spread.ts";
import { startThread } from "../../../src/ports/node/tls-threads.ts";

const request: HandshakeRequest = { host: "127.0.0.1", port: 1, timeoutMs: 1, maxChainBytes: 1 };

/** A handshaker whose handshakes end when they are told to. */
function held(name: string): { readonly shake: Handshaker; readonly end: ((error?: Error) => void)[] } {
  const end: ((error?: Error) => void)[] = [];
  const shake: Handshaker = () =>
    new Promise<HandshakeOutcome>((resolve, reject) => {
      end.push((error) => (error === undefined ? resolve({ outcome: "reset", detail: name }) : reject(error)));
    });
  return { shake, end };
}

function detailOf(outcome: HandshakeOutcome): string {
  return outcome.outcome === "seen" ? "" : outcome.detail;
}

test("few handshakes at once stay on one thread", async () => {
  const here = held("here");
  let started = 0;
  const shake = spreadHandshaker(here.shake, 2, () => {
    started += 1;
    return held("there").shake;
  });
  const asked = Array.from({ length: 32 }, () => shake(request));
  for (const end of here.end) end();
  expect(new Set((await Promise.all(asked)).map(detailOf))).toEqual(new Set(["here"]));
  expect(started).toBe(0);
});

test("of many at once each goes where the fewest are", async () => {
  const [here, one, other] = [held("here"), held("one"), held("other")];
  const threads = [one, other];
  const shake = spreadHandshaker(here.shake, 2, () => (threads.pop() ?? here).shake);
  const asked = Array.from({ length: 93 }, () => shake(request));
  expect([here, one, other].map(({ end }) => end.length)).toEqual([32, 30, 31]);
  for (const { end } of [here, one, other]) for (const one of end) one();
  const where = (await Promise.all(asked)).map(detailOf);
  expect(where.filter((name) => name === "one")).toHaveLength(30);
});

test("what a thread that dies had in flight is made again, and nothing more is given to it", async () => {
  const [here, there] = [held("here"), held("there")];
  const shake = spreadHandshaker(here.shake, 1, () => there.shake);
  const first = Array.from({ length: 33 }, () => shake(request));
  there.end[0]?.(new Error("the thread ended"));
  await new Promise(setImmediate);
  const after = shake(request);
  for (const end of here.end) end();
  expect((await Promise.all([...first, after])).map(detailOf)).toEqual(Array.from({ length: 34 }, () => "here"));
  expect(there.end).toHaveLength(1);
});

test("a thread that cannot be started is done without", async () => {
  const here = held("here");
  const shake = spreadHandshaker(here.shake, 1, () => () => Promise.reject(new Error("no such file")));
  const asked = Array.from({ length: 40 }, () => shake(request));
  await new Promise(setImmediate);
  for (const end of here.end) end();
  expect(await Promise.all(asked)).toHaveLength(40);
});

test("a failure of this thread is not hidden", async () => {
  const shake = spreadHandshaker(
    () => Promise.reject(new TypeError("a defect")),
    1,
    () => () => Promise.reject(new Error()),
  );
  await expect(shake(request)).rejects.toThrow("a defect");
});

test("a thread that ended while it had nothing to do keeps nobody waiting", async () => {
  const shake = startThread(new URL("data:text/javascript,"));
  await new Promise((resolve) => setTimeout(resolve, 300));
  await expect(shake(request)).rejects.toThrow("the thread ended");
  await expect(startThread(new URL("data:text/javascript,"))(request)).rejects.toThrow("the thread ended");
});
