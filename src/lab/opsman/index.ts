export { type BoshAction, boshByHand } from "./by-hand.ts";
export { initialOpsman } from "./initial.ts";
export type { InitialOpsman, PastedLeaf } from "./initial-options.ts";
export { opsmanModel } from "./model.ts";
export { type BegunBy, opsmanAt, type StartingPoint, startingPoints } from "./points.ts";
export { type OpsmanProfile, opsmanProfiles } from "./profiles.ts";
export { caSoon, type RehearsalName, rehearsals } from "./rehearsals.ts";
export type {
  LabAgents,
  LabCa,
  LabCredhubCa,
  LabErrand,
  LabInstallation,
  LabLeaf,
  LabProduct,
  LabServiceGroup,
  LeafVersion,
  OpsmanSettings,
  OpsmanState,
  SpareRoot,
} from "./state.ts";
export { type OpsmanRequest, opsmanTarget, platformRoot } from "./target.ts";
