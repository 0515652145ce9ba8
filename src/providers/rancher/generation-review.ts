import type { Finding } from "../../model/plan.ts";
import type { RecipeInput } from "../../model/provider.ts";
import { type GenerationWish, minutesEach } from "./generation-wish.ts";
import type { RancherOptions } from "./options.ts";
import type { GenerationFacts } from "./rancher-facts.ts";
import { atLeast } from "./release.ts";
import { snapshotFinding } from "./snapshot.ts";

/** What a reviewer has to know of a rotation of RKE2 or K3s beyond what each step says. */
export function generationReview(input: RecipeInput, facts: GenerationFacts, wish: GenerationWish): readonly Finding[] {
  const { generationOwner } = input.target.options as unknown as RancherOptions;
  return [
    numberFinding(facts, wish, generationOwner),
    serialFinding(facts),
    {
      code: "RancherBlocked",
      sentence: "until the number is completed every other change of the cluster waits: upgrades, nodes, configuration",
      evidence: {},
    },
    ...releaseFindings(facts),
    snapshotFinding(facts.snapshotAt),
  ];
}

const owners = { certplan: "certplan", terraform: "Terraform", fleet: "Fleet" } as const;

function numberFinding(
  { engine, kubernetesVersion, version, generation, completed }: GenerationFacts,
  wish: GenerationWish,
  owner: keyof typeof owners,
): Finding {
  const name = engine === "rke2" ? "RKE2" : "K3s";
  const services = wish.services.length === 0 ? "all services" : wish.services.join(", ");
  const who = owner === "certplan" ? "certplan writes" : `${owners[owner]} owns the number and has to write`;
  const sentence = `${name} (${kubernetesVersion}) on Rancher ${version}: ${who} generation ${wish.generation} for ${services} (now ${generation} asked for, ${completed} completed); new keys, nothing takes it back`;
  return { code: "RancherRequest", sentence, evidence: { generation: wish.generation, owner } };
}

function serialFinding({ nodes }: GenerationFacts): Finding {
  const minutes = nodes.length * minutesEach;
  const sentence = `${nodes.length} nodes one after another, each stopped and started: about ${minutes} min at ${minutesEach} min each, which is a guess, not a history`;
  return { code: "RancherSerial", sentence, evidence: { nodes: nodes.length, minutes } };
}

/** Source: reference/rancher, section 1 (version matrix). */
function releaseFindings({ version }: GenerationFacts): readonly Finding[] {
  const minor = atLeast(version, [2, 9, 0]) ? ([2, 9, 2] as const) : ([2, 8, 8] as const);
  return [
    ...(atLeast(version, minor)
      ? []
      : [
          {
            code: "RancherNodeOrder",
            sentence: `Rancher ${version} takes the nodes in any order; from 2.8.8, 2.9.2 and 2.10 etcd comes first and workers last (rancher/rancher#46034)`,
            evidence: { version },
          },
        ]),
    ...(atLeast(version, [2, 7, 5])
      ? []
      : [
          {
            code: "RancherSelfSigned",
            sentence: `Rancher ${version} leaves the self-signed certificates of kube-controller-manager and kube-scheduler alone; before they end, delete them on the nodes (rancher/rancher#41125)`,
            evidence: { version },
          },
        ]),
  ];
}
