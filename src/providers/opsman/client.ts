import { CertplanError } from "../../messages/error.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import type { Session } from "../../model/provider.ts";
import type { SecretReference } from "../../model/target.ts";
import { HttpFailure, type HttpReply, type HttpRequest, Secret, type TrustAnchors } from "../../ports/index.ts";
import { violationWords } from "./safety.ts";

/** `connection` of an opsman target, frozen in plans. */
export interface OpsmanConnection {
  readonly origin: string;
  readonly trust: TrustAnchors;
  readonly credentials: OpsmanCredentials;
  readonly readCredentials?: OpsmanCredentials;
}

export type OpsmanCredentials =
  | { readonly kind: "uaa-client"; readonly id: string; readonly secret: SecretReference }
  | { readonly kind: "uaa-user"; readonly username: string; readonly password: SecretReference };

/** Who we are to the platform: the client id or the user name. */
export function principalOf(session: Session): string {
  const credentials = credentialsOf(session);
  return credentials.kind === "uaa-client" ? credentials.id : credentials.username;
}

/**
 * Reads a path as JSON. A busy or starting server is asked again twice.
 * Throws AccessRefused, PlatformUnreachable, PlatformUntrusted, PlatformReply.
 */
export async function read(session: Session, path: string): Promise<Json> {
  const value = await readIfThere(session, path);
  if (value === undefined) throw unreachable(session, `${path} answered 404`);
  return value;
}

/** As `read`; undefined where this release does not have the path (404). */
export async function readIfThere(session: Session, path: string): Promise<Json | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await attemptRead(session, path);
    if (!(outcome instanceof CertplanError)) return outcome;
    if (attempt === 3 || outcome.code !== "PlatformUnreachable") throw outcome;
    await session.clock.sleep(session.timing.pollMs);
  }
}

/**
 * Sends a mutating request, once. Throws PlatformRefused (it said no: nothing happened), OutcomeUnknown (it may have
 * happened), or what `read` throws where nothing was sent.
 */
export async function send(
  session: Session,
  method: "POST" | "PUT" | "DELETE",
  path: string,
  body: JsonObject,
): Promise<Json> {
  const request = { method, path, body: JSON.stringify(body) };
  let reply = await sendOnce(session, request);
  if (reply.status === 401) {
    session.memory.delete("token");
    reply = await sendOnce(session, request);
  }
  if (reply.status >= 500) throw outcomeUnknown(session, path, `it answered ${reply.status}`);
  if (reply.status >= 300) throw refusedChange(session, path, reply);
  const answer = parseReply(session, path, reply);
  if (violationWords(answer).length > 0) throw refusedChange(session, path, reply);
  return answer;
}

async function sendOnce(session: Session, request: Exchange): Promise<HttpReply> {
  return exchange(session, request).catch((cause: unknown) => {
    if (cause instanceof HttpFailure && cause.sent) throw outcomeUnknown(session, request.path, cause.message);
    throw translate(session, request.path, cause);
  });
}

async function attemptRead(session: Session, path: string): Promise<Json | undefined | CertplanError> {
  try {
    let reply = await exchange(session, { method: "GET", path });
    if (reply.status === 401) {
      session.memory.delete("token");
      reply = await exchange(session, { method: "GET", path });
    }
    if (reply.status === 401 || reply.status === 403) throw accessRefused(session, `${path}: ${errorText(reply)}`);
    if (reply.status === 404) return undefined;
    if (reply.status !== 200) throw unreachable(session, `${path} answered ${reply.status} ${errorText(reply)}`.trim());
    return parseReply(session, path, reply);
  } catch (cause) {
    return translate(session, path, cause);
  }
}

interface Exchange {
  readonly method: HttpRequest["method"];
  readonly path: string;
  readonly body?: string;
}

async function exchange(session: Session, request: Exchange): Promise<HttpReply> {
  const token = await tokenOf(session);
  return session.http.request({
    ...base(session),
    ...request,
    headers: {
      accept: "application/json",
      authorization: `Bearer ${token.reveal()}`,
      ...(request.body === undefined ? {} : { "content-type": "application/json" }),
    },
  });
}

interface CachedToken {
  readonly token: Secret;
  readonly renewAt: number;
}

/** One token for a session, renewed ten seconds before it ends (Source: reference/opsman, section 2). */
async function tokenOf(session: Session): Promise<Secret> {
  const cached = session.memory.get("token") as CachedToken | undefined;
  if (cached !== undefined && session.clock.now() < cached.renewAt) return cached.token;
  const asked = session.clock.now();
  const login = { ...base(session), method: "POST", path: "/uaa/oauth/token", ...(await grant(session)) } as const;
  const reply = await session.http.request(login).catch((cause: unknown) => {
    throw translate(session, login.path, cause);
  });
  if (reply.status === 401) throw accessRefused(session, "the login was refused");
  if (reply.status !== 200) throw unreachable(session, `the login answered ${reply.status}`);
  const body = parseReply(session, "/uaa/oauth/token", reply);
  const { access_token: token, expires_in: seconds } = asObject(body);
  if (typeof token !== "string") throw unexpected(session, "/uaa/oauth/token");
  const lifetimeMs = (typeof seconds === "number" ? seconds : 60) * 1000;
  const fresh: CachedToken = { token: new Secret(token), renewAt: asked + lifetimeMs - 10_000 };
  session.memory.set("token", fresh);
  return fresh.token;
}

/** Source: reference/opsman, section 2 (user grant: client `opsman` with an empty secret; machine grant: Basic). */
async function grant(session: Session): Promise<{ headers: Record<string, string>; body: string }> {
  const credentials = credentialsOf(session);
  const headers = { accept: "application/json", "content-type": "application/x-www-form-urlencoded" };
  if (credentials.kind === "uaa-client") {
    const secret = await session.secrets.resolve(credentials.secret);
    const form = new URLSearchParams({ grant_type: "client_credentials", token_format: "jwt" });
    return { headers: { ...headers, authorization: basic(credentials.id, secret.reveal()) }, body: form.toString() };
  }
  const password = await session.secrets.resolve(credentials.password);
  const form = new URLSearchParams({
    grant_type: "password",
    username: credentials.username,
    password: password.reveal(),
    token_format: "jwt",
    client_id: "opsman",
  });
  return { headers: { ...headers, authorization: basic("opsman", "") }, body: form.toString() };
}

function basic(user: string, password: string): string {
  const text = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;
  return `Basic ${Buffer.from(text, "utf8").toString("base64")}`;
}

function connectionOf(session: Session): OpsmanConnection {
  return session.connection as unknown as OpsmanConnection;
}

function credentialsOf(session: Session): OpsmanCredentials {
  const connection = connectionOf(session);
  return session.access === "read" ? (connection.readCredentials ?? connection.credentials) : connection.credentials;
}

function base(session: Session): Pick<HttpRequest, "origin" | "trust" | "timeoutMs" | "maxBytes"> {
  const { origin, trust } = connectionOf(session);
  return { origin, trust, timeoutMs: session.timing.requestTimeoutMs, maxBytes: 32 * 1024 * 1024 };
}

function parseReply(session: Session, path: string, reply: HttpReply): Json {
  try {
    return JSON.parse(reply.body) as Json;
  } catch {
    throw unexpected(session, path);
  }
}

function asObject(value: Json): JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

/** The text of any of the error envelopes that were seen (Source: reference/opsman, sections 0 and 2). */
function errorText(reply: HttpReply): string {
  try {
    const texts = collectTexts((JSON.parse(reply.body) as { errors?: Json; error?: Json }) ?? {});
    return texts.join("; ").slice(0, 500);
  } catch {
    return "";
  }
}

function collectTexts(body: { readonly errors?: Json; readonly error?: Json }): readonly string[] {
  const found: string[] = [];
  const walk = (value: Json | undefined): void => {
    if (typeof value === "string") found.push(value);
    else if (Array.isArray(value)) for (const item of value) walk(item as Json);
    else if (typeof value === "object" && value !== null) for (const item of Object.values(value)) walk(item as Json);
  };
  walk(body.errors);
  walk(body.error);
  return found;
}

function translate(session: Session, path: string, cause: unknown): CertplanError {
  if (cause instanceof CertplanError) return cause;
  if (!(cause instanceof HttpFailure)) throw cause;
  if (cause.code !== "untrusted") return unreachable(session, `${path}: ${cause.message}`);
  return new CertplanError({
    code: "PlatformUntrusted",
    message: cause.message,
    hint: "compare its certificate with what you expect, then change trust",
    cause,
  });
}

function unreachable(session: Session, detail: string): CertplanError {
  return new CertplanError({ code: "PlatformUnreachable", message: `${connectionOf(session).origin}: ${detail}` });
}

function accessRefused(session: Session, detail: string): CertplanError {
  return new CertplanError({
    code: "AccessRefused",
    message: `${connectionOf(session).origin}: ${detail} (as ${principalOf(session)})`,
    hint: "check the credentials of the target and what they may do",
  });
}

/** Says what safety checks found, with the step that is missing, where they refused it. */
function refusedChange(session: Session, path: string, reply: HttpReply): CertplanError {
  const violations = violationsIn(reply);
  const why = [errorText(reply), ...violations].filter((text) => text !== "").join("; ");
  return new CertplanError({
    code: reply.status === 401 || reply.status === 403 ? "AccessRefused" : "PlatformRefused",
    message: `${connectionOf(session).origin}: ${path} was refused with ${reply.status}: ${why}`,
    ...(violations.length === 0 ? {} : { hint: "do what is missing, then: certplan apply" }),
  });
}

function violationsIn(reply: HttpReply): readonly string[] {
  try {
    return violationWords(JSON.parse(reply.body) as Json);
  } catch {
    return [];
  }
}

function outcomeUnknown(session: Session, path: string, detail: string): CertplanError {
  return new CertplanError({ code: "OutcomeUnknown", message: `${connectionOf(session).origin}: ${path}: ${detail}` });
}

function unexpected(session: Session, path: string): CertplanError {
  return new CertplanError({
    code: "PlatformReply",
    message: `${connectionOf(session).origin}: ${path} answered with something that is not its documented reply`,
  });
}
