import type { Finding } from "../../model/plan.ts";
import type { Step } from "../../model/step.ts";
import type { Wish } from "./action-wish.ts";
import type { ActionFacts } from "./rancher-facts.ts";
import { snapshotFinding } from "./snapshot.ts";

/** What a reviewer has to know of a rotation of RKE1 beyond what each step says. */
export function actionReview(facts: ActionFacts, wish: Wish, steps: readonly Step[]): readonly Finding[] {
  return [
    requestFinding(facts, wish),
    restartFinding(wish),
    ...etcdFinding(steps),
    ...endFinding(facts, wish),
    snapshotFinding(facts.snapshotAt),
    ...(wish.ca ? caFindings() : []),
  ];
}

function requestFinding({ version, kubernetesVersion, cluster }: ActionFacts, { body }: Wish): Finding {
  const request = `POST /v3/clusters/${cluster}?action=rotateCertificates ${JSON.stringify(body)}`;
  const sentence = `RKE1 (${kubernetesVersion || "version not shown"}) on Rancher ${version}: ${request}; nothing takes it back, and how long it takes has no history`;
  return { code: "RancherRequest", sentence, evidence: { request } };
}

function restartFinding({ service, ca }: Wish): Finding {
  const all = "every control plane container and what runs on workers";
  const sentence =
    service === ""
      ? `it restarts ${all}${ca ? ", etcd, and Rancher's own add-ons" : ""}`
      : `one service (${service}) restarts ${all} anyway`;
  return { code: "RancherRestarts", sentence, evidence: { service: service || "all" } };
}

function etcdFinding(steps: readonly Step[]): readonly Finding[] {
  const step = steps.find(({ kind }) => kind === "rancher.etcd-again");
  if (step === undefined) return [];
  const sentence =
    "a second request, for etcd alone, is sent only where etcd still serves the old certificate on the wire; it restarts everything once more";
  return [{ code: "RancherEtcdRound", sentence, evidence: { step: step.id } }];
}

function endFinding({ kubeCa }: ActionFacts, { ca }: Wish): readonly Finding[] {
  if (kubeCa === null) return [];
  const sentence = ca
    ? `kube-ca ends ${kubeCa.notAfter}; the new one and all leaves last ten years`
    : `kube-ca ends ${kubeCa.notAfter} and stays: whatever their own dates, the new leaves end with it`;
  return [{ code: "RancherCaEnds", sentence, evidence: { notAfter: kubeCa.notAfter } }];
}

/** Source: reference/rancher, section 4 (CA rotation consequences). */
function caFindings(): readonly Finding[] {
  return [
    {
      code: "RancherCaPods",
      sentence:
        "Rancher starts its own add-ons again (network, ingress, metrics, DNS, cattle-cluster-agent) and no other pod: fleet-agent, cattle-node-agent and the users' workloads refuse the API server until people start them again",
      evidence: {},
    },
    {
      code: "RancherCaKubeconfigs",
      sentence:
        "kubeconfigs with a direct context, and every kube-admin kubeconfig, die with the old CA; those through Rancher stay; service-account tokens stay, their key is kept",
      evidence: {},
    },
    {
      code: "RancherCaRepeat",
      sentence:
        "a CA rotated two or three times has left kubelets of workers silent (rancher/rancher#25125), and where Rancher itself runs on this cluster its pods must be started again by hand (rancher/rancher#25858)",
      evidence: {},
    },
  ];
}
