import type { ErrorCode } from "../messages/error-codes.ts";
import type { JsonObject } from "../model/json.ts";
import type { Path } from "./places.ts";

/** What reading a declaration may do besides computing. */
export interface DeclarationContext {
  /** `trust` with its CA file read, in the form of TrustAnchors; the system's CAs if undeclared. Reports its own errors. */
  trust(declared: unknown): Promise<JsonObject>;
  /** A valid secret reference with its paths resolved. */
  secret(declared: JsonObject): JsonObject;
  /** Reports what the schema cannot say; `path` from the target. */
  report(problem: {
    readonly code: ErrorCode;
    readonly path: Path;
    readonly what: string;
    readonly hint?: string;
  }): void;
}

/** How targets of one type stand in the estate. */
export interface TargetType {
  readonly type: string;
  /** JSON Schema of the whole target (2020-12); may refer to `../common.schema.json#/$defs/...`. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** Turns a declaration that is valid by the schema into what the provider gets. */
  read(
    declared: JsonObject,
    context: DeclarationContext,
  ): Promise<{ readonly connection: JsonObject; readonly options: JsonObject }>;
}
