/**
 * A failed rotation stays in the spec, and Rancher repeats it with a pause of 30 s that doubles to 10 minutes. Only its
 * success or a change of the spec ends that (Source: reference/rancher, section 4).
 */
export function howToStop(cluster: string): string {
  return `to stop the retries, on the cluster that Rancher runs on: kubectl patch clusters.management.cattle.io ${cluster} --type merge -p '{"spec":{"rancherKubernetesEngineConfig":{"rotateCertificates":null}}}'`;
}

/** What helps against a failure that its message names; empty where none is known. Source: reference/rancher, section 4. */
export function failureHint(message: string): string {
  return known.find(([words]) => message.includes(words))?.[1] ?? "";
}

const known = [
  ["CA certificate is invalid", "kube-ca has ended: rotate the CA itself (rotate: [ca])"],
  [
    "can't find old certificates",
    "the cluster's stored certificates are lost (clusters from before 2.0.3 and restored ones): a new CA makes them anew, no retry does",
  ],
  ["can't find CA certificate", "the cluster's stored CA is lost: only a new CA makes it anew, no retry does"],
] as const;
