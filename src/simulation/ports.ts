import { createHash } from "node:crypto";
import type { LabReply } from "../lab/model.ts";
import { type Http, HttpFailure, type HttpReply, type HttpRequest, type Ports, Secret } from "../ports/index.ts";
import {
  appendFile,
  createFile,
  type Disk,
  listDirectory,
  makeDirectory,
  readFile,
  removeFile,
  renameFile,
  syncDirectory,
  syncFile,
} from "./disk.ts";
import type { SimProcess, World } from "./world.ts";

/** One way over the simulated network, in milliseconds. */
const latencyMs = 20;

/** The ports of one process in the world. They behave as the contracts in `ports` say; every call is an event. */
export function simulatedPorts(world: World, process: SimProcess, secrets: Readonly<Record<string, string>>): Ports {
  return {
    clock: {
      now: () => world.now,
      sleep: (milliseconds, signal) => sleep(world, process, milliseconds, signal),
    },
    random: {
      bytes: (length) =>
        world.event(process, "random", () => seededBytes(`${process.identity.bootId} ${process.identity.pid}`, length)),
    },
    host: {
      self: () => process.identity,
      liveness: (other) => {
        if (other.machineId !== process.identity.machineId || other.pidNamespace !== process.identity.pidNamespace)
          return "unknown";
        const found = world.processes.find((candidate) => candidate.identity.pid === other.pid);
        return found?.alive === true && found.identity.bootId === other.bootId ? "alive" : "dead";
      },
    },
    secrets: {
      resolve: (reference) =>
        world.event(process, "secret", () => new Secret(secrets["env" in reference ? reference.env : ""] ?? "")),
    },
    files: simulatedFiles(world, process),
    http: simulatedHttp(world, process),
    tls: {
      handshake: ({ host, port }) =>
        world.event(
          process,
          `handshake ${host}:${port}`,
          () =>
            world.endpoints[`${host}:${port}`] ?? { outcome: "refused", detail: `nothing listens on ${host}:${port}` },
          { afterMs: 2 * latencyMs },
        ),
    },
  };
}

function sleep(
  world: World,
  process: SimProcess,
  milliseconds: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const elapsed = world.event(process, "wake", () => undefined, { afterMs: milliseconds });
  if (signal === undefined) return elapsed;
  if (signal.aborted) return world.event(process, "wake aborted", () => undefined);
  const aborted = new Promise<void>((resolve) => {
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
  return Promise.race([elapsed, aborted]);
}

function simulatedFiles(world: World, process: SimProcess): Ports["files"] {
  const change = (label: string, apply: (disk: Disk) => Disk): Promise<void> =>
    world.event(process, label, () => {
      world.disk = apply(world.disk);
    });
  return {
    read: (path) => world.event(process, `read ${path}`, () => readFile(world.disk, path)),
    list: (path) => world.event(process, `list ${path}`, () => listDirectory(world.disk, path)),
    append: (path, bytes) =>
      world.event(
        process,
        `append ${path}`,
        () => {
          world.disk = appendFile(world.disk, path, bytes);
        },
        { writes: { path, bytes } },
      ),
    sync: (path) => change(`sync ${path}`, (disk) => syncFile(disk, path)),
    rename: (from, to) => change(`rename ${from}`, (disk) => renameFile(disk, from, to)),
    remove: (path) => change(`remove ${path}`, (disk) => removeFile(disk, path)),
    makeDirectory: (path) => change(`mkdir ${path}`, (disk) => makeDirectory(disk, path)),
    syncDirectory: (path) => change(`syncdir ${path}`, (disk) => syncDirectory(disk, path)),
    createExclusively: (path, bytes) =>
      world.event(process, `create ${path}`, () => {
        const made = createFile(world.disk, path, bytes);
        if (made !== undefined) world.disk = made;
        return made !== undefined;
      }),
  };
}

function simulatedHttp(world: World, process: SimProcess): Http {
  return { request: (request) => exchange(world, process, request) };
}

function exchange(world: World, process: SimProcess, request: HttpRequest): Promise<HttpReply> {
  const { origin, method, path, headers, body = "" } = request;
  return new Promise((resolve, reject) => {
    if (!process.alive) return;
    const flight = { origin, sentAt: world.now, request: { method, path, headers, body, from: process.name } };
    world.launch(flight, world.now + latencyMs, (reply, takesMs) => {
      const afterMs = reply === undefined ? request.timeoutMs : takesMs + latencyMs;
      const label = `reply ${method} ${path}`;
      void world.event(process, label, () => deliver(reply, request), { afterMs }).then(resolve, reject);
    });
  });
}

function deliver(reply: LabReply | undefined, request: HttpRequest): HttpReply {
  if (reply === undefined) throw new HttpFailure("timeout", true, `no reply to ${request.method} ${request.path}`);
  if (reply.body.length > request.maxBytes) throw new HttpFailure("too-large", true, "the reply is too large");
  return { status: reply.status, headers: reply.headers ?? {}, body: reply.body };
}

function seededBytes(seed: string, length: number): Uint8Array {
  return new Uint8Array(createHash("sha512").update(seed).digest()).slice(0, length);
}
