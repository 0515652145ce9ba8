import type { Session } from "../../model/provider.ts";
import type { SecretReference } from "../../model/target.ts";
import type { TrustAnchors } from "../../ports/index.ts";

/** `connection` of an opsman target, frozen in plans. */
export interface OpsmanConnection {
  readonly origin: string;
  readonly trust: TrustAnchors;
  readonly credentials: OpsmanCredentials;
  readonly readCredentials?: OpsmanCredentials;
  /** Of the store that is encrypted after a reboot; used only where it is locked. */
  readonly unlock?: { readonly passphrase: SecretReference };
}

export type OpsmanCredentials =
  | { readonly kind: "uaa-client"; readonly id: string; readonly secret: SecretReference }
  | { readonly kind: "uaa-user"; readonly username: string; readonly password: SecretReference };

export function connectionOf(session: Session): OpsmanConnection {
  return session.connection as unknown as OpsmanConnection;
}

export function credentialsOf(session: Session): OpsmanCredentials {
  const connection = connectionOf(session);
  return session.access === "read" ? (connection.readCredentials ?? connection.credentials) : connection.credentials;
}

/** Who we are to the platform: the client id or the user name. */
export function principalOf(session: Session): string {
  const credentials = credentialsOf(session);
  return credentials.kind === "uaa-client" ? credentials.id : credentials.username;
}
