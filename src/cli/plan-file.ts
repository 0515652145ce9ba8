import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { CertplanError } from "../messages/error.ts";
import type { Plan } from "../model/plan.ts";
import { readPlan } from "../planner/index.ts";

/** Reads a plan file and checks its form and digest. Throws FileUnreadable, PlanInvalid (input). */
export async function loadPlan(cwd: string, file: string): Promise<Plan> {
  const text = await readFile(resolve(cwd, file), "utf8").catch((cause: unknown) => {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CertplanError({
      code: "FileUnreadable",
      message: `${file} cannot be read: ${why}`,
      hint: `certplan plan -o ${file}`,
      cause,
    });
  });
  return await readPlan(text, file);
}
