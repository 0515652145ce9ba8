import type { SecretReference } from "../model/target.ts";
import type { Secret } from "./secret.ts";

/** Resolves a reference. Throws CertplanError `SecretUnresolved` (input), which names the reference and never the value. */
export interface Secrets {
  resolve(reference: SecretReference): Promise<Secret>;
}
