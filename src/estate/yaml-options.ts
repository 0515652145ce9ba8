import type { DocumentOptions, ParseOptions, SchemaOptions } from "yaml";

/** YAML 1.2 core without tags of its own; every key is a text; errors carry offsets only, never an excerpt of the file. */
export const yamlOptions: ParseOptions & DocumentOptions & SchemaOptions = {
  version: "1.2",
  schema: "core",
  merge: false,
  stringKeys: true,
  resolveKnownTags: false,
  prettyErrors: false,
};
