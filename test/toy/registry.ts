import type { LabModel } from "../../src/lab/model.ts";
import type { Registry } from "../../src/model/provider.ts";
import { toyModel } from "./lab/model.ts";
import { toyProvider } from "./provider/index.ts";

/** The line in the registry of platforms. */
export const registry: Registry = { toy: toyProvider };

/** The line in the registry of simulators. */
export const models: Readonly<Record<string, LabModel<unknown>>> = { toy: toyModel as LabModel<unknown> };
