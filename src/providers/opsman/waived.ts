import type { Stranded } from "../../model/provider.ts";
import type { Target } from "../../model/target.ts";
import { type Instant, parseInstant } from "../../time/instant.ts";
import type { DeploymentNames } from "./rotation-wire.ts";

/** Deployments that the estate allows to lag behind, and whose waiver has not ended; sorted. */
export function waivedNow({ waive = [] }: Pick<Target, "waive">, now: Instant): readonly string[] {
  return waive
    .filter(({ until }) => parseInstant(until) > now)
    .map(({ member }) => member)
    .toSorted();
}

/** Those of the waived that exist: what they lack, and how to mend it. Undefined where the release shows no deployments. */
export function strandedOf(
  { waive = [] }: Pick<Target, "waive">,
  deployments: DeploymentNames | undefined,
): readonly Stranded[] | undefined {
  if (deployments === undefined) return undefined;
  return waive.flatMap(({ member }): readonly Stranded[] => {
    const repair = `bosh -d ${member} manifest > manifest.yml && bosh -d ${member} deploy --recreate manifest.yml`;
    if (deployments.outdated.includes(member))
      return [{ member, lacks: "does not run the newest version of every certificate", repair }];
    return deployments.all.includes(member) ? [{ member, lacks: "is reached by no apply", repair }] : [];
  });
}
