import type { LabModel, LabReply, LabRequest } from "../../src/lab/model.ts";
import type { WorldValue } from "../../src/simulation/world.ts";

/** The platform, some of whose replies are made into something else. */
export function answering(start: WorldValue, change: (reply: LabReply, request: LabRequest) => LabReply): WorldValue {
  const servers = start.servers.map((server) => {
    const model: LabModel<unknown> = {
      ...server.model,
      step: (state, request, now) => {
        const made = server.model.step(state, request, now);
        return made.reply === undefined ? made : { ...made, reply: change(made.reply, request) };
      },
    };
    return { ...server, model };
  });
  return { ...start, servers };
}
