import { createPrivateKey, X509Certificate } from "node:crypto";
import { expect, test } from "vitest";
import { applyCommand } from "../../src/commands/index.ts";
import { issueLeafStep, keyOfLeaf } from "../../src/kinds/index.ts";
import { CertplanError } from "../../src/messages/error.ts";
import type { Act, Provider, StepKind } from "../../src/model/provider.ts";
import type { Step } from "../../src/model/step.ts";
import type { Issuer } from "../../src/model/target.ts";
import { loadPki } from "../../src/pki/index.ts";
import { Secret } from "../../src/ports/index.ts";
import { canonicaliser } from "../../src/simulation/canonical.ts";
import { closeOverKills } from "../../src/simulation/closure.ts";
import type { SimProgram } from "../../src/simulation/programs.ts";
import type { World } from "../../src/simulation/world.ts";
import { kills } from "../build/kills.ts";
import { signingProgram } from "../build/signing-program.ts";
import { toyProvider } from "../toy/provider/index.ts";
import { stateDirectory, toyCommand, toyWorld } from "../toy/toy-world.ts";
import { aRoot } from "./issuing.ts";

const everything = { only: [], exclude: [], rotate: [], yes: true, newState: false, inCi: false };
const corp: Issuer = { type: "command", run: ["./sign.sh"], timeoutSeconds: 60 };
const root = await aRoot();

/** Gives the leaf and its key to the program that installs it. */
const installLeaf: StepKind = {
  version: 1,
  explain: "Installs the leaf.",
  perform: async (act) => {
    const certificate = textOf(act, "certificate");
    const key = await keyOfLeaf(act, { issuer: corp, step: textOf(act, "leaf"), certificate });
    const stdin = new Secret(certificate + key.reveal());
    await act.exec({ argv: ["./install.sh"], stdin, timeoutMs: 60_000, maxBytes: 100 });
    return {};
  },
  probe: async () => ({ outcome: "not-done", sentence: "setting it again does no harm" }),
};

function textOf(act: Act, name: string): string {
  const value = act.inputs[name];
  return typeof value === "string" ? value : "";
}

const wrongKey = "wrong key";

/** Remembers which certificates it was given, and refuses a key of another one. */
const installs: SimProgram = {
  takesMs: 3000,
  memory: [],
  run: ({ stdin }, memory) => {
    const certificate = new X509Certificate(stdin);
    const fits = certificate.checkPrivateKey(createPrivateKey(stdin.slice(stdin.indexOf("-----BEGIN PRIVATE"))));
    const known = memory as readonly string[];
    return { output: "", code: 0, memory: [...new Set([...known, fits ? certificate.fingerprint256 : wrongKey])] };
  },
  canonical: (memory) => (memory as readonly string[]).length,
};

/** The toy with a recipe that only has a leaf issued and installed. */
const provider: Provider = {
  ...toyProvider,
  kinds: { ...toyProvider.kinds, "toy.install-leaf": installLeaf },
  recipe: ({ target, reasons }) => {
    const reason = reasons[0] ?? { code: "Requested", sentence: "" };
    const frame = { target: target.name, phase: "prepare", after: [], reason } as const;
    const leaf = issueLeafStep(frame, {
      name: "hub",
      issuerName: "corp",
      issuer: corp,
      sans: ["hub.example.com"],
      keyType: "ec-p256",
    });
    const install: Step = {
      ...leaf,
      id: `${target.name}/install-leaf`,
      kind: "toy.install-leaf",
      phase: "switch",
      after: [leaf.id],
      inputs: { leaf: leaf.id, certificate: { $output: { step: leaf.id, name: "certificate" } } },
    };
    const { gate: _none, ...withoutGate } = install;
    const world = { presents: {}, accepts: {}, edges: [], notModelled: [] };
    return { kind: "steps", steps: [leaf, withoutGate], world };
  },
};

function exitCodeOf(answer: unknown): unknown {
  return typeof answer === "object" && answer !== null && "exitCode" in answer ? answer.exitCode : answer;
}

/** Where on the disk, by name, there is a private key. */
function keysOn({ disk }: Pick<World, "disk">): readonly string[] {
  const holds = (id: number): boolean => Buffer.from(disk.inodes.get(id)?.content ?? []).includes("PRIVATE KEY");
  return [...disk.names].filter(([, id]) => holds(id)).map(([name]) => name);
}

test(`through every kill and loss of power, ${kills.words}, a run has one leaf issued and installed, its key lies in keys/ only and is gone at the end`, async () => {
  await loadPki();
  const toy = await toyWorld({ members: ["a"] });
  const programs = { "./sign.sh": signingProgram(root), "./install.sh": installs };
  const result = await closeOverKills({
    start: { ...toy, programs },
    work: async (world, process) => {
      const { context } = toyCommand(world, process, { provider, parallelism: 1 });
      // nothing that this platform shows tells that the leaf is installed: a second apply plans the same once more
      return applyCommand(context, everything).catch((error: unknown) => error);
    },
    hash: canonicaliser(stateDirectory),
    invariant: (world) => {
      if (Object.keys(world.programs["./sign.sh"]?.memory ?? {}).length > 1) throw new Error("a second certificate");
      if (JSON.stringify(world.programs["./install.sh"]?.memory).includes(wrongKey))
        throw new Error("the key of another");
    },
    atEnd: (world, answer) => {
      expect([0, "AlreadyApplied"]).toContain(answer instanceof CertplanError ? answer.code : exitCodeOf(answer));
      expect(world.programs["./install.sh"]?.memory).toHaveLength(1);
      expect(keysOn(world)).toEqual([]);
    },
    arrivesWithinMs: 0,
    limit: 2000,
    ...kills,
  });
  for (const value of result.states) {
    for (const name of keysOn(value))
      expect(name).toMatch(/^\/estate\/\.certplan\/keys\/[^/]+\/toy%2Fissue-leaf%2Fhub\.pem$/);
  }
  expect(result.states.some((value) => keysOn(value).length > 0)).toBe(true);
  expect(result.states.some((value) => value.children.length > 0)).toBe(true);
  console.log(
    `a leaf from an issuer: ${result.states.length} distinct worlds, ${result.resumes} resumes, ${result.events} events`,
  );
});
