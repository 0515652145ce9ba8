import { beforeAll } from "vitest";
import type { LabCredential } from "../../src/lab/authority.ts";
import type { LabModel, LabReply, LabRequest } from "../../src/lab/model.ts";
import { credentialFor } from "../../src/lab/tls/credentials.ts";
import { allEndpointKinds, type EndpointKind } from "../../src/lab/tls/index.ts";
import { fingerprintOf, loadPki, parsePemBundle } from "../../src/pki/index.ts";
import type { HandshakeOutcome, Ports } from "../../src/ports/index.ts";
import { finish } from "../../src/simulation/closure.ts";
import { appendFile, emptyDisk, makeDirectory } from "../../src/simulation/disk.ts";
import { simulatedPorts } from "../../src/simulation/ports.ts";
import type { SimProgram } from "../../src/simulation/programs.ts";
import { type ArrivalFault, emptyWorld, World, type WorldHooks } from "../../src/simulation/world.ts";
import { anAuthority } from "../lab/world.ts";
import { clockContract, randomContract } from "./clock.ts";
import { execContract } from "./exec.ts";
import { filesContract } from "./files.ts";
import { hostContract } from "./host.ts";
import { httpContract, type ScriptedServer, type ServerScript } from "./http.ts";
import { secretsContract } from "./secrets.ts";
import { tlsContract } from "./tls.ts";

const { mint, authority } = await anAuthority();
const root = "/estate";
const environment = { OM_SECRET: "from-env", EMPTY: "" };
const credentials = new Map<EndpointKind, LabCredential>();

/** Keys and signatures come from real asynchronous work, which a running world does not wait for: all is made before. */
beforeAll(async () => {
  await loadPki();
  for (const kind of allEndpointKinds) {
    if (kind !== "silent" && kind !== "resets" && kind !== "plain-http") {
      credentials.set(kind, await credentialFor(mint, authority, kind, "localhost"));
    }
  }
});

/** Runs the body as one process of a new world, which goes on until the body has settled. */
async function inWorld(body: (ports: Ports, world: World) => Promise<void>, hooks: WorldHooks = {}): Promise<void> {
  const files = { secret: "from-file\n", crlf: " two\nlines \r\n" };
  let disk = makeDirectory(emptyDisk(), root);
  for (const [name, text] of Object.entries(files)) disk = appendFile(disk, `/${name}`, new TextEncoder().encode(text));
  const world = new World({ ...emptyWorld(mint.now), disk }, hooks);
  await finish(world, body(simulatedPorts(world, world.spawn("certplan"), environment), world));
}

filesContract("simulated", (body) => inWorld(({ files }) => body({ files, root })));
clockContract("simulated", (body) => inWorld(({ clock }) => body(clock)));
randomContract("simulated", (body) => inWorld(({ random }) => body(random)));

hostContract("simulated", (body) =>
  inWorld(({ host }, world) => {
    const start = async (): ReturnType<Parameters<typeof body>[0]["start"]> => {
      const other = world.spawn("other");
      return { identity: other.identity, end: async () => world.kill(other) };
    };
    return body({ host, start });
  }),
);

execContract("simulated", (body) =>
  inWorld((ports, world) => {
    world.programs = { ...simulatedPrograms };
    const { exec, host, files, clock } = ports;
    const settle = (): Promise<void> => clock.sleep(20);
    return body({
      exec,
      host,
      files,
      root,
      programs: {
        echo: ["cat"],
        tell: ["tell"],
        variable: ["variable"],
        fail: { argv: ["fail"], code: 3 },
        slow: ["slow"],
        wordy: ["wordy"],
        lasting: ["lasting"],
        absent: ["/no/such/program"],
      },
      argumentsOf: async (pid) =>
        world.processes.filter(({ identity }) => identity.pid === pid).map(({ name }) => name),
      otherParent: async (request, begun) => {
        const parent = world.spawn("other");
        const child = await simulatedPorts(world, parent, {}).exec.prepare(request);
        if ("outcome" in child) throw new Error(child.detail);
        if (begun) void child.run();
        await settle();
        return { child: child.process, kill: async () => world.kill(parent) };
      },
      settle,
    });
  }),
);

const instant = { takesMs: 5, memory: null };
const simulatedPrograms: Readonly<Record<string, SimProgram>> = {
  cat: { ...instant, run: ({ stdin }) => ({ output: stdin, code: 0 }) },
  lasting: { ...instant, takesMs: 1000, run: ({ stdin }) => ({ output: stdin, code: 0 }) },
  slow: { ...instant, takesMs: 60_000, run: () => ({ output: "", code: 0 }) },
  wordy: { ...instant, run: () => ({ output: "x".repeat(100_001), code: 0 }) },
  fail: { ...instant, run: () => ({ output: "out", code: 3 }) },
  tell: {
    ...instant,
    run: ({ argv }) => ({
      output: argv
        .slice(1)
        .map((line) => `${line}\n`)
        .join(""),
      code: 0,
    }),
  },
  variable: { ...instant, run: ({ argv, environment: seen }) => ({ output: seen[argv[1] ?? ""] ?? "", code: 0 }) },
};

secretsContract("simulated", (body) =>
  inWorld(({ secrets }) =>
    body({
      secrets,
      good: [
        { reference: { env: "OM_SECRET" }, value: "from-env" },
        { reference: { file: "/secret" }, value: "from-file" },
        { reference: { file: "/crlf" }, value: " two\nlines " },
      ],
      bad: [
        { reference: { env: "UNSET" }, names: "UNSET" },
        { reference: { env: "EMPTY" }, names: "EMPTY" },
        { reference: { file: "/absent" }, names: "/absent" },
        { reference: { command: ["/bin/pass", "om"] }, names: "/bin/pass" },
      ],
    }),
  ),
);

interface Memory {
  readonly reply: LabReply | undefined;
  readonly received: readonly LabRequest[];
}

/** A platform that remembers what it was asked. */
const remembering: LabModel<unknown> = {
  step: (state, request) => {
    const { reply, received } = state as Memory;
    return { state: { reply, received: [...received, request] }, reply, takesMs: 0 };
  },
  advance: (state) => state,
  canonical: (state) => state,
  broken: () => [],
  effects: () => ({}),
};

httpContract("simulated", (body) => {
  const faults = new Map<string, ArrivalFault>();
  return inWorld(
    ({ http }, world) => {
      const serve = async (script: ServerScript): Promise<ScriptedServer> => serveInMemory(world, faults, script);
      return body({ http, serve, refused: "https://127.0.0.1:1", unresolved: "https://no-such-name.invalid" });
    },
    { fault: ({ headers }) => faults.get(headers["host"] ?? "") },
  );
});

/** The contract's server as one of the world, on a port of its own. */
function serveInMemory(world: World, faults: Map<string, ArrivalFault>, script: ServerScript): ScriptedServer {
  const { shows = "good", answer = { status: 200, body: "" }, demandsClientCertificate } = script;
  const shown = credentials.get(shows === "good" ? "good-ec" : shows);
  if (shown === undefined) throw new Error(`no credential for ${shows}`);
  const host = `127.0.0.1:${7000 + world.servers.length}`;
  const origin = `https://${host}`;
  const chain = parsePemBundle(shown.chain);
  const reply = typeof answer === "string" ? { status: 200, body: "" } : answer;
  const fault =
    typeof answer === "string"
      ? ({ cut: "cut", silence: "lost-reply", "not-http": "garbled" } as const)[answer]
      : undefined;
  faults.set(host, fault);
  const tls = { chain, ...(demandsClientCertificate === undefined ? {} : { demandsClientCertificate }) };
  const state: Memory = { reply, received: [] };
  world.servers.push({ origin, model: remembering, state, tls });
  return {
    origin,
    root: authority.root.certificate,
    intermediate: authority.intermediate.certificate,
    pin: fingerprintOf(chain[0] ?? new Uint8Array()),
    received: () => receivedBy(world, origin),
  };
}

function receivedBy(world: World, origin: string): readonly LabRequest[] {
  return world.servers.filter((server) => server.origin === origin).flatMap(({ state }) => (state as Memory).received);
}

/** What a handshake with each kind that shows no certificate comes to. */
const mute: Partial<Record<EndpointKind, HandshakeOutcome>> = {
  resets: { outcome: "reset", detail: "ECONNRESET" },
  silent: { outcome: "silent", detail: "no end of the handshake" },
  "plain-http": { outcome: "not-tls", detail: "wrong version number" },
};

tlsContract("simulated", (body) =>
  inWorld(({ tls }, world) =>
    body({
      tls,
      open: async (kind) => {
        const port = 9000 + Object.keys(world.endpoints).length;
        const pem = credentials.get(kind)?.chain;
        const chain = pem === undefined ? [] : parsePemBundle(pem);
        world.endpoints[`127.0.0.1:${port}`] = mute[kind] ?? {
          outcome: "seen",
          chain,
          protocol: kind === "client-certificate-tls12" ? "TLSv1.2" : "TLSv1.3",
          clientCertificateRequested: kind.startsWith("client-certificate"),
        };
        return { host: "127.0.0.1", port, serverName: "localhost", ...(pem === undefined ? {} : { chain }) };
      },
      refused: { host: "127.0.0.1", port: 1 },
      unresolved: { host: "no-such-name.invalid", port: 443 },
    }),
  ),
);
