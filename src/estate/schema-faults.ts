import { nearest } from "./nearest.ts";
import type { Path } from "./places.ts";
import { type Problem, shown, shownKey } from "./problems.ts";
import { codeOf, entry, hintOf, objectOf, textOf, textsOf, type Words } from "./schema-words.ts";
import type { SchemaFault } from "./validator.ts";

/** The faults of one value in our words, one for each place; `at` is where the value stands. */
export function problemsOf(faults: readonly SchemaFault[], at: Path): readonly Problem[] {
  const problems = new Map<string, Problem>();
  for (const fault of faults) {
    if (fault.keyword === "if" || fault.propertyName !== undefined || isSilent(fault)) continue;
    const problem = problemOf(fault, [...at, ...pathOf(fault.instancePath)]);
    const place = JSON.stringify([problem.path, problem.part === "key"]);
    if (!problems.has(place)) problems.set(place, problem);
  }
  return [...problems.values()];
}

/** A branch of a choice: the choice itself says what is wrong. */
function isSilent({ parentSchema }: SchemaFault): boolean {
  return entry(parentSchema, "x-silent") === true;
}

/** JSON Pointer to path; list positions become numbers (no mapping of ours has keys of digits that matter). */
function pathOf(pointer: string): (string | number)[] {
  return pointer
    .split("/")
    .slice(1)
    .map((part) => (/^(?:0|[1-9]\d*)$/.test(part) ? Number(part) : part.replaceAll("~1", "/").replaceAll("~0", "~")));
}

function problemOf(fault: SchemaFault, path: Path): Problem {
  const words: Words = typeof fault.parentSchema === "object" ? fault.parentSchema : {};
  if (words["x-secret"] === true) return secretProblem(fault, path, words);
  switch (fault.keyword) {
    case "additionalProperties":
      return unknownKey(textOf(fault.params["additionalProperty"]), path, words);
    case "required":
      return {
        code: "MissingKey",
        path,
        what: `\`${textOf(fault.params["missingProperty"])}\` is missing`,
        part: "key",
      };
    case "discriminator":
      return discriminatorProblem(fault, path);
    case "oneOf":
      return choiceProblem(fault, path, textsOf(words["x-one-of"]));
    case "dependentRequired":
      return {
        code: "MissingKey",
        path: [...path, textOf(fault.params["property"])],
        about: path,
        part: "key",
        what: `\`${textOf(fault.params["property"])}\` goes with \`${textOf(fault.params["missingProperty"])}\`, which is missing`,
      };
    case "propertyNames":
      return badKeyName(textOf(fault.params["propertyName"]), path);
    case "type":
      return wrongType(fault, path, words);
    default:
      return wrongValue(fault, path, words);
  }
}

/** Says nothing of the value, and nothing of its keys unless they are nearly those of a reference. */
function secretProblem(fault: SchemaFault, path: Path, words: Words): Problem {
  if (words["x-error"] !== "InlineSecret") {
    return {
      code: codeOf(words, "InvalidSecretReference"),
      path,
      what: textOf(words["x-expects"]) || "is not a text",
      hint: hintOf(words),
      part: "secret",
    };
  }
  const forms = "{ env: NAME }, { file: path } or { command: [program, argument] }";
  if (fault.keyword === "type") {
    const hint = `write where it comes from: ${forms}; if this file was committed, the secret is known and must be changed`;
    return { code: "InlineSecret", path, what: "a secret stands in the file", hint, part: "secret" };
  }
  const key = fault.keyword === "additionalProperties" ? textOf(fault.params["additionalProperty"]) : "";
  const meant = nearest(key, ["env", "file", "command"]);
  return {
    code: "InvalidSecretReference",
    path,
    what: "is not a reference to a secret",
    hint: meant === undefined ? `write one of ${forms}` : `did you mean ${meant}?`,
    part: "secret",
  };
}

function unknownKey(key: string, path: Path, words: Words): Problem {
  const common = { path: [...path, key], about: path, part: "key" as const };
  const name = shownKey(key);
  if (textsOf(words["x-observed"]).includes(key)) {
    return {
      code: "ObservedOnly",
      ...common,
      what: `${name} has no meaning: targets of this type are only observed`,
      hint: "remove it",
    };
  }
  const why = textOf(entry(words["x-meaningless"], key));
  if (why !== "") {
    return { code: "MeaninglessKey", ...common, what: `${name} has no meaning here: ${why}`, hint: "remove it" };
  }
  const meant = textOf(entry(words["x-instead"], key)) || nearest(key, Object.keys(objectOf(words["properties"])));
  if (meant !== undefined) {
    return { code: "UnknownKey", ...common, what: `unknown key ${name}`, hint: `did you mean \`${meant}\`?` };
  }
  // A key that resembles nothing may be a secret that lost its own key.
  return {
    code: "UnknownKey",
    ...common,
    what: `unknown key ${name}`,
    whatUnseen: "unknown key",
    hint: allowedKeys(words),
  };
}

function allowedKeys(words: Words): string | undefined {
  const keys = Object.keys(objectOf(words["properties"]));
  return keys.length === 0 ? undefined : `keys here: ${keys.join(", ")}`;
}

/** A mapping has none of the keys of which it must have one, or several of them. */
function choiceProblem(fault: SchemaFault, path: Path, keys: readonly string[]): Problem {
  const given = keys.filter((key) => entry(fault.data, key) !== undefined).map((key) => `\`${key}\``);
  if (given.length === 0) {
    return { code: "MissingKey", path, part: "key", what: `one of ${keys.join(", ")} is missing` };
  }
  return { code: "InvalidValue", path, part: "key", what: `${given.join(" and ")} exclude each other` };
}

function badKeyName(name: string, path: Path): Problem {
  return {
    code: "InvalidName",
    path: [...path, name],
    part: "key",
    what: "the key is not a name",
    hint: "1 to 63 letters, digits, dots, dashes and underscores",
  };
}

function discriminatorProblem(fault: SchemaFault, path: Path): Problem {
  const tag = textOf(fault.params["tag"]);
  const value: unknown = fault.params["tagValue"];
  const oneOf = objectOf(fault.parentSchema)["oneOf"];
  const kinds = (Array.isArray(oneOf) ? oneOf : []).map((variant) =>
    textOf(entry(objectOf(entry(objectOf(variant)["properties"], tag)), "const")),
  );
  if (value === undefined)
    return { code: "MissingKey", path, part: "key", what: `\`${tag}\` is missing`, hint: `one of ${kinds.join(", ")}` };
  const word = shown(value, [...path, tag]);
  return {
    code: "InvalidValue",
    path: [...path, tag],
    what: `${word === undefined ? "" : `${word} `}is none of those that there are`,
    hint: suggestion(value, kinds),
  };
}

const typeWords: Readonly<Record<string, string>> = {
  string: "a text",
  integer: "a whole number",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "a mapping",
};

function wrongType(fault: SchemaFault, path: Path, words: Words): Problem {
  const wanted = [fault.params["type"]].flat().map((type) => typeWords[textOf(type)] ?? textOf(type));
  const code = codeOf(words, "WrongType");
  if (fault.data === null)
    return { code, path, what: `has no value; it must be ${wanted.join(" or ")}`, hint: hintOf(words) };
  const found = typeWords[Array.isArray(fault.data) ? "array" : typeof fault.data] ?? "something else";
  const quote = wanted.includes("a text") && typeof fault.data !== "object" ? "put it in quotes" : undefined;
  const what = `must be ${wanted.join(" or ")}, not ${found}`;
  return { code, path, what, hint: code === "InvalidName" ? quote : (hintOf(words) ?? quote) };
}

function wrongValue(fault: SchemaFault, path: Path, words: Words): Problem {
  const value = shown(fault.data, path);
  const code = codeOf(words, "InvalidValue");
  const allowed = fault.keyword === "enum" ? textsOf(fault.params["allowedValues"]) : [];
  const expects = textOf(words["x-expects"]) || constraint(fault);
  const hint = hintOf(words) ?? (allowed.length === 0 ? undefined : suggestion(fault.data, allowed));
  return { code, path, what: value === undefined ? expects : `${value} ${expects}`, hint };
}

function constraint(fault: SchemaFault): string {
  const limit = textOf(fault.params["limit"]);
  switch (fault.keyword) {
    case "enum":
      return "is not a value that it can have";
    case "const":
      return `is not possible: it can only be \`${textOf(fault.params["allowedValue"])}\``;
    case "minimum":
      return `is less than ${limit}`;
    case "maximum":
      return `is more than ${limit}`;
    case "minLength":
    case "minItems":
    case "minProperties":
      return "is empty";
    case "maxLength":
      return `is longer than ${limit} characters`;
    case "uniqueItems":
      return "holds a value twice";
    default:
      return "is not a value that it can have";
  }
}

function suggestion(value: unknown, allowed: readonly string[]): string {
  const meant = typeof value === "string" ? nearest(value, allowed) : undefined;
  return meant === undefined ? `one of ${allowed.join(", ")}` : `did you mean ${meant}?`;
}
