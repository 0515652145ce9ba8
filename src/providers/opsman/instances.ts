import type { Target } from "../../model/target.ts";
import type { Cut } from "../../model/trust.ts";
import type { Broker, RotationFacts } from "./opsman-facts.ts";
import type { OpsmanOptions } from "./options.ts";

/** How the service instances of one tile follow an apply. */
export interface Reach {
  readonly type: string;
  readonly guid: string;
  /** In the trust world. */
  readonly name: string;
  /** By an errand of the tile, by a person, or by nobody that certplan can see (accepted as a cut). */
  readonly by: "errand" | "person" | "nobody";
  readonly errand?: string;
  readonly recreateErrand?: string;
}

export const unprovenInstances = "opsman-unproven-instances";

/** Of every tile that has service instances, as far as errands or the estate tell. */
export function reachOf(
  see: {
    readonly rotation: RotationFacts;
    readonly products: readonly { readonly guid: string; readonly type: string }[];
  },
  options: OpsmanOptions,
  target: Pick<Target, "accept">,
): readonly Reach[] {
  const { rotation, products } = see;
  const declared = options.apply?.instances ?? {};
  return products.flatMap(({ guid, type }): readonly Reach[] => {
    const broker = rotation.brokers.find((one) => one.guid === guid);
    const way = Object.hasOwn(declared, type) ? declared[type] : undefined;
    if (broker === undefined && way === undefined) return [];
    if (way !== "manual")
      return [{ type, guid, name: groupName(type), by: "errand", ...errandsOfTile(type, broker, options) }];
    if (isAccepted(type, target)) return [{ type, guid, name: type, by: "nobody" }];
    return [{ type, guid, name: groupName(type), by: "person" }];
  });
}

function groupName(type: string): string {
  return `service instances of ${type}`;
}

/** The errand that runs: the tile's known one, or any that the estate runs; absent where none does. */
function errandsOfTile(
  type: string,
  broker: Broker | undefined,
  { apply }: OpsmanOptions,
): Pick<Reach, "errand" | "recreateErrand"> {
  const wishes = apply?.errands?.[type] ?? {};
  const isMeant = apply?.instances?.[type] === "errand";
  const known = broker?.errand;
  const runs = (name: string): boolean => wishes[name] === "run" || (isMeant && wishes[name] === undefined);
  const mapped = known === undefined ? Object.keys(wishes).find((name) => wishes[name] === "run") : undefined;
  const errand = known !== undefined && runs(known) ? known : mapped;
  const recreate = broker?.recreateErrand;
  return {
    ...(errand === undefined ? {} : { errand }),
    ...(recreate === undefined || wishes[recreate] === "skip" ? {} : { recreateErrand: recreate }),
  };
}

function isAccepted(type: string, { accept = [] }: Pick<Target, "accept">): boolean {
  return accept.some(
    ({ cut, members }) => cut === unprovenInstances && (members === undefined || members.includes(type)),
  );
}

/** Tiles whose service instances nothing would reach, with the lines that name what would. */
export function unreached(
  reach: readonly Reach[],
  rotation: RotationFacts,
): readonly { readonly type: string; readonly line: string }[] {
  return reach
    .filter(({ by, errand }) => by === "errand" && errand === undefined)
    .map(({ type }) => {
      const errand = rotation.brokers.find((broker) => broker.type === type)?.errand ?? "its-upgrade-errand";
      return { type, line: `${type}: { ${errand}: run }` };
    });
}

/** Errands of an apply beyond those that the estate names: product type, errand. */
export function addedErrands(reach: readonly Reach[], recreates: boolean): Readonly<Record<string, readonly string[]>> {
  const added = reach.map(({ type, by, errand, recreateErrand }): readonly [string, readonly string[]] => {
    const own = by === "errand" ? [errand, recreates ? recreateErrand : undefined] : [];
    return [type, own.filter((name) => name !== undefined)];
  });
  return Object.fromEntries(added.filter(([, names]) => names.length > 0));
}

/** Must a person go to these instances after an apply, and with which command? */
export function handworkOf(reach: Reach, recreates: boolean): string | undefined {
  const each = `for each service instance of ${reach.type}`;
  if (reach.by === "person") {
    const flag = recreates ? " --recreate" : "";
    return `${each}: bosh -d <service-instance> manifest > manifest.yml && bosh -d <service-instance> deploy${flag} manifest.yml`;
  }
  if (reach.by === "errand" && recreates && reach.recreateErrand === undefined)
    return `${each}: bosh -d <service-instance> recreate`;
  return undefined;
}

/** From activate to the end of the switch nothing proves that these instances follow. */
export function instanceCuts(reach: readonly Reach[], section: Pick<Cut, "fromStep" | "toStep">): readonly Cut[] {
  return reach
    .filter(({ by }) => by === "nobody")
    .map(({ type, name }) => ({
      code: unprovenInstances,
      members: [name],
      ...section,
      sentence: `until somebody redeploys them, service instances of ${type} refuse others and are refused, and nothing here proves that it is done`,
    }));
}
