import { sharedKinds } from "../../kinds/index.ts";
import type { StepKind } from "../../model/provider.ts";
import { actionKinds } from "./action-kinds.ts";
import { generationKinds } from "./generation-kinds.ts";
import { writeKubeconfig } from "./kubeconfig-kind.ts";

export const rancherKinds: Readonly<Record<string, StepKind>> = {
  ...sharedKinds,
  ...actionKinds,
  ...generationKinds,
  "rancher.write-kubeconfig": writeKubeconfig,
};
