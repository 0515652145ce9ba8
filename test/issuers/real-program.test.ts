import fs from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type IssuerPorts, issueCertificate } from "../../src/issuers/index.ts";
import { parseCertificate } from "../../src/pki/index.ts";
import { nodeClock, nodeExec, nodeFiles, nodeKeys, nodeSecrets } from "../../src/ports/node/index.ts";
import { runKeys } from "../../src/state/index.ts";
import { wanted } from "./issuing.ts";

/** A CA as a user may have one: openssl reads the CSR, checks its signature and copies its names. */
const sign = `#!/bin/sh -e
cd "$(dirname "$0")"
cat > request.pem
echo "$CERTPLAN_REQUEST_ID" >> ids
openssl req -in request.pem -noout -verify
openssl x509 -req -in request.pem -CA ca.pem -CAkey ca-key.pem -days 30 -copy_extensions copy -set_serial 0x2a
cat ca.pem
`;

test.each(["rsa-2048", "ec-p256", "ed25519"] as const)(
  "a real program signs the CSR of a %s key with openssl, and is asked with the same id twice",
  async (keyType) => {
    const root = await fs.mkdtemp(join(tmpdir(), "certplan-"));
    try {
      await makeCa(root);
      await fs.writeFile(`${root}/sign.sh`, sign, { mode: 0o755 });
      const issuer = { type: "command", run: [`${root}/sign.sh`], timeoutSeconds: 20 } as const;
      const chain = await issueCertificate(issuer, { ...wanted, keyType }, portsIn(root));
      expect(await parseCertificate(chain)).toMatchObject({
        issuer: "CN=User CA",
        subject: wanted.subject,
        sans: wanted.sans,
        usages: ["1.3.6.1.5.5.7.3.1"],
      });
      await issueCertificate(issuer, { ...wanted, keyType }, portsIn(root));
      expect(await fs.readFile(`${root}/ids`, "utf8")).toBe(`${wanted.requestId}\n`.repeat(2));
      const written = await fs.readdir(`${root}/state/runs`);
      expect(written).toEqual(["output"]);
    } finally {
      await fs.rm(root, { recursive: true });
    }
  },
);

async function makeCa(root: string): Promise<void> {
  await fs.mkdir(`${root}/state/runs`, { recursive: true });
  const request = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 60 -subj".split(" ");
  const argv = ["openssl", ...request, "/CN=User CA", "-keyout", `${root}/ca-key.pem`, "-out", `${root}/ca.pem`];
  const child = await nodeExec().prepare({ argv, outputFile: `${root}/out`, timeoutMs: 20_000, maxBytes: 100_000 });
  expect("outcome" in child ? child : await child.run()).toMatchObject({ code: 0 });
}

/** As the engine has them, with the real world behind. */
function portsIn(root: string): IssuerPorts {
  return {
    clock: nodeClock(),
    files: nodeFiles(),
    secrets: nodeSecrets(),
    keys: runKeys({ files: nodeFiles(), keys: nodeKeys() }, { directory: `${root}/state/keys`, run: "7k2p" }),
    exec: async (request) => {
      const child = await nodeExec().prepare({ ...request, outputFile: `${root}/state/runs/output` });
      return "outcome" in child ? child : child.run();
    },
  };
}
