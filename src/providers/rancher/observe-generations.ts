import type { JsonObject } from "../../model/json.ts";
import type { Finding } from "../../model/plan.ts";
import type { Observation, Session } from "../../model/provider.ts";
import type { Target } from "../../model/target.ts";
import { parseCertificate, slotOf } from "../../pki/index.ts";
import { clockSkewOf } from "../../web/index.ts";
import { readCluster } from "./cluster-wire.ts";
import { connectionOf, principalOf } from "./connection.ts";
import { lookAtServed, servedIn, unseenFindings } from "./generation-looks.ts";
import { type ControlPlane, type ProvisionedCluster, readControlPlane, readProvisioned } from "./generation-wire.ts";
import { type NodeRow, readNodes } from "./nodes-wire.ts";
import { nodeFact, wireFact } from "./observe-action.ts";
import { type OwnWeb, observeWeb } from "./own-web.ts";
import type { GenerationFacts, UnmanagedFacts } from "./rancher-facts.ts";
import { readVersion } from "./server-wire.ts";
import { digestsIn, type Sight, slotSeen } from "./sight.ts";
import { readSnapshot, readWarningNodes } from "./tolerant.ts";

/** A cluster of `provisioning.cattle.io`: RKE2 or K3s, or one that was imported into it. */
export async function observeGenerations(session: Session, _target: Target): Promise<Observation> {
  const version = await readVersion(session);
  const cluster = await readProvisioned(session);
  const plane = await readControlPlane(session);
  const nodes = cluster.managementId === "" ? [] : await readNodes(session, cluster.managementId);
  const web = await observeWeb(session);
  const engine = engineOf(cluster);
  const isLocal = connectionOf(session).cluster.startsWith("fleet-local/");
  if (engine === undefined || plane === undefined || isLocal) {
    return unmanaged(session, { cluster, version, web, isLocal });
  }
  const caPem = await caPemOf(session, cluster);
  const looks = await lookAtServed(session, { nodes, engine, caPem });
  const facts: GenerationFacts = {
    ...factsOf({ cluster, plane, nodes, looks, engine }, version, session),
    snapshotAt: await readSnapshot(session, connectionOf(session).cluster),
    warning: await readWarningNodes(session, cluster.managementId),
  };
  const seen = [...looks.values()];
  const ca = caPem === undefined ? undefined : await parseCertificate(caPem);
  return {
    system: `rancher:${cluster.uid}`,
    ...(version === "" ? {} : { version }),
    principal: principalOf(session),
    complete: seen.every(({ why }) => why === undefined),
    slots: [
      ...(ca === undefined ? [] : [slotOf(ca, serverCa, "root")]),
      ...[...looks].map(([name, sight]) => ({
        ...slotSeen(sight, name),
        ...(servedIn(name) === "kubelet" ? { comesAndGoes: true } : {}),
      })),
      ...web.slots,
    ],
    findings: [...findingsOf(facts), ...web.findings],
    reasons: [],
    facts: facts as unknown as JsonObject,
    digests: {
      ...digestsIn([...seen.flatMap(({ chain }) => chain), ...(ca === undefined ? [] : [ca])]),
      ...web.digests,
    },
  };
}

function engineOf({ isLaunched, kubernetesVersion }: ProvisionedCluster): "rke2" | "k3s" | undefined {
  if (!isLaunched) return undefined;
  if (kubernetesVersion.includes("+rke2")) return "rke2";
  return kubernetesVersion.includes("+k3s") ? "k3s" : undefined;
}

function factsOf(
  read: {
    readonly cluster: ProvisionedCluster;
    readonly plane: ControlPlane;
    readonly nodes: readonly NodeRow[];
    readonly looks: ReadonlyMap<string, Sight>;
    readonly engine: "rke2" | "k3s";
  },
  version: string,
  session: Session,
): Omit<GenerationFacts, "snapshotAt" | "warning"> {
  const { cluster, plane, nodes, looks, engine } = read;
  return {
    engine,
    cluster: connectionOf(session).cluster,
    version,
    kubernetesVersion: cluster.kubernetesVersion,
    ...(clockSkewOf(session) === 0 ? {} : { clockSkewSeconds: clockSkewOf(session) }),
    generation: cluster.generation,
    services: cluster.services,
    completed: plane.completed,
    isInitialised: plane.isInitialised,
    state: cluster.state.name,
    isError: cluster.state.isError,
    message: cluster.state.message,
    unready: unreadyWords(plane),
    nodes: nodes.map(nodeFact),
    looks: Object.fromEntries([...looks].map(([name, sight]) => [name, wireFact(sight)])),
  };
}

/** What the conditions of the control plane say that must be True at rest; empty at rest. */
export function unreadyWords({ conditions }: ControlPlane): readonly string[] {
  return ["Ready", "Reconciled"].flatMap((type) => {
    const condition = conditions[type];
    if (condition === undefined || condition.status === "True") return [];
    return [`${type} is ${condition.status}${condition.message === "" ? "" : `: ${condition.message}`}`];
  });
}

/** Its management object shows the CA of the cluster, as PEM; undefined where there is none. */
export async function caPemOf(session: Session, { managementId }: ProvisionedCluster): Promise<string | undefined> {
  return managementId === "" ? undefined : (await readCluster(session, managementId)).caPem;
}

/** Rancher rotates no CA of these clusters. */
export const serverCa = "server-ca";

function findingsOf({ looks, engine, warning }: GenerationFacts): readonly Finding[] {
  return [...unseenFindings(looks, engine), ...warned(warning, engine)];
}

function warned(nodes: readonly string[], engine: string): readonly Finding[] {
  if (nodes.length === 0) return [];
  const sentence = `${nodes.join(", ")} ${nodes.length === 1 ? "warns" : "warn"} of certificates that end within 120 days: a restart of ${engine} renews them with their old keys`;
  return [{ code: "RancherNodesWarn", sentence, evidence: { nodes } }];
}

function unmanaged(
  session: Session,
  see: {
    readonly cluster: ProvisionedCluster;
    readonly version: string;
    readonly web: OwnWeb;
    readonly isLocal: boolean;
  },
): Observation {
  const { cluster, version, web, isLocal } = see;
  const name = connectionOf(session).cluster;
  const facts: UnmanagedFacts = {
    engine: "unmanaged",
    cluster: name,
    version,
    kubernetesVersion: cluster.kubernetesVersion,
    nodes: [],
    why: isLocal ? "the cluster that Rancher itself runs on" : "imported or hosted",
    instead: "rotate it with the tool that it was installed with",
  };
  const sentence = `${name} is ${facts.why}: Rancher does not rotate its certificates and does not show them`;
  return {
    system: `rancher:${cluster.uid}`,
    ...(version === "" ? {} : { version }),
    principal: principalOf(session),
    complete: true,
    slots: web.slots,
    findings: [{ code: "RancherNotManaged", sentence, evidence: {} }, ...web.findings],
    reasons: [],
    facts: facts as unknown as JsonObject,
    digests: web.digests,
  };
}
