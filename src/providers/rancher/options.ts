/** The options of a rancher target, as the estate fills them in. */
export interface RancherOptions {
  /** `all`, or one name of the engine's vocabulary. */
  readonly services: string;
  /** RKE2 and K3s: who writes the number of the next rotation. */
  readonly generationOwner: "certplan" | "terraform" | "fleet";
  /** Longest time for one rotation. */
  readonly timeoutSeconds?: number;
}
