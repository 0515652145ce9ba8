import type { Json, JsonObject } from "../../model/json.ts";
import type { Session } from "../../model/provider.ts";
import type { IsoInstant } from "../../time/instant.ts";
import { type ClusterRow, hasFailed, isSettled, readCluster } from "./cluster-wire.ts";
import { connectionOf } from "./connection.ts";
import { sortKeys } from "./expiry.ts";
import { type ControlPlane, type ProvisionedCluster, readControlPlane, readProvisioned } from "./generation-wire.ts";
import { fingerprintIn } from "./judge-run.ts";
import { inactiveWords, type NodeRow, nodeWords, readNodes } from "./nodes-wire.ts";
import { unreadyWords } from "./observe-generations.ts";

/** The facts that steps may assume, each read fresh: the cluster once, and its nodes where they are asked for. */
export async function readFacts(session: Session, names: readonly string[]): Promise<JsonObject> {
  const isGenerations = connectionOf(session).cluster.includes("/");
  const { of, managementId } = isGenerations ? await generationFacts(session) : await actionFacts(session);
  const needsNodes = names.some((name) => ofNodes.includes(name) || name.startsWith(mayWrite));
  const nodes = needsNodes && managementId !== "" ? await readNodes(session, managementId) : [];
  return Object.fromEntries(names.map((name) => [name, of(name, nodes) ?? nodeFact(name, nodes)]));
}

const ofNodes: readonly string[] = ["nodes", "inactiveNodes", "leafDates"];

/** What a rotation by somebody else moves, and nothing else does. */
export function leafDates(
  expirations: Readonly<Record<string, IsoInstant>>,
  keys: readonly string[],
): readonly string[] {
  return keys.map((key) => `${key} ${expirations[key] ?? ""}`).toSorted();
}

/**
 * The fact that says whether this number may be written now: it may where it stands there already with these services,
 * because a call of ours arrived late, or where the cluster rests below it.
 */
export function mayWriteFact(generation: number, services: readonly string[]): string {
  return `${mayWrite}${generation}:${services.join(",")}`;
}

const mayWrite = "generationMayBeWritten:";

interface Read {
  readonly of: (name: string, nodes: readonly NodeRow[]) => Json | undefined;
  readonly managementId: string;
}

async function actionFacts(session: Session): Promise<Read> {
  const cluster = await readCluster(session);
  return { of: (name, nodes) => actionFact(name, cluster, nodes), managementId: cluster.id };
}

function actionFact(name: string, cluster: ClusterRow, nodes: readonly NodeRow[]): Json | undefined {
  switch (name) {
    case "leafDates":
      return leafDates(cluster.expirations, sortKeys(Object.keys(cluster.expirations), nodes).live);
    case "kubeCa":
      return fingerprintIn(cluster) ?? "";
    case "rotation":
      return cluster.rotation === undefined ? null : { ...cluster.rotation };
    case "settled":
      return isSettled(cluster) && !hasFailed(cluster);
    case "offersRotation":
      return cluster.offersRotation;
    default:
      return undefined;
  }
}

async function generationFacts(session: Session): Promise<Read> {
  const cluster = await readProvisioned(session);
  const plane = await readControlPlane(session);
  return {
    of: (name, nodes) => (name.startsWith(mayWrite) ? whyNot(name, { cluster, plane, nodes }) : undefined),
    managementId: cluster.managementId,
  };
}

function whyNot(
  name: string,
  see: {
    readonly cluster: ProvisionedCluster;
    readonly plane: ControlPlane | undefined;
    readonly nodes: readonly NodeRow[];
  },
): string {
  const { cluster, plane, nodes } = see;
  const [number, services] = name.slice(mayWrite.length).split(":");
  const wanted = Number(number);
  if (cluster.generation === wanted && cluster.services.join(",") === services) return "yes";
  const completed = plane?.completed ?? 0;
  if (cluster.generation >= wanted || completed >= wanted)
    return `no: ${cluster.generation} is asked for and ${completed} is completed`;
  if (cluster.generation > completed) return `no: generation ${cluster.generation} is under way`;
  if (plane?.isInitialised !== true) return "no: the control plane is not initialised";
  const busy = [
    ...(cluster.state.name === "active" ? [] : [`the cluster is ${cluster.state.name}`]),
    ...unreadyWords(plane),
  ];
  const found = [...busy, ...inactiveWords(nodes)];
  return found.length === 0 && !cluster.state.isError ? "yes" : `no: ${found.join(", ") || cluster.state.message}`;
}

function nodeFact(name: string, nodes: readonly NodeRow[]): Json {
  if (name === "nodes") return nodes.map(nodeWords);
  return name === "inactiveNodes" ? inactiveWords(nodes) : null;
}
