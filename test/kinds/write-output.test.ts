import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { outputSteps, type StepFrame, sharedKinds } from "../../src/kinds/index.ts";
import type { StepKind } from "../../src/model/provider.ts";
import type { Output } from "../../src/model/target.ts";
import { nodePorts } from "../../src/ports/node/index.ts";
import { losePower, readFile } from "../../src/simulation/disk.ts";
import { anAct, type FakeAct } from "./an-act.ts";

const frame: StepFrame = { target: "om", phase: "switch", after: [], reason: { code: "NearExpiry", sentence: "" } };
const [oldPem, newPem] = ["b2xk", "bmV3"].map(
  (body) => `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`,
) as [string, string];
const file = "/estate/out/root-ca.pem";
const toFile = { file, mode: 0o644, merge: false };

const { baseline, perform, probe, gate } = sharedKinds["certplan.write-output"] as Required<StepKind>;

function anOutput(to: Output["to"], content: string = newPem, ends: Readonly<Record<string, number>> = {}): FakeAct {
  const [step] = outputSteps(frame, { outputs: [{ what: "root-ca", to }], what: "root-ca", content });
  const act = anAct(step?.inputs ?? {}, { git: 128, ...ends });
  return act;
}

async function holding(act: FakeAct, text: string, path: string = file): Promise<FakeAct> {
  await act.files.makeDirectory(path.slice(0, path.lastIndexOf("/")));
  act.files.overwrite(path, new TextEncoder().encode(text));
  return act;
}

async function textOf(act: FakeAct, path: string = file): Promise<string | undefined> {
  const bytes = await act.files.read(path);
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
}

describe("a file", () => {
  test("holds the content, and the one before is kept beside it; nothing half-made stays", async () => {
    const act = await holding(anOutput(toFile), oldPem);
    await perform(act);
    expect(await textOf(act)).toBe(newPem);
    expect(await textOf(act, `${file}.previous`)).toBe(oldPem);
    expect(await act.files.list("/estate/out")).toEqual(["root-ca.pem", "root-ca.pem.previous"]);
  });

  test("that holds it already is left alone, and so is the one before", async () => {
    const act = await holding(await holding(anOutput(toFile), newPem), oldPem, `${file}.previous`);
    await perform(act);
    expect(await textOf(act, `${file}.previous`)).toBe(oldPem);
  });

  test("is proved by reading it back: probe and gate say what lies there", async () => {
    const act = await holding(anOutput(toFile), newPem);
    expect(await probe(act)).toMatchObject({ outcome: "done" });
    expect(await gate(act)).toMatchObject({ gate: "passed", evidence: { file } });
    await holding(act, oldPem);
    expect(await probe(act)).toMatchObject({ outcome: "not-done" });
    expect(await gate(act)).toMatchObject({ gate: "violated" });
  });

  test("counts as written only once no loss of power takes it back: who renamed it may have died right after", async () => {
    for (const look of [probe, gate]) {
      const act = await holding(anOutput(toFile), oldPem, `${file}.other`);
      for (const folder of ["/", "/estate"]) await act.files.syncDirectory(folder);
      await act.files.createExclusively(`${file}.certplan-new`, new TextEncoder().encode(newPem));
      await act.files.rename(`${file}.certplan-new`, file);
      await look(act);
      expect(new TextDecoder().decode(readFile(losePower(act.files.disk, "none"), file))).toBe(newPem);
    }
  });

  test("gets its mode when it is made", async () => {
    const act = await holding(anOutput(toFile), oldPem);
    const modes: (number | undefined)[] = [];
    const before = { ...act.files };
    act.files.createExclusively = async (path, bytes, mode) => (
      modes.push(mode), before.createExclusively(path, bytes)
    );
    await perform(act);
    expect(modes).toEqual([0o644, 0o644]);
  });
});

describe("merge", () => {
  const merging = { ...toFile, merge: true };

  test("adds certificates behind those that are there, each once", async () => {
    const act = await holding(anOutput(merging, newPem + oldPem), oldPem.trimEnd());
    await perform(act);
    expect(await textOf(act)).toBe(oldPem + newPem);
    expect(await probe(act)).toMatchObject({ outcome: "done" });
    await perform(act);
    expect(await textOf(act)).toBe(oldPem + newPem);
  });

  test("into a file that is not there, or is empty, writes the content", async () => {
    const missing = await holding(anOutput(merging), "", "/estate/out/other");
    const empty = await holding(anOutput(merging), "\n");
    for (const act of [missing, empty]) await perform(act);
    expect([await textOf(missing), await textOf(empty)]).toEqual([newPem, newPem]);
  });

  const key = "-----BEGIN PRIVATE KEY-----\na2V5\n-----END PRIVATE KEY-----\n";
  for (const [name, before, content] of [
    ["a file that is no PEM", "hosts: []\n", newPem],
    ["a file with a private key in it", oldPem + key, newPem],
    ["content that is no PEM", oldPem, "clusters: []\n"],
  ] as const) {
    test(`refuses ${name}, and leaves it as it is: OutputRefused, 8`, async () => {
      const act = await holding(anOutput(merging, content), before);
      await expect(perform(act)).rejects.toMatchObject({ code: "OutputRefused", exitCode: 8 });
      expect(await textOf(act)).toBe(before);
    });
  }
});

describe("a git work tree", () => {
  const refused = { code: "OutputRefused", exitCode: 8 };

  test("git is asked in the file's folder, before the intent, and about its name alone", async () => {
    const act = anOutput(toFile, newPem, { git: 0 });
    expect(await baseline(act)).toBeNull();
    const argv = ["git", "check-ignore", "--quiet", "--", "root-ca.pem"];
    expect(act.ran).toEqual([{ argv, directory: "/estate/out" }]);
  });

  test("a file that git does not ignore is refused: OutputRefused, 8", async () => {
    await expect(baseline(anOutput(toFile, newPem, { git: 1 }))).rejects.toMatchObject(refused);
  });

  test("where git gives no answer, a .git in a folder above is enough to refuse", async () => {
    const act = await holding(anOutput(toFile), "ref: x\n", "/estate/.git/HEAD");
    await expect(baseline(act)).rejects.toMatchObject(refused);
    const beside = await holding(anOutput(toFile), "ref: x\n", "/other/.git/HEAD");
    expect(await baseline(beside)).toBeNull();
  });

  test("a .git that git itself calls ignored does not refuse", async () => {
    const act = await holding(anOutput(toFile, newPem, { git: 0 }), "ref: x\n", "/estate/.git/HEAD");
    expect(await baseline(act)).toBeNull();
  });
});

describe("a program", () => {
  const push = { run: ["./vault-put.sh", "root"], timeoutSeconds: 60 };

  test("gets the content on standard input; a lost run is repeated, because nothing tells of it", async () => {
    const act = anOutput(push);
    await perform(act);
    expect(act.ran).toEqual([{ argv: push.run, stdin: newPem }]);
    expect(await probe(act)).toMatchObject({ outcome: "unknown" });
  });

  test("that fails is ProgramFailed, 5", async () => {
    const failing = perform(anOutput(push, newPem, { "./vault-put.sh": 1 }));
    await expect(failing).rejects.toMatchObject({ code: "ProgramFailed", exitCode: 5 });
  });
});

test("there is a step for each output of that name; a file has a gate, a program only its exit code", () => {
  const outputs: readonly Output[] = [
    { what: "root-ca", to: toFile },
    { what: "talosconfig", to: toFile },
    { what: "root-ca", to: { run: ["./put.sh"], timeoutSeconds: 60 } },
  ];
  const steps = outputSteps(frame, { outputs, what: "root-ca", content: newPem });
  expect(steps.map(({ id, gate: evidence }) => [id, evidence])).toEqual([
    ["om/write-output/root-ca", "wire"],
    ["om/write-output/root-ca/2", undefined],
  ]);
});

test("the folder of an output is made where it is not there, so that no rotation stops for it half-way", async () => {
  const directory = await mkdtemp(join(tmpdir(), "certplan-output-"));
  try {
    const to = { ...toFile, file: join(directory, "new/folder/root-ca.pem") };
    const act = { ...anOutput(to), files: nodePorts().files };
    expect(await perform(act)).toEqual({});
    expect(await gate(act)).toMatchObject({ gate: "passed" });
    expect((await stat(join(directory, "new/folder"))).mode & 0o777).toBe(0o700);
  } finally {
    await rm(directory, { recursive: true });
  }
});
