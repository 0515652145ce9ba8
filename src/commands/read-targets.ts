import pLimit from "p-limit";
import { CertplanError } from "../messages/error.ts";
import type { Observation, Provider, Registry } from "../model/provider.ts";
import { type Target, verifiesNothing } from "../model/target.ts";
import type { Reading } from "../planner/index.ts";
import { iso } from "../time/instant.ts";
import type { CommandContext, PlanRequest } from "./context.ts";
import { loadProviders, providerOf } from "./load-providers.ts";
import { openSession } from "./session.ts";

/** Reads every target, several at once; the answers are in the order asked, whatever the order of the replies. */
export async function readTargets(context: CommandContext, targets: readonly Target[]): Promise<readonly Reading[]> {
  const registry = await loadProviders(
    context.registry,
    targets.map(({ type }) => type),
  );
  const limit = pLimit(Math.max(1, context.settings.parallelism));
  return Promise.all(targets.map((target) => limit(() => readTarget(context, registry, target))));
}

async function readTarget(context: CommandContext, registry: Registry, target: Target): Promise<Reading> {
  const { clock } = context.ports;
  const started = clock.now();
  const provider = providerOf(registry, target.type);
  context.emit({ event: "Reading", at: iso(started), target: target.name });
  const reading = await observe(context, provider, target)
    .then((observation): Reading => ({ target, observation }))
    .catch((error: unknown): Reading => {
      if (error instanceof CertplanError && error.kind !== "defect") return { target, error };
      throw error;
    });
  const ended = clock.now();
  context.emit({
    event: "Read",
    at: iso(ended),
    target: target.name,
    readable: "observation" in reading,
    elapsedMs: ended - started,
  });
  return reading;
}

async function observe(context: CommandContext, provider: Provider, target: Target): Promise<Observation> {
  if (context.refuseUnverified === true && verifiesNothing(target.connection)) {
    throw new CertplanError({
      code: "VerificationOff",
      message: `${target.name}: trust has verify: false, so its credentials could go to anyone`,
      hint: "give the target a caFile or pins, or say --insecure",
    });
  }
  return provider.observe(openSession(context, { provider, connection: target.connection, access: "read" }), target);
}

/** The targets that `--only` and `--exclude` leave, in the order of the estate. Throws TargetUnknown. */
export function selectTargets(context: CommandContext, request: PlanRequest): readonly Target[] {
  const known = new Set(context.estate.targets.map((target) => target.name));
  for (const name of [...request.only, ...request.exclude, ...request.rotate]) {
    if (known.has(name)) continue;
    throw new CertplanError({
      code: "TargetUnknown",
      message: `${context.estate.name} has no target "${name}"`,
      hint: `it has: ${[...known].slice(0, 20).join(", ")}`,
    });
  }
  return context.estate.targets.filter(
    (target) =>
      (request.only.length === 0 || request.only.includes(target.name)) && !request.exclude.includes(target.name),
  );
}
