import type { Finding } from "../../model/plan.ts";
import type { ActionFacts, WireFact } from "./rancher-facts.ts";

/** What a reader should know of an RKE1 cluster, due or not. */
export function actionFindings(facts: ActionFacts): readonly Finding[] {
  return [...orphanFindings(facts), ...unseenFindings(facts), ...dateFindings(facts)];
}

function orphanFindings({ orphans }: ActionFacts): readonly Finding[] {
  if (orphans.length === 0) return [];
  const sentence = `Rancher lists certificates of nodes that are gone: ${orphans.join(", ")}; they are left out`;
  return [{ code: "RancherOrphanKeys", sentence, evidence: { keys: orphans } }];
}

function unseenFindings({ etcd, api, nodes }: ActionFacts): readonly Finding[] {
  const unseen = [...etcd, ...(api === null ? [] : [api])].filter(({ why }) => why !== undefined);
  const members = nodes.filter((node) => node.etcd).length;
  return [...unseen.map(unseenFinding), ...(etcd.length < members ? [partly(etcd.length, members)] : [])];
}

function unseenFinding({ address, key, why = "" }: WireFact): Finding {
  const sentence = `what ${address} serves was not seen: ${why}; only the listed date is known`;
  return { code: "RancherWireUnseen", sentence, evidence: { address }, ...(key === undefined ? {} : { about: key }) };
}

function partly(looked: number, members: number): Finding {
  const sentence = `${looked} of ${members} etcd nodes are looked at: name the others under etcd.endpoints`;
  return { code: "RancherEtcdPartly", sentence, evidence: { looked, members } };
}

function dateFindings({ expirations }: ActionFacts): readonly Finding[] {
  if (Object.keys(expirations).length > 0) return [];
  const sentence = "Rancher lists no dates for this cluster";
  return [{ code: "RancherNoDates", sentence, evidence: {} }];
}
