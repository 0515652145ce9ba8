import { expect, test } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import { applyIn, expectApplied, expectRotated, plannedIn, requestsTo, watchedWorld } from "../build/ca-run.ts";
import { once } from "../build/once.ts";
import { caEstate } from "../build/opsman-ca-world.ts";

const installs = "POST /api/v0/installations";
const cf = "cf-1c7e5a3f9b2d8e4c6a0f";
const apply = (more: JsonObject): JsonObject => ({ apply: { pendingChanges: "refuse", ...more } });

test("verifiers that the estate lists and that may be ignored are, and no others", async () => {
  const verifier = { product: cf, ignorable: true };
  const world = await watchedWorld({ change: (state) => ({ ...state, verifier }) });
  const estate = caEstate(apply({ ignoreWarnings: ["LabVerifier"] }));
  await expectApplied(world, estate);
  await expectRotated(world, estate);
});

for (const [name, ignorable, ignoreWarnings] of [
  ["that it does not list", true, ["AnotherVerifier"]],
  ["that cannot be ignored", false, ["LabVerifier"]],
] as const) {
  test(`a verifier ${name} stops the apply with its text, and nothing is sent`, async () => {
    const world = await watchedWorld({ change: (state) => ({ ...state, verifier: { product: cf, ignorable } }) });
    const { result, command } = await applyIn(world, caEstate(apply({ ignoreWarnings: [...ignoreWarnings] })));
    expect(result.exitCode).toBe(5);
    expect(command.events.find((event) => event.event === "RunStopped")).toMatchObject({
      code: "PlatformRefused",
      step: "om/apply-trust",
      sentence: expect.stringContaining(`${cf}: LabVerifier: The verifier of the lab failed`),
    });
    expect(requestsTo(world, installs)).toBe(0);
  });
}

test("with an empty list a failing verifier refuses the apply, and its text is told", async () => {
  const world = await watchedWorld({ change: (state) => ({ ...state, verifier: { product: cf, ignorable: true } }) });
  const { command } = await applyIn(world, caEstate());
  expect(command.events.find((event) => event.event === "RunStopped")).toMatchObject({
    code: "PlatformRefused",
    sentence: expect.stringContaining(`${cf}: LabVerifier, ignorable: The verifier of the lab failed`),
  });
});

test("a product that is not complete is not applied, whatever may be ignored", async () => {
  const world = await watchedWorld({ change: (state) => ({ ...state, incomplete: cf }) });
  const { result } = await applyIn(world, caEstate(apply({ ignoreWarnings: ["LabVerifier"] })));
  expect([result.exitCode, requestsTo(world, installs)]).toEqual([5, 0]);
});

test("from 3.0 an apply ships the newest variables without a new stemcell", async () => {
  const settings = { version: "3.0.25", shipsVariables: "when-forced" } as const;
  const world = await watchedWorld({ foundation: { settings, credhub: true } });
  await expectApplied(world, caEstate());
  await expectRotated(world, caEstate());
});

test("forceLatestVariables: false leaves it to the platform, and before 3.0 it is not sent", async () => {
  const inputs = async (version: string, options: JsonObject): Promise<unknown> => {
    const world = await watchedWorld({ foundation: { settings: { version } } });
    const plan = await plannedIn(world, caEstate(apply(options)));
    return plan.steps.find(({ id }) => id === "om/apply-trust")?.inputs["forceLatestVariables"];
  };
  expect(await inputs("3.0.25", { forceLatestVariables: "auto" })).toBe(true);
  expect(await inputs("3.0.25", { forceLatestVariables: false })).toBeUndefined();
  expect(await inputs("2.10.43", { forceLatestVariables: "auto" })).toBeUndefined();
});

test("safety checks are never skipped, and persistent disks are never touched", async () => {
  const bodies: string[] = [];
  const world = await watchedWorld(
    { foundation: { settings: { version: "2.10.19" } } },
    {
      hooks: {
        fault: (request) => {
          bodies.push(`${request.path} ${request.body ?? ""}`);
          return undefined;
        },
      },
    },
  );
  await expectApplied(world, caEstate());
  expect(bodies.length).toBeGreaterThan(50);
  expect(bodies.filter((body) => /skip_safety_check|persistent_disks/.test(body))).toEqual([]);
});

test("every apply is of all products: a subset in the middle of a rotation is never sent", async () => {
  const sent: string[] = [];
  const world = await watchedWorld(
    {},
    {
      hooks: {
        fault: (request) => {
          if (request.method === "POST" && request.path.startsWith("/api/v0/installations"))
            sent.push(request.body ?? "");
          return undefined;
        },
      },
    },
  );
  await expectApplied(world, caEstate());
  expect(sent.map((body) => (JSON.parse(body) as JsonObject)["deploy_products"])).toEqual(["all", "all", "all"]);
});

test("an upgrade of Ops Manager on the way stops the run before its next change", async () => {
  const happens = once(
    ({ installations }) => installations[0]?.id === 42,
    (state) => ({ ...state, settings: { ...state.settings, version: "2.10.60" } }),
  );
  const world = await watchedWorld({}, { hooks: happens });
  const { result, command } = await applyIn(world, caEstate());
  expect(result.exitCode).toBe(7);
  const stopped = command.events.find((event) => event.event === "RunStopped");
  expect(stopped).toMatchObject({ code: "WorldMoved", step: "om/activate-ca" });
  expect(stopped?.event === "RunStopped" ? stopped.moved?.map(({ fact }) => fact) : []).toEqual(["version"]);
});
