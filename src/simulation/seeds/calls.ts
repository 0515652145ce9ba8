/** True for a request that may change something. */
export function isChange({ method, path }: { readonly method: string; readonly path: string }): boolean {
  return method !== "GET" && !path.startsWith("/uaa/");
}

/** `METHOD path` with ids left out. */
export function lineOf({ method, path }: { readonly method: string; readonly path: string }): string {
  return `${method} ${(path.split("?")[0] ?? "").replaceAll(/\/[^/]*[0-9a-f]{20}/g, "/{id}").replaceAll(/\/\d+(?=\/|$)/g, "/{n}")}`;
}
