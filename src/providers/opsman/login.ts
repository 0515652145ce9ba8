import type { Session } from "../../model/provider.ts";
import { Secret } from "../../ports/index.ts";
import { requestBase, translate, unreachable } from "../../web/index.ts";
import { credentialsOf } from "./connection.ts";
import { accessRefused, parseReply, unexpected } from "./failures.ts";
import { asObject, errorText } from "./reply-words.ts";
import { onceServing } from "./startup.ts";

interface CachedToken {
  readonly token: Secret;
  readonly renewAt: number;
}

/** One token for a session, renewed ten seconds before it ends (Source: reference/opsman, section 2). */
export async function tokenOf(session: Session): Promise<Secret> {
  const cached = session.memory.get("token") as CachedToken | undefined;
  if (cached !== undefined && session.clock.now() < cached.renewAt) return cached.token;
  const asked = session.clock.now();
  const login = {
    ...requestBase(session),
    method: "POST",
    path: "/uaa/oauth/token",
    ...(await grant(session)),
  } as const;
  const reply = await onceServing(session, () => session.http.request(login)).catch((cause: unknown) => {
    throw translate(session, login.path, cause);
  });
  if (reply.status === 401) throw accessRefused(session, `the login was refused ${errorText(reply)}`.trim());
  if (reply.status !== 200) throw unreachable(session, `the login answered ${reply.status} ${errorText(reply)}`.trim());
  const body = parseReply(session, login.path, reply);
  const { access_token: token, expires_in: seconds } = asObject(body);
  if (typeof token !== "string") throw unexpected(session, login.path);
  const lifetimeMs = (typeof seconds === "number" ? seconds : 60) * 1000;
  const fresh: CachedToken = { token: new Secret(token), renewAt: asked + lifetimeMs - 10_000 };
  session.memory.set("token", fresh);
  return fresh.token;
}

/** The platform does not know the token any more: the next request asks for another. */
export function forgetToken(session: Session): void {
  session.memory.delete("token");
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
