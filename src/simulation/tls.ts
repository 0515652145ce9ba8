import type { LabHandshake } from "../lab/model.ts";
import type { HandshakeOutcome, HandshakeRequest, Tls } from "../ports/index.ts";
import { latencyMs, nobodyAt } from "./network.ts";
import type { SimProcess, World } from "./world.ts";

/** OpenSSL reads no longer chain, whatever the caller's limit. Source: SSL_MAX_CERT_LIST_DEFAULT. */
const opensslChainBytes = 100 * 1024;

/** Looks at the endpoints of the world, each of which is what a handshake with it comes to. */
export function simulatedTls(world: World, process: SimProcess): Tls {
  return {
    handshake: (request) => {
      const outcome = outcomeOf(world, request);
      const afterMs =
        outcome.outcome === "silent" || outcome.outcome === "unreachable" ? request.timeoutMs : 2 * latencyMs;
      return world.event(process, `handshake ${request.host}:${request.port}`, () => outcome, { afterMs });
    },
  };
}

function outcomeOf(world: World, { host, port, maxChainBytes, serverName }: HandshakeRequest): HandshakeOutcome {
  const address = `${host}:${port}`;
  const asked = { address, ...(serverName === undefined ? {} : { serverName }) };
  const shown = world.endpoints[address] ?? shownByPlatforms(world, asked);
  if (shown === undefined)
    return { outcome: nobodyAt(host, hostsOf(world)), detail: `nothing listens on ${host}:${port}` };
  if (shown.outcome !== "seen") return shown;
  const bytes = shown.chain.reduce((sum, der) => sum + der.length, 0);
  const limit = Math.min(maxChainBytes, opensslChainBytes);
  return bytes <= limit
    ? shown
    : { outcome: "chain-too-large", detail: `the chain has ${bytes} bytes, the limit is ${limit}` };
}

/** What a platform shows beside its API, as of now. */
function shownByPlatforms(world: World, asked: LabHandshake): HandshakeOutcome | undefined {
  for (const { model, state } of world.servers) {
    const shown = model.handshake?.(state, asked);
    if (shown !== undefined) return shown;
  }
  return undefined;
}

function hostsOf(world: World): readonly string[] {
  return Object.keys(world.endpoints).map((address) => address.slice(0, address.lastIndexOf(":")));
}
