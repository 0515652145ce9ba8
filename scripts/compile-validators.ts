/** Compiles schemas to code when they are generated: a program that did it at its start would do little else. */
import { Ajv2020 } from "ajv/dist/2020.js";
import standalone from "ajv/dist/standalone/index.js";
import { fileSchema, schemaBase, schemaCompiler, targetSchema } from "../src/estate/schema-compiler.ts";

type Schemas = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Text of a module with the validators of the estate file without its targets, and of each type, by file of the schema. */
export function estateValidators(schemas: Schemas): string {
  const ajv = schemaCompiler(schemas["common.schema.json"] ?? {}, { source: true, lines: true });
  ajv.addSchema(fileSchema(schemas["estate.schema.json"] ?? {}));
  const ids: Record<string, string> = { "estate.schema.json": `${schemaBase}estate.schema.json` };
  for (const [file, schema] of Object.entries(schemas)) {
    const type = /^targets\/(.+)\.schema\.json$/.exec(file)?.[1];
    if (type === undefined) continue;
    ajv.addSchema(targetSchema(type, schema));
    ids[file] = `${schemaBase}${file}`;
  }
  return moduleOf(standalone.default(ajv, ids), "validators");
}

/** Text of a module with the validator of a plan. */
export function planValidator(schemas: Schemas): string {
  const ajv = new Ajv2020({ logger: false, strict: false, code: { source: true, lines: true } });
  ajv.addSchema(schemas["plan.schema.json"] ?? {}, "plan.schema.json");
  return moduleOf(standalone.default(ajv, { "plan.schema.json": "plan.schema.json" }), "planValidators");
}

/** What ajv writes is a CommonJS module that requires two small functions of ajv's at most; ours are ES modules. */
function moduleOf(code: string, name: string): string {
  const imports: string[] = [];
  const body = code.replace(/^"use strict";\s*/, "").replaceAll(/= require\("([^"]+)"\)\.default;/g, (_all, from) => {
    const as = `required${imports.length}`;
    imports.push(`import ${as} from "${from}.js";\n`);
    return `= ${as}.default ?? ${as};`;
  });
  return `// @ts-nocheck
${imports.join("")}import type { ErrorObject } from "ajv/dist/2020.js";

/** Says whether a value is valid, and keeps the faults until it is asked again. */
export interface CompiledSchema {
  (value: unknown): boolean;
  errors?: readonly ErrorObject[] | null;
}

const exports: Record<string, CompiledSchema> = {};
${body}
export const ${name}: Readonly<Record<string, CompiledSchema>> = exports;
`;
}
