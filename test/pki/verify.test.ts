import fc from "fast-check";
import * as pkijs from "pkijs";
import { beforeAll, describe, expect, test } from "vitest";
import {
  anchorsOf,
  type ChainInput,
  fingerprintOf,
  loadPki,
  noAnchors,
  parseCertificate,
  verifyChain,
} from "../../src/pki/index.ts";
import { day, type Issued, issued, type KeyKind, keyMaker, noon } from "./authority.ts";

const keyOf = keyMaker();
const name = "portal.example.com";
const server = { subject: `CN=${name}`, sans: [`DNS:${name}`], usages: ["serverAuth"] } as const;

let root: Issued;
let intermediate: Issued;
let leaf: Issued;

beforeAll(async () => {
  await loadPki();
  root = await issued({ key: keyOf("ec"), subject: "CN=Root", ca: {}, notAfter: noon + 3650 * day });
  intermediate = await issued({ key: keyOf("ec", 1), subject: "CN=Sub", ca: { pathLength: 0 } }, root);
  leaf = await issued({ key: keyOf("ec", 2), ...server }, intermediate);
});

type Changes = Partial<Omit<ChainInput, "sent" | "anchors">> & {
  readonly sent?: readonly Issued[];
  readonly trust?: readonly Issued[];
};

async function codes(changes: Changes): Promise<readonly string[]> {
  const { sent = [leaf, intermediate], trust = [root], ...rest } = changes;
  const anchors = trust.length === 0 ? noAnchors : anchorsOf(trust.map((one) => one.pem));
  const verdict = await verifyChain({
    sent: sent.map((one) => one.der),
    anchors,
    name,
    at: noon,
    purpose: "serverAuth",
    ...rest,
  });
  return verdict.verified ? ["verified"] : verdict.problems.map((problem) => problem.code);
}

describe("one table of outcomes", () => {
  test("a whole chain under a trusted root verifies", async () => expect(await codes({})).toEqual(["verified"]));
  test("an unknown CA", async () => {
    const other = await issued({ key: keyOf("ec", 3), subject: "CN=Other", ca: {} });
    expect(await codes({ trust: [other] })).toEqual(["UnknownIssuer"]);
    expect(await codes({ trust: [other], sent: [leaf, intermediate, root] })).toEqual(["UnknownIssuer"]);
  });
  test("a CA of the same name with another key", async () => {
    const namesake = await issued({ key: keyOf("ec", 3), subject: "CN=Root", ca: {} });
    expect(await codes({ trust: [namesake] })).toEqual(["UnknownIssuer"]);
  });
  test("expired", async () => expect(await codes({ at: noon + 31 * day })).toEqual(["Expired", "Expired"]));
  test("not yet valid", async () => {
    const early = await issued({ key: keyOf("ec", 2), ...server, notBefore: noon + day }, intermediate);
    expect(await codes({ sent: [early, intermediate] })).toEqual(["NotYetValid"]);
  });
  test("an expired root is told, not hidden by the good leaf", async () => {
    const old = await issued({ key: keyOf("ec"), subject: "CN=Root", ca: {}, notAfter: noon - 1000 });
    expect(await codes({ trust: [old] })).toEqual(["Expired"]);
  });
  test("wrong name", async () => expect(await codes({ name: "other.example.com" })).toEqual(["WrongName"]));
  test("a pinned leaf needs neither issuer nor name", async () => {
    expect(await codes({ trust: [], sent: [leaf], name: "other", pins: [fingerprintOf(leaf.der)] })).toEqual([
      "verified",
    ]);
  });
  test("a pinned leaf still needs its dates", async () => {
    expect(await codes({ trust: [], pins: [fingerprintOf(leaf.der)], at: noon + 31 * day })).toEqual(["Expired"]);
  });
  test("another leaf than the pinned one", async () => {
    expect(await codes({ trust: [], pins: [fingerprintOf(root.der)] })).toEqual(["PinMismatch"]);
  });
  test("anchors and pins: either is enough", async () => {
    expect(await codes({ pins: [fingerprintOf(root.der)] })).toEqual(["verified"]);
    expect(await codes({ pins: [fingerprintOf(root.der)], name: "other" })).toEqual(["PinMismatch", "WrongName"]);
  });
  test("missing intermediate, when the wire alone is known", async () => {
    expect(await codes({ sent: [leaf] })).toEqual(["UnknownIssuer", "MissingIntermediate"]);
  });
  test("missing intermediate, when it was seen elsewhere", async () => {
    expect(await codes({ sent: [leaf], known: [intermediate.der] })).toEqual(["MissingIntermediate"]);
  });
  test("several faults are told at once", async () => {
    expect(await codes({ sent: [leaf], name: "other", at: noon + 31 * day })).toEqual([
      "UnknownIssuer",
      "MissingIntermediate",
      "Expired",
      "WrongName",
    ]);
  });
  test("nothing sent, and bytes that are no certificate", async () => {
    expect(await codes({ sent: [] })).toEqual(["NothingSent"]);
    expect(await codes({ sent: [{ ...leaf, der: leaf.der.slice(0, 50) }] })).toEqual(["Unreadable"]);
  });
});

describe("paths", () => {
  test("an intermediate may be the anchor", async () => {
    expect(await codes({ sent: [leaf], trust: [intermediate] })).toEqual(["verified"]);
  });
  test("the leaf itself may be the anchor", async () => {
    expect(await codes({ sent: [leaf], trust: [leaf] })).toEqual(["verified"]);
  });
  test("self-signed, unknown and trusted", async () => {
    const own = await issued({ key: keyOf("ec", 4), ...server });
    expect(await codes({ sent: [own] })).toEqual(["SelfSigned"]);
    expect(await codes({ sent: [own], trust: [own] })).toEqual(["verified"]);
  });
  test("the order on the wire does not matter, nor does a certificate that belongs to nothing", async () => {
    const stray = await issued({ key: keyOf("ec", 5), subject: "CN=Stray", ca: {} });
    const second = await issued({ key: keyOf("ec", 3), subject: "CN=SubSub", ca: {} }, root);
    const below = await issued({ key: keyOf("ec", 4), ...server }, second);
    expect(await codes({ sent: [below, stray, root, second] })).toEqual(["verified"]);
  });
  test("an expired root beside its renewed one of the same key does not hide the path that holds", async () => {
    const old = await issued({ key: keyOf("ec"), subject: "CN=Root", ca: {}, notAfter: noon - day / 2 });
    expect(await codes({ trust: [old, root] })).toEqual(["verified"]);
    expect(await codes({ trust: [root, old] })).toEqual(["verified"]);
  });
  test("a cross-signed CA whose other issuer is unknown does not hide the path that holds", async () => {
    const unknown = await issued({ key: keyOf("ec", 6), subject: "CN=Old Root", ca: {} });
    const cross = await issued({ key: keyOf("ec"), subject: "CN=Root", ca: {} }, unknown);
    expect(await codes({ sent: [leaf, intermediate, cross] })).toEqual(["verified"]);
    expect(await codes({ sent: [leaf, intermediate, cross], trust: [unknown] })).toEqual(["verified"]);
  });
  test("certificates that sign each other end the search", async () => {
    const a = await issued({ key: keyOf("ec", 7), subject: "CN=A", ca: {} });
    const b = await issued({ key: keyOf("ec", 8), subject: "CN=B", ca: {} });
    const rings = [];
    for (let at = 0; at < 12; at += 1) {
      rings.push(
        await issued({ key: a.key, subject: "CN=A", ca: {} }, b),
        await issued({ key: b.key, subject: "CN=B", ca: {} }, a),
      );
    }
    const below = await issued({ key: keyOf("ec", 4), ...server }, a);
    expect(await codes({ sent: [below, ...rings] })).toEqual(["UnknownIssuer"]);
  });
  test("a leaf whose signature was tampered with", async () => {
    const der = leaf.der.slice();
    der[der.length - 5] = (der[der.length - 5] ?? 0) ^ 1;
    expect(await codes({ sent: [{ ...leaf, der }, intermediate] })).toEqual(["BadSignature"]);
  });
  test.each([
    ["rsa", "rsa"],
    ["rsa", "ec"],
    ["ec", "ed25519"],
    ["ed25519", "ed25519"],
    ["ed25519", "rsa"],
  ] as const)("a root of %s and a leaf of %s", async (above: KeyKind, below: KeyKind) => {
    const top = await issued({ key: keyOf(above, 9), subject: "CN=Top", ca: {} });
    const bottom = await issued({ key: keyOf(below, 10), ...server }, top);
    expect(await codes({ sent: [bottom], trust: [top] })).toEqual(["verified"]);
  });
});

describe("rights", () => {
  test("a leaf that signs is not a CA", async () => {
    const below = await issued({ key: keyOf("ec", 4), ...server }, leaf);
    expect(await codes({ sent: [below, leaf, intermediate] })).toContain("NotACa");
  });
  test("path length counts the CAs below", async () => {
    const sub = await issued({ key: keyOf("ec", 3), subject: "CN=SubSub", ca: {} }, intermediate);
    const below = await issued({ key: keyOf("ec", 4), ...server }, sub);
    expect(await codes({ sent: [below, sub, intermediate] })).toEqual(["PathLength"]);
  });
  test("a leaf for clients does not serve", async () => {
    const client = await issued({ key: keyOf("ec", 4), ...server, usages: ["clientAuth"] }, root);
    expect(await codes({ sent: [client] })).toEqual(["WrongUsage"]);
  });
  test("a CA for clients limits what is below it", async () => {
    const sub = await issued({ key: keyOf("ec", 3), subject: "CN=Clients", ca: {}, usages: ["clientAuth"] }, root);
    const below = await issued({ key: keyOf("ec", 4), ...server }, sub);
    expect(await codes({ sent: [below, sub] })).toEqual(["WrongUsage"]);
  });
  test("a critical extension that nobody knows", async () => {
    const extensions = [{ oid: "1.2.3.4.5", critical: true, value: new Uint8Array([5, 0]) }];
    const odd = await issued({ key: keyOf("ec", 4), ...server, extensions }, root);
    expect(await codes({ sent: [odd] })).toEqual(["UnknownCriticalExtension"]);
  });
  test("a demanded policy that the leaf does not have", async () => {
    const value = new Uint8Array(new pkijs.PolicyConstraints({ requireExplicitPolicy: 0 }).toSchema().toBER());
    const sub = await issued(
      { key: keyOf("ec", 3), subject: "CN=Policy", ca: {}, extensions: [{ oid: "2.5.29.36", critical: true, value }] },
      root,
    );
    const below = await issued({ key: keyOf("ec", 4), ...server }, sub);
    expect(await codes({ sent: [below, sub] })).toEqual(["PathRefused"]);
  });
});

describe("name constraints", () => {
  const subtree = (type: 2, value: string): pkijs.GeneralSubtree =>
    new pkijs.GeneralSubtree({ base: new pkijs.GeneralName({ type, value }) });
  const constrained = (permitted: pkijs.GeneralSubtree[], excluded: pkijs.GeneralSubtree[] = []): Promise<Issued> => {
    const constraints = new pkijs.NameConstraints({
      ...(permitted.length === 0 ? {} : { permittedSubtrees: permitted }),
      ...(excluded.length === 0 ? {} : { excludedSubtrees: excluded }),
    });
    const value = new Uint8Array(constraints.toSchema().toBER());
    return issued(
      {
        key: keyOf("ec", 3),
        subject: "CN=Constrained",
        ca: {},
        extensions: [{ oid: "2.5.29.30", critical: true, value }],
      },
      root,
    );
  };
  const below = (by: Issued, sans: readonly string[]): Promise<Issued> =>
    issued({ key: keyOf("ec", 4), ...server, sans }, by);

  test("a name inside the permitted tree", async () => {
    const sub = await constrained([subtree(2, "example.com")]);
    expect(await codes({ sent: [await below(sub, [`DNS:${name}`]), sub] })).toEqual(["verified"]);
  });
  test("one name of several outside the permitted tree", async () => {
    const sub = await constrained([subtree(2, "example.com")]);
    expect(await codes({ sent: [await below(sub, [`DNS:${name}`, "DNS:evil.org"]), sub] })).toEqual(["NameConstraint"]);
  });
  test("a name that only ends like the tree", async () => {
    const sub = await constrained([subtree(2, "le.com")]);
    expect(await codes({ sent: [await below(sub, [`DNS:${name}`]), sub] })).toEqual(["NameConstraint"]);
  });
  test("an excluded name", async () => {
    const sub = await constrained([], [subtree(2, "portal.example.com")]);
    expect(await codes({ sent: [await below(sub, [`DNS:${name}`]), sub] })).toEqual(["NameConstraint"]);
  });
  test("a constraint on names does not touch addresses", async () => {
    const sub = await constrained([subtree(2, "example.com")]);
    expect(await codes({ sent: [await below(sub, ["IP:10.0.0.1"]), sub], name: "10.0.0.1" })).toEqual(["verified"]);
  });
});

describe("names", () => {
  test.each([
    ["a wildcard covers one label", ["DNS:*.example.com"], "portal.example.com", "verified"],
    ["a wildcard does not cover two", ["DNS:*.example.com"], "a.portal.example.com", "WrongName"],
    ["a wildcard does not cover none", ["DNS:*.example.com"], "example.com", "WrongName"],
    ["a wildcard for a part of a label does not count", ["DNS:p*.example.com"], "portal.example.com", "WrongName"],
    ["case does not matter", ["DNS:Portal.Example.com"], "pORTAL.example.com", "verified"],
    ["a name only in the subject does not count", [], "portal.example.com", "WrongName"],
    ["an address matches an address", ["IP:10.0.0.1"], "10.0.0.1", "verified"],
    ["an address written as a name does not match", ["DNS:10.0.0.1"], "10.0.0.1", "WrongName"],
    ["IPv6 matches in any form", ["IP:2001:db8::1"], "2001:DB8:0:0:0:0:0:1", "verified"],
    ["a leading dot asks for nothing", ["DNS:portal.example.com"], ".example.com", "WrongName"],
    ["a trailing dot is dropped", ["DNS:portal.example.com"], "portal.example.com.", "verified"],
  ])("%s", async (_case, sans, wanted, outcome) => {
    const one = await issued({ key: keyOf("ec", 4), ...server, sans }, root);
    expect(await codes({ sent: [one], name: wanted })).toEqual([outcome]);
  });

  test("escapes of a terminal do not reach a sentence, and stay in the evidence", async () => {
    const odd = await issued({ key: keyOf("ec", 4), ...server, sans: ["DNS:\u001b[31mred"] }, root);
    const verdict = await verifyChain({
      sent: [odd.der],
      anchors: anchorsOf([root.pem]),
      name,
      at: noon,
      purpose: "serverAuth",
    });
    const text = JSON.stringify(verdict);
    expect(verdict.verified).toBe(false);
    expect(verdict.verified ? [] : verdict.problems.map((one) => one.sentence).join()).not.toContain("\u001b");
    expect(text).toContain("\\u001b[31mred");
  });
});

describe("dates", () => {
  test("both ends of every validity are inside it, and the milliseconds next to them are not", async () => {
    const start = fc.integer({ min: -1000, max: 1000 });
    await fc.assert(
      fc.asyncProperty(start, fc.integer({ min: 0, max: 1_000_000 }), async (from, length) => {
        const notBefore = noon + from * 1000;
        const notAfter = notBefore + length * 1000;
        const one = await issued({ key: keyOf("ed25519"), ...server, notBefore, notAfter });
        const outcomes = [];
        for (const at of [notBefore - 1, notBefore, notAfter, notAfter + 1])
          outcomes.push(...(await codes({ sent: [one], trust: [one], at })));
        return outcomes.join() === "NotYetValid,verified,verified,Expired";
      }),
      { numRuns: 60 },
    );
  });
});

test("verifying settles within microtasks", async () => {
  const turns: string[] = [];
  setImmediate(() => turns.push("a turn of the event loop"));
  const work = verifyChain({
    sent: [leaf.der, intermediate.der],
    anchors: anchorsOf([root.pem]),
    name,
    at: noon,
    purpose: "serverAuth",
  });
  await work.then((verdict) => turns.push(verdict.verified ? "verified" : "not"));
  expect(turns).toEqual(["verified"]);
});

test("issuing settles within microtasks", async () => {
  const turns: string[] = [];
  setImmediate(() => turns.push("a turn of the event loop"));
  await issued({ key: keyOf("ed25519") }).then(() => turns.push("issued"));
  expect(turns).toEqual(["issued"]);
  expect((await parseCertificate(leaf.pem)).issuer).toBe("CN=Sub");
});
