import type { Finding, Plan, PlanTarget } from "../../src/model/plan.ts";
import type { Fingerprint, Slot } from "../../src/model/slot.ts";
import type { Step } from "../../src/model/step.ts";
import type { TrustProof } from "../../src/model/trust.ts";

/** The instant at which the plans and reports of the golden files are read: 2026-11-20T16:10:00Z. */
export const goldenNow: number = Date.UTC(2026, 10, 20, 16, 10);

/** A fingerprint of 64 hex digits that begins with `start`. */
export function aFingerprint(start: string): Fingerprint {
  return start.padEnd(64, "0123456789abcdef") as Fingerprint;
}

export function aSlot(parts: Partial<Slot> = {}): Slot {
  return {
    name: "cf/router",
    class: "leaf",
    fingerprint: aFingerprint("9f3ab0c2"),
    subject: "CN=router.sys.example.com",
    issuer: "CN=opsmgr-services-tls-ca",
    notBefore: "2024-12-21T00:00:00Z",
    notAfter: "2026-12-21T12:00:00Z",
    key: { type: "rsa", size: 2048 },
    signature: "sha256",
    sans: ["DNS:router.sys.example.com"],
    ...parts,
  };
}

export function aStep(parts: Partial<Step> = {}): Step {
  return {
    id: "om-paris/regenerate-leaves",
    target: "om-paris",
    kind: "regenerate-leaves",
    kindVersion: 1,
    title: "regenerate the leaves",
    phase: "switch",
    inputs: {},
    after: [],
    assumes: {},
    effects: [],
    performs: true,
    disruption: "none",
    final: false,
    timeoutSeconds: 600,
    reason: { code: "NearExpiry", sentence: "leaf cf/router ends 2026-12-21" },
    ...parts,
  };
}

export function aTarget(parts: Partial<PlanTarget> = {}): PlanTarget {
  return {
    name: "om-paris",
    type: "opsman",
    system: "opsman:0f3c",
    version: "2.10.43",
    serial: 4,
    verdict: "due",
    reasons: [
      {
        code: "NearExpiry",
        sentence: "leaf cf/router ends 2026-12-21; policy baseline renews 60 days before",
        evidence: { slot: "cf/router", notAfter: "2026-12-21T12:00:00Z" },
      },
    ],
    findings: [],
    refusals: [],
    slots: [
      aSlot(),
      aSlot({ name: "cf/diego_cell", fingerprint: aFingerprint("77aa01"), notAfter: "2027-02-01T00:00:00Z" }),
      aSlot({ name: "root-ca", class: "root", fingerprint: aFingerprint("5f0b77"), notAfter: "2029-01-01T00:00:00Z" }),
    ],
    expires: "2026-12-21T12:00:00Z",
    latestStart: "2026-12-19T16:10:00Z",
    estimatedFinish: "2026-11-20T18:15:00Z",
    connection: { url: "https://opsman.paris.example.com" },
    ...parts,
  };
}

export function anUnchangedTarget(name: string, findings: readonly Finding[] = []): PlanTarget {
  return aTarget({
    name,
    type: "tls",
    system: `tls:${name}`,
    serial: 0,
    verdict: "unchanged",
    reasons: [],
    findings,
    slots: [aSlot({ name: "served", notAfter: "2027-01-22T16:10:00Z" })],
    expires: "2027-01-22T16:10:00Z",
  });
}

export function anUnreadableTarget(name: string): PlanTarget {
  return {
    name,
    type: "tls",
    serial: 0,
    verdict: "unreadable",
    reasons: [],
    findings: [],
    refusals: [],
    unreadable: {
      code: "PlatformUnreachable",
      kind: "platform",
      sentence: "connect ECONNREFUSED 10.9.0.7:443",
      hint: `see that it listens there, then: certplan plan --only ${name}`,
    },
    slots: [],
    connection: { address: "10.9.0.7:443" },
  };
}

/** Regenerate, apply, verify: the three steps of the smallest rotation. */
export function leavesSteps(target = "om-paris"): readonly Step[] {
  const leaf = (step: string, presenter: string): Step["effects"][number] => ({
    effect: "present",
    presenter,
    credential: { id: `new:${step}`, anchors: ["ca:5f0b77"] },
  });
  return [
    aStep({
      id: `${target}/regenerate-leaves`,
      target,
      phase: "prepare",
      assumes: { "installation.running": false },
      delivery: {
        arrivesWithinSeconds: 600,
        arrivesReason: "the proxy in front may deliver a request late",
        whenUnknown: "repeat",
        whenUnknownReason: "staging fresh leaves twice stages them once",
      },
      estimatedSeconds: 5,
    }),
    aStep({
      id: `${target}/apply-changes`,
      target,
      kind: "apply-changes",
      title: "apply changes: director, cf, p.mysql",
      phase: "switch",
      after: [`${target}/regenerate-leaves`],
      effects: [leaf(`${target}/apply-changes`, "cf/router"), leaf(`${target}/apply-changes`, "cf/diego_cell")],
      gate: "platform",
      disruption: "redeploy",
      final: true,
      timeoutSeconds: 72_000,
      estimatedSeconds: 6600,
      delivery: {
        arrivesWithinSeconds: 600,
        arrivesReason: "the proxy in front may deliver a request late",
        whenUnknown: "stop",
        whenUnknownReason: "a second install would restart every process again",
      },
    }),
    aStep({
      id: `${target}/verify`,
      target,
      kind: "verify",
      title: "every process shows its new leaf",
      phase: "drop",
      after: [`${target}/apply-changes`],
      performs: false,
      gate: "wire",
      estimatedSeconds: 60,
    }),
  ];
}

export const holdingProof: TrustProof = {
  verdict: "holds",
  proved: 14,
  breaks: [],
  brokenBefore: [],
  platformsWord: ["om-paris/apply-changes"],
  notModelled: ["service instances of p.rabbitmq", "clients outside the foundation"],
};

/** A plan of the given targets and steps, its summary counted. */
export function aPlan(parts: Partial<Plan> = {}): Plan {
  const targets = parts.targets ?? [aTarget()];
  const steps = parts.steps ?? leavesSteps();
  const verdicts = (verdict: PlanTarget["verdict"]): number =>
    targets.filter((target) => target.verdict === verdict).length;
  return {
    formatVersion: 1,
    certplanVersion: "0.1.0",
    estate: { name: "acme-prod", digest: `sha256:${aFingerprint("e5")}` },
    evaluatedAt: "2026-11-20T16:10:00Z",
    validUntil: "2026-12-19T16:10:00Z",
    lineage: "4f1f4a52-5a0e-4a4e-a5a3-64f0c8a3a1d0",
    selection: { only: [], exclude: [], rotate: [] },
    applyable: verdicts("due") > 0,
    digest: `sha256:${aFingerprint("4f1c0d")}`,
    summary: {
      targets: targets.length,
      due: verdicts("due"),
      unchanged: verdicts("unchanged"),
      blocked: verdicts("blocked"),
      unreadable: verdicts("unreadable"),
      steps: steps.length,
      disruptive: steps.filter(({ disruption }) => disruption !== "none").length,
      final: steps.filter(({ final }) => final).length,
      estimatedSeconds: 6665,
    },
    targets,
    steps,
    trust: holdingProof,
    observations: [],
    ...parts,
  };
}
