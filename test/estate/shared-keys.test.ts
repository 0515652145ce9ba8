import fc from "fast-check";
import { expect, test } from "vitest";
import type { Target } from "../../src/model/target.ts";
import { omParis } from "./om-paris.ts";
import { caPem, codesAndPlaces, errorsFrom, errorsOf, estateFrom, rendered } from "./read.ts";

async function targetWith(keys: string): Promise<Target | undefined> {
  const text = `version: 1
estate: acme
targets:
  - name: om
    type: opsman
    url: https://om.example.com
    credentials: { kind: uaa-client, id: certplan, secret: { env: OM_SECRET } }
    ${keys}
`;
  return (await estateFrom({ "two/certplan.yaml": text })).targets[0];
}

async function untilOf(until: string): Promise<string | undefined> {
  return (await targetWith(`waive: [ { member: a, why: off, until: ${until} } ]`))?.waive?.[0]?.until;
}

test("a date alone is the end of that day in UTC, a time is that instant", async () => {
  expect(await untilOf("2026-12-31")).toBe("2026-12-31T23:59:59Z");
  expect(await untilOf("2028-02-29")).toBe("2028-02-29T23:59:59Z");
  expect(await untilOf("2026-12-31T18:00:00Z")).toBe("2026-12-31T18:00:00Z");
  expect(await untilOf("2026-12-31T00:30+01:00")).toBe("2026-12-30T23:30:00Z");
});

test("what has ended already is no error of the file: a plan refuses it, where the date counts", async () => {
  expect(await untilOf("2020-01-01")).toBe("2020-01-01T23:59:59Z");
});

test("digests are read with or without prefix and colons, in either case", async () => {
  const replace = `replace: [
      { fingerprint: "sha256:${"AB:".repeat(31)}AB", reason: compromised, ticket: CHG-1 },
      { spki: "${"cd".repeat(32)}", reason: revoke },
      { thumbprint: "${"EF".repeat(20)}", reason: policy } ]`;
  expect((await targetWith(replace))?.replace).toEqual([
    { fingerprint: "ab".repeat(32), reason: "compromised", ticket: "CHG-1" },
    { spki: "cd".repeat(32), reason: "revoke" },
    { thumbprint: "ef".repeat(20), reason: "policy" },
  ]);
});

test("outputs: paths beside the file, modes by their octal digits, 0600 if none is given", async () => {
  const outputs = `outputs: [
      { what: root-ca, file: ./a.pem },
      { what: root-ca, file: b.pem, mode: 0644, merge: true },
      { what: root-ca, file: /etc/c.pem, mode: "0640" },
      { what: root-ca, run: [./put.sh, root-ca], timeout: 1500ms } ]`;
  expect((await targetWith(outputs))?.outputs).toEqual([
    { what: "root-ca", to: { file: "two/a.pem", mode: 0o600, merge: false } },
    { what: "root-ca", to: { file: "two/b.pem", mode: 0o644, merge: true } },
    { what: "root-ca", to: { file: "/etc/c.pem", mode: 0o640, merge: false } },
    { what: "root-ca", to: { run: ["two/put.sh", "root-ca"], timeoutSeconds: 2 } },
  ]);
});

test("a consumer is updated by a program or by people, and verified by a program or by their word", async () => {
  const consumers = `consumers: [
      { name: ci, of: root-ca, trusts: pin, update: { run: [./push.sh, ci] }, contact: ci@example.com },
      { name: lb, of: root-ca, trusts: issuer, update: { manual: "import it" }, verify: { run: [check-lb], timeout: 10s } } ]`;
  expect((await targetWith(consumers))?.consumers).toEqual([
    {
      name: "ci",
      of: "root-ca",
      trusts: "pin",
      update: { run: ["two/push.sh", "ci"], timeoutSeconds: 300 },
      contact: "ci@example.com",
    },
    {
      name: "lb",
      of: "root-ca",
      trusts: "issuer",
      update: { manual: "import it" },
      verify: { run: ["check-lb"], timeoutSeconds: 10 },
    },
  ]);
});

test("no `consumers` and an empty list are two things", async () => {
  expect(await targetWith("rotate: [ca]")).not.toHaveProperty("consumers");
  expect((await targetWith("consumers: []"))?.consumers).toEqual([]);
});

test("each of these keys is in the digest of the estate", async () => {
  const digests = new Set<string>();
  const keys = [
    "accept: [ { cut: opsman-tkgi-scope, maximum: 1h, until: 2026-12-31 } ]",
    "waive: [ { member: a, why: off, until: 2026-12-31 } ]",
    `replace: [ { spki: "${"cd".repeat(32)}", reason: policy } ]`,
    "consumers: []",
    "outputs: [ { what: root-ca, file: a.pem } ]",
    "timeout: 1h",
    "unlock: { passphrase: { env: PASSPHRASE } }",
    "",
  ];
  for (const key of keys) {
    const text = `version: 1\nestate: acme\ntargets:\n  - name: om\n    type: opsman\n    url: https://om.example.com\n    credentials: { kind: uaa-client, id: c, secret: { env: S } }\n    ${key}\n`;
    digests.add((await estateFrom(text)).digest);
  }
  expect(digests.size).toBe(keys.length);
});

test("several mistakes in several of these keys are told together, in the order of their places", async () => {
  const text = omParis
    .replace("maximum: 2h", "maximum: 2 h")
    .replace("issuer: corp", "issuer: crop")
    .replace("type: local-ca", "type: local")
    .replace("trusts: issuer", "trusts: CA")
    .replace("recreate: auto", "recreate: if-needed");
  expect(codesAndPlaces(await errorsFrom(text, { "ca/om-paris-web.pem": caPem }))).toEqual([
    "InvalidValue 8:17",
    "InvalidValue 30:17",
    "InvalidValue 34:47",
    "InvalidDuration 35:81",
  ]);
});

/** One character of a YAML text is changed, removed or put in. */
const edit = fc.record({
  at: fc.nat(),
  remove: fc.nat({ max: 3 }),
  insert: fc.array(fc.constantFrom(..."\n\t :-#'\"[]{},&*!|>%@`?~=0aZé".split("")), { maxLength: 3 }),
});

test("a mutated estate is refused with codes and places, or read the same a second time", async () => {
  const more = { "ca/om-paris-web.pem": caPem };
  let accepted = 0;
  const runs = 300;
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 3 }), async (edits) => {
      let text = omParis.replaceAll(/ +#.*$/gm, "");
      for (const { at, remove, insert } of edits) {
        const offset = at % text.length;
        text = text.slice(0, offset) + insert.join("") + text.slice(offset + remove);
      }
      const first = await estateFrom(text, more).catch((error: unknown) => ({ error }));
      if ("error" in first) {
        for (const error of await errorsOf(Promise.reject(first.error))) {
          expect(error.exitCode).toBe(3);
          expect(error.where?.line ?? 0).toBeGreaterThan(0);
          expect(rendered(error)).not.toContain(" at /");
        }
        return;
      }
      accepted += 1;
      expect(JSON.stringify(await estateFrom(text, more))).toBe(JSON.stringify(first));
    }),
    { numRuns: runs },
  );
  expect(accepted).toBeLessThan(runs / 5);
});
