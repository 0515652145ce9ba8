import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import * as pkijs from "pkijs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anchorsOf, pemOf, type RawExtension, verifyChain } from "../../src/pki/index.ts";
import { day, type Issued, issued, type KeyKind, keyMaker, noon } from "./authority.ts";

const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;
if (!hasOpenssl) console.warn("\n*** no openssl program here: verdicts are NOT compared with `openssl verify` ***\n");

const keyOf = keyMaker();

interface CaDraft {
  readonly kind: KeyKind;
  readonly isCa: boolean;
  readonly pathLength: number | undefined;
  readonly usage: "serverAuth" | "clientAuth" | undefined;
  readonly permitted: string | undefined;
  readonly ends: number;
}

interface ChainDraft {
  readonly cas: readonly CaDraft[];
  readonly leafKind: KeyKind;
  readonly leafUsage: "serverAuth" | "clientAuth" | undefined;
  readonly sans: readonly string[];
  readonly name: string;
  readonly leafBegins: number;
  /** Index of an intermediate that is not sent; of one that is trusted instead of the root; whether to harm the leaf. */
  readonly dropped: number | undefined;
  readonly trusted: number;
  readonly harmed: boolean;
}

/** Mostly what is right, so that about half of the chains hold. */
function mostly<T>(right: T, ...wrong: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof({ arbitrary: fc.constant(right), weight: 12 }, { arbitrary: fc.constantFrom(...wrong), weight: 1 });
}

const kind = fc.constantFrom<KeyKind>("rsa", "ec", "ed25519");
const caDraft: fc.Arbitrary<CaDraft> = fc.record({
  kind,
  isCa: mostly(true, false),
  pathLength: mostly<number | undefined>(undefined, 0, 1, 2),
  usage: mostly<CaDraft["usage"]>(undefined, "serverAuth", "clientAuth"),
  permitted: mostly<string | undefined>(undefined, "example.com", "example.org"),
  ends: mostly(365, -1),
});
const chainDraft: fc.Arbitrary<ChainDraft> = fc.record({
  cas: fc.array(caDraft, { minLength: 1, maxLength: 4 }),
  leafKind: kind,
  leafUsage: mostly<ChainDraft["leafUsage"]>("serverAuth", undefined, "clientAuth"),
  sans: mostly<readonly string[]>(
    ["DNS:a.example.com"],
    ["DNS:*.example.com"],
    ["DNS:a.example.com", "DNS:b.example.org"],
    ["DNS:com"],
  ),
  name: mostly("a.example.com", "b.example.com", "example.com"),
  leafBegins: mostly(-2, 2),
  dropped: mostly<number | undefined>(undefined, 1, 2),
  trusted: mostly(0, 1, 2),
  harmed: mostly(false, true),
});

interface Built {
  readonly leaf: Uint8Array;
  readonly sent: readonly Issued[];
  readonly anchor: Issued;
}

async function build(draft: ChainDraft): Promise<Built> {
  const cas: Issued[] = [];
  for (const [at, ca] of draft.cas.entries()) {
    const made = await issued(
      {
        key: keyOf(ca.kind, at + 1),
        subject: `CN=CA ${at}`,
        ...(ca.isCa || at === 0 ? { ca: ca.pathLength === undefined ? {} : { pathLength: ca.pathLength } } : {}),
        ...(ca.usage === undefined ? {} : { usages: [ca.usage] }),
        extensions: ca.permitted === undefined ? [] : [constraintTo(ca.permitted)],
        notBefore: noon - 10 * day,
        notAfter: noon + ca.ends * day,
      },
      cas.at(-1),
    );
    cas.push(made);
  }
  const usages = draft.leafUsage === undefined ? {} : { usages: [draft.leafUsage] };
  const notBefore = noon + draft.leafBegins * day;
  const leaf = await issued(
    { key: keyOf(draft.leafKind), subject: "CN=leaf", sans: draft.sans, ...usages, notBefore },
    cas.at(-1),
  );
  const der = leaf.der.slice();
  if (draft.harmed) der[der.length - 3] = (der[der.length - 3] ?? 0) ^ 1;
  const anchor = cas[draft.trusted] ?? cas[0] ?? leaf;
  return { leaf: der, sent: cas.slice(1).filter((_, at) => at + 1 !== draft.dropped), anchor };
}

function constraintTo(domain: string): RawExtension {
  const base = new pkijs.GeneralName({ type: 2, value: domain });
  const constraints = new pkijs.NameConstraints({ permittedSubtrees: [new pkijs.GeneralSubtree({ base })] });
  return { oid: "2.5.29.30", critical: true, value: new Uint8Array(constraints.toSchema().toBER()) };
}

describe.runIf(hasOpenssl)("the verdict is the one of `openssl verify`", () => {
  let folder: string;
  const path = (name: string): string => join(folder, name);
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "certplan-verify-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const opensslAccepts = ({ leaf, sent, anchor }: Built, name: string): boolean => {
    writeFileSync(path("leaf.pem"), pemOf(leaf));
    writeFileSync(path("anchor.pem"), anchor.pem);
    writeFileSync(path("sent.pem"), sent.map((one) => one.pem).join("") || anchor.pem);
    const how = [
      "-no-CApath",
      "-no-CAstore",
      "-partial_chain",
      "-purpose",
      "sslserver",
      "-attime",
      String(noon / 1000),
      "-verify_hostname",
      name,
    ];
    return (
      spawnSync("openssl", [
        "verify",
        ...how,
        "-CAfile",
        path("anchor.pem"),
        "-untrusted",
        path("sent.pem"),
        path("leaf.pem"),
      ]).status === 0
    );
  };

  test("for chains drawn at random, and both verdicts occur", async () => {
    const counts = { accepted: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(chainDraft, async (draft) => {
        const built = await build(draft);
        const sent = [built.leaf, ...built.sent.map((one) => one.der)];
        const verdict = await verifyChain({
          sent,
          anchors: anchorsOf([built.anchor.pem]),
          name: draft.name,
          at: noon,
          purpose: "serverAuth",
        });
        counts[verdict.verified ? "accepted" : "refused"] += 1;
        const accepts = opensslAccepts(built, draft.name);
        if (verdict.verified === accepts) return;
        throw new Error(
          `openssl ${accepts ? "accepts" : "refuses"} what certplan does not: ${JSON.stringify(verdict)}`,
        );
      }),
      { numRuns: 120 },
    );
    expect(Math.min(counts.accepted, counts.refused)).toBeGreaterThan(15);
  });

  test("except at the last instant of the validity, which RFC 5280 counts in", async () => {
    const leaf = await issued({ key: keyOf("ec"), subject: "CN=leaf", sans: ["DNS:a.example.com"], notAfter: noon });
    const built = { leaf: leaf.der, sent: [], anchor: leaf };
    const verdict = await verifyChain({
      sent: [leaf.der],
      anchors: anchorsOf([leaf.pem]),
      at: noon,
      purpose: "serverAuth",
    });
    expect(verdict.verified).toBe(true);
    expect(opensslAccepts(built, "a.example.com")).toBe(false);
  });
});
