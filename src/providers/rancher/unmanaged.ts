import type { ClusterRow } from "./cluster-wire.ts";

/** What a cluster is that neither way rotates, and what to do. Source: reference/rancher, section 1. */
export function insteadOf({ driver, provider, id }: ClusterRow): { readonly why: string; readonly instead: string } {
  if (id === "local" || driver === "local") {
    return {
      why: "the cluster that Rancher itself runs on",
      instead: "rotate it with the tool that it was installed with",
    };
  }
  if (id.startsWith("c-m-") && ["rke2", "k3s"].includes(provider) && driver !== "imported") {
    return {
      why: `a ${provider} cluster`,
      instead: "write cluster: fleet-default/NAME, which is what Rancher rotates",
    };
  }
  if (["AKS", "EKS", "GKE"].includes(driver)) {
    return { why: `hosted (${driver})`, instead: "its cloud rotates its certificates" };
  }
  return {
    why: `imported (${driver || provider || "unknown"})`,
    instead: "rotate it with the tool that it was installed with",
  };
}
