import { type ChildProcess, execFileSync, spawn } from "node:child_process";

/** A small file system of its own under a directory, which other processes do not see. */
export interface Volume {
  /** What stands before a command so that it sees the volume. */
  readonly prefix: readonly string[];
  /** Runs a line of shell where the volume is; throws what fails. */
  readonly sh: (line: string) => string;
  readonly close: () => void;
}

/**
 * Mounts a tmpfs of so many KiB at `<directory>/volume` and shows it at `<directory>/.certplan`, with what lay there.
 * Undefined where this machine does not let this user mount anything, not even in a namespace of its own.
 */
export async function aVolume(directory: string, sizeKiB: number): Promise<Volume | undefined> {
  const script = [
    'cd "$0" && mv .certplan seed && mkdir volume .certplan',
    `mount -t tmpfs -o size=${sizeKiB}k,mode=0700 tmpfs volume`,
    "mount --bind volume .certplan && cp -a seed/. .certplan && echo up && exec sleep 3600",
  ].join(" && ");
  const holder = spawn("unshare", ["--map-root-user", "--mount", "sh", "-c", script, directory], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  if (!(await isUp(holder))) return undefined;
  const prefix = ["nsenter", "--target", String(holder.pid), "--user", "--mount", "--preserve-credentials"];
  return {
    prefix,
    sh: (line) => {
      const [command, ...rest] = [...prefix, "sh", "-c", `cd "$0" && ${line}`, directory];
      return execFileSync(command, rest, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
    },
    close: () => void holder.kill("SIGKILL"),
  };
}

function isUp(holder: ChildProcess): Promise<boolean> {
  return new Promise((resolve) => {
    holder.once("error", () => resolve(false));
    holder.once("exit", () => resolve(false));
    holder.stdout?.once("data", () => resolve(true));
  });
}
