import { CertplanError } from "../messages/error.ts";
import type { JsonObject } from "../model/json.ts";
import type { Provider, Session } from "../model/provider.ts";
import type { Http } from "../ports/index.ts";
import type { CommandContext } from "./context.ts";

export interface SessionRequest {
  readonly provider: Provider;
  readonly connection: JsonObject;
  readonly access: "read" | "write";
  /** Asked right before each request that may change something; false stops it. */
  readonly held?: () => Promise<boolean>;
}

/** A session with one system: one request at a time where the platform wants it, fenced where it may change something. */
export function openSession(context: CommandContext, request: SessionRequest): Session {
  const { ports, settings } = context;
  const fenced = request.held === undefined ? ports.http : fencedHttp(ports.http, request.held);
  return {
    connection: request.connection,
    access: request.access,
    clock: ports.clock,
    http: request.provider.capabilities.serialCalls ? oneAtATime(fenced) : fenced,
    tls: ports.tls,
    secrets: ports.secrets,
    timing: settings.timing,
    memory: new Map(),
    ...(context.evaluateAt === undefined ? {} : { evaluateAt: context.evaluateAt }),
  };
}

function fencedHttp(http: Http, held: () => Promise<boolean>): Http {
  return {
    request: async (request) => {
      if (request.method !== "GET" && !(await held())) {
        throw new CertplanError({
          code: "FenceLost",
          message: `another process took over the lock of ${request.origin}; nothing further was sent`,
          hint: "certplan apply",
        });
      }
      return http.request(request);
    },
  };
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
