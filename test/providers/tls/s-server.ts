import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Issued } from "../../pki/authority.ts";

export const hasOpenssl: boolean = spawnSync("openssl", ["version"]).status === 0;

/** A folder, the processes and servers of one test file; `close` ends them all. */
export interface Range {
  readonly folder: string;
  /** Runs `openssl s_server` for this leaf; answers with its port once it takes connections. */
  sServer(leaf: Issued, chain: readonly Issued[], more?: readonly string[]): Promise<number>;
  /** Listens with a server of this process. */
  listen(server: Server): Promise<number>;
  close(): void;
}

export function openRange(): Range {
  const folder = mkdtempSync(join(tmpdir(), "certplan-tls-"));
  const processes: ChildProcess[] = [];
  const servers: Server[] = [];
  let files = 0;
  const file = (text: string): string => {
    files += 1;
    const path = join(folder, `${files}.pem`);
    writeFileSync(path, text, { mode: 0o600 });
    return path;
  };
  return {
    folder,
    sServer: async (leaf, chain, more = []) => {
      const key = file(leaf.key.privateKey.export({ type: "pkcs8", format: "pem" }).toString());
      const chained = chain.length === 0 ? [] : ["-cert_chain", file(chain.map((one) => one.pem).join(""))];
      for (let attempt = 1; ; attempt += 1) {
        const port = await freePort();
        const arguments_ = ["s_server", "-accept", String(port), "-quiet", "-cert", file(leaf.pem), "-key", key];
        const child = spawn("openssl", [...arguments_, ...chained, ...more], { stdio: "ignore" });
        processes.push(child);
        if (await accepts(port, child)) return port;
        if (attempt === 3) throw new Error(`openssl s_server did not start with ${more.join(" ")}`);
      }
    },
    listen: (server) =>
      new Promise((resolve) => {
        servers.push(server);
        server.listen(0, "127.0.0.1", () => resolve(portOf(server)));
      }),
    close: () => {
      for (const child of processes) child.kill("SIGKILL");
      for (const server of servers) server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const port = portOf(server);
      server.close(() => resolve(port));
    });
  });
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

async function accepts(port: number, child: ChildProcess): Promise<boolean> {
  for (let attempt = 0; attempt < 200 && child.exitCode === null; attempt += 1) {
    if (await connects(port)) return true;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return false;
}

function connects(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => socket.end(() => resolve(true)));
    socket.once("error", () => resolve(false));
  });
}
