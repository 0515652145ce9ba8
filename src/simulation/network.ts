/** One way over the simulated network, in milliseconds. */
export const latencyMs = 20;

/** What comes of dialling where nobody listens: a name that no server of the world has is unknown. */
export function nobodyAt(host: string, knownHosts: readonly string[]): "refused" | "unresolved" {
  return isAddress(host) || knownHosts.includes(host) ? "refused" : "unresolved";
}

function isAddress(host: string): boolean {
  return host.includes(":") || /^\d+(\.\d+){3}$/.test(host);
}
