export { type InitialOpsman, initialOpsman } from "./initial.ts";
export { opsmanModel } from "./model.ts";
export type { LabCa, LabInstallation, LabLeaf, LabProduct, LeafVersion, OpsmanSettings, OpsmanState } from "./state.ts";
export { type OpsmanRequest, opsmanTarget } from "./target.ts";
