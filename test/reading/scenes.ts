import type { InitialOpsman, OpsmanState } from "../../src/lab/opsman/index.ts";
import type { JsonObject } from "../../src/model/json.ts";
import type { Target } from "../../src/model/target.ts";
import { type CaSimOptions, withErrand } from "../build/opsman-ca-world.ts";
import { day, start } from "../build/opsman-world.ts";

/** A foundation, and what the estate says of it. */
export interface Scene {
  readonly world?: CaSimOptions;
  readonly options?: JsonObject;
  readonly target?: Partial<Target>;
}

const v30: Partial<InitialOpsman> = { settings: { version: "3.0.25" } };
const v210: Partial<InitialOpsman> = { settings: { version: "2.10.43-build.123" } };

/** Nothing near its end, so that only what the scene is about shows. */
const calm = { rootEnds: 1000 };

function changed(change: (state: OpsmanState) => OpsmanState): Pick<CaSimOptions, "change"> {
  return { change };
}

/** One for each thing that a reader of Ops Manager's plans, refusals and drift can meet. */
export const scenes: Readonly<Record<string, Scene>> = {
  steady: { world: calm },
  "ca-2.10": { world: { foundation: { ...v210, serviceInstances: true, credhub: true } }, options: withErrand },
  "ca-3.0": { world: { foundation: { ...v30, serviceInstances: true, credhub: true } }, options: withErrand },
  "ca-begun-s1": { world: { foundation: v30, begun: "S1" } },
  "ca-begun-s2": { world: { foundation: v30, begun: "S2" } },
  "ca-begun-s3": { world: { foundation: v30, begun: "S3" } },
  "ca-begun-s4": { world: { foundation: v30, begun: "S4" } },
  "ca-begun-s5": { world: { foundation: v30, begun: "S5" } },
  "ca-begun-s6": { world: { ...calm, foundation: v30, begun: "S6" } },
  "leaves-not-deployed": { world: { ...calm, begun: "L1" } },
  "leaves-due": { world: { ...calm, foundation: { leavesEnd: start + 20 * day } }, target: { rotate: ["leaves"] } },
  "expired-root": { world: { rootEnds: -1 } },
  "install-running": {
    world: changed((state) => ({
      ...state,
      installations: state.installations.map((one) => ({ ...one, status: "running", endsAt: start + day })),
    })),
  },
  "last-install-failed": {
    world: changed((state) => ({
      ...state,
      installations: state.installations.map((one) => ({ ...one, status: "failed" })),
    })),
  },
  "service-instances-unreached": { world: { foundation: { serviceInstances: true } } },
  tkgi: { world: { foundation: { tiles: ["pivotal-container-service"] } } },
  "too-late": { world: { rootEnds: 10 } },
};
