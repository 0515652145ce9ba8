import { dayMs, hourMs, makeAuthority } from "./authority.ts";
import {
  caSoon,
  type OpsmanRequest,
  type OpsmanState,
  opsmanTarget,
  type RehearsalName,
  rehearsals,
} from "./opsman/index.ts";
import {
  type RancherRehearsalName,
  type RancherRequest,
  type RancherState,
  rancherRehearsals,
  rancherTarget,
} from "./rancher/index.ts";
import { type LabPorts, type LabSite, type LabTarget, writeEstate } from "./scenario.ts";
import type { LabServer } from "./serve.ts";
import {
  allEndpointKinds,
  type EndpointKind,
  fleetTargets,
  type LabTlsTarget,
  tlsTarget,
  twoBackendsTarget,
} from "./tls/index.ts";

/** What is up. */
export interface Started {
  readonly targets: readonly LabTarget[];
  /** For tests and demonstrations: the platform itself, to look at and to change behind certplan's back. */
  readonly opsman?: LabServer<OpsmanState>;
  readonly rancher?: LabServer<RancherState>;
  /** The TLS endpoints that can be told to show something else. */
  readonly endpoints?: readonly LabTlsTarget[];
}

/** What may be chosen when a scenario starts; each has a plain default. */
export interface ScenarioOptions {
  /** Where the estate is written; it must not hold one. Made if it is not there. */
  readonly directory: string;
  readonly ports: LabPorts;
  /** Of the scenarios with an Ops Manager: its settings, faults and clock. */
  readonly opsman?: Partial<OpsmanRequest>;
  /** Of the scenarios with a Rancher: the same. */
  readonly rancher?: Partial<RancherRequest>;
  /** Of the scenarios with an Ops Manager: the TLS endpoints beside it by name, in the place of its own. */
  readonly endpoints?: Readonly<Record<string, EndpointKind>>;
  /** Of the scenarios with an Ops Manager and TLS endpoints: the Rancher of another scenario beside it; default: none. */
  readonly cluster?: RancherRehearsalName;
}

export interface Scenario {
  /** One line for `certplan lab list`. */
  readonly explain: string;
  readonly start: (site: LabSite, options: ScenarioOptions) => Promise<Started>;
}

export type ScenarioName =
  | "opsman-leaves"
  | "opsman-ca"
  | "opsman-ca-half"
  | RehearsalName
  | RancherRehearsalName
  | "tls"
  | "tls-fleet";

const besideOpsman: Readonly<Record<string, EndpointKind>> = {
  "good-rsa": "good-rsa",
  "good-ec": "good-ec",
  "good-ed25519": "good-ed25519",
  "expires-soon": "expires-soon",
};

/** Every scenario of `certplan lab up --scenario`. The first is the default. */
export const scenarios: Readonly<Record<ScenarioName, Scenario>> = {
  "opsman-leaves": {
    explain: "an Ops Manager whose leaves end in 20 days, and TLS endpoints, one of which ends in five days",
    start: (site, options) => besideEndpoints(site, options, { leavesEnd: site.mint.now + 20 * dayMs + hourMs }),
  },
  "opsman-ca": {
    explain: "an Ops Manager whose root CA ends in 25 days, with service instances, and TLS endpoints",
    start: (site, options) => besideEndpoints(site, options, caSoon(site.mint.now)),
  },
  "opsman-ca-half": {
    explain: "the same, where somebody has begun to rotate the CA by hand: the new one is active, the leaves are old",
    start: (site, options) => besideEndpoints(site, options, { ...caSoon(site.mint.now), point: "S3" }),
  },
  ...rehearsing(),
  ...rehearsingRancher(),
  tls: {
    explain: "TLS endpoints good and bad, one of each kind that answers",
    start: async (site) => {
      const kinds = allEndpointKinds.filter((kind) => kind !== "silent");
      const endpoints = await inTurn(kinds, (kind) => tlsTarget(site, kind));
      return { targets: [...endpoints, await twoBackendsTarget(site)], endpoints };
    },
  },
  "tls-fleet": {
    explain: "1,000 good TLS endpoints, each 50 ms away",
    start: async (site) => ({ targets: await fleetTargets(site, 1000, 50) }),
  },
};

/** One Ops Manager in some situation, and nothing beside it. */
function rehearsing(): Readonly<Record<RehearsalName, Scenario>> {
  const entries = Object.entries(rehearsals).map(([name, { explain, request }]) => {
    const start: Scenario["start"] = async (site, options) => {
      const opsman = await opsmanTarget(site, { ...request(site.mint.now), ...options.opsman });
      return { targets: [opsman], opsman: opsman.server };
    };
    return [name, { explain, start }] as const;
  });
  return Object.fromEntries(entries) as Record<RehearsalName, Scenario>;
}

/** One Rancher in some situation, and nothing beside it. */
function rehearsingRancher(): Readonly<Record<RancherRehearsalName, Scenario>> {
  const names = Object.keys(rancherRehearsals) as RancherRehearsalName[];
  const entries = names.map((name) => {
    const start: Scenario["start"] = async (site, options) => {
      const rancher = await rehearsedRancher(site, options, name);
      return { targets: [rancher], rancher: rancher.server };
    };
    return [name, { explain: rancherRehearsals[name].explain, start }] as const;
  });
  return Object.fromEntries(entries) as Record<RancherRehearsalName, Scenario>;
}

function rehearsedRancher(
  site: LabSite,
  options: ScenarioOptions,
  name: RancherRehearsalName,
): ReturnType<typeof rancherTarget> {
  return rancherTarget(site, { ...rancherRehearsals[name].request(site.mint.now), ...options.rancher });
}

async function besideEndpoints(site: LabSite, options: ScenarioOptions, request: OpsmanRequest): Promise<Started> {
  const opsman = await opsmanTarget(site, { ...request, ...options.opsman });
  const named = Object.entries(options.endpoints ?? besideOpsman);
  const endpoints = await inTurn(named, ([name, kind]) => tlsTarget(site, kind, name));
  const up = { targets: [opsman, ...endpoints], opsman: opsman.server, endpoints };
  if (options.cluster === undefined) return up;
  const rancher = await rehearsedRancher(site, options, options.cluster);
  return { ...up, targets: [opsman, rancher, ...endpoints], rancher: rancher.server };
}

export function isScenarioName(text: string): text is ScenarioName {
  return Object.hasOwn(scenarios, text);
}

/** A scenario in the foreground, until it is closed. */
export interface RunningScenario extends Started {
  readonly directory: string;
  readonly close: () => Promise<void>;
}

/**
 * Opens the simulators of a scenario and writes an estate for them.
 * @throws LabDirectoryTaken (input) if the directory holds an estate; nothing is left open then.
 */
export async function startScenario(name: ScenarioName, options: ScenarioOptions): Promise<RunningScenario> {
  const { ports, directory } = options;
  const mint = { keys: ports.keys, random: ports.random, now: ports.clock.now() };
  const site: LabSite = { ports, mint, authority: await makeAuthority(mint, "Lab") };
  const started = await scenarios[name].start(site, options);
  const close = async (): Promise<void> => {
    await Promise.all(started.targets.map((target) => target.close()));
  };
  try {
    await writeEstate(site, directory, { name: `lab-${name}`, targets: started.targets });
  } catch (error) {
    await close();
    throw error;
  }
  return { ...started, directory, close };
}

async function inTurn<T, R>(values: readonly T[], make: (value: T) => Promise<R>): Promise<readonly R[]> {
  const made: R[] = [];
  for (const value of values) made.push(await make(value));
  return made;
}
