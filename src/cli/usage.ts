import { CertplanError } from "../messages/error.ts";

/** Flags that do not go together, found after parsing. */
export function usage(message: string): CertplanError {
  return new CertplanError({ code: "Usage", message, hint: "certplan --help" });
}
