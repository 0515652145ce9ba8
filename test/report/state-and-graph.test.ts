import { describe, expect, test } from "vitest";
import {
  abandonedText,
  confirmedText,
  dotGraph,
  explainText,
  findTopics,
  mermaidGraph,
  resolvedText,
  type StateView,
  stateHistoryText,
  stateListText,
  stateRepairText,
  stateShowText,
  stateVerifyText,
} from "../../src/report/index.ts";
import { aFingerprint, anUnchangedTarget, aPlan, aSlot, aStep } from "../build/plan.ts";
import { aStyle } from "../build/style.ts";

const digest = `sha256:${aFingerprint("4f1c0d")}`;
const view: StateView = {
  directory: "/srv/certplan",
  lineage: "4f1f4a52-5a0e-4a4e-a5a3-64f0c8a3a1d0",
  targets: [
    { name: "om-paris", system: "opsman:0f3c", serial: 4, verifiedAt: "2026-11-10T16:10:00Z", slots: [aSlot()] },
    { name: "om-lyon", system: "opsman:11aa", serial: 1, slots: [] },
  ],
  runs: [
    {
      id: "3xq9",
      digest,
      targets: ["om-paris"],
      openedAt: "2026-11-10T14:00:00Z",
      closedAt: "2026-11-10T16:10:00Z",
      result: "applied",
    },
    {
      id: "7k2p",
      digest,
      targets: ["om-paris"],
      openedAt: "2026-11-20T16:06:00Z",
      standing: "apply changes: begun, its outcome is not known yet",
    },
  ],
  locks: [{ key: "opsman:0f3c", holder: "process 4711 on build-7", since: "2026-11-20T16:06:00Z" }],
};

const verified = [
  { id: "3xq9", events: 12, ignoredBytes: 0 },
  { id: "7k2p", events: 5, ignoredBytes: 31 },
  { id: "9zzz", events: 0, ignoredBytes: 0, damage: "run 9zzz: segment 1, byte 812: its hash is wrong" },
];

const repaired = [
  {
    id: "9zzz",
    damage: "segment 1, byte 812: a record does not match its hash",
    copies: ["/srv/certplan/runs/9zzz/journal-000001.jsonl.damaged"],
    mayHaveHappened: ["om-paris/apply", "om-paris/verify"],
  },
];

describe("the state", () => {
  const texts = {
    list: stateListText(view, aStyle()),
    show: stateShowText(view, aStyle()),
    history: stateHistoryText(view, aStyle()),
    verify: stateVerifyText({ runs: verified }, aStyle()),
    "verify-state": stateVerifyText({ runs: verified.slice(0, 2), damage: "it is not a state" }, aStyle()),
    repair: stateRepairText({ repaired }, aStyle()),
    "repair-state": stateRepairText(
      {
        repaired: [],
        state: {
          copy: "/srv/certplan/state.json.damaged",
          lost: ["what applies had seen", "how long each journal was"],
        },
      },
      aStyle(),
    ),
    resolved: resolvedText(
      { step: "om-paris/generate", outcome: "not-done", by: "ada@build-7", run: "7k2p" },
      aStyle(),
    ),
    confirmed: confirmedText({ step: "om-paris/consumer/ci-bosh", by: "ada@build-7", run: "7k2p" }, aStyle()),
    abandoned: abandonedText(
      {
        run: "7k2p",
        targets: ["om-paris"],
        passed: [aStep({ id: "om-paris/generate", title: "generate a CA" })],
        unverified: [aStep({ id: "om-paris/apply", title: "apply changes" })],
        mayHaveHappened: [aStep({ id: "om-paris/activate", title: "activate" })],
        notBegun: [aStep({ id: "om-paris/regenerate", title: "regenerate" })],
      },
      aStyle(),
    ),
  };
  for (const [name, text] of Object.entries(texts)) {
    test(`as ${name}`, async () => {
      await expect(text).toMatchFileSnapshot(`../golden/report/state-${name}.txt`);
    });
  }
});

describe("a graph", () => {
  test("for Mermaid", async () => {
    await expect(mermaidGraph(aPlan())).toMatchFileSnapshot("../golden/report/graph.mmd");
  });

  test("for Graphviz", async () => {
    await expect(dotGraph(aPlan())).toMatchFileSnapshot("../golden/report/graph.dot");
  });

  test("quotes in a title end no string", () => {
    const plan = aPlan({ steps: [aStep({ title: 'say "x"]; evil \\' })] });
    expect(mermaidGraph(plan)).toContain('s1["1 say #34;x#34;#93;#59; evil #92;"]');
    expect(dotGraph(plan)).toContain('s1 [label="1 say \\"x\\"]; evil \\\\"]');
  });

  test("of nothing is empty and valid", () => {
    expect(mermaidGraph(aPlan({ targets: [anUnchangedTarget("portal")], steps: [] }))).toBe(
      "flowchart TD\n  classDef final stroke-width:4px\n",
    );
  });
});

describe("an explanation", () => {
  const topics = [
    { name: "WorldMoved", what: "error, exit 7", explain: "Something that a step assumed is no longer so." },
    { name: "tls", what: "target type", explain: "Observed only." },
  ];

  test("is found whatever the case of its name", () => {
    expect(explainText(findTopics(topics, "worldmoved"), aStyle())).toBe(
      "WorldMoved: error, exit 7\n  Something that a step assumed is no longer so.\n",
    );
  });

  test("of something else is not found", () => {
    expect(findTopics(topics, "World")).toEqual([]);
  });
});
