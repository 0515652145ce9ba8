import type { OpsmanState } from "../../src/lab/opsman/index.ts";
import type { WorldHooks } from "../../src/simulation/world.ts";
import { changeLab } from "./ca-run.ts";
import { opsmanOf } from "./opsman-world.ts";

/** Something that happens once, as soon as the platform is in this state. */
export function once(when: (state: OpsmanState) => boolean, happens: (state: OpsmanState) => OpsmanState): WorldHooks {
  let happened = false;
  return {
    afterEvent: (_event, at) => {
      if (happened || !when(opsmanOf(at))) return;
      happened = true;
      changeLab(at, happens);
    },
  };
}
