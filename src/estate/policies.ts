import type { PolicyDeclaration } from "../generated/estate.ts";
import type { Policy } from "../model/policy.ts";
import { parseDuration, parseSpan } from "../time/duration.ts";
import { beginningOfTime, builtInPolicies, defaultFinishBeforeMs, lifetimeClasses } from "./built-in-policies.ts";
import { nearest } from "./nearest.ts";
import type { Path } from "./places.ts";
import type { Problem } from "./problems.ts";

export interface Policies {
  /** The policy of this name with `extends` resolved; reports UnknownPolicy at `path` if there is none. */
  named(name: string, path: Path, report: (problem: Problem) => void): Policy | undefined;
}

/**
 * Resolves the declared policies over the built-in ones. Reports UnknownPolicy, PolicyCycle, and DuplicateName for a
 * declared policy with a built-in name. A policy takes over each rule of the one it extends that it does not declare;
 * `minimumKey` is taken over key type by key type.
 */
export function resolvePolicies(
  declared: ReadonlyMap<string, PolicyDeclaration>,
  report: (problem: Problem) => void,
): Policies {
  const resolved = new Map(builtInPolicies.map((policy) => [policy.name, policy]));
  for (const name of declared.keys()) {
    if (!resolved.has(name)) continue;
    report({
      code: "DuplicateName",
      path: ["policies", name],
      part: "key",
      what: "is the name of a built-in policy",
      hint: `choose another name; it may extend ${name}`,
    });
  }
  const open: string[] = [];

  function named(name: string, path: Path, tell: (problem: Problem) => void): Policy | undefined {
    const known = resolved.get(name);
    if (known !== undefined) return known;
    const declaration = declared.get(name);
    if (declaration === undefined) return tellUnknown(name, path, tell);
    if (open.includes(name)) {
      const circle = [...open.slice(open.indexOf(name)), name].join(" → ");
      tell({
        code: "PolicyCycle",
        path,
        what: `a policy extends itself: ${circle}`,
        hint: "remove one `extends` of the circle",
      });
      return undefined;
    }
    open.push(name);
    const under =
      declaration.extends === undefined ? undefined : named(declaration.extends, ["policies", name, "extends"], report);
    open.pop();
    const policy = extended(name, declaration, under);
    resolved.set(name, policy);
    return policy;
  }

  function tellUnknown(name: string, path: Path, tell: (problem: Problem) => void): undefined {
    const names = [
      ...new Set([...[...declared.keys()].slice(0, 300), ...builtInPolicies.map((policy) => policy.name)]),
    ];
    const meant = nearest(name, names);
    tell({
      code: "UnknownPolicy",
      path,
      what: `there is no policy ${JSON.stringify(name)}`,
      hint: meant === undefined ? `policies: ${names.slice(0, 12).join(", ")}` : `did you mean ${meant}?`,
    });
  }

  for (const name of declared.keys()) named(name, ["policies", name], report);
  return { named };
}

function extended(name: string, declared: PolicyDeclaration, under: Policy | undefined): Policy {
  const { renewBefore, finishBefore, maximumAge, signatureHash, minimumKey, maximumLifetime } = declared;
  return {
    lifetimeClasses,
    finishBeforeMs: defaultFinishBeforeMs,
    ...under,
    name,
    ...(renewBefore === undefined ? {} : { renewBefore: parseSpan(renewBefore) }),
    ...(finishBefore === undefined ? {} : { finishBeforeMs: parseDuration(finishBefore) }),
    ...(maximumAge === undefined ? {} : { maximumAge: parseSpan(maximumAge) }),
    ...(signatureHash === undefined ? {} : { signatureHash }),
    ...(minimumKey === undefined ? {} : { minimumKey: { ...under?.minimumKey, ...minimumKey } }),
    ...(maximumLifetime === undefined
      ? {}
      : { maximumLifetime: [{ from: beginningOfTime, maximumMs: parseDuration(maximumLifetime) }], lifetimeClasses }),
  };
}
