import type { Condition } from "./parts.ts";

/** The condition of this type set anew, where it stands. */
export function withCondition(
  conditions: readonly Condition[],
  set: Pick<Condition, "type" | "status"> & Partial<Condition>,
  now: number,
): readonly Condition[] {
  const condition = { reason: "", message: "", ...set, lastUpdateTime: rfc3339(now) };
  const known = conditions.some(({ type }) => type === set.type);
  return known ? conditions.map((old) => (old.type === set.type ? condition : old)) : [...conditions, condition];
}

/** As the platform writes instants: whole seconds, UTC. */
export function rfc3339(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}

/** What the wire says of an object as a whole. */
export interface Summary {
  readonly state: string;
  readonly error: boolean;
  readonly transitioning: boolean;
  readonly message: string;
}

/** Behaviour 5: a failed rotation is `updating` with an error, not `error`. Source: reference, section 3. */
export function summarise(conditions: readonly Condition[]): Summary {
  const open = conditions.filter(({ type, status }) => type in unknownIsTransitioning && status !== "True");
  const unready = conditions.filter(({ type, status }) => type === "Ready" && status === "False");
  const failed = conditions.filter(({ reason }) => reason === "Error");
  const error = failed.length > 0 || open.some(({ status }) => status === "False");
  const said = conditions.filter((one) => [open, unready, failed].some((group) => group.includes(one)));
  return {
    state: unknownIsTransitioning[open[0]?.type ?? ""] ?? (unready.length > 0 ? "unavailable" : "active"),
    error,
    transitioning: !error && open.length + unready.length > 0,
    message: [...new Set(said.map(({ message }) => message))].filter((message) => message !== "").join("; "),
  };
}

const unknownIsTransitioning: Readonly<Record<string, string>> = {
  Updated: "updating",
  Provisioned: "provisioning",
  Pending: "pending",
  Waiting: "waiting",
  Upgraded: "upgrading",
  Removed: "removing",
  etcd: "provisioning",
  CertsGenerated: "provisioning",
  AddonDeploy: "provisioning",
  AgentDeployed: "provisioning",
};
