import { createPublicKey } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { estateLoader } from "../../src/estate/index.ts";
import type { Issuer, Target } from "../../src/model/target.ts";
import { issueCertificate, loadPki } from "../../src/pki/index.ts";
import type { KeyType } from "../../src/ports/index.ts";
import { pooledKeys } from "../keys/pool.ts";
import { codesAndPlaces, errorsFrom, estateFrom } from "./read.ts";

const files: Record<string, string> = {};

async function selfSigned(type: KeyType, ca: boolean): Promise<string> {
  const { privateKeyPem, publicKeyPem } = await pooledKeys().make(type);
  return issueCertificate({
    subject: "CN=Corp Root CA,O=Acme",
    publicKey: createPublicKey(publicKeyPem),
    issuer: { self: privateKeyPem },
    serialNumber: "01",
    notBefore: Date.UTC(2026, 0, 1),
    notAfter: Date.UTC(2036, 0, 1),
    ...(ca ? { ca: {} } : {}),
  });
}

beforeAll(async () => {
  await loadPki();
  files["issuers/rsa-ca.pem"] = await selfSigned("rsa-2048", true);
  files["issuers/ec-ca.pem"] = await selfSigned("ec-p256", true);
  files["issuers/leaf.pem"] = await selfSigned("rsa-2048", false);
});

function estate(certificate: string, keys = ""): string {
  return `version: 1
estate: acme
issuers:
  root: { type: files, certificate: issuers/${certificate}.pem, key: { file: ./issuers/root.key } }
  corp: { type: command, run: [vault, write, pki/sign] }
  script: { type: command, run: [scripts/sign.sh, corp], timeout: 90s }
  lab: { type: local-ca, directory: ca }
targets:
  - name: om
    type: opsman
    url: https://om.example.com
    credentials: { kind: uaa-client, id: certplan, secret: { env: OM_SECRET } }
    rotate: [ca]
    issuer: root
${keys}`;
}

const leaves = `    configurable:
${["corp", "script", "lab", "corp"].map((issuer, index) => `      - { product: cf, property: .properties.p${index}, issuer: ${issuer}, sans: [a.example.com] }\n`).join("")}`;

async function issuersOf(text: string): Promise<Target["issuers"]> {
  return (await estateFrom(text, files)).targets[0]?.issuers;
}

test("a target has the issuers that it names, and no other", async () => {
  expect(Object.keys((await issuersOf(estate("rsa-ca"))) ?? {})).toEqual(["root"]);
  expect(Object.keys((await issuersOf(estate("rsa-ca", leaves))) ?? {})).toEqual(["root", "corp", "script", "lab"]);
});

test("a certificate that people made is read, its key is not; a bare program is looked up, others are beside the file", async () => {
  const expected: Readonly<Record<string, Issuer>> = {
    root: { type: "files", certificatePem: files["issuers/rsa-ca.pem"] ?? "", key: { file: "issuers/root.key" } },
    corp: { type: "command", run: ["vault", "write", "pki/sign"], timeoutSeconds: 300 },
    script: { type: "command", run: ["scripts/sign.sh", "corp"], timeoutSeconds: 90 },
    lab: { type: "local-ca", directory: "ca" },
  };
  expect(await issuersOf(estate("rsa-ca", leaves))).toEqual(expected);
});

test("nothing but certificates is read: no key, and no program is run", async () => {
  const read: string[] = [];
  const load = await estateLoader();
  await load([{ name: "certplan.yaml", text: estate("rsa-ca", leaves) }], (path) => {
    read.push(path);
    return Promise.resolve(new TextEncoder().encode(files[path]));
  });
  expect(read).toEqual(["issuers/rsa-ca.pem"]);
});

test("paths of an issuer are relative to the file that declares it, not to that of the target", async () => {
  const all = estate("rsa-ca");
  const [head = "", targets = ""] = all.split("targets:\n");
  const texts = {
    "deep/issuers.yaml": head.replaceAll("issuers/", "../issuers/"),
    "certplan.yaml": `version: 1\ntargets:\n${targets}`,
  };
  const [target] = (await estateFrom(texts, files)).targets;
  expect(target?.issuers?.["root"]).toMatchObject({ key: { file: "issuers/root.key" } });
});

test.each(["ec-ca", "leaf"])("a root that is to be uploaded is an RSA CA: %s is refused", async (certificate) => {
  expect(codesAndPlaces(await errorsFrom(estate(certificate), files))).toEqual(["InvalidValue 14:13"]);
});

test("an issuer of the root means nothing where the CA may not be rotated", async () => {
  const text = estate("rsa-ca").replace("rotate: [ca]", "rotate: [leaves]");
  const [error, ...others] = await errorsFrom(text, files);
  expect(error?.message).toBe("target om, issuer: root would make the root, and this target may not rotate its CA");
  expect(others).toEqual([]);
});

test("issuers are in the digest of the estate, what stands in their files is not", async () => {
  const digest = async (text: string): Promise<string> => (await estateFrom(text, files)).digest;
  const one = await digest(estate("rsa-ca"));
  expect(await digest(estate("rsa-ca").replace("90s", "91s"))).not.toBe(one);
  const other = { ...files, "issuers/rsa-ca.pem": await selfSigned("rsa-2048", true) };
  expect((await estateFrom(estate("rsa-ca"), other)).digest).toBe(one);
});
