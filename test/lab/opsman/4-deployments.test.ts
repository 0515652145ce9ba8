import { describe, expect, test } from "vitest";
import { opsmanProfiles } from "../../../src/lab/opsman/index.ts";
import {
  activeGuid,
  apply,
  cas,
  cf,
  director,
  foundation,
  generate,
  instance,
  instanceErrands,
  mysql,
  recreateNext,
  type Talk,
  talkTo,
  xenial,
} from "./foundation.ts";

/** The vendor's order; `apply` stands for each of its three applies. */
function rotate(talk: Talk, each: (talk: Talk) => string = apply): readonly string[] {
  const old = activeGuid(talk);
  const guid = generate(talk);
  const ends = [each(talk)];
  talk.ask("POST", `${cas}/${guid}/activate`);
  talk.ask("POST", `${cas}/active/regenerate`);
  ends.push(each(talk));
  talk.ask("DELETE", `${cas}/${old}`);
  ends.push(each(talk));
  return ends;
}

function accepted(talk: Talk): Readonly<Record<string, number>> {
  const { products, services } = talk.state();
  return Object.fromEntries([
    ...products.map(({ guid, accepts }) => [guid, accepts.length]),
    ...services.map(({ name, accepts }) => [name, accepts.length]),
  ]);
}

describe("behaviour 4: who accepts what, and runs what", () => {
  test.each(Object.entries(opsmanProfiles))(
    "the vendor's order breaks nobody on %s [sim 4: who trusts and runs what]",
    (_name, profile) => {
      const talk = talkTo(foundation({ ...profile, serviceInstances: true, credhub: true }));
      const ends = rotate(talk, (one) => {
        recreateNext(one);
        const end = apply(one);
        expect(one.broken()).toEqual([]);
        return end;
      });
      expect(ends).toEqual(["succeeded", "succeeded", "succeeded"]);
      const { leaves, nats } = talk.state();
      const guid = activeGuid(talk);
      expect(new Set(leaves.filter((leaf) => leaf.under === undefined).map((leaf) => leaf.deployed.ca))).toEqual(
        new Set([guid]),
      );
      expect(nats).toEqual({ accepts: [guid], shows: guid });
    },
  );

  test.each(Object.entries(opsmanProfiles))("without recreation it ends on %s only from 2.10.20", (name, profile) => {
    const ends = rotate(talkTo(foundation(profile)));
    expect(ends.includes("failed")).toBe(name === "2.7" || name === "2.10.10");
  });

  test("no call but an apply reaches a deployment [sim 4: who trusts and runs what]", () => {
    const talk = talkTo(foundation({ serviceInstances: true }));
    generate(talk);
    expect(accepted(talk)).toEqual({ [director]: 1, [cf]: 1, [mysql]: 1, [instance]: 1 });
    apply(talk);
    expect(accepted(talk)).toEqual({ [director]: 2, [cf]: 2, [mysql]: 2, [instance]: 2 });
  });

  test("an apply reaches only what it selects, and the Director [sim 4: selected products only]", () => {
    const talk = talkTo(foundation({ serviceInstances: true }));
    generate(talk);
    apply(talk, { deploy_products: [cf] });
    expect(accepted(talk)).toEqual({ [director]: 2, [cf]: 2, [mysql]: 1, [instance]: 1 });
  });

  test("a CA made while an install runs is not in what that install brings", () => {
    const talk = talkTo(foundation());
    talk.ask("POST", "/api/v0/installations", { deploy_products: "all" });
    generate(talk);
    talk.wait(talk.state().settings.installMs);
    expect(accepted(talk)).toEqual({ [director]: 1, [cf]: 1, [mysql]: 1 });
  });

  test.each([
    ["true in the body", instanceErrands(true), 2],
    ["false in the body", instanceErrands(false), 1],
    ["default: what the product says, false", undefined, 1],
    ["the word default", { [mysql]: { run_post_deploy: { "upgrade-all-service-instances": "default" } } }, 1],
    [
      "by the label of the product: unknown",
      { "p.mysql": { run_post_deploy: { "upgrade-all-service-instances": true } } },
      1,
    ],
  ])(
    "service instances are reached by the errand of their tile: %s [sim 4: service instances by errand]",
    (_name, errands, expected) => {
      const talk = talkTo(foundation({ serviceInstances: true }));
      generate(talk);
      apply(talk, { errands });
      expect(accepted(talk)[instance]).toBe(expected);
    },
  );

  test("PUT errands changes what an apply does that does not say", () => {
    const talk = talkTo(foundation({ serviceInstances: true }));
    const path = `/api/v0/staged/products/${mysql}/errands`;
    const upgrade = "upgrade-all-service-instances";
    expect(talk.ask("PUT", path, { errands: [{ name: upgrade, post_deploy: true }] }).status).toBe(200);
    const row = talk.ask("GET", path).body.errands.find((one: { name: string }) => one.name === upgrade);
    expect(row).toMatchObject({ post_deploy: "true" });
    generate(talk);
    apply(talk, { errands: {} });
    expect(accepted(talk)[instance]).toBe(2);
  });

  test("instances left behind refuse what the tiles then show", () => {
    const talk = talkTo(foundation({ version: "2.7.5", serviceInstances: true }));
    rotateUntilLeaves(talk, { errands: instanceErrands(false) });
    expect(talk.broken()).toContain(`${instance} refuses ${director} .properties.director_ssl`);
    expect(talk.broken().some((line) => line.startsWith(`${cf} refuses`))).toBe(false);
  });
});

/** Up to the second apply; recreates wherever it may. */
function rotateUntilLeaves(talk: Talk, body: object): string {
  const guid = generate(talk);
  recreateNext(talk);
  apply(talk, body);
  talk.ask("POST", `${cas}/${guid}/activate`);
  talk.ask("POST", `${cas}/active/regenerate`);
  recreateNext(talk);
  return apply(talk, body);
}

describe("behaviour 4: agents and NATS", () => {
  test("agents on old stemcells learn a NATS CA only when they are recreated [sim 4: agents and NATS]", () => {
    const without = talkTo(foundation({ stemcell: xenial }));
    expect(rotate(without)).toEqual(["succeeded", "failed", "failed"]);
    expect(without.broken()).toContain(`agents of ${cf} refuse the Director`);
    const recreated = talkTo(foundation({ stemcell: xenial }));
    expect(
      rotate(recreated, (talk) => {
        recreateNext(talk);
        return apply(talk);
      }),
    ).toEqual(["succeeded", "succeeded", "succeeded"]);
    expect(recreated.broken()).toEqual([]);
  });

  test.each([
    [{ os: "ubuntu-xenial", version: "621.170" }, false],
    [{ os: "ubuntu-xenial", version: "621.171" }, true],
    [{ os: "ubuntu-jammy", version: "1.7" }, false],
    [{ os: "ubuntu-jammy", version: "1.8" }, true],
    [{ os: "windows2019", version: "2019.40" }, false],
    [{ os: "windows2019", version: "2019.41" }, true],
  ])("%o takes agent settings without recreation: %s [sim 4: agents and NATS]", (stemcell, pushed) => {
    const talk = talkTo(foundation({ stemcell }));
    generate(talk);
    apply(talk);
    const agents = talk.state().products.find(({ guid }) => guid === cf)?.agents;
    expect(agents?.accepts.length).toBe(pushed ? 2 : 1);
  });

  test("before 2.10.20 no stemcell spares the recreation [sim 4: agents and NATS]", () => {
    const talk = talkTo(foundation({ version: "2.10.19" }));
    generate(talk);
    apply(talk);
    expect(talk.state().products.find(({ guid }) => guid === cf)?.agents?.accepts.length).toBe(1);
  });

  test("service instances on old stemcells need the errand that recreates them [sim 4: agents and NATS]", () => {
    const talk = talkTo(foundation({ stemcell: xenial, serviceInstances: true }));
    generate(talk);
    recreateNext(talk);
    apply(talk, { errands: { [mysql]: { run_post_deploy: { "upgrade-all-service-instances": true } } } });
    expect(talk.state().services[0]?.accepts.length).toBe(2);
    expect(talk.state().services[0]?.agents.accepts.length).toBe(1);
    recreateNext(talk);
    apply(talk);
    expect(talk.state().services[0]?.agents.accepts.length).toBe(2);
  });
});

describe("behaviour 4: wrong orders break on a release without checks [sim 4: broken deployments]", () => {
  const old = { version: "2.7.5", serviceInstances: true };
  const careful = (talk: Talk): string => {
    recreateNext(talk);
    return apply(talk);
  };

  test("activate before the apply: agents are unresponsive, and the next apply fails", () => {
    const talk = talkTo(foundation(old));
    const guid = generate(talk);
    talk.ask("POST", `${cas}/${guid}/activate`);
    talk.ask("POST", `${cas}/active/regenerate`);
    expect(careful(talk)).toBe("failed");
    expect(talk.broken()).toContain(`agents of ${cf} refuse the Director`);
    expect(talk.broken()).toContain(`${cf} refuses ${director} .properties.director_ssl`);
    const id = talk.state().installations[0]?.id;
    expect(talk.ask("GET", `/api/v0/installations/${id}/logs`).body.logs).toContain("unresponsive agent");
  });

  test("delete before the leaves moved: they are refused", () => {
    const talk = talkTo(foundation(old));
    const first = activeGuid(talk);
    const guid = generate(talk);
    careful(talk);
    talk.ask("POST", `${cas}/${guid}/activate`);
    expect(talk.ask("DELETE", `${cas}/${first}`).status).toBe(200);
    expect(careful(talk)).toBe("failed");
    expect(talk.broken()).toContain(`${director} refuses ${cf} .properties.router_backend_tls`);
  });

  test("one product left out of the first apply", () => {
    const talk = talkTo(foundation(old));
    const guid = generate(talk);
    recreateNext(talk);
    apply(talk, { deploy_products: [cf] });
    talk.ask("POST", `${cas}/${guid}/activate`);
    talk.ask("POST", `${cas}/active/regenerate`);
    expect(careful(talk)).toBe("failed");
    expect(talk.broken()).toContain(`${mysql} refuses ${cf} .properties.router_backend_tls`);
  });

  test("regenerate skipped: with the old CA the leaves are refused", () => {
    const talk = talkTo(foundation(old));
    const first = activeGuid(talk);
    const guid = generate(talk);
    careful(talk);
    talk.ask("POST", `${cas}/${guid}/activate`);
    expect(careful(talk)).toBe("succeeded");
    talk.ask("DELETE", `${cas}/${first}`);
    expect(talk.broken()).toEqual([]);
    careful(talk);
    expect(talk.broken()).toContain(`${cf} refuses ${mysql} /p-bosh/mysql/server_tls`);
  });

  test("the new CA deleted in the place of the old one: 422 while it is active", () => {
    const talk = talkTo(foundation(old));
    const guid = generate(talk);
    careful(talk);
    talk.ask("POST", `${cas}/${guid}/activate`);
    const { status, body } = talk.ask("DELETE", `${cas}/${guid}`);
    expect([status, body]).toEqual([422, { errors: ["Active certificates cannot be deleted"] }]);
  });
});
