import type { ApplyResult } from "../../src/commands/index.ts";
import type { LabRequest } from "../../src/lab/model.ts";
import type { OpsmanState } from "../../src/lab/opsman/state.ts";
import { canonicalForm } from "../../src/model/digest.ts";
import { finish } from "../../src/simulation/closure.ts";
import type { PendingEvent, World } from "../../src/simulation/world.ts";
import { apply, commandIn, opsmanOf, type SimCommand } from "../build/opsman-world.ts";

/** A new process of certplan in the world. */
export function certplan(world: World, name = "certplan"): SimCommand {
  return commandIn(world, world.spawn(name));
}

export function canonicalEnd(world: World): string {
  return canonicalForm(world.servers.map((server) => server.model.canonical(server.state)));
}

/** Once-transitions that were applied more often than once. */
export function duplicates(world: World): readonly string[] {
  return world.servers.flatMap((server) =>
    Object.entries(server.model.effects(server.state))
      .filter(([, count]) => count > 1)
      .map(([name]) => name),
  );
}

export function isMutating(line: string): boolean {
  return !line.startsWith("GET ") && !line.includes("/uaa/");
}

/** `METHOD path` of the mutating requests of certplan that have arrived. */
export function mutations(world: World, from?: string): readonly string[] {
  return world.arrived
    .filter((one) => isMutating(one.line) && (from === undefined || one.from === from))
    .map((one) => one.line);
}

/** Somebody else's change, made at once and seen by everybody from then on. */
export function changeOpsman(world: World, change: (state: OpsmanState) => OpsmanState): void {
  world.servers = world.servers.map((server, index) =>
    index === 0 ? { ...server, state: change(opsmanOf(world)) } : server,
  );
}

/** The administrator asks the platform itself for something, with a login of their own. */
export function asAdmin(world: World, method: string, path: string): void {
  const ask = (request: Partial<LabRequest>): string => {
    const server = world.servers[0];
    if (server === undefined) throw new Error("no platform");
    const whole = { method, path, headers: {}, body: "", ...request };
    const { state, reply } = server.model.step(server.state, whole, world.now);
    world.servers[0] = { ...server, state };
    if (reply === undefined || reply.status >= 300) throw new Error(`the administrator got ${reply?.status}`);
    return reply.body;
  };
  const authorization = `Basic ${Buffer.from("admin:admin-secret").toString("base64")}`;
  const login = ask({
    method: "POST",
    path: "/uaa/oauth/token",
    headers: { authorization },
    body: "grant_type=client_credentials",
  });
  const { access_token: token } = JSON.parse(login) as { readonly access_token: string };
  ask({ headers: { authorization: `Bearer ${token}` } });
}

/** Applies as an operator would until exit 0; answers the exit codes. */
export async function applyToTheEnd(world: World, limit = 3): Promise<readonly number[]> {
  const codes: number[] = [];
  while (codes.length < limit && codes.at(-1) !== 0) codes.push((await applyOnce(world)).exitCode);
  return codes;
}

export function applyOnce(world: World): Promise<ApplyResult> {
  return finish(world, apply(certplan(world)));
}

/** Draws the next event from those that are due with a generator of this seed. */
export function seeded(draw: (below: number) => number): (due: readonly PendingEvent[]) => PendingEvent {
  return (due) => {
    const event = due[draw(due.length)];
    if (event === undefined) throw new Error("nothing is due");
    return event;
  };
}

/** What a process did to the disk: everything but reading. */
export function changesDisk(event: PendingEvent): boolean {
  return /^(append|create|rename|remove|sync|syncdir|mkdir) /.test(event.label);
}
