import { describe, expect, test } from "vitest";
import type { LabReply } from "../../../src/lab/model.ts";
import { CertplanError } from "../../../src/messages/error.ts";
import { rancherProvider } from "../../../src/providers/rancher/index.ts";
import { isExtended } from "../../build/kills.ts";
import { type RancherSim, rancherOf, rancherWorld } from "../../build/rancher-world.ts";
import { aSession } from "./a-session.ts";

const cases: Readonly<Record<string, RancherSim>> = { RKE1: {}, RKE2: { cluster: "fleet-default/edge" } };

type Keys = readonly (string | number)[];

/** Every place in a value; of a list its first element. */
function placesIn(value: unknown, keys: Keys = []): readonly Keys[] {
  if (typeof value !== "object" || value === null) return [keys];
  const entries = Array.isArray(value)
    ? value.slice(0, 1).map((part, index) => [index, part] as const)
    : Object.entries(value);
  return [keys, ...entries.flatMap(([key, part]) => placesIn(part, [...keys, key]))];
}

function replaced(value: unknown, [key, ...rest]: Keys, by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value)) return value.map((part, index) => (index === key ? replaced(part, rest, by) : part));
  const object = value as Readonly<Record<string, unknown>>;
  return { ...object, [key]: replaced(object[String(key)], rest, by) };
}

const junk: readonly unknown[] = [null, "constructor", -1, [], { a: 1 }];

/** Of the many fields of objects that nobody reads, a share. */
const every = isExtended ? 1 : 12;

describe("a reply with any one field made into something else", () => {
  test.each(Object.keys(cases))(
    "%s: is read, or refused with a code of the platform, and never breaks certplan",
    async (name) => {
      const sim = cases[name] ?? {};
      const state = rancherOf(await rancherWorld(sim));
      const bodies = new Map<string, unknown>();
      const noting = aSession(state, sim, (reply, { path }) => {
        bodies.set(path, JSON.parse(reply.body));
        return reply;
      });
      await rancherProvider.observe(noting.session, noting.target);
      const places = [...bodies].flatMap(([path, body]) => placesIn(body).map((keys) => ({ path, keys })));
      const codes = new Set<string>();
      let tried = 0;
      for (const [index, { path, keys }] of places.entries()) {
        if (index % every !== 0) continue;
        for (const by of junk) {
          const change = (reply: LabReply, asked: { readonly path: string }): LabReply =>
            asked.path === path
              ? { ...reply, body: JSON.stringify(replaced(JSON.parse(reply.body), keys, by)) }
              : reply;
          const { session, target } = aSession(state, sim, change);
          tried += 1;
          try {
            const observation = await rancherProvider.observe(session, target);
            rancherProvider.recipe({ target, observation, reasons: [], now: session.clock.now() });
            rancherProvider.drift({ target, observation, recorded: undefined, now: session.clock.now() });
          } catch (error) {
            if (!(error instanceof CertplanError))
              throw new Error(`${path} ${keys.join(".")} = ${JSON.stringify(by)}`, { cause: error });
            codes.add(error.code);
          }
        }
      }
      expect(tried).toBeGreaterThan(40);
      expect([...codes].filter((code) => !["PlatformReply", "PlatformUnreachable"].includes(code))).toEqual([]);
    },
  );

  test.each(["", "null", "[]", "<html>", '{"a":', "{}"])("a body that is %o", async (body) => {
    for (const sim of Object.values(cases)) {
      const state = rancherOf(await rancherWorld(sim));
      const { session, target } = aSession(state, sim, (reply) => ({ ...reply, body }));
      await expect(rancherProvider.observe(session, target)).rejects.toMatchObject({ kind: "platform" });
    }
  });
});
