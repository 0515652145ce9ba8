import { createHash } from "node:crypto";
import { CertplanError } from "../messages/error.ts";
import type { SecretReference } from "../model/target.ts";
import { type Ports, type ProcessIdentity, Secret } from "../ports/index.ts";
import { readFile } from "./disk.ts";
import { simulatedExec } from "./exec.ts";
import { simulatedFiles } from "./files.ts";
import { simulatedHttp } from "./http.ts";
import { simulatedKeys } from "./keys.ts";
import { simulatedTls } from "./tls.ts";
import type { SimProcess, World } from "./world.ts";

/**
 * The ports of one process in the world. They behave as the contracts in `ports` say; every call is an event.
 * `environment` is where `{env: NAME}` secrets come from; `{file}` ones are files of the world's disk, and a command
 * is never there.
 */
export function simulatedPorts(
  world: World,
  process: SimProcess,
  environment: Readonly<Record<string, string>>,
): Ports {
  let drawn = 0;
  return {
    clock: {
      now: () => world.now + world.clockOffsetMs,
      sleep: (milliseconds, signal) => sleep(world, process, milliseconds, signal),
    },
    random: {
      bytes: (length) =>
        world.event(process, "random", () => {
          drawn += 1;
          return seededBytes(`${process.identity.bootId} ${process.identity.pid} ${drawn}`, length);
        }),
    },
    host: {
      self: () => process.identity,
      liveness: (other) => liveness(world, process.identity, other),
    },
    secrets: {
      resolve: (reference) => world.event(process, "secret", () => secretOf(world, environment, reference)),
    },
    files: simulatedFiles(world, process),
    http: simulatedHttp(world, process),
    tls: simulatedTls(world, process),
    exec: simulatedExec(world, process, environment),
    keys: simulatedKeys(world, process),
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
  let wake: () => void = () => undefined;
  const aborted = new Promise<void>((resolve) => {
    wake = resolve;
    signal.addEventListener("abort", wake, { once: true });
  });
  return Promise.race([elapsed, aborted]).finally(() => signal.removeEventListener("abort", wake));
}

function liveness(world: World, self: ProcessIdentity, other: ProcessIdentity): "alive" | "dead" | "unknown" {
  if (other.machineId !== self.machineId || other.pidNamespace !== self.pidNamespace) return "unknown";
  const { bootId, pid, startTime } = other;
  const isOther = ({ identity }: SimProcess): boolean =>
    identity.bootId === bootId && identity.pid === pid && identity.startTime === startTime;
  return world.processes.find(isOther)?.alive === true ? "alive" : "dead";
}

function secretOf(world: World, environment: Readonly<Record<string, string>>, reference: SecretReference): Secret {
  const value =
    "env" in reference ? environment[reference.env] : "file" in reference ? lineIn(world, reference.file) : undefined;
  if (value !== undefined && value !== "") return new Secret(value);
  throw new CertplanError({ code: "SecretUnresolved", message: `${JSON.stringify(reference)} gave no secret` });
}

/** The content of a file without the newline at its end. */
function lineIn(world: World, path: string): string | undefined {
  const bytes = readFile(world.disk, path);
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes).replace(/\r?\n$/, "");
}

function seededBytes(seed: string, length: number): Uint8Array {
  return new Uint8Array(createHash("shake256", { outputLength: length }).update(seed).digest());
}
