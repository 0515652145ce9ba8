import type { Provider } from "../../model/provider.ts";
import { rancherCodes } from "./codes.ts";
import { rancherCures } from "./cures.ts";
import { rancherDrift } from "./drift.ts";
import { readFacts } from "./facts.ts";
import { rancherKinds } from "./kinds.ts";
import { observeRancher } from "./observe.ts";
import { rancherRecipe } from "./recipe.ts";
import { rancherArrivesWithinSeconds } from "./step-parts.ts";

/** Clusters that Rancher launched, `rotate: [leaves, ca]`. README.md beside this tells what it does and cannot see. */
export const rancherProvider: Provider = {
  type: "rancher",
  explain:
    "One target is one Kubernetes cluster that Rancher launched. RKE1 (`cluster: c-…`) is rotated by an action: all services, one, or the CA by choice (`rotate: [ca]`), closed by every sign that Rancher gives and by a look at etcd on the wire. RKE2 and K3s (`cluster: workspace/name`) are rotated by the next number in their object, written by certplan or by whoever owns it (`generationOwner`), closed by the control plane object and a look at the API servers. Imported, hosted and local clusters are told as not managed. Rancher's own certificate and `cacerts` are observed.",
  capabilities: {
    serialCalls: false,
    rotates: true,
    outsiders: { ca: ["kube-ca"] },
    arrivesWithinSeconds: rancherArrivesWithinSeconds,
  },
  codes: rancherCodes,
  kinds: rancherKinds,
  observe: observeRancher,
  cures: rancherCures,
  recipe: rancherRecipe,
  facts: readFacts,
  drift: rancherDrift,
};
