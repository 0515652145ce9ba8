import type { ErrorCode } from "../messages/error-codes.ts";
import type { JsonObject } from "../model/json.ts";
import type { Issuer } from "../model/target.ts";
import type { Path } from "./places.ts";

/** Reports what the schema cannot say; `path` from the target. */
export type Report = (problem: {
  readonly code: ErrorCode;
  readonly path: Path;
  readonly what: string;
  readonly hint?: string;
}) => void;

/** What reading a declaration may do besides computing. */
export interface DeclarationContext {
  /** `trust` with its CA file read, in the form of TrustAnchors; the system's CAs if undeclared. Reports its own errors. */
  trust(declared: unknown): Promise<JsonObject>;
  /** A valid secret reference with its paths resolved. */
  secret(declared: JsonObject): JsonObject;
  /** The issuer of this name, which the target then has with it; undefined if there is none: reports UnknownIssuer. */
  issuer(name: string, path: Path): Issuer | undefined;
  readonly report: Report;
}

/** How targets of one type stand in the estate. */
export interface TargetType {
  readonly type: string;
  /** JSON Schema of the whole target (2020-12); may refer to `../common.schema.json#/$defs/...`. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** Codes of the hard cuts that its recipes know: `cut` of `accept`. */
  readonly cuts: readonly string[];
  /** What outsiders may trust of it: `of` of `consumers`. */
  readonly anchors: readonly string[];
  /** What it can give: `what` of `outputs`. */
  readonly outputs: readonly string[];
  /** Turns a declaration that is valid by the schema into what the provider gets. */
  read(
    declared: JsonObject,
    context: DeclarationContext,
  ): Promise<{ readonly connection: JsonObject; readonly options: JsonObject }>;
}
