import type { Observation, Session } from "../../model/provider.ts";
import type { Target } from "../../model/target.ts";
import { connectionOf } from "./connection.ts";
import { observeAction } from "./observe-action.ts";
import { observeGenerations } from "./observe-generations.ts";

/** Reads everything that planning needs: by the id the one mechanism or the other. */
export async function observeRancher(session: Session, target: Target): Promise<Observation> {
  return connectionOf(session).cluster.includes("/")
    ? observeGenerations(session, target)
    : observeAction(session, target);
}
