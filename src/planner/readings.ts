import type { CertplanError } from "../messages/error.ts";
import type { Observation } from "../model/provider.ts";
import type { Target } from "../model/target.ts";

/** What reading one target gave: an observation, or the error for which it is unreadable. Unreadable is never absent. */
export type Reading =
  | { readonly target: Target; readonly observation: Observation }
  | { readonly target: Target; readonly error: CertplanError };
