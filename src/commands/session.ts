import { CertplanError } from "../messages/error.ts";
import type { JsonObject } from "../model/json.ts";
import type { Provider, RunKeys, Session } from "../model/provider.ts";
import type { Exec, Http } from "../ports/index.ts";
import type { CommandContext } from "./context.ts";
import { keepingSecrets } from "./keeping-secrets.ts";

export interface SessionRequest {
  readonly provider: Provider;
  readonly connection: JsonObject;
  readonly access: "read" | "write";
  /** Asked right before each request that may change something; false stops it. */
  readonly held?: () => Promise<boolean>;
}

/**
 * A session with one system: one request at a time where the platform wants it, fenced where it may change something.
 * No reply that says no shows a secret that it was sent.
 */
export function openSession(context: CommandContext, request: SessionRequest): Session {
  const { ports, settings } = context;
  const { http, secrets } = keepingSecrets(ports);
  const fenced = request.held === undefined ? http : fencedHttp(http, request.held);
  return {
    connection: request.connection,
    access: request.access,
    clock: ports.clock,
    http: request.provider.capabilities.serialCalls ? oneAtATime(fenced) : fenced,
    tls: ports.tls,
    secrets,
    timing: settings.timing,
    memory: new Map(),
    ...(context.evaluateAt === undefined ? {} : { evaluateAt: context.evaluateAt }),
    ...(context.mayUnlock === true ? { mayUnlock: true } : {}),
  };
}

function fencedHttp(http: Http, held: () => Promise<boolean>): Http {
  return {
    request: async (request) => {
      if (request.method !== "GET" && !(await held())) throw fenceLost(`the lock of ${request.origin}`);
      return http.request(request);
    },
  };
}

/** A program that was prepared begins only while the locks are held. */
export function fencedExec(exec: Exec, held: () => Promise<boolean>): Exec {
  return {
    prepare: async (request) => {
      const child = await exec.prepare(request);
      if ("outcome" in child) return child;
      return {
        process: child.process,
        run: async () => {
          if (!(await held())) throw fenceLost("a lock of this run");
          return child.run();
        },
      };
    },
  };
}

/** A key is made only while the locks are held: whoever took over may have closed the run and removed its keys. */
export function fencedKeys(keys: RunKeys, held: () => Promise<boolean>): RunKeys {
  return {
    find: (name) => keys.find(name),
    obtain: async (name, type) => {
      if (!(await held())) throw fenceLost("a lock of this run");
      return keys.obtain(name, type);
    },
  };
}

function fenceLost(lock: string): CertplanError {
  return new CertplanError({
    code: "FenceLost",
    message: `another process took over ${lock}; nothing further was sent`,
    hint: "certplan apply",
  });
}

function oneAtATime(http: Http): Http {
  let last: Promise<unknown> = Promise.resolve();
  return {
    request: (request) => {
      const mine = last.then(() => http.request(request));
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}
