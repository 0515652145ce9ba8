import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { boshByHand, type OpsmanState } from "../../src/lab/opsman/index.ts";
import type { Estate } from "../../src/model/target.ts";
import type { WorldValue } from "../../src/simulation/world.ts";
import { caEstate, caPem, caWorld } from "../build/opsman-ca-world.ts";
import { day, start } from "../build/opsman-world.ts";
import { pastedLeaf } from "../build/pasted.ts";
import { signingProgram } from "../build/signing-program.ts";
import { rsaPool } from "../keys/pool.ts";

/**
 * All that may stand around a rotation, once for real and once in memory: a root of one's own, service instances that a
 * person takes along, outputs, consumers, and configurable leaves from two issuers.
 */

const signer = fileURLToPath(new URL("./signer.mjs", import.meta.url));
const collection = ".properties.networking_poe_ssl_certs";
const [, , , , , corpKey = "", rootKey = ""] = rsaPool();
/** The number of that key in the pool. */
const corp = 6;
const root = 7;

/** A program that is held back while there is no file `go`, and says that it runs. */
const held = "#!/bin/sh\ntouch running\nuntil [ -e go ]; do sleep 0.05; done\n";

/** A leaf that no root has signed but the platform's own: all of them move. */
export function underRoot(state: OpsmanState): OpsmanState {
  const own = state.cas[0]?.guid ?? "";
  const moved = (leaf: OpsmanState["leaves"][number]): OpsmanState["leaves"][number] =>
    leaf.configurable === true ? { ...leaf, deployed: { ...leaf.deployed, ca: own } } : leaf;
  return { ...state, leaves: state.leaves.map(moved) };
}

/** What a person does where the manual steps say so. */
export function takenAlong(state: OpsmanState): OpsmanState {
  return boshByHand(state, "deploy", state.services[0]?.name ?? "");
}

const replaced: readonly (readonly [string, string])[] = [
  [
    "issuers:\n",
    "issuers:\n  corp: { type: command, run: [./sign.sh], timeout: 60s }\n  next: { type: files, certificate: ./next.pem, key: { file: ./secrets/next } }\n",
  ],
  [
    "apply: { errands: { p.mysql: { upgrade-all-service-instances: run } } }",
    "apply: { instances: { p.mysql: manual } }\n    issuer: next",
  ],
  [
    "consumers: []",
    "consumers: [{ name: ci, of: root-ca, trusts: issuer, update: { run: [./ci.sh, update], timeout: 60s }, verify: { run: [./ci.sh, check], timeout: 60s } }, { name: people, of: root-ca, trusts: issuer, update: { manual: import it } }]\n    outputs: [{ what: root-ca, file: ./roots.pem }, { what: root-ca, run: [./put.sh], timeout: 60s }]",
  ],
  ['keep: "by a public CA, not by this root"', "issuer: corp, sans: [mysql.lab.test]"],
];

/** Widens the estate that the lab has written, and puts the programs beside it. */
export async function widenForReal(directory: string, estate: string, now: number): Promise<string> {
  const dates = { from: now - 2 * day, to: now + 2000 * day };
  const write = (name: string, text: string): Promise<void> => writeFile(join(directory, name), text, { mode: 0o600 });
  const program = async (name: string, does: string): Promise<void> => {
    await write(name, `${held}${does}\n`);
    await chmod(join(directory, name), 0o700);
  };
  await write("go", "");
  await write("next.pem", await caPem(root, dates));
  await write("secrets/next", rootKey);
  await write("corp.pem", await caPem(corp, dates));
  await write("corp-key.pem", corpKey);
  await program("sign.sh", `exec '${process.execPath}' '${signer}'`);
  await program("put.sh", "cat > put.pem");
  await write("ci.sh", '#!/bin/sh\n[ "$1" = update ] || exec test -s told.pem\nexec ./told.sh\n');
  await chmod(join(directory, "ci.sh"), 0o700);
  await program("told.sh", "cat > told.pem");
  return replaced.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`the lab's estate has no ${from}`);
    return text.replace(from, to);
  }, estate);
}

/** The same in memory. */
export async function worldAround(): Promise<WorldValue> {
  const value = await caWorld({
    foundation: {
      leavesEnd: start + 25 * day,
      serviceInstances: true,
      credhub: true,
      collection: [{ name: "wildcard", ...(await pastedLeaf("*.apps.lab.test", 25)) }],
      configurable: await pastedLeaf("mysql.lab.test", 300),
    },
    rootEnds: 25,
  });
  const dates = { from: start - 10 * day, to: start + 700 * day };
  const issuer = { certificate: await caPem(corp, dates), privateKey: corpKey };
  const nothing = { output: "", code: 0 };
  const programs: WorldValue["programs"] = {
    "/estate/sign.sh": signingProgram(issuer),
    "/estate/put.sh": { takesMs: 100, memory: null, run: () => nothing },
    "/estate/ci.sh": {
      takesMs: 100,
      memory: false,
      run: ({ argv }, told) => {
        if (argv[1] === "update") return { ...nothing, memory: true };
        return told === true ? nothing : { output: "", code: 1 };
      },
    },
  };
  return { ...value, programs };
}

/** With its secrets: `ROOT_KEY`. */
export async function estateAround(): Promise<Estate> {
  const timeoutSeconds = 60;
  const program = (
    ...run: readonly string[]
  ): { readonly run: readonly string[]; readonly timeoutSeconds: number } => ({
    run,
    timeoutSeconds,
  });
  const ci = "/estate/ci.sh";
  const estate = caEstate(
    {
      issuer: "next",
      apply: { pendingChanges: "refuse", instances: { "p.mysql": "manual" } },
      configurable: [
        { product: "cf", property: collection, element: "wildcard", issuer: "lab-ca", sans: ["*.apps.lab.test"] },
        { product: "p.mysql", property: ".properties.tls", issuer: "corp", sans: ["mysql.lab.test"] },
      ],
    },
    ["ca", "leaves"],
  );
  const certificatePem = await caPem(root, { from: start - 2 * day, to: start + 2000 * day });
  const keys: Partial<Estate["targets"][number]> = {
    issuers: {
      "lab-ca": { type: "local-ca", directory: "/estate/ca" },
      corp: { type: "command", ...program("/estate/sign.sh") },
      next: { type: "files", certificatePem, key: { env: "ROOT_KEY" } },
    },
    outputs: [
      { what: "root-ca", to: { file: "/estate/roots.pem", mode: 0o600, merge: false } },
      { what: "root-ca", to: program("/estate/put.sh") },
    ],
    consumers: [
      { name: "ci", of: "root-ca", trusts: "issuer", update: program(ci, "update"), verify: program(ci, "check") },
      { name: "people", of: "root-ca", trusts: "issuer", update: { manual: "import it" } },
    ],
  };
  return { ...estate, targets: estate.targets.map((target) => ({ ...target, ...keys })) };
}

export const environmentAround: Readonly<Record<string, string>> = { ROOT_KEY: rootKey };
