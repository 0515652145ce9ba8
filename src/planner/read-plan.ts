import { CertplanError, type Place } from "../messages/error.ts";
import { type Plan, planFormatVersion } from "../model/plan.ts";
import { planDigest } from "./build-plan.ts";

/**
 * Reads a plan file and checks that it has the form of a plan (schemas/plan.schema.json), and that what it decides and
 * assumes is what its digest was made of. Throws PlanInvalid, with the place or the JSON pointer of what is wrong.
 */
export async function readPlan(text: string, name: string): Promise<Plan> {
  const plan = await shaped(await parse(text, name), name);
  const digest = digestOrRefuse(plan, name);
  if (digest !== plan.digest) {
    throw invalid(name, `it was changed after it was made: /digest is ${plan.digest}, its content has ${digest}`);
  }
  return plan;
}

async function parse(text: string, name: string): Promise<unknown> {
  try {
    return JSON.parse(text);
  } catch {
    // the library's words quote the file, and seldom tell the place
    const { jsonFaultAt } = await import("./json-fault.ts");
    throw invalid(name, "it is not JSON, from here on or further down", placeAt(text, name, jsonFaultAt(text) ?? 0));
  }
}

function placeAt(text: string, file: string, offset: number): Place {
  const before = text.slice(0, offset);
  return { file, line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}

/** The version first: a plan of another format is not to be judged by this one's schema. */
async function shaped(value: unknown, name: string): Promise<Plan> {
  const version = typeof value === "object" && value !== null && "formatVersion" in value ? value.formatVersion : null;
  if (version !== planFormatVersion)
    throw invalid(name, `it is not a plan of format ${planFormatVersion}, at /formatVersion`);
  const { shapeFault } = await import("./plan-shape.ts");
  const fault = shapeFault(value);
  if (fault !== undefined)
    throw invalid(name, `it does not have the form of a plan at ${fault.path || "/"}: ${fault.why}`);
  return value as Plan;
}

/** What the schema leaves open may be nested deeper than anybody reads. */
function digestOrRefuse(plan: Plan, name: string): string {
  try {
    return planDigest(plan);
  } catch {
    throw invalid(name, "a part of it does not have the form of a plan, below /steps");
  }
}

function invalid(name: string, why: string, where?: Place): CertplanError {
  return new CertplanError({
    code: "PlanInvalid",
    message: `${name}: ${why}`,
    hint: "make it again: certplan plan -o FILE",
    ...(where === undefined ? {} : { where }),
  });
}
