import { expect, test } from "vitest";
import { type OpsmanState, opsmanModel } from "../../../src/lab/opsman/index.ts";
import { apply, cas, foundation, generate, hour, now, talkTo } from "./foundation.ts";

const password =
  "grant_type=password&username=admin&password=secret&token_format=jwt&client_id=opsman&client_secret=&response_type=token";

function send(
  state: OpsmanState,
  request: { method: string; path: string; body?: string; headers?: Readonly<Record<string, string>> },
  at = now,
): { state: OpsmanState; status: number; location: string | undefined; text: string } {
  const { body = "", headers = {} } = request;
  const done = opsmanModel.step(state, { ...request, headers, body }, at);
  const reply = done.reply ?? { status: 0, body: "" };
  return { state: done.state, status: reply.status, location: reply.headers?.["location"], text: reply.body };
}

test("behaviour 1: the user grant with the client in the body and without Basic [sim 1: both user grants]", () => {
  const { status, text } = send(foundation(), { method: "POST", path: "/uaa/oauth/token", body: password });
  expect([status, JSON.parse(text).token_type, JSON.parse(text).expires_in]).toEqual([200, "bearer", 43_200]);
});

test("behaviour 1: the user grant with Basic opsman and an empty secret [sim 1: both user grants]", () => {
  const headers = { authorization: `Basic ${Buffer.from("opsman:").toString("base64")}` };
  const body = "grant_type=password&username=admin&password=secret&token_format=jwt";
  expect(send(foundation(), { method: "POST", path: "/uaa/oauth/token", body, headers }).status).toBe(200);
});

test("behaviour 1: the machine grant, and wrong credentials with the OAuth error body [sim 1: machine grant]", () => {
  const grant = (secret: string): ReturnType<typeof send> => {
    const headers = { authorization: `Basic ${Buffer.from(`certplan:${secret}`).toString("base64")}` };
    const body = "grant_type=client_credentials&token_format=jwt";
    return send(foundation(), { method: "POST", path: "/uaa/oauth/token", body, headers });
  };
  expect(grant("secret").status).toBe(200);
  const refused = grant("wrong");
  expect([refused.status, JSON.parse(refused.text)]).toEqual([
    401,
    { error: "unauthorized", error_description: "Bad credentials" },
  ]);
});

test("behaviour 1: a token ends after its time, with the body of the reference [sim 1: 401 of a token]", () => {
  const got = send(foundation(), { method: "POST", path: "/uaa/oauth/token", body: password });
  const headers = { authorization: `Bearer ${JSON.parse(got.text).access_token}` };
  const request = { method: "GET", path: cas, headers };
  expect(send(got.state, request, now + 11 * hour).status).toBe(200);
  const late = send(got.state, request, now + 12 * hour);
  expect([late.status, JSON.parse(late.text).errors.base[0]]).toEqual([
    401,
    expect.stringMatching(/^Unable to successfully verify the access token with UAA\. /),
  ]);
});

test("behaviour 1: locked, unlocked, starting, ready [sim 1: locked] [sim 1: starting] [sim 1: ensure_availability]", () => {
  const ensure = { method: "GET", path: "/login/ensure_availability" };
  const unlock = (passphrase: string): { method: string; path: string; body: string } => ({
    method: "PUT",
    path: "/api/v0/unlock",
    body: JSON.stringify({ passphrase }),
  });
  const locked = { ...foundation(), startup: { passphrase: "open" } };
  const login = { method: "POST", path: "/uaa/oauth/token", body: password };
  expect(send(locked, login)).toMatchObject({ status: 502, text: expect.stringContaining("<html>") });
  const early = send(locked, { method: "GET", path: cas });
  expect([early.status, early.text]).toEqual([503, '{"errors":{"base":["Authentication is starting up."]}}']);
  expect(send(locked, unlock("wrong")).status).toBe(403);
  const { state, status } = send(locked, unlock("open"));
  expect(status).toBe(200);
  const pending = send(state, ensure);
  expect([pending.status, pending.text]).toEqual([
    200,
    expect.stringContaining("Waiting for authentication system to start..."),
  ]);
  const ready = send(state, ensure, now + hour);
  expect([ready.status, ready.location]).toEqual([302, "/auth/cloudfoundry"]);
  expect([send(state, login, now + hour).status, send(state, unlock("any"), now + hour).status]).toEqual([200, 200]);
});

test("behaviour 1: not set up [sim 1: ensure_availability]", () => {
  const state: OpsmanState = { ...foundation(), startup: { setup: true } };
  expect(send(state, { method: "GET", path: "/login/ensure_availability" })).toMatchObject({
    status: 302,
    location: "/setup",
  });
  const { status, text } = send(state, { method: "GET", path: cas });
  expect([status, Object.keys(JSON.parse(text).errors)]).toEqual([400, ["errors"]]);
});

test("behaviour 9: what is refused on every release: the active CA, an unknown guid, a second install [sim 9: what is rejected]", () => {
  const talk = talkTo(foundation({ version: "2.7.5" }));
  const active = talk.state().cas[0]?.guid;
  expect(talk.ask("DELETE", `${cas}/${active}`).body).toEqual({ errors: ["Active certificates cannot be deleted"] });
  expect(talk.ask("DELETE", `${cas}/ffffffffffffffffffff`).status).toBe(404);
  talk.ask("POST", "/api/v0/installations", {});
  expect(talk.ask("POST", "/api/v0/installations", {}).status).toBe(422);
});

test("behaviour 9: what is not refused: a subset in the middle, a missing errand, an early delete before 2.9 [sim 9: what is not rejected]", () => {
  const talk = talkTo(foundation({ version: "2.7.5", serviceInstances: true }));
  const old = talk.state().cas[0]?.guid;
  const guid = generate(talk);
  expect(apply(talk, { deploy_products: "none", errands: {} })).toBe("succeeded");
  expect(talk.ask("POST", `${cas}/${guid}/activate`).status).toBe(200);
  expect(talk.ask("DELETE", `${cas}/${old}`).status).toBe(200);
});

test("other reads: staged products, stemcells and the diagnostic report have the fields that om decodes", () => {
  const talk = talkTo(foundation({ stemcell: { os: "ubuntu-xenial", version: "621.5" } }));
  const cf = { guid: "cf-1c7e5a3f9b2d8e4c6a0f" };
  const products = talk.ask("GET", "/api/v0/staged/products").body;
  expect(products[0]).toEqual({
    installation_name: "p-bosh-5f3a9c1e7b2d4f6a8c0e",
    guid: "p-bosh-5f3a9c1e7b2d4f6a8c0e",
    type: "p-bosh",
    product_version: "2.10.43",
  });
  expect(talk.ask("GET", "/api/v0/stemcell_associations").body.products[0]).toMatchObject({
    ...cf,
    staged_stemcells: [{ os: "ubuntu-xenial", version: "621.5" }],
  });
  expect(talk.ask("GET", "/api/v0/stemcell_assignments").body.products[0]).toMatchObject({
    ...cf,
    staged_stemcell_version: "621.5",
  });
  const { deployed } = talk.ask("GET", "/api/v0/diagnostic_report").body.added_products;
  expect(deployed[1]).toMatchObject({ name: "cf", stemcells: [{ os: "ubuntu-xenial", version: "621.5" }] });
  const root = talk.ask("GET", "/api/v0/security/root_ca_certificate").body.root_ca_certificate_pem;
  expect(root).toBe(talk.state().cas[0]?.pem);
});
