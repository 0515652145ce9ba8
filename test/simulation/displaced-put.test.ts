import { expect, test } from "vitest";
import { changeLab, expectApplied, expectRotated, requestsTo, watchedWorld } from "../build/ca-run.ts";
import { type CaSimOptions, caEstate } from "../build/opsman-ca-world.ts";
import { pastedLeaf } from "../build/pasted.ts";

const issuers = { lab: { type: "local-ca", directory: "/estate/ca" } } as const;
const replacing = caEstate({
  configurable: [{ product: "p.mysql", property: ".properties.tls", issuer: "lab", sans: ["mysql.example.com"] }],
});

const cases = {
  "a leaf that is put": {
    put: /^PUT .*\/properties$/,
    options: async (): Promise<CaSimOptions> => ({
      foundation: { configurable: await pastedLeaf("mysql.example.com") },
    }),
    estate: { ...replacing, targets: replacing.targets.map((target) => ({ ...target, issuers })) },
    sent: 2,
  },
  "the flag that recreates VMs": {
    put: /^PUT .*\/director\/properties$/,
    options: (): CaSimOptions => ({ foundation: { settings: { version: "2.10.19" } } }),
    estate: caEstate(),
    // one for each of the three applies
    sent: 4,
  },
};

for (const [what, { put, options, estate, sent }] of Object.entries(cases)) {
  test(`${what}: answered and displaced by another call, it is asked after and sent again`, async () => {
    let displaced = false;
    const world = await watchedWorld(await options(), {
      hooks: {
        beforeEvent: ({ flight }, at) => {
          if (displaced || flight === undefined || !put.test(`${flight.request.method} ${flight.request.path}`)) return;
          displaced = true;
          changeLab(at, (state) => ({ ...state, busyUntil: at.now + 1000 }));
        },
      },
    });
    await expectApplied(world, estate);
    expect(displaced).toBe(true);
    expect(requestsTo(world, "PUT ")).toBe(sent);
    await expectRotated(world, estate);
  });
}
