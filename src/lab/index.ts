import type { LabModel } from "./model.ts";
import { type OpsmanState, opsmanModel } from "./opsman/index.ts";
import { type RancherState, rancherModel } from "./rancher/index.ts";

export type { LabModel, LabReply, LabRequest, Transition } from "./model.ts";
export type { LabPorts, LabTarget } from "./scenario.ts";
export {
  isScenarioName,
  type RunningScenario,
  type ScenarioName,
  type ScenarioOptions,
  scenarios,
  startScenario,
} from "./scenarios.ts";
export type { Fault, LabServer, ServeHooks, ServeOptions } from "./serve.ts";

/** Every simulated platform: its folder's name, what it is, and its model where it has one behind an HTTP API. */
export const labPlatforms: {
  readonly opsman: { readonly explain: string; readonly model: LabModel<OpsmanState> };
  readonly rancher: { readonly explain: string; readonly model: LabModel<RancherState> };
  readonly tls: { readonly explain: string };
} = {
  opsman: { explain: "Ops Manager as far as the rotation of leaves and CAs needs it", model: opsmanModel },
  rancher: { explain: "Rancher as far as the rotation of its clusters' certificates needs it", model: rancherModel },
  tls: { explain: "TLS endpoints, good and bad" },
};
