import { describe, expect, test } from "vitest";
import { opsmanModel } from "../../../src/lab/opsman/index.ts";
import {
  apply,
  cas,
  cf,
  day,
  director,
  foundation,
  generate,
  hour,
  mysql,
  now,
  recreateNext,
  talkTo,
} from "./foundation.ts";

const installations = "/api/v0/installations";

interface Member {
  readonly guid: string;
  readonly deployment_status: string;
}

const statuses = (members: readonly Member[]): readonly string[] =>
  members.map(({ guid, deployment_status }) => `${guid.split("-")[0]} ${deployment_status}`);

describe("behaviour 6: installations", () => {
  test("answer at once, run, end; ids grow; newest first; null while it runs [sim 6: ids and order] [sim 6: running and finished_at]", () => {
    const talk = talkTo(foundation());
    const { status, body } = talk.ask("POST", installations, { deploy_products: "all" });
    expect([status, body]).toEqual([200, { install: { id: 42 } }]);
    const running = talk.ask("GET", installations).body.installations;
    expect(running.map((row: { id: number; status: string }) => [row.id, row.status])).toEqual([
      [42, "running"],
      [41, "succeeded"],
    ]);
    expect([running[0].finished_at, statuses(running[0].updates)]).toEqual([
      null,
      ["p pending", "cf pending", "p.mysql pending"],
    ]);
    talk.wait(hour);
    const row = talk.ask("GET", `${installations}/42`).body;
    expect([row.status, row.user_name, row.finished_at]).toEqual(["succeeded", "admin", "2026-11-21T09:00:00Z"]);
  });

  test("a second one is 422 Install in progress [sim 6: Install in progress]", () => {
    const talk = talkTo(foundation());
    talk.ask("POST", installations, {});
    expect(talk.ask("POST", installations, {})).toMatchObject({
      status: 422,
      body: { errors: ["Install in progress"] },
    });
  });

  test("logs are cumulative; an unknown id is 404; pages where both numbers are given [sim 6: logs]", () => {
    const talk = talkTo(foundation());
    apply(talk);
    const logs = talk.ask("GET", `${installations}/42/logs`).body.logs;
    expect(logs).toMatch(/install 42 by admin[\s\S]*succeeded\n$/);
    expect([talk.ask("GET", `${installations}/9`).status, talk.ask("GET", `${installations}/9/logs`).status]).toEqual([
      404, 404,
    ]);
    const page = talk.ask("GET", `${installations}?page_num=2&per_page=1`).body.installations;
    expect(page.map((row: { id: number }) => row.id)).toEqual([41]);
  });

  test.each([
    ["all", ["p successful", "cf successful", "p.mysql successful"]],
    ["none", ["p successful"]],
    [[mysql], ["p successful", "p.mysql successful"]],
  ])("deploy_products %o", (products, expected) => {
    const talk = talkTo(foundation());
    apply(talk, { deploy_products: products });
    expect(statuses(talk.ask("GET", `${installations}/42`).body.updates)).toEqual(expected);
  });

  test("an unknown product is 422 [sim 6: unknown product]", () => {
    expect(talkTo(foundation()).ask("POST", installations, { deploy_products: ["cf"] }).status).toBe(422);
  });

  test.each([
    ["boolean", "", { ignore_warnings: true }, 200],
    ["string", "", { ignore_warnings: "true" }, 200],
    ["query", "?ignore_warnings=true", {}, 200],
    ["absent", "", {}, 422],
    ["string false", "", { ignore_warnings: "false" }, 422],
  ])(
    "a failed verifier, with ignore_warnings as %s [sim 6: verifiers and ignore_warnings]",
    (_name, query, body, expected) => {
      const talk = talkTo(foundation());
      talk.change((state) => ({ ...state, verifier: { product: cf, ignorable: true } }));
      const reply = talk.ask("POST", `${installations}${query}`, body);
      expect(reply.status).toBe(expected);
      if (expected === 422) expect(reply.body.deployment_errors.products[0].verifiers[0].ignorable).toBe(true);
    },
  );

  test("a verifier that may not be ignored refuses whatever the caller says [sim 6: verifiers and ignore_warnings]", () => {
    const talk = talkTo(foundation());
    talk.change((state) => ({ ...state, verifier: { product: cf, ignorable: false } }));
    expect(talk.ask("POST", installations, { ignore_warnings: true }).status).toBe(422);
  });

  test("the recreate flags act once, and then the Director shows a change until the next apply [sim 6: recreate flags]", () => {
    const talk = talkTo(foundation());
    const flags = (): unknown => talk.ask("GET", "/api/v0/staged/director/properties").body.director_configuration;
    const actions = (): readonly string[] =>
      talk
        .ask("GET", "/api/v0/staged/pending_changes")
        .body.product_changes.map((row: { readonly action: string }) => row.action);
    recreateNext(talk);
    expect(flags()).toMatchObject({ bosh_recreate_on_next_deploy: true });
    apply(talk);
    expect(flags()).toMatchObject({ bosh_recreate_on_next_deploy: false });
    expect(actions()).toEqual(["update", "unchanged", "unchanged"]);
    apply(talk);
    expect(actions()).toEqual(["unchanged", "unchanged", "unchanged"]);
  });

  test.each([
    ["3.0.4", undefined],
    ["3.0.5", 2],
  ])(
    "rotate_certs on %s: leaves are regenerated as the first step of the apply [sim 6: rotate_certs]",
    (version, generation) => {
      const talk = talkTo(foundation({ version }));
      apply(talk, { rotate_certs: { non_configurable_leaf: true } });
      expect(talk.state().leaves[0]?.deployed.generation).toBe(generation ?? 1);
    },
  );

  test.each([true, false])("pending_changes after a CA was made, setting %s", (pendingAfterStaging) => {
    const talk = talkTo(foundation({}, { pendingAfterStaging }));
    generate(talk);
    const { product_changes: rows } = talk.ask("GET", "/api/v0/staged/pending_changes").body;
    expect(new Set(rows.map((row: { action: string }) => row.action))).toEqual(
      new Set([pendingAfterStaging ? "update" : "unchanged"]),
    );
  });

  test.each([
    ["taken", 200],
    ["refused", 422],
  ] as const)("calls of certificates during an install, setting %s", (caCallsDuringInstall, expected) => {
    for (const path of [`${cas}/generate`, `${cas}/active/regenerate`]) {
      const talk = talkTo(foundation({}, { caCallsDuringInstall }));
      talk.ask("POST", installations, {});
      expect(talk.ask("POST", path).status).toBe(expected);
    }
  });
});

describe("behaviour 7: faults", () => {
  test("an apply that fails at a product: before it updated, after it skipped, and what is pending is cleared [sim 7: fails at product N]", () => {
    const talk = talkTo(foundation());
    generate(talk);
    talk.change((state) => ({ ...state, nextFailsAt: cf, pending: [{ guid: cf, action: "update" }] }));
    expect(apply(talk)).toBe("failed");
    const row = talk.ask("GET", `${installations}/42`).body;
    expect(statuses(row.updates)).toEqual(["p successful", "cf failed", "p.mysql skipped"]);
    expect(talk.state().products.map(({ accepts }) => accepts.length)).toEqual([2, 1, 1]);
    expect(talk.state().pending).toEqual([]);
    expect(apply(talk)).toBe("succeeded");
  });

  test.each([
    [false, ["p successful", "cf successful", "p.mysql failed"], []],
    [true, ["p successful", "cf successful"], ["p.mysql successful"]],
  ])(
    "an errand fails: its tile is deployed, its instances are not; hidden %s [sim 7: errand failure]",
    (failedErrandHidden, updates, rest) => {
      const talk = talkTo(foundation({ serviceInstances: true }, { failedErrandHidden }));
      generate(talk);
      talk.change((state) => ({ ...state, nextErrandFailsAt: mysql }));
      expect(apply(talk)).toBe("failed");
      const row = talk.ask("GET", `${installations}/42`).body;
      expect([statuses(row.updates), statuses(row.unchanged)]).toEqual([updates, rest]);
      expect(talk.state().products.map(({ accepts }) => accepts.length)).toEqual([2, 2, 2]);
      expect(talk.state().services[0]?.accepts.length).toBe(1);
    },
  );

  const soon = { root: { ...foundation().cas[0], pem: foundation().cas[0]?.pem ?? "", notBefore: now - day } };
  test.each([
    ["the root", { ...soon.root, notAfter: now + day }],
    ["its NATS CA", { ...soon.root, notAfter: now + 900 * day, natsNotAfter: now + day }],
  ])(
    "once %s has ended, the listing is empty and applies fail at the Director [sim 7: clock past expiry]",
    (_name, root) => {
      const talk = talkTo(foundation({ root, version: "3.1.0" }));
      const count = (path: string): number => talk.ask("GET", path).body.certificates.length;
      expect([count("/api/v0/deployed/certificates"), apply(talk)]).toEqual([6, "succeeded"]);
      talk.wait(2 * day);
      expect([count("/api/v0/deployed/certificates"), count("/api/v1/deployed/certificates")]).toEqual([0, 0]);
      expect(talk.broken()).toContain(`agents of ${cf} refuse the Director`);
      expect(apply(talk)).toBe("failed");
      expect(statuses(talk.ask("GET", `${installations}/43`).body.updates)).toEqual([
        "p failed",
        "cf skipped",
        "p.mysql skipped",
      ]);
    },
  );

  test.each([
    [false, 200],
    [true, 422],
  ])(
    "a stale running row that is not the newest: it forbids an install, setting %s [sim 7: stale running row]",
    (stuckRowRefuses, expected) => {
      const talk = talkTo(foundation({}, { stuckRowRefuses }));
      talk.change((state) => ({
        ...state,
        installations: [
          ...state.installations,
          {
            id: 7,
            user: "x",
            startedAt: 0,
            endsAt: 0,
            status: "running",
            stuck: true,
            products: [director],
            takes: [],
          },
        ],
      }));
      const rows = talk.ask("GET", installations).body.installations;
      expect(rows.map((row: { status: string }) => row.status)).toEqual(["succeeded", "running"]);
      expect(talk.ask("POST", installations, {}).status).toBe(expected);
    },
  );
});

describe("what is compared and counted", () => {
  test("a foundation that never rotated a CA has the form of before, without a word of CAs that come and go", () => {
    const form = opsmanModel.canonical(foundation());
    expect(Object.keys(form as object)).toEqual(["cas", "leaves", "products", "installing", "failed", "pending"]);
    expect(form).toMatchObject({
      cas: [{ order: 0, active: true }],
      products: [
        { type: "p-bosh", accepts: 1 },
        { type: "cf", accepts: 1 },
        { type: "p.mysql", accepts: 1 },
      ],
    });
  });

  test("each transition of a rotation counts once", () => {
    const talk = talkTo(foundation());
    const old = talk.state().cas[0]?.guid;
    const guid = generate(talk);
    apply(talk);
    talk.ask("POST", `${cas}/${guid}/activate`);
    talk.ask("POST", `${cas}/${guid}/activate`);
    talk.ask("POST", `${cas}/active/regenerate`);
    apply(talk);
    talk.ask("DELETE", `${cas}/${old}`);
    apply(talk);
    const counts = opsmanModel.effects(talk.state());
    const applied = (accepting: string, active: number): string =>
      `apply by admin of 3 products, accepting ${accepting}, signing by ${active}, leaves of generation ${"1 1 1 1 1".replaceAll("1", String(active))}`;
    expect(new Set(Object.values(counts))).toEqual(new Set([1]));
    expect(Object.keys(counts)).toEqual([
      "generate root 2",
      applied("1 2", 1),
      "activate root 2",
      ...talk.state().leaves.map((leaf) => `deploy ${leaf.product} ${leaf.reference} generation 2`),
      applied("1 2", 2),
      "delete root 1",
      applied("2", 2),
    ]);
  });

  test("a second generate while a CA waits is a duplicate of that rotation", () => {
    const talk = talkTo(foundation({ version: "2.7.5" }));
    generate(talk);
    generate(talk);
    expect(opsmanModel.effects(talk.state())).toEqual({ "generate root 2": 2 });
  });

  test("the same rotation begun at another time ends in the same form", () => {
    const ends = [0, 5 * day].map((later) => {
      const talk = talkTo(foundation());
      talk.wait(later);
      generate(talk);
      apply(talk);
      return opsmanModel.canonical(talk.state());
    });
    expect(ends[0]).toEqual(ends[1]);
    expect(ends[0]).not.toEqual(opsmanModel.canonical(foundation()));
  });
});
