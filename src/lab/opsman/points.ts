import type { LabReply } from "../model.ts";
import { opsmanModel } from "./model.ts";
import { pushesToAgents } from "./release.ts";
import { record, textOf } from "./replies.ts";
import type { OpsmanState } from "./state.ts";

/** Where a rotation stands; the letters and numbers of the reference, section 7. */
export type StartingPoint = "S0" | "S1" | "S2" | "S3" | "S4" | "S5" | "S6" | "L1";

export const startingPoints: readonly StartingPoint[] = ["S0", "S1", "S2", "S3", "S4", "S5", "S6", "L1"];

/** Who has begun, when, and how carefully. */
export interface BegunBy {
  /** The world's clock when the starting point is reached; everything happened before. */
  readonly now: number;
  /** A client or user of the state; default `admin`. */
  readonly user?: string;
  /** The errands that reach service instances; default: each apply runs them. */
  readonly errands?: "run" | "forgotten";
  /** Guids that each apply leaves out; default none. */
  readonly without?: readonly string[];
}

/**
 * The foundation at this point of a rotation, reached by the requests that a careful person sends: one after another,
 * applies to their end. Effects are counted as of any other client.
 * @throws Error if the platform refuses one of them: that is a fault of the scenario.
 */
export function opsmanAt(point: StartingPoint, state: OpsmanState, by: BegunBy): OpsmanState {
  const actions = actionsTo(point);
  const applies = actions.filter((action) => action === "apply").length;
  const began = by.now - applies * (state.settings.installMs + stepMs) - actions.length * 2 * stepMs;
  let person: Person = { state, now: began, authorization: "" };
  for (const action of actions) person = perform(signedIn(person, by.user ?? "admin"), action, by);
  return opsmanModel.advance(person.state, by.now);
}

type Action = "generate" | "apply" | "activate" | "regenerate" | "delete";

const rotation: readonly Action[] = ["generate", "apply", "activate", "regenerate", "apply", "delete"];

function actionsTo(point: StartingPoint): readonly Action[] {
  return point === "L1" ? ["regenerate"] : rotation.slice(0, Number(point.slice(1)));
}

const stepMs = 60_000;

interface Person {
  readonly state: OpsmanState;
  /** The world's clock. */
  readonly now: number;
  readonly authorization: string;
}

function signedIn({ state, now }: Person, user: string): Person {
  const authorization = `Basic ${Buffer.from(`${user}:${state.clients[user] ?? ""}`).toString("base64")}`;
  const asked = send({ state, now, authorization }, "POST", "/uaa/oauth/token", "grant_type=client_credentials");
  const token = textOf(record(JSON.parse(asked.reply.body))["access_token"]);
  return { ...asked.person, authorization: `Bearer ${token}` };
}

function perform(person: Person, action: Action, by: BegunBy): Person {
  const cas = "/api/v0/certificate_authorities";
  switch (action) {
    case "generate":
      return taken(person, "POST", `${cas}/generate`, "{}");
    case "activate":
      return taken(person, "POST", `${cas}/${newest(person.state)}/activate`, "{}");
    case "regenerate":
      return taken(person, "POST", `${cas}/active/regenerate`, "{}");
    case "delete":
      return taken(person, "DELETE", `${cas}/${oldest(person.state)}`, "");
    case "apply":
      return applied(recreating(person), by);
  }
}

function newest(state: OpsmanState): string {
  return state.cas.at(-1)?.guid ?? "";
}

function oldest(state: OpsmanState): string {
  return state.cas[0]?.guid ?? "";
}

/** Where the Director cannot push to the agents of these stemcells. */
function recreating(person: Person): Person {
  const { products } = person.state;
  if (products.every(({ agents, stemcell }) => agents === undefined || pushesToAgents(person.state, stemcell))) {
    return person;
  }
  const body = { director_configuration: { bosh_recreate_on_next_deploy: true } };
  return taken(person, "PUT", "/api/v0/staged/director/properties", JSON.stringify(body));
}

function applied(person: Person, { errands = "run", without = [] }: BegunBy): Person {
  const { products, settings } = person.state;
  const guids = products.map(({ guid }) => guid).filter((guid) => !without.includes(guid));
  const asked = products.map(({ guid, errands: own = [] }) => {
    const reaching = own.filter(({ instances }) => instances !== undefined);
    return [guid, { run_post_deploy: Object.fromEntries(reaching.map(({ name }) => [name, errands === "run"])) }];
  });
  const body = {
    deploy_products: without.length === 0 ? "all" : guids,
    ignore_warnings: false,
    errands: Object.fromEntries(asked),
  };
  const begun = taken(person, "POST", "/api/v0/installations", JSON.stringify(body));
  const now = begun.now + settings.installMs;
  return { ...begun, now, state: opsmanModel.advance(begun.state, now) };
}

function taken(person: Person, method: string, path: string, body: string): Person {
  const asked = send(person, method, path, body);
  if (asked.reply.status < 300) return asked.person;
  throw new Error(`the starting point cannot be reached: ${method} ${path} answered ${asked.reply.body}`);
}

function send(
  person: Person,
  method: string,
  path: string,
  body: string,
): { readonly person: Person; readonly reply: LabReply } {
  const { now, authorization } = person;
  const { state, reply } = opsmanModel.step(person.state, { method, path, headers: { authorization }, body }, now);
  return { person: { ...person, state, now: now + stepMs }, reply: reply ?? { status: 0, body: "" } };
}
