import type { OpsmanTarget } from "../generated/estate.ts";
import type { JsonObject } from "../model/json.ts";
import type { Target } from "../model/target.ts";
import { acceptancesOf } from "./accept.ts";
import { consumersOf } from "./consumers.ts";
import type { KeyContext } from "./key-context.ts";
import { outputsOf } from "./outputs.ts";
import { replacementsOf } from "./replace.ts";
import { waiversOf } from "./waive.ts";

type SharedKey = "accept" | "waive" | "replace" | "consumers" | "outputs";

/** The keys that mean the same in every type, of a target that is valid by its schema. Absent ones stay absent. */
export function sharedKeys(target: JsonObject, context: KeyContext): Pick<Target, SharedKey> {
  const { accept, waive, replace, consumers, outputs } = target as unknown as Pick<OpsmanTarget, SharedKey>;
  return {
    ...(accept === undefined ? {} : { accept: acceptancesOf(accept, context) }),
    ...(waive === undefined ? {} : { waive: waiversOf(waive, context) }),
    ...(replace === undefined ? {} : { replace: replacementsOf(replace) }),
    ...(consumers === undefined ? {} : { consumers: consumersOf(consumers, context) }),
    ...(outputs === undefined ? {} : { outputs: outputsOf(outputs, context) }),
  };
}
