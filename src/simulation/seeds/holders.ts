import { type Disk, readFile } from "../disk.ts";

/**
 * Whoever held a lock without having let go of it when this event made the next token of it; undefined for every other
 * event.
 */
export function holderBefore(disk: Disk, label: string): { readonly pid: number } | undefined {
  const made = /^create (.*\/locks\/[^/]+)\/(\d+)$/.exec(label);
  const [, folder = "", token = ""] = made ?? [];
  if (made === null) return undefined;
  const before = [...disk.names.keys()].filter((path) => path.startsWith(`${folder}/`)).flatMap(tokenIn);
  const last = Math.max(0, ...before.filter((number) => number < Number(token)));
  const name = [...disk.names.keys()].find((path) => path.startsWith(`${folder}/`) && tokenIn(path)[0] === last);
  const bytes = name === undefined || disk.names.has(`${name}.released`) ? undefined : readFile(disk, name);
  return bytes === undefined ? undefined : (JSON.parse(new TextDecoder().decode(bytes)) as { readonly pid: number });
}

function tokenIn(path: string): readonly number[] {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return /^\d+$/.test(name) ? [Number(name)] : [];
}
