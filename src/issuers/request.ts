import type { Act, RunKeys } from "../model/provider.ts";
import type { Clock, Files, KeyType, Secrets } from "../ports/index.ts";

/** What a certificate is used for. */
export type Usage = "serverAuth" | "clientAuth";

/** A leaf that is wanted. */
export interface CertificateRequest {
  /** The issuer as the estate calls it, for errors. */
  readonly issuerName: string;
  /** The same for every repeat of the same request. */
  readonly requestId: string;
  /** Under this name the run keeps the key that is to be certified; made where there is none. `files` brings its own. */
  readonly keyName: string;
  readonly keyType: KeyType;
  /** RFC 4514 text: `CN=portal.example.com,O=Acme`. */
  readonly subject: string;
  /** `DNS:name` or `IP:address`. */
  readonly sans: readonly string[];
  readonly usages: readonly Usage[];
  /** Heeded by `local-ca`; a CSR has no place for it. Absent: 397 days. */
  readonly lifetimeMs?: number;
}

/** What issuing needs of the world. */
export interface IssuerPorts {
  readonly clock: Clock;
  readonly files: Files;
  readonly secrets: Secrets;
  readonly keys: RunKeys;
  readonly exec: Act["exec"];
}
