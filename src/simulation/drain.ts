/**
 * Lets every promise that can settle do so: code between two ports runs atomically. The one place where a simulation
 * touches the real event loop, and nothing of its timing can be seen from inside.
 */
export function drain(): Promise<void> {
  // oxlint-disable-next-line no-restricted-globals -- the event loop itself, not a source of time
  return new Promise((resolve) => setImmediate(resolve));
}
