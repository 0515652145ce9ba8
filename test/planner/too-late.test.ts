import { expect, test } from "vitest";
import type { Refusal } from "../../src/model/plan.ts";
import type { Slot } from "../../src/model/slot.ts";
import { iso } from "../../src/time/instant.ts";
import { day, hour, hubEstate, hubPlan, type Live, now } from "./plan-of.ts";

interface Lines {
  readonly accept?: string;
  readonly waive?: string;
}

const good = "{ cut: hub-no-overlap, members: [client], maximum: 2h, until: 2026-12-31, ticket: CHG-1 }";

/** The estate as people write it; line 8 holds `accept`, line 9 `waive`. */
function text({ accept = `[ ${good} ]`, waive = "[]" }: Lines): string {
  return `version: 1
estate: acme
policies: { baseline: { renewBefore: 60d, finishBefore: 1d } }
targets:
  - name: h
    type: hub
    policy: baseline
    accept: ${accept}
    waive: ${waive}
    consumers: []
`;
}

async function refusals(lines: Lines, live: Live = {}): Promise<readonly Omit<Refusal, "kind">[]> {
  const plan = hubPlan(await hubEstate(text(lines)), live);
  const [target] = plan.targets;
  expect(plan.applyable).toBe(false);
  expect(plan.steps).toEqual([]);
  expect(target).toMatchObject({ verdict: "blocked", findings: [] });
  return (target?.refusals ?? []).map(({ code, sentence, hint = "" }) => ({ code, sentence, hint }));
}

test("what is accepted in the YAML is planned, with the acceptance and its last instant", async () => {
  const plan = hubPlan(await hubEstate(text({})));
  expect(plan.targets[0]).toMatchObject({ verdict: "due", refusals: [] });
  expect(plan.trust.cuts).toMatchObject([{ acceptance: { ticket: "CHG-1", until: "2026-12-31T23:59:59Z" } }]);
});

test("the end of the last day of an acceptance is in, in UTC", async () => {
  const today = good.replace("2026-12-31", "2026-11-21");
  const plan = hubPlan(await hubEstate(text({ accept: `[ ${today} ]` })), { now: Date.UTC(2026, 10, 21, 21, 59) });
  expect(plan.targets[0]?.verdict).toBe("due");
  const late = await refusals({ accept: `[ ${today} ]` }, { now: Date.UTC(2026, 10, 21, 22, 0) });
  expect(late.map(({ code }) => code)).toEqual(["AcceptanceExpired"]);
});

test("an acceptance that is over: refused with its date and the place of the date to change [refused: expired acceptance]", async () => {
  expect(await refusals({ accept: `[ ${good.replace("2026-12-31", "2026-11-20")} ]` })).toEqual([
    {
      code: "AcceptanceExpired",
      sentence:
        "client refuses the hub until it is told of the new leaf: the estate accepted that until 2026-11-20T23:59:59Z",
      hint: "certplan.yaml:8:70, cut hub-no-overlap: change until to 2026-11-22",
    },
  ]);
});

test("a cut that would be over after its acceptance: refused with both dates and the place of the one to change", async () => {
  expect(await refusals({ accept: `[ ${good.replace("2026-12-31", "2026-11-21T09:00:00Z")} ]` })).toEqual([
    {
      code: "AcceptanceExpired",
      sentence:
        "client refuses the hub until it is told of the new leaf: that would be over about 2026-11-21T10:00:00Z, and the estate accepts it until 2026-11-21T09:00:00Z",
      hint: "certplan.yaml:8:70, cut hub-no-overlap: change until to 2026-11-22",
    },
  ]);
});

test("a cut that takes longer than accepted: refused with both lengths and the place of the one to change", async () => {
  const block = `\n      - ${good.replace("2h", "90m")}`;
  expect(await refusals({ accept: block })).toEqual([
    {
      code: "CutTooLong",
      sentence:
        "client refuses the hub until it is told of the new leaf: that takes about 2h, and the estate accepts at most 90m",
      hint: "certplan.yaml:9:51, cut hub-no-overlap: change maximum to 2h",
    },
  ]);
});

test("a cut of more members than accepted, or of none: refused with the line to change or to add", async () => {
  const [other] = await refusals({ accept: `[ ${good.replace("[client]", "[other]")} ]` });
  expect(other?.hint).toBe("certplan.yaml:8:38, cut hub-no-overlap: change members to [client]");
  const [none] = await refusals({ accept: "[]" });
  const line = "{ cut: hub-no-overlap, members: [client], maximum: 2h, until: 2026-11-22 }";
  expect(none?.hint).toBe(`certplan.yaml:5:5: add accept: [ ${line} ]`);
  expect(hubPlan(await hubEstate(text({ accept: `[ ${line} ]` }))).targets[0]?.verdict).toBe("due");
});

test("a plan that can no longer finish before something ends: refused with the date and the place of the policy's line [refused: finish after expiry]", async () => {
  expect(await refusals({}, { ends: now + hour })).toEqual([
    {
      code: "TooLate",
      sentence: "hub ends 2026-11-21T09:00:00Z, and step 1 (switch) is done about 2026-11-21T09:00:00Z at the earliest",
      hint: "replace it by hand, or plan again once it has ended; for the next time, certplan.yaml:3:25, policy baseline: apply soon after renewBefore begins, or make it longer",
    },
  ]);
});

test("where the policy renews too late for the work, the refusal says how early it would have to be", async () => {
  const estate = await hubEstate(text({}).replace("renewBefore: 60d", "renewBefore: 1d"));
  const [target] = hubPlan(estate, { ends: now + hour }).targets;
  expect(target?.refusals).toMatchObject([
    { code: "TooLate", hint: expect.stringMatching(/certplan\.yaml:3:25, policy baseline: renewBefore: 2d or more$/) },
  ]);
});

test("a certificate authority that nothing replaces must outlast the last step", async () => {
  const hub: Slot = { name: "hub", class: "leaf", notAfter: iso(now + 30 * day) };
  const root: Slot = { name: "hub-ca", class: "root", notAfter: iso(now + 90 * 60_000) };
  expect(await refusals({}, { observation: { slots: [hub, root] } })).toMatchObject([
    {
      code: "TooLate",
      sentence:
        "hub-ca ends 2026-11-21T09:30:00Z, and the last step is done about 2026-11-21T10:00:00Z at the earliest",
    },
  ]);
});

test("of a certificate whose end the platform does not show, no date is told and none is missed", async () => {
  const reasons = [{ code: "Requested", sentence: "asked for", evidence: { slot: "hub" } }];
  const observation = { slots: [{ name: "hub", class: "leaf" } as const], reasons };
  const [target] = hubPlan(await hubEstate(text({})), { observation }).targets;
  expect(target).toMatchObject({ verdict: "due", refusals: [] });
  expect(target?.expires).toBeUndefined();
});

test("a waiver that still counts refuses nothing", async () => {
  const waive = "[ { member: spare, why: powered off, until: 2026-12-31 } ]";
  const [target] = hubPlan(await hubEstate(text({ waive }))).targets;
  expect(target).toMatchObject({ verdict: "due", refusals: [], findings: [{ code: "Stranded", about: "spare" }] });
});

test("a waiver that is over: refused with its date and the place of the date to change [refused: expired waiver]", async () => {
  const waive = "[ { member: spare, why: powered off, until: 2026-11-20 } ]";
  expect(await refusals({ waive })).toEqual([
    {
      code: "WaiverExpired",
      sentence: "the waiver of spare (powered off) ended 2026-11-20T23:59:59Z",
      hint: "certplan.yaml:9:49: mend spare and remove its waiver, or change until",
    },
  ]);
});

test("nothing due is refused for a waiver that is over: it is a finding", async () => {
  const waive = "[ { member: spare, why: powered off, until: 2026-11-20 } ]";
  const [target] = hubPlan(await hubEstate(text({ waive })), { ends: now + 300 * day }).targets;
  expect(target).toMatchObject({ verdict: "unchanged", findings: [{ code: "WaiverExpired", about: "spare" }] });
});
