import { record } from "./replies.ts";
import type { RotateGeneration } from "./v2-state.ts";

type Json = Readonly<Record<string, unknown>>;

/** What the spec says of rotation; undefined where it says nothing. */
export function rotateOf(spec: Json): RotateGeneration | undefined {
  const block = record(record(spec["rkeConfig"])?.["rotateCertificates"]);
  const generation = block?.["generation"];
  if (typeof generation !== "number") return undefined;
  const services = block?.["services"];
  return { generation, services: Array.isArray(services) ? services.map(String) : null };
}

export function versionOf(spec: Json): string {
  const version = spec["kubernetesVersion"];
  return typeof version === "string" ? version : "";
}

/** Unknown keys are dropped without a word, `caCertificates` among them. Behaviour 11. */
export function pruned(spec: Json): Json {
  const rkeConfig = record(spec["rkeConfig"]);
  const block = record(rkeConfig?.["rotateCertificates"]);
  if (rkeConfig === undefined || block === undefined) return spec;
  const known = Object.fromEntries(
    ["generation", "services"].flatMap((key) => (key in block ? [[key, block[key]]] : [])),
  );
  return { ...spec, rkeConfig: { ...rkeConfig, rotateCertificates: known } };
}

/** Why the definition of the object refuses it; undefined if it does not. Text ours. */
export function invalid(spec: Json): string | undefined {
  const block = record(record(spec["rkeConfig"])?.["rotateCertificates"]);
  if (block === undefined) return undefined;
  const path = "spec.rkeConfig.rotateCertificates";
  const { generation, services } = block;
  if (generation !== undefined && !Number.isSafeInteger(generation))
    return `${path}.generation: Invalid value: must be of type integer`;
  const isList = Array.isArray(services) && services.every((one) => typeof one === "string");
  if (services !== undefined && services !== null && !isList)
    return `${path}.services: Invalid value: must be of type array`;
  return undefined;
}

/** RFC 7396. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  const changes = record(patch);
  if (changes === undefined) return patch;
  const result: Record<string, unknown> = { ...record(target) };
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) delete result[key];
    else result[key] = mergePatch(result[key], value);
  }
  return result;
}
