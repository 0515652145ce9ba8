import type { JsonObject } from "../../../src/model/json.ts";
import type { Reason } from "../../../src/model/plan.ts";
import type { RecipeInput } from "../../../src/model/provider.ts";
import type { Slot } from "../../../src/model/slot.ts";
import type { Target } from "../../../src/model/target.ts";
import type { CaPhase } from "../../../src/providers/opsman/ca-phase.ts";
import type { OpsmanFacts } from "../../../src/providers/opsman/opsman-facts.ts";

export const now: number = Date.parse("2026-11-21T08:00:00Z");

const director = "p-bosh-5f3a9c1e7b2d4f6a8c0e";
const cf = "cf-1c7e5a3f9b2d8e4c6a0f";
const mysql = "p.mysql-9e8d7c6b5a4f3e2d1c0b";

export const root: OpsmanFacts["cas"][number] = {
  guid: "f7bc18f34f2a7a9403c3",
  fingerprint: "aa".repeat(32),
  active: true,
  notAfter: "2027-01-10T08:00:00Z",
  keyType: "rsa",
  selfSigned: true,
};
export const added: OpsmanFacts["cas"][number] = {
  ...root,
  guid: "00112233445566778899",
  fingerprint: "bb".repeat(32),
  active: false,
  notAfter: "2030-11-21T08:00:00Z",
};

type Rotation = NonNullable<OpsmanFacts["rotation"]>;

export interface Observed {
  readonly phase?: CaPhase;
  readonly facts?: Partial<OpsmanFacts>;
  readonly rotation?: Partial<Rotation>;
  readonly options?: JsonObject;
  readonly version?: string;
  readonly rotate?: readonly string[];
  readonly reasons?: readonly Reason[];
  /** Keys of the target that are not the provider's own. */
  readonly target?: Partial<Target>;
}

const rootEnds: Reason = { code: "NearExpiry", sentence: "ends", evidence: { slot: `root:${root.guid}` } };
const unfinished: Reason = { code: "CaRotationUnfinished", sentence: "under way", evidence: {} };

/** What the recipe gets of a foundation of three products whose root is due, at rest unless told otherwise. */
export function anObservation(observed: Observed = {}): RecipeInput {
  const phase = observed.phase ?? "S0";
  const target = {
    name: "om",
    type: "opsman",
    policy: { name: "baseline", finishBeforeMs: 0, lifetimeClasses: [] },
    rotate: observed.rotate ?? ["ca"],
    after: [],
    connection: {},
    options: observed.options ?? {},
    ...observed.target,
  };
  const facts = { ...atRest(), ...observed.facts, rotation: { ...rotationOf(phase), ...observed.rotation } };
  const leaf: Slot = {
    name: "leaf",
    class: "leaf",
    notBefore: "2026-01-01T00:00:00Z",
    notAfter: "2027-12-01T00:00:00Z",
  };
  return {
    target,
    now,
    reasons: observed.reasons ?? (phase === "S0" ? [rootEnds] : [unfinished]),
    observation: {
      system: `opsman:${director}`,
      version: observed.version ?? "2.10.43",
      principal: "certplan",
      complete: true,
      slots: [leaf],
      findings: [],
      reasons: [],
      facts: { ...facts, cas: observed.facts?.cas ?? casOf(phase) } as unknown as JsonObject,
    },
  };
}

function casOf(phase: CaPhase): OpsmanFacts["cas"] {
  if (phase === "S0") return [root];
  if (phase === "S6") return [{ ...added, active: true }];
  const isActivated = phase === "S3" || phase === "S4" || phase === "S5" || phase === "early";
  return [
    { ...root, active: !isActivated },
    { ...added, active: isActivated },
  ];
}

function atRest(): OpsmanFacts {
  const product = (guid: string): OpsmanFacts["products"][number] => ({
    guid,
    type: guid.replace(/-[0-9a-f]{20}$/, ""),
    version: "2.10.43",
  });
  return {
    cas: [root],
    products: [director, cf, mysql].map(product),
    pending: [],
    unexplained: [],
    newestInstallation: 41,
    newestStatus: "succeeded",
    running: 0,
    deployedEverywhere: "2026-10-22T10:00:00Z",
    durations: [7200],
    recreatesDisks: false,
    configurable: [],
    listed: 6,
  };
}

function rotationOf(phase: CaPhase): Rotation {
  const isTrusted = ["S2", "S3", "S4", "S5"].includes(phase);
  const isProved = phase === "S2" || phase === "S5";
  return {
    phase,
    seen: "as the test says",
    trustedAt: isTrusted ? "2026-11-20T08:00:00Z" : null,
    provedBy: isProved ? { installation: 41, finishedAt: "2026-11-20T08:00:00Z" } : null,
    brokers: [],
    configurable: [],
    orphans: [],
    customerCas: [],
    caPaths: [],
    recreation: [],
    outdated: null,
    deployments: null,
    natsEnds: {},
    wholeSinceActive: 5,
  };
}
