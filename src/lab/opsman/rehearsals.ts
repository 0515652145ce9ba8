import { dayMs, hourMs } from "../authority.ts";
import { collectionProperty, singleProperty } from "./names.ts";
import { type StartingPoint, startingPoints } from "./points.ts";
import type { OpsmanState } from "./state.ts";
import type { OpsmanRequest } from "./target.ts";

/** A situation to rehearse on: one Ops Manager, and an estate for it. */
interface Rehearsal {
  /** One line for `certplan lab list`. */
  readonly explain: string;
  /** `now` in milliseconds: the instant at which it is opened. */
  readonly request: (now: number) => OpsmanRequest;
}

type HalfName = "opsman-ca-s1" | "opsman-ca-s2" | "opsman-ca-s3" | "opsman-ca-s4" | "opsman-ca-s5" | "opsman-ca-s6";

export type RehearsalName =
  | "opsman-steady"
  | HalfName
  | "opsman-leaves-l1"
  | "opsman-expired-root"
  | "opsman-expired-nats"
  | "opsman-foreign-install"
  | "opsman-violation"
  | "opsman-instance-left-behind"
  | "opsman-recreate"
  | "opsman-configurable"
  | "opsman-tkgi"
  | "opsman-locked";

/** What each point of a rotation by hand looks like. */
const halfway: Readonly<Record<Exclude<StartingPoint, "S0">, string>> = {
  S1: "a new CA was generated, and nothing is applied",
  S2: "everything trusts the new CA, which is not active yet",
  S3: "the new CA is active, and the leaves are by the old one",
  S4: "new leaves were made, and are not applied",
  S5: "everything shows new leaves, and the old CA is still trusted",
  S6: "the old CA was deleted, and that is not applied",
  L1: "new leaves were made by the same CA, and are not applied",
};

/** Every situation but the ordinary ones, by name. */
export const rehearsals: Readonly<Record<RehearsalName, Rehearsal>> = {
  "opsman-steady": {
    explain: "an Ops Manager at rest: nothing is due, and nothing drifts",
    request: (now) => ({ leavesEnd: now + 600 * dayMs, rotate: ["ca", "leaves"], explain: "Ops Manager at rest" }),
  },
  ...halfRotations(),
  "opsman-leaves-l1": {
    explain: `leaves half rotated by hand: ${halfway.L1}`,
    request: (now) => ({ leavesEnd: now + 20 * dayMs, point: "L1", explain: halfway.L1 }),
  },
  "opsman-expired-root": {
    explain: "a root CA that ended yesterday: nothing but the vendor's hard procedure helps",
    request: (now) => ({
      ...caSoon(now),
      leavesEnd: now - dayMs,
      rootEnds: now - dayMs,
      explain: "its root CA has ended",
    }),
  },
  "opsman-expired-nats": {
    explain: "a NATS CA that ended yesterday, beside a root that is good for years",
    request: (now) => ({
      ...caSoon(now),
      profile: "3.2",
      rootEnds: now + 600 * dayMs,
      natsEnds: now - dayMs,
      explain: "its NATS CA has ended",
    }),
  },
  "opsman-foreign-install": {
    explain: "somebody else's Apply Changes runs for two more minutes",
    request: (now) => ({
      ...caSoon(now),
      change: withForeignInstall,
      explain: "somebody else's Apply Changes is running",
    }),
  },
  "opsman-violation": {
    explain:
      "leaves that somebody made and never applied, which no list shows: the safety checks refuse what is planned",
    request: (now) => ({
      ...caSoon(now),
      point: "L1",
      settings: { listsStagedLeaves: false },
      explain: "its safety checks will refuse",
    }),
  },
  "opsman-instance-left-behind": {
    explain: "somebody generated a new CA and applied without the errand: service instances do not trust it",
    request: (now) => ({
      ...half("S2", now),
      errandsByHand: "forgotten",
      explain: "service instances were left behind",
    }),
  },
  "opsman-recreate": {
    explain: "Ops Manager 2.10.10 with old stemcells: VMs learn a new CA only by being recreated",
    request: (now) => ({ ...caSoon(now), profile: "2.10.10", explain: "VMs must be recreated" }),
  },
  "opsman-configurable": {
    explain: "certificates that people pasted into tiles, one of them by the root that ends",
    request: (now) => ({
      ...caSoon(now),
      pasted: true,
      yaml: pastedYaml,
      explain: "configurable leaves hang on its root CA",
    }),
  },
  "opsman-tkgi": {
    explain: "an Ops Manager with TKGI, whose clusters have CAs that a rotation of the root does not move",
    request: (now) => {
      const { foundation = {}, ...rest } = caSoon(now);
      const tiles = ["pivotal-container-service"];
      return { ...rest, foundation: { ...foundation, tiles }, explain: "TKGI is installed" };
    },
  },
  "opsman-locked": {
    explain: "an Ops Manager after a reboot: it is locked until somebody gives it its passphrase",
    request: (now) => ({ ...caSoon(now), locked: true, explain: "locked after a reboot" }),
  },
};

/** A root that ends in 25 days, service instances, and roots to rotate to. */
export function caSoon(now: number): OpsmanRequest {
  const ends = now + 25 * dayMs + hourMs;
  const foundation = { serviceInstances: true, credhub: true };
  return { leavesEnd: ends, rootEnds: ends, rotate: ["ca", "leaves"], spareRoots: 3, foundation };
}

/** On 3.0, which also tells of a removal that was not applied. */
function half(point: Exclude<StartingPoint, "S0">, now: number): OpsmanRequest {
  return { ...caSoon(now), profile: "3.0", point, explain: halfway[point] };
}

function halfRotations(): Record<HalfName, Rehearsal> {
  const entries = startingPoints.flatMap((point) => {
    if (point === "S0" || point === "L1") return [];
    const rehearsal = {
      explain: `a CA half rotated by hand, ${point}: ${halfway[point]}`,
      request: (now: number) => half(point, now),
    };
    return [[`opsman-ca-${point.toLowerCase()}`, rehearsal] as const];
  });
  return Object.fromEntries(entries) as Record<HalfName, Rehearsal>;
}

function withForeignInstall(state: OpsmanState, now: number): OpsmanState {
  const products = state.products.map(({ guid }) => guid);
  const row = { id: 42, user: "admin", startedAt: now - hourMs, endsAt: now + 120_000, products, takes: [] };
  return { ...state, installations: [{ ...row, status: "running" }, ...state.installations] };
}

const pastedYaml: readonly string[] = [
  "configurable:",
  `  - { product: cf, property: ${collectionProperty}, element: wildcard, issuer: lab-ca, sans: ["*.apps.lab.test"] }`,
  `  - { product: p.mysql, property: ${singleProperty}, keep: "by a public CA, not by this root" }`,
];
