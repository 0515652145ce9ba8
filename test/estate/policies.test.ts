import { expect, test } from "vitest";
import type { Policy } from "../../src/model/policy.ts";
import { estateFrom } from "./read.ts";

const day = 86_400_000;

async function policyOf(policies: string, target = "", defaults = ""): Promise<Policy | undefined> {
  const text = `version: 1\nestate: acme\n${defaults}policies:\n${policies}targets:\n  - name: a\n    type: tls\n    address: a:443\n${target}`;
  return (await estateFrom(text)).targets[0]?.policy;
}

test("without any policy the built-in one holds", async () => {
  expect(await policyOf("  unused: {}\n")).toMatchObject({
    name: "default",
    renewBefore: { milliseconds: 30 * day },
    finishBeforeMs: 14 * day,
    minimumKey: { rsa: 2048, ec: 256, ed25519: "any" },
  });
});

test("a target's policy wins over the default policy, which wins over the built-in one", async () => {
  const policies = "  a: { renewBefore: 1d }\n  b: { renewBefore: 2d }\n";
  expect((await policyOf(policies, "    policy: a\n", "defaults: { policy: b }\n"))?.name).toBe("a");
  expect((await policyOf(policies, "", "defaults: { policy: b }\n"))?.name).toBe("b");
});

test("a policy that extends nothing has no rule but what it declares", async () => {
  expect(await policyOf("  a: { renewBefore: 33% }\n", "    policy: a\n")).toEqual({
    name: "a",
    renewBefore: { fraction: 0.33 },
    finishBeforeMs: 14 * day,
    lifetimeClasses: ["leaf", "client"],
  });
});

test("rules come down from policy to policy, and keys type by type", async () => {
  const policies = `  base: { renewBefore: 60d, finishBefore: 7d, minimumKey: { rsa: 2048, ec: 256 } }
  middle: { extends: base, maximumAge: 50%, minimumKey: { rsa: 3072 } }
  top: { extends: middle, renewBefore: 12h, maximumLifetime: 90d }
`;
  expect(await policyOf(policies, "    policy: top\n")).toEqual({
    name: "top",
    renewBefore: { milliseconds: day / 2 },
    finishBeforeMs: 7 * day,
    maximumAge: { fraction: 0.5 },
    minimumKey: { rsa: 3072, ec: 256 },
    maximumLifetime: [{ from: -8_640_000_000_000_000, maximumMs: 90 * day }],
    lifetimeClasses: ["leaf", "client"],
  });
});

test("the CA/Browser Forum pack holds its four lifetimes, for leaves only", async () => {
  const policy = await policyOf("  public: { extends: cabforum }\n", "    policy: public\n");
  expect(policy?.maximumLifetime?.map(({ maximumMs }) => maximumMs / day)).toEqual([398, 200, 100, 47]);
  expect(policy?.maximumLifetime?.slice(1).map(({ from }) => new Date(from).toISOString())).toEqual([
    "2026-03-15T00:00:00.000Z",
    "2027-03-15T00:00:00.000Z",
    "2029-03-15T00:00:00.000Z",
  ]);
  expect(policy?.lifetimeClasses).toEqual(["leaf"]);
});
