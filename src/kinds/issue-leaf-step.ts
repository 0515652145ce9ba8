import type { JsonObject } from "../model/json.ts";
import type { Step } from "../model/step.ts";
import type { Issuer } from "../model/target.ts";
import { isAddress } from "../pki/index.ts";
import { skewMs } from "../time/instant.ts";
import type { IssueLeafInputs } from "./issue-leaf.ts";
import { framed, type StepFrame } from "./step-frame.ts";

/** A leaf that a recipe wants. */
export interface LeafToIssue {
  /** Unlike every other leaf of the target; the last part of the step's id. */
  readonly name: string;
  readonly member?: string;
  /** The issuer's name in the estate, and what it is. */
  readonly issuerName: string;
  readonly issuer: Issuer;
  /** As the estate writes them (`*.apps.example.com`, `10.0.0.1`) or typed (`DNS:…`, `IP:…`); at least one. */
  readonly sans: readonly [string, ...string[]];
  /** Absent: the first name that fits as CN. */
  readonly subject?: string;
  /** Absent: `rsa-2048`, which every platform takes. */
  readonly keyType?: IssueLeafInputs["keyType"];
  /** Absent: `serverAuth`. */
  readonly usages?: IssueLeafInputs["usages"];
  readonly lifetimeSeconds?: number;
}

/**
 * Pure. The step that has this leaf issued: `<target>/issue-leaf/<name>`. Its outputs: `certificate` (PEM chain, leaf
 * first), `fingerprint`, `key` (`spki:` and hex), `notBefore`, `notAfter`. It has no effects: what presents the leaf is
 * a later step, which gets the key from `keyOfLeaf`.
 */
export function issueLeafStep(frame: StepFrame, leaf: LeafToIssue): Step {
  const { issuer, issuerName } = leaf;
  const [first] = leaf.sans;
  const inputs: IssueLeafInputs = {
    issuerName,
    issuer,
    keyType: leaf.keyType ?? "rsa-2048",
    subject: leaf.subject ?? `CN=${leaf.sans.map(bare).find((name) => name.length <= longestCn) ?? "leaf"}`,
    sans: leaf.sans.map(typed),
    usages: leaf.usages ?? ["serverAuth"],
    ...(leaf.lifetimeSeconds === undefined ? {} : { lifetimeSeconds: leaf.lifetimeSeconds }),
  };
  const programSeconds = issuer.type === "command" ? issuer.timeoutSeconds : 0;
  return {
    ...framed(frame, `issue-leaf/${leaf.name}`),
    ...(leaf.member === undefined ? {} : { member: leaf.member }),
    kind: "certplan.issue-leaf",
    title:
      issuer.type === "files"
        ? `take the leaf for ${bare(first)} from ${issuerName}`
        : `have ${issuerName} issue a leaf for ${bare(first)}`,
    inputs: inputs as unknown as JsonObject,
    performs: true,
    gate: "wire",
    // The longest that a leaf may still have to wait for its begin: what starts later is refused.
    timeoutSeconds: programSeconds + (2 * skewMs) / 1000 + 60,
    estimatedSeconds: issuer.type === "command" ? 10 : 1,
    delivery: {
      arrivesWithinSeconds: 0,
      arrivesReason: "a certificate that comes too late is one more for the same key, and nobody uses it",
      whenUnknown: "repeat",
      whenUnknownReason: "the issuer is asked again for the same key, with the same request id",
    },
  };
}

/** ub-common-name. Source: RFC 5280, appendix A.1. */
const longestCn = 64;

function typed(san: string): string {
  if (/^(DNS|IP):/.test(san)) return san;
  return isAddress(san) ? `IP:${san}` : `DNS:${san}`;
}

function bare(san: string): string {
  return san.replace(/^(DNS|IP):/, "");
}
