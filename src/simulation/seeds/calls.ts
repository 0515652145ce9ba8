/** True for a request that may change something. */
export function isChange({ method, path }: { readonly method: string; readonly path: string }): boolean {
  return method !== "GET" && !path.startsWith("/uaa/");
}

/** `METHOD path` with ids left out; of the query the action alone, since it is what is asked for. */
export function lineOf({ method, path }: { readonly method: string; readonly path: string }): string {
  const [place = "", query = ""] = path.split("?");
  const action = query.startsWith("action=") ? `?${query}` : "";
  return `${method} ${place.replaceAll(/\/[^/]*[0-9a-f]{20}/g, "/{id}").replaceAll(/\/\d+(?=\/|$)/g, "/{n}")}${action}`;
}
