import { spawn } from "node:child_process";
import fs from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import type { ProcessIdentity } from "../../src/ports/index.ts";
import {
  nodeClock,
  nodeFiles,
  nodeHost,
  nodeHttp,
  nodeKeys,
  nodeRandom,
  nodeSecrets,
} from "../../src/ports/node/index.ts";
import { clockContract, randomContract } from "../contracts/clock.ts";
import { filesContract } from "../contracts/files.ts";
import { type HostWorld, hostContract } from "../contracts/host.ts";
import { httpContract } from "../contracts/http.ts";
import { secretsContract } from "../contracts/secrets.ts";
import { anAuthority } from "../lab/world.ts";
import { scriptedServer } from "./scripted-server.ts";

async function withDirectory(body: (root: string) => Promise<void>): Promise<void> {
  const root = await fs.mkdtemp(join(tmpdir(), "certplan-"));
  try {
    await body(root);
  } finally {
    await fs.rm(root, { recursive: true });
  }
}

const modeOf = async (path: string): Promise<number> => (await fs.stat(path)).mode & 0o777;

filesContract("this machine's", (body) => withDirectory((root) => body({ files: nodeFiles(), root, modeOf })));

filesContract("this machine's, under a umask that takes everything", (body) =>
  withDirectory(async (root) => {
    const before = process.umask(0o777);
    try {
      await body({ files: nodeFiles(), root, modeOf });
    } finally {
      process.umask(before);
    }
  }),
);

clockContract("this machine's", (body) => body(nodeClock()));
randomContract("this machine's", (body) => body(nodeRandom()));

hostContract("this machine's", (body) => body({ host: nodeHost(), start: sleeper }));

/** A child that tells who it is by the same port and then waits. */
async function sleeper(): ReturnType<HostWorld["start"]> {
  const code =
    'import("./src/ports/node/host.ts").then((m) => { console.log(JSON.stringify(m.nodeHost().self())); setInterval(() => {}, 1000); })';
  const child = spawn(process.execPath, ["--import", "tsx", "-e", code], { stdio: ["ignore", "pipe", "inherit"] });
  const line = await new Promise<string>((resolve) =>
    child.stdout.once("data", (data: Buffer) => resolve(String(data))),
  );
  const identity: ProcessIdentity = JSON.parse(line);
  const end = (): Promise<void> =>
    new Promise((resolve) => {
      child.once("exit", () => resolve());
      child.kill("SIGKILL");
    });
  return { identity, end };
}

secretsContract("this machine's", (body) =>
  withDirectory(async (root) => {
    vi.stubEnv("CERTPLAN_TEST_SECRET", "from-env");
    vi.stubEnv("CERTPLAN_TEST_EMPTY", "");
    await fs.writeFile(`${root}/secret`, "from-file\n");
    await fs.writeFile(`${root}/crlf`, " two\nlines \r\n");
    const node = (code: string) => ({ command: [process.execPath, "-e", code] });
    const leaks = 'console.log("leaked-output"); console.error("leaked-output"); process.exit(3)';
    await body({
      secrets: nodeSecrets(),
      good: [
        { reference: { env: "CERTPLAN_TEST_SECRET" }, value: "from-env" },
        { reference: { file: `${root}/secret` }, value: "from-file" },
        { reference: { file: `${root}/crlf` }, value: " two\nlines " },
        { reference: node('console.error("noise"); console.log("from-" + "command")'), value: "from-command" },
      ],
      bad: [
        { reference: { env: "CERTPLAN_TEST_UNSET" }, names: "CERTPLAN_TEST_UNSET" },
        { reference: { env: "CERTPLAN_TEST_EMPTY" }, names: "CERTPLAN_TEST_EMPTY" },
        { reference: { file: `${root}/absent` }, names: `${root}/absent` },
        { reference: { file: root }, names: root },
        { reference: { command: ["/no/such/program"] }, names: "/no/such/program" },
        { reference: { command: ["sh -c echo"] }, names: "sh -c echo" },
        { reference: { command: [] }, names: "[]" },
        {
          reference: node(leaks.replaceAll("leaked-", 'leaked" + "-')),
          names: process.execPath,
          hides: "leaked-output",
        },
        { reference: node(""), names: process.execPath },
      ],
    });
  }).finally(() => vi.unstubAllEnvs()),
);

const http = anAuthority();

httpContract("undici over real sockets", async (body) => {
  const { mint, authority } = await http;
  const open: { close(): Promise<void> }[] = [];
  try {
    await body({
      http: nodeHttp(),
      serve: async (script) => {
        const server = await scriptedServer(mint, authority, script);
        open.push(server);
        return server;
      },
      refused: `https://127.0.0.1:${await freePort()}`,
      unresolved: "https://no-such-name.invalid",
    });
  } finally {
    await Promise.all(open.map((server) => server.close()));
  }
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

describe("host of this machine", () => {
  test("a zombie that nobody has collected is dead", async () => {
    const parent = spawn("sh", ["-c", "sleep 0 & echo $!; exec sleep 60"], { stdio: ["ignore", "pipe", "inherit"] });
    try {
      const pid = Number(await new Promise((resolve) => parent.stdout.once("data", resolve)));
      const stat = async (): Promise<readonly string[]> =>
        (await fs.readFile(`/proc/${pid}/stat`, "utf8")).replace(/^.*\) /s, "").split(" ");
      while ((await stat())[0] !== "Z") await nodeClock().sleep(10);
      const host = nodeHost();
      expect(host.liveness({ ...host.self(), pid, startTime: (await stat())[19] ?? "" })).toBe("dead");
    } finally {
      parent.kill("SIGKILL");
    }
  });
});

describe("keys", () => {
  test("each type gives a pair of that type", async () => {
    const { createPublicKey } = await import("node:crypto");
    const told: string[] = [];
    for (const type of ["rsa-1024", "rsa-2048", "rsa-3072", "ec-p256", "ed25519"] as const) {
      const pair = await nodeKeys().make(type);
      const derived = createPublicKey(pair.privateKeyPem);
      expect(derived.equals(createPublicKey(pair.publicKeyPem))).toBe(true);
      const { modulusLength, namedCurve } = derived.asymmetricKeyDetails ?? {};
      told.push(`${derived.asymmetricKeyType} ${modulusLength ?? namedCurve ?? ""}`.trim());
    }
    expect(told).toEqual(["rsa 1024", "rsa 2048", "rsa 3072", "ec prime256v1", "ed25519"]);
  });
});

describe("files of this machine", () => {
  test("append leaves the mode of a file that is there", () =>
    withDirectory(async (root) => {
      await fs.writeFile(`${root}/shared`, "x", { mode: 0o640 });
      await fs.chmod(`${root}/shared`, 0o640);
      await nodeFiles().append(`${root}/shared`, new Uint8Array([1]));
      expect(await modeOf(`${root}/shared`)).toBe(0o640);
    }));

  test("a full disk is DiskFailed", async () => {
    await expect(nodeFiles().append("/dev/full", new Uint8Array([1]))).rejects.toMatchObject({
      code: "DiskFailed",
      message: expect.stringContaining("/dev/full"),
    });
  });

  test("what a killed createExclusively leaves is not listed", () =>
    withDirectory(async (root) => {
      await fs.writeFile(`${root}/.certplan-unfinished-0011`, "half");
      await nodeFiles().append(`${root}/whole`, new Uint8Array([1]));
      expect(await nodeFiles().list(root)).toEqual(["whole"]);
    }));

  test("a path that is relative counts from the working directory", () =>
    withDirectory(async (root) => {
      const before = process.cwd();
      process.chdir(root);
      try {
        await nodeFiles().makeDirectory("a/b");
        await nodeFiles().append("a/b/file", new Uint8Array([1]));
        expect([await modeOf(`${root}/a`), await modeOf(`${root}/a/b`)]).toEqual([0o700, 0o700]);
        expect(await nodeFiles().list("a/b")).toEqual(["file"]);
      } finally {
        process.chdir(before);
      }
    }));
});
