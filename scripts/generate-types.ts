/** Makes src/generated from schemas/. `--check` writes nothing and fails if a file is not current. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compileFromFile } from "json-schema-to-typescript";
import { estateValidators, planValidator } from "./compile-validators.ts";

const root: string = join(import.meta.dirname, "..");
const banner = "/** Made from schemas/ by scripts/generate-types.ts. Do not edit. */";

/** Where each schema stands for `$ref`s: the same relations as between the files. */
const schemaFiles: readonly string[] = [
  "common.schema.json",
  "estate.schema.json",
  "targets/opsman.schema.json",
  "targets/rancher.schema.json",
  "targets/tls.schema.json",
  "plan.schema.json",
];

/** Path under the project and text of every generated file. */
export async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
  const schemas: Record<string, Readonly<Record<string, unknown>>> = {};
  for (const file of schemaFiles) schemas[file] = JSON.parse(readFileSync(join(root, "schemas", file), "utf8"));
  const types = await compileFromFile(join(root, "schemas/estate.schema.json"), {
    cwd: join(root, "schemas"),
    bannerComment: banner,
    ignoreMinAndMaxItems: true,
    style: { printWidth: 120 },
  });
  const text = `${banner}\nexport const schemas: Readonly<Record<string, Readonly<Record<string, unknown>>>> = ${JSON.stringify(schemas, undefined, 2)};\n`;
  return new Map([
    ["src/generated/estate.ts", types],
    ["src/generated/schemas.ts", text],
    ["src/generated/validators.ts", `${banner}\n${estateValidators(schemas)}`],
    ["src/generated/plan-validator.ts", `${banner}\n${planValidator(schemas)}`],
  ]);
}

/** Names of the generated files that are missing or not what the schemas give. */
export async function staleFiles(): Promise<readonly string[]> {
  const stale: string[] = [];
  for (const [file, text] of await generatedFiles()) if (current(file) !== text) stale.push(file);
  return stale;
}

function current(file: string): string | undefined {
  try {
    return readFileSync(join(root, file), "utf8");
  } catch {
    return undefined;
  }
}

async function main(check: boolean): Promise<void> {
  if (!check) {
    for (const [file, text] of await generatedFiles()) writeFileSync(join(root, file), text);
    return;
  }
  const stale = await staleFiles();
  if (stale.length === 0) return;
  process.stderr.write(`not current, run \`npm run generate\`: ${stale.join(", ")}\n`);
  process.exitCode = 1;
}

if (process.argv[1] === import.meta.filename) await main(process.argv.includes("--check"));
