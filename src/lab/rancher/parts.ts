/** One version of a leaf. Instants in milliseconds, lab time. */
export interface LabLeaf {
  /** Counts from 1 for each leaf of a cluster, and grows with each new one. */
  readonly generation: number;
  /** Generation of the CA that signed it. */
  readonly ca: number;
  readonly notBefore: number;
  readonly notAfter: number;
  /** Of those that are shown on the wire. */
  readonly pem?: string;
}

/** One generation of a cluster's CA. */
export interface ClusterCa {
  /** Counts from 1. */
  readonly generation: number;
  readonly notBefore: number;
  readonly notAfter: number;
  readonly pem: string;
  /** PEM, RSA. */
  readonly key: string;
  /** Its subject key identifier, in hex. */
  readonly keyId: string;
}

/** A condition as the wire has it. */
export interface Condition {
  readonly type: string;
  readonly status: "True" | "False" | "Unknown";
  readonly reason: string;
  readonly message: string;
  readonly lastUpdateTime: string;
}

/** A direct kubeconfig, or pods that keep what they were started with: no rotation reaches them. */
export interface OutsideClient {
  readonly name: string;
  /** Generation of the CA that it accepts. */
  readonly accepts: number;
  /** Generation of the CA of its own certificate; absent: it shows a token. */
  readonly shows?: number;
}
