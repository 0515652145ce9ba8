export { type EstateLoader, estateLoader, loadEstate } from "./load.ts";
export { nearest } from "./nearest.ts";
export { readSettings, type SettingsInput } from "./settings.ts";
export { decodeText, readFileBytes } from "./sources.ts";
export { ignoreLines, starterEstate, starterSettings } from "./starter.ts";
export type { DeclarationContext, TargetType } from "./target-type.ts";
export { targetTypes, typesToCome } from "./types/index.ts";
