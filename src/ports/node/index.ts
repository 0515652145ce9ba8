import type { Ports } from "../index.ts";
import { nodeClock } from "./clock.ts";
import { nodeExec } from "./exec.ts";
import { nodeFiles } from "./files.ts";
import { nodeHost } from "./host.ts";
import { nodeHttp } from "./http.ts";
import { nodeKeys } from "./keys.ts";
import { nodeRandom } from "./random.ts";
import { nodeSecrets } from "./secrets.ts";
import { nodeTls } from "./tls.ts";

export { nodeClock } from "./clock.ts";
export { nodeExec } from "./exec.ts";
export { nodeFiles } from "./files.ts";
export { nodeHost } from "./host.ts";
export { nodeHttp } from "./http.ts";
export { nodeKeys } from "./keys.ts";
export { nodeRandom } from "./random.ts";
export { nodeSecrets } from "./secrets.ts";
export { systemAnchors } from "./system-anchors.ts";
export { nodeTls } from "./tls.ts";

/** The real world. Heavy libraries load at first use, so composing this costs nothing. */
export function nodePorts(): Ports {
  return {
    clock: nodeClock(),
    random: nodeRandom(),
    files: nodeFiles(),
    host: nodeHost(),
    secrets: nodeSecrets(),
    http: nodeHttp(),
    tls: nodeTls(),
    exec: nodeExec(),
    keys: nodeKeys(),
  };
}
