type X509Library = typeof import("@peculiar/x509");
type PkijsLibrary = typeof import("pkijs");

/**
 * Libraries already loaded. Not state of any process: a library is the same for everyone. `import()` alone would not
 * do, because under a loader hook even a loaded module comes back through another thread, and verifying and issuing
 * must settle within microtasks.
 */
const loaded: { x509?: Promise<X509Library>; pkijs?: Promise<PkijsLibrary> } = {};

/** `@peculiar/x509` (0.3 s at the first call); it throws unless reflect-metadata was imported before it. */
export function loadX509(): Promise<X509Library> {
  loaded.x509 ??= import("reflect-metadata").then(() => import("@peculiar/x509"));
  return loaded.x509;
}

export function loadPkijs(): Promise<PkijsLibrary> {
  loaded.pkijs ??= import("pkijs");
  return loaded.pkijs;
}

/** Loads what verifying and issuing need, so that later calls settle within microtasks (a simulation calls it first). */
export async function loadPki(): Promise<void> {
  await loadX509();
  await loadPkijs();
}
