import { createPublicKey } from "node:crypto";
import { readFileSync } from "node:fs";
import type { LabRequest } from "../../../src/lab/model.ts";
import {
  type InitialOpsman,
  initialOpsman,
  type OpsmanSettings,
  type OpsmanState,
  opsmanModel,
  platformRoot,
} from "../../../src/lab/opsman/index.ts";
import { issueCertificate, loadPki } from "../../../src/pki/index.ts";
import { pooledKeys } from "../../keys/pool.ts";

/** What the standard foundation has: machines of its director and two tiles, and an on-demand instance. */
export const director = "p-bosh-5f3a9c1e7b2d4f6a8c0e";
export const cf = "cf-1c7e5a3f9b2d8e4c6a0f";
export const mysql = "p.mysql-9e8d7c6b5a4f3e2d1c0b";
export const instance = "service-instance_5b1d9f5c-7d0e-4a52-9a6e-2f0c8a1b3d4e";
/** The stemcell of its tiles. */
export const xenial = { os: "ubuntu-xenial", version: "456.30" };

export const day = 86_400_000;
export const hour = 3_600_000;
export const now: number = Date.parse("2026-11-21T08:00:00Z");

await loadPki();
const keys = pooledKeys();
const root = await platformRoot({ keys }, now - 1000 * day);
const spares = [
  await platformRoot({ keys }, now - day),
  await platformRoot({ keys }, now - day),
  await platformRoot({ keys }, now - day),
];

/** A foundation at rest, its root good for more than a year, with three spare roots. */
export function foundation(
  options: Partial<Omit<InitialOpsman, "settings">> & { readonly version?: string } = {},
  settings: Partial<OpsmanSettings> = {},
): OpsmanState {
  const { version = "2.10.43-build.123", ...rest } = options;
  return initialOpsman({
    now,
    root,
    clients: { certplan: "secret", admin: "secret" },
    spareRoots: spares,
    leafKey: readFileSync(new URL("../../keys/rsa-2048-08.pem", import.meta.url), "utf8"),
    ...rest,
    settings: { version, installMs: hour, ...settings },
  });
}

export interface Asked {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed where it is JSON. */
  readonly body: ReturnType<typeof JSON.parse>;
}

/** A person with a token, who speaks to one foundation. */
export interface Talk {
  readonly ask: (method: string, path: string, body?: unknown) => Asked;
  readonly wait: (ms: number) => void;
  readonly state: () => OpsmanState;
  readonly now: () => number;
  readonly change: (by: (state: OpsmanState) => OpsmanState) => void;
  readonly broken: () => readonly string[];
}

export function talkTo(initial: OpsmanState): Talk {
  let state = initial;
  let at = now;
  const send = (request: Omit<LabRequest, "headers">, headers: LabRequest["headers"]): Asked => {
    const done = opsmanModel.step(state, { ...request, headers }, at);
    state = done.state;
    if (done.reply === undefined) throw new Error("no reply");
    const text = done.reply.body;
    return {
      status: done.reply.status,
      headers: done.reply.headers ?? {},
      body: /^[{[]/.test(text) ? JSON.parse(text) : text,
    };
  };
  const wait = (ms: number): void => {
    at += ms;
    state = opsmanModel.advance(state, at);
  };
  const ask: Talk["ask"] = (method, path, body) => {
    const basic = `Basic ${Buffer.from("admin:secret").toString("base64")}`;
    const token = send(
      { method: "POST", path: "/uaa/oauth/token", body: "grant_type=client_credentials" },
      { authorization: basic },
    );
    const bearer = { authorization: `Bearer ${token.body.access_token}` };
    const reply = send({ method, path, body: body === undefined ? "" : JSON.stringify(body) }, bearer);
    wait(1000);
    return reply;
  };
  return {
    ask,
    wait,
    state: () => state,
    now: () => at,
    change: (by) => {
      state = by(state);
    },
    broken: () => opsmanModel.broken(state, at),
  };
}

export const cas = "/api/v0/certificate_authorities";

/** Generates, and answers the new guid. */
export function generate(talk: Talk, body: unknown = {}): string {
  const { status, body: reply } = talk.ask("POST", `${cas}/generate`, body);
  if (status >= 300) throw new Error(JSON.stringify(reply));
  return reply.guid;
}

export function activeGuid(talk: Talk): string {
  return talk.state().cas.find((ca) => ca.active)?.guid ?? "";
}

export const instanceErrands = (run: boolean): unknown => ({
  "p.mysql-9e8d7c6b5a4f3e2d1c0b": {
    run_post_deploy: { "upgrade-all-service-instances": run, "recreate-all-service-instances": run },
  },
});

/** Applies to the end and answers how it ended. */
export function apply(talk: Talk, body: object = {}): string {
  const all = { deploy_products: "all", ignore_warnings: "false", errands: instanceErrands(true), ...body };
  const { status, body: reply } = talk.ask("POST", "/api/v0/installations", all);
  if (status >= 300) throw new Error(JSON.stringify(reply));
  talk.wait(talk.state().settings.installMs);
  return talk.ask("GET", `/api/v0/installations/${reply.install.id}`).body.status;
}

export function recreateNext(talk: Talk): void {
  talk.ask("PUT", "/api/v0/staged/director/properties", {
    director_configuration: { bosh_recreate_on_next_deploy: true },
  });
}

/** What was refused, by the literal texts. */
export function violations(reply: Asked): readonly string[] {
  if (reply.status !== 422) throw new Error(`not refused: ${reply.status} ${JSON.stringify(reply.body)}`);
  return reply.body.safety_violations.map((row: { readonly violation: string }) => row.violation);
}

/** A CA of one's own, or a leaf by it, from the committed keys; `number` 1 to 8. */
export async function ownCertificate(number: number, ca: boolean): Promise<{ pem: string; key: string }> {
  const key = readFileSync(new URL(`../../keys/rsa-2048-0${number}.pem`, import.meta.url), "utf8");
  const pem = await issueCertificate({
    subject: "C=US,O=Acme,CN=Own",
    publicKey: createPublicKey(key),
    issuer: { self: key },
    serialNumber: "05",
    notBefore: now - day,
    notAfter: now + 900 * day,
    ...(ca ? { ca: {} } : {}),
  });
  return { pem, key };
}
