import { randomBytes } from "node:crypto";
import { promisify } from "node:util";
import type { Random } from "../clock.ts";

const bytes = promisify(randomBytes);

/** The operating system's generator. */
export function nodeRandom(): Random {
  return { bytes: async (length) => new Uint8Array(await bytes(length)) };
}
