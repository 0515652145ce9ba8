import type { RancherCredentials, RancherTarget } from "../../generated/estate.ts";
import { schemas } from "../../generated/schemas.ts";
import type { JsonObject } from "../../model/json.ts";
import { originOf } from "../origin.ts";
import { wholeSeconds } from "../programs.ts";
import type { DeclarationContext, TargetType } from "../target-type.ts";

/**
 * connection `{ origin, trust, credentials, readCredentials?, cluster, etcd?, apiServers?, supervisors?, kubelets? }` with
 * secret references for `token` and endpoints as `host:port` texts; options `{ services, generationOwner, timeoutSeconds? }`, with what is not declared filled
 * in: all services, certplan.
 */
export const rancherType: TargetType = {
  type: "rancher",
  schema: schemas["targets/rancher.schema.json"] ?? {},
  cuts: ["rancher-ca-clients"],
  anchors: ["kube-ca"],
  outputs: ["kube-ca", "kubeconfig"],
  read: async (declared, context) => {
    const target = declared as unknown as RancherTarget;
    if (target.cluster.includes("/")) checkGenerations(target, context);
    else checkAction(target, context);
    return {
      connection: await connectionOf(target, context),
      options: {
        services: target.services ?? "all",
        generationOwner: target.generationOwner ?? "certplan",
        ...(target.timeout === undefined ? {} : { timeoutSeconds: wholeSeconds(target.timeout) }),
      },
    };
  },
};

/** Source: reference/rancher, section 4 (RKE1) and section 5 (`supervisor` is in no node's list: nothing would be rotated). */
const vocabulary = {
  action: ["etcd", "kubelet", "kube-apiserver", "kube-proxy", "kube-scheduler", "kube-controller-manager"],
  generations: [
    "admin",
    "api-server",
    "auth-proxy",
    "cloud-controller",
    "controller-manager",
    "etcd",
    "kube-proxy",
    "kubelet",
    "scheduler",
    "rke2-controller",
    "rke2-server",
    "k3s-controller",
    "k3s-server",
  ],
} as const;

async function connectionOf(target: RancherTarget, context: DeclarationContext): Promise<JsonObject> {
  const { readCredentials, etcd, apiServers, supervisors, kubelets } = target;
  return {
    origin: originOf(target.url, context),
    trust: await context.trust(target.trust),
    credentials: credentialsOf(target.credentials, context),
    ...(readCredentials === undefined ? {} : { readCredentials: credentialsOf(readCredentials, context) }),
    cluster: target.cluster,
    ...(etcd === undefined ? {} : { etcd: etcd.endpoints }),
    ...(apiServers === undefined ? {} : { apiServers: apiServers.endpoints }),
    ...(supervisors === undefined ? {} : { supervisors: supervisors.endpoints }),
    ...(kubelets === undefined ? {} : { kubelets: kubelets.endpoints }),
  };
}

function checkAction(target: RancherTarget, context: DeclarationContext): void {
  const { services = "all", generationOwner, rotate = [] } = target;
  checkService(services, vocabulary.action, "RKE1", context);
  if (generationOwner !== undefined) {
    context.report({
      code: "InvalidValue",
      path: ["generationOwner"],
      what: "`generationOwner` is about RKE2 and K3s: RKE1 is rotated by an action, which has no number",
      hint: "remove it: it would have no effect",
    });
  }
  for (const field of ["supervisors", "kubelets"] as const) {
    if (target[field] === undefined) continue;
    const what = `\`${field}\` is about RKE2 and K3s: of RKE1 certplan looks at etcd and API servers`;
    context.report({ code: "InvalidValue", path: [field], what, hint: "remove it: it would have no effect" });
  }
  if (services !== "all" && rotate.includes("ca")) {
    context.report({
      code: "InvalidValue",
      path: ["services"],
      what: "a new CA comes with new leaves for all services, and this names one",
      hint: "write services: all, or take ca from rotate",
    });
  }
}

function checkGenerations(target: RancherTarget, context: DeclarationContext): void {
  const { services = "all", rotate = [], etcd } = target;
  checkService(services, vocabulary.generations, "RKE2 and K3s", context);
  if (rotate.includes("ca")) {
    context.report({
      code: "InvalidValue",
      path: ["rotate", rotate.indexOf("ca")],
      what: "Rancher cannot rotate the CA of RKE2 and K3s clusters",
      hint: "write rotate: [leaves]; the CA is rotated on the nodes: rke2|k3s certificate rotate-ca",
    });
  }
  const noEffect = "remove it: it would have no effect";
  if (etcd !== undefined) {
    const what = "`etcd` is about RKE1: RKE2 and K3s restart etcd with its node";
    context.report({ code: "InvalidValue", path: ["etcd"], what, hint: noEffect });
  }
  for (const [index, { what: name }] of (target.outputs ?? []).entries()) {
    const what = `only a new CA brings a new ${name}, and Rancher rotates none on RKE2 and K3s`;
    context.report({ code: "InvalidValue", path: ["outputs", index, "what"], what, hint: noEffect });
  }
}

function checkService(service: string, known: readonly string[], engine: string, context: DeclarationContext): void {
  if (service === "all" || known.includes(service)) return;
  context.report({
    code: "InvalidValue",
    path: ["services"],
    what: `${engine} has no service of this name: Rancher would take it, report success and rotate nothing`,
    hint: `all, or one of ${known.join(", ")}`,
  });
}

function credentialsOf({ kind, token }: RancherCredentials, context: DeclarationContext): JsonObject {
  return { kind, token: context.secret(token) };
}
