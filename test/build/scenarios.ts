import { consumerSteps, manualStep, outputSteps } from "../../src/kinds/index.ts";
import type { DriftReport } from "../../src/model/drift.ts";
import type { Plan } from "../../src/model/plan.ts";
import type { Consumer, Output, Program } from "../../src/model/target.ts";
import type { TrustProof } from "../../src/model/trust.ts";
import {
  aFingerprint,
  anUnchangedTarget,
  anUnreadableTarget,
  aPlan,
  aSlot,
  aTarget,
  holdingProof,
  leavesSteps,
} from "./plan.ts";

const emptyProof: TrustProof = {
  verdict: "holds",
  proved: 0,
  breaks: [],
  brokenBefore: [],
  platformsWord: [],
  notModelled: [],
};
const nameMissing = {
  code: "NameMissing",
  sentence: "the certificate does not name www.example.com",
  evidence: {},
  about: "served",
};

const breakingProof: TrustProof = {
  ...emptyProof,
  verdict: "breaks",
  proved: 13,
  breaks: [
    {
      edge: { verifier: "cf/router", presenter: "cf/diego_cell" },
      shows: `ca:${aFingerprint("5f0b77")}`,
      accepts: [`ca:${aFingerprint("9f3ac2")}`],
      trace: [
        { step: "om-paris/generate-ca", progress: "finished", title: "generate a CA", number: 2 },
        { step: "om-paris/activate", progress: "started", title: "activate", number: 5 },
      ],
      awaited: [{ step: "om-paris/apply-1", lacks: "pass", title: "apply changes", number: 3 }],
    },
  ],
  notModelled: ["service instances of p.rabbitmq"],
};

/** 37 leaves that end within one minute, two a week later, and a finding that three endpoints share. */
function manyLeaves(): Plan {
  const ends = (index: number): string => (index < 37 ? `2026-12-11T11:49:${10 + index}Z` : "2026-12-18T09:30:00Z");
  const leaves = Array.from({ length: 39 }, (_, index) =>
    aSlot({ name: `credhub:/p-bosh/leaf_${index}`, fingerprint: aFingerprint(`a${index}`), notAfter: ends(index) }),
  );
  const reasons = leaves.map(({ name, notAfter = "" }) => ({
    code: "NearExpiry",
    sentence: `leaf ${name} ends ${notAfter}; policy baseline renews 60 days before`,
    evidence: { slot: name, notAfter },
  }));
  const backends = ["leaf", "leaf@10.0.0.7:443", "leaf@10.0.0.8:443"].map((name) => aSlot({ name }));
  const findings = backends.map(({ name }) => ({
    code: "LegacyProtocol",
    sentence: "the best protocol that it speaks is TLSv1.1",
    evidence: {},
    about: name,
  }));
  return aPlan({
    targets: [
      aTarget({
        reasons,
        slots: [...leaves, aSlot({ name: "root-ca", class: "root", notAfter: "2029-01-01T00:00:00Z" })],
      }),
      { ...anUnchangedTarget("portal", findings), slots: backends },
    ],
  });
}

/** A rotation that people, consumers and outputs have a part in. */
function beyondSteps(): Plan["steps"] {
  const frame = {
    target: "om-paris",
    phase: "trust",
    after: ["om-paris/regenerate-leaves"],
    reason: { code: "NearExpiry", sentence: "leaves end soon" },
  } as const;
  const program = (...run: string[]): Program => ({ run, timeoutSeconds: 60 });
  const check = program("./checks/bosh-env.sh", "--root", "new root.pem");
  const file = { file: "out/roots.pem", mode: 0o644, merge: true };
  const consumers: readonly Consumer[] = [
    { name: "ci-bosh", of: "root-ca", trusts: "issuer", update: { manual: "add the new root to BOSH_CA_CERT" } },
    { name: "vault", of: "root-ca", trusts: "issuer", update: program("./put.sh"), verify: check, contact: "sec@acme" },
  ];
  const outputs: readonly Output[] = [
    { what: "root-ca", to: file },
    { what: "root-ca", to: program("./publish.sh", "roots") },
  ];
  const manual = { name: "freeze", title: "nobody else applies", instruct: "stop the pipeline deploy-prod" };
  return [
    ...leavesSteps().slice(0, 1),
    manualStep(frame, { ...manual, contact: "platform@acme", verify: program("./checks/frozen.sh") }),
    ...consumerSteps(frame, { consumers, of: "root-ca", anchorPem: "", anchor: "ca:new" }),
    ...outputSteps({ ...frame, phase: "switch" }, { outputs, what: "root-ca", content: "" }),
    ...leavesSteps().slice(1),
  ];
}

/** One plan for each thing that a plan can say, by the name of its golden file. */
export const planScenarios: Readonly<Record<string, Plan>> = {
  due: aPlan({
    targets: [
      aTarget(),
      anUnchangedTarget("portal"),
      anUnchangedTarget("shop", [nameMissing]),
      anUnreadableTarget("legacy"),
    ],
  }),
  "many-leaves": manyLeaves(),
  unchanged: aPlan({ targets: [anUnchangedTarget("portal"), anUnchangedTarget("shop")], steps: [], trust: emptyProof }),
  blocked: aPlan({
    targets: [
      aTarget({
        verdict: "blocked",
        reasons: [
          { code: "OpenRun", sentence: "run 7k2p is open: certplan apply goes on with it", evidence: { run: "7k2p" } },
        ],
      }),
    ],
    steps: [],
    trust: emptyProof,
  }),
  unreadable: aPlan({
    targets: [anUnreadableTarget("legacy"), anUnreadableTarget("old-portal")],
    steps: [],
    trust: emptyProof,
  }),
  "refused-by-platform": aPlan({
    targets: [
      aTarget({
        verdict: "blocked",
        refusals: [
          {
            code: "OpsmanPendingChanges",
            sentence: "changes are staged that this rotation would deploy: p-redis-1 (update)",
            hint: "apply or revert them, or list the products under apply.pendingChanges.allow",
            kind: "refused",
          },
        ],
      }),
    ],
    steps: [],
    trust: emptyProof,
  }),
  "refused-by-proof": aPlan({
    targets: [
      aTarget({
        verdict: "blocked",
        refusals: [
          { code: "TrustBreaks", sentence: "somebody would lose trust: 1 connection would break", kind: "refused" },
        ],
      }),
    ],
    steps: [],
    trust: breakingProof,
  }),
  cut: aPlan({
    trust: {
      ...holdingProof,
      cuts: [
        {
          target: "om-paris",
          code: "opsman-unproven-instances",
          members: ["p.rabbitmq"],
          fromStep: "om-paris/regenerate-leaves",
          toStep: "om-paris/apply-changes",
          estimatedSeconds: 6_605,
          sentence: "instances of p.rabbitmq are reached by nobody, so that nothing proves what they trust",
          connections: 2,
          acceptance: {
            cut: "opsman-unproven-instances",
            maximumSeconds: 7_200,
            until: "2026-12-31T23:59:59Z",
            ticket: "CHG-4710",
          },
        },
      ],
    },
  }),
  beyond: aPlan({ steps: beyondSteps() }),
  "refused-by-dates": aPlan({
    targets: [
      aTarget({
        verdict: "blocked",
        refusals: [
          {
            code: "TooLate",
            sentence:
              "cf/router ends 2026-11-20T18:00:00Z, and step 2 (apply changes) is done about 2026-11-20T18:15:00Z at the earliest",
            hint: "replace it by hand, or plan again once it has ended; for the next time, policy baseline: renewBefore: 15d or more",
            kind: "refused",
          },
        ],
      }),
    ],
    steps: [],
    trust: {
      ...emptyProof,
      verdict: "breaks",
      breaks: [
        {
          edge: { verifier: "cf/diego_cell", presenter: "cf/router" },
          shows: "deployed leaf",
          accepts: [],
          trace: [{ step: "om-paris/apply-changes", progress: "started", title: "apply changes", number: 2 }],
          dates: {
            notAfter: "2026-11-20T18:00:00Z",
            shownUntil: "2026-11-20T18:15:00Z",
            replacedBy: "om-paris/apply-changes",
          },
        },
      ],
    },
  }),
  continued: aPlan({
    continues: "7k2p",
    steps: leavesSteps().slice(1),
    selection: { only: ["om-paris"], exclude: [], rotate: [] },
  }),
};

export const driftScenarios: Readonly<Record<"clean" | "drifted" | "many-leaves" | "unreadable", DriftReport>> = {
  clean: aDriftReport([
    { name: "om-paris", type: "opsman", status: "matches", lines: [], findings: [], slots: [aSlot()] },
    { name: "portal", type: "tls", status: "matches", lines: [], findings: [], slots: [] },
  ]),
  drifted: aDriftReport([
    {
      name: "nsx-paris",
      type: "nsx",
      version: "4.2.1",
      status: "drifted",
      lines: [
        {
          code: "ChangedOutside",
          sentence: "mgr-3 was changed outside certplan: ab12cd34 ends 2027-01-01 → cd34ab12 ends 2028-01-01",
          severity: "drift",
          evidence: {},
          about: "mgr-3",
        },
        {
          code: "NearExpiry",
          sentence: "leaf ends 2026-12-01; policy baseline renews 60 days before",
          severity: "drift",
          evidence: {},
          about: "mgr-1",
          next: "certplan plan --only nsx-paris",
        },
        {
          code: "Renewed",
          sentence: "the platform renewed its own leaf",
          severity: "expected",
          evidence: {},
          about: "mgr-2",
        },
      ],
      findings: [nameMissing],
      slots: [aSlot()],
    },
    { name: "portal", type: "tls", status: "matches", lines: [], findings: [], slots: [] },
  ]),
  unreadable: aDriftReport([
    {
      name: "legacy",
      type: "tls",
      status: "unreadable",
      unreadable: {
        code: "PlatformUnreachable",
        kind: "platform",
        sentence: "connect ECONNREFUSED 10.9.0.7:443",
        hint: "see that it listens there, then: certplan drift",
      },
      lines: [],
      findings: [],
      slots: [],
    },
    { name: "portal", type: "tls", status: "matches", lines: [], findings: [], slots: [] },
  ]),
  "many-leaves": aDriftReport(
    manyLeaves().targets.map(({ name, type, reasons, findings, slots }) => ({
      name,
      type,
      status: reasons.length > 0 ? "drifted" : "matches",
      lines: reasons.map((reason) => ({ ...reason, severity: "drift", next: `certplan plan --only ${name}` })),
      findings,
      slots,
    })),
  ),
};

export function aDriftReport(targets: DriftReport["targets"]): DriftReport {
  const count = (status: string): number => targets.filter((target) => target.status === status).length;
  return {
    formatVersion: 1,
    certplanVersion: "0.1.0",
    estate: "acme-prod",
    evaluatedAt: "2026-11-20T16:10:00Z",
    targets,
    summary: {
      targets: targets.length,
      matches: count("matches"),
      drifted: count("drifted"),
      unreadable: count("unreadable"),
    },
  };
}
