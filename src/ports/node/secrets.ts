import fs from "node:fs/promises";
import { CertplanError } from "../../messages/error.ts";
import type { SecretReference } from "../../model/target.ts";
import { Secret } from "../secret.ts";
import type { Secrets } from "../secrets.ts";

const commandTimeoutMs = 60_000;
const maximumLength = 1_000_000;

/**
 * Secrets from the environment, from files (a relative path counts from the working directory; one newline at the
 * end is cut) and from the standard output of commands, which run without a shell and without input.
 */
export function nodeSecrets(): Secrets {
  return {
    resolve: async (reference) => {
      const value = "env" in reference ? fromEnvironment(reference.env) : await fromOutside(reference);
      if (value === "") throw unresolved(reference, "it is empty");
      return new Secret(value);
    },
  };
}

function fromEnvironment(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw unresolved({ env: name }, "it is not set");
  return value;
}

async function fromOutside(reference: Exclude<SecretReference, { readonly env: string }>): Promise<string> {
  const text = "file" in reference ? await fromFile(reference.file) : await fromCommand(reference.command);
  return text.replace(/\r?\n$/, "");
}

async function fromFile(path: string): Promise<string> {
  try {
    return await fs.readFile(path, "utf8");
  } catch (error) {
    const why = error instanceof Error && "code" in error ? String(error.code) : "it cannot be read";
    throw unresolved({ file: path }, why);
  }
}

/** Neither output goes into the error, nor the library's error as its cause: both may hold the secret. */
async function fromCommand(command: readonly string[]): Promise<string> {
  const [program, ...args] = command;
  if (program === undefined) throw unresolved({ command }, "there is no program");
  const { execa } = await import("execa");
  const result = await execa(program, args, {
    reject: false,
    stdin: "ignore",
    stderr: "ignore",
    stripFinalNewline: false,
    timeout: commandTimeoutMs,
    maxBuffer: maximumLength,
  });
  if (result.timedOut) throw unresolved({ command }, `no end within ${commandTimeoutMs / 1000} s`);
  if (result.failed) throw unresolved({ command }, result.code ?? `exit code ${result.exitCode ?? result.signal}`);
  return result.stdout;
}

function unresolved(reference: SecretReference, why: string): CertplanError {
  return new CertplanError({ code: "SecretUnresolved", message: `${told(reference)} gave no secret: ${why}` });
}

function told(reference: SecretReference): string {
  if ("env" in reference) return `the environment variable ${reference.env}`;
  if ("file" in reference) return `the file ${reference.file}`;
  return `the command ${JSON.stringify(reference.command)}`;
}
