/** A release that the lab stands for. What differs by release is in `release.ts`. */
export type RancherProfile = "2.0.13" | "2.1.9" | "2.2" | "2.6" | "2.8" | "2.12" | "2.15";

/**
 * 2.0.13: no action. 2.1.9: the action takes no input, leaves of one year. 2.2: leaves under an expired kube-ca are
 * made. 2.6: RKE2 and K3s, machines in any order. 2.8: machines in order. 2.12: no RKE1. 2.15: not even its schema.
 */
export const rancherProfiles: Readonly<Record<RancherProfile, string>> = {
  "2.0.13": "v2.0.13",
  "2.1.9": "v2.1.9",
  "2.2": "v2.2.13",
  "2.6": "v2.6.14",
  "2.8": "v2.8.9",
  "2.12": "v2.12.3",
  "2.15": "v2.15.0",
};
