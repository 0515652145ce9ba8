import type { Session } from "../../model/provider.ts";
import type { SecretReference } from "../../model/target.ts";
import type { TrustAnchors } from "../../ports/index.ts";

/** `connection` of a rancher target, frozen in plans. */
export interface RancherConnection {
  readonly origin: string;
  readonly trust: TrustAnchors;
  readonly credentials: RancherCredentials;
  readonly readCredentials?: RancherCredentials;
  /** `c-xxxxx` (RKE1), or `workspace/name` (RKE2, K3s). */
  readonly cluster: string;
  /** `host:port` of etcd, where the estate says so; absent: port 2379 of each etcd node. */
  readonly etcd?: readonly string[];
  /** `host:port` of API servers; absent: what the cluster shows (RKE1), port 6443 of each control plane node. */
  readonly apiServers?: readonly string[];
  /** RKE2: `host:port` of supervisors; absent: port 9345 of each node of etcd and control plane. */
  readonly supervisors?: readonly string[];
  /** RKE2, K3s: `host:port` of kubelets; absent: port 10250 of each node. */
  readonly kubelets?: readonly string[];
}

export interface RancherCredentials {
  readonly kind: "token";
  readonly token: SecretReference;
}

export function connectionOf(session: Session): RancherConnection {
  return session.connection as unknown as RancherConnection;
}

export function credentialsOf(session: Session): RancherCredentials {
  const connection = connectionOf(session);
  return session.access === "read" ? (connection.readCredentials ?? connection.credentials) : connection.credentials;
}

/** Rancher does not show a token's owner to the token; what the estate calls it is what people know it by. */
export function principalOf(session: Session): string {
  const { token } = credentialsOf(session);
  if ("env" in token) return `token $${token.env}`;
  return "file" in token ? `token of ${token.file}` : `token of ${token.command[0] ?? ""}`;
}
