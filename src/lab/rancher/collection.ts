import type { LabReply } from "../model.ts";
import { baseOf, type Call, json, queryOf } from "./replies.ts";

export type Resource = Readonly<Record<string, unknown>> & { readonly id: string };

/** A collection of Norman: filtered, sorted, paged. Behaviour 12. */
export function normanCollection(
  { request }: Pick<Call, "request">,
  kind: {
    readonly type: string;
    readonly plural: string;
    readonly filters: readonly string[];
    readonly actions?: readonly string[];
  },
  all: readonly Resource[],
): LabReply {
  const query = queryOf(request);
  const self = `${baseOf(request)}/v3/${kind.plural}`;
  const field = query.get("sort") ?? "id";
  const descends = query.get("order") === "desc";
  const kept = all.filter((item) => [...query].every(([key, value]) => passes(item, kind.filters, { key, value })));
  const sorted = kept.toSorted(
    (a, b) => (descends ? -1 : 1) * compare(textOf(a[field]) || a.id, textOf(b[field]) || b.id),
  );
  const limit = limitOf(query.get("limit"));
  const marked = sorted.findIndex(({ id }) => id === query.get("marker"));
  const start = Math.max(0, marked);
  const page = sorted.slice(start, start + limit);
  const at = (index: number): string => {
    const asked = new URLSearchParams(query);
    asked.delete("marker");
    asked.set("limit", String(limit));
    const first = sorted[index];
    if (index > 0 && first !== undefined) asked.set("marker", first.id);
    return `${self}?${asked.toString()}`;
  };
  const lastStart = Math.floor(Math.max(0, sorted.length - 1) / limit) * limit;
  const partial = page.length < sorted.length;
  return json(200, {
    type: "collection",
    resourceType: kind.type,
    links: { self },
    createTypes: { [kind.type]: self },
    actions: Object.fromEntries((kind.actions ?? []).map((action) => [action, `${self}?action=${action}`])),
    pagination: {
      limit,
      total: sorted.length,
      ...(partial ? { partial: true, first: at(0), last: at(lastStart) } : {}),
      ...(partial && start > 0 ? { previous: at(Math.max(0, start - limit)) } : {}),
      ...(partial && start + limit < sorted.length ? { next: at(start + limit) } : {}),
    },
    sort: {
      order: descends ? "desc" : "asc",
      reverse: `${self}?order=${descends ? "asc" : "desc"}&sort=${field}`,
      links: {},
    },
    filters: filtersOf(query, kind.filters),
    data: page,
  });
}

/** Not readable or negative: the default, but -1, which is the most. */
function limitOf(text: string | null): number {
  if (text === "-1") return 10_000;
  const number = /^\d+$/.test(text ?? "") ? Number(text) : 1000;
  return number === 0 ? 1000 : Math.min(number, 10_000);
}

const modifiers: readonly string[] = ["eq", "ne", "in", "notin"];

/** A filter that nobody knows lets everything pass: a typo returns all there is. */
function passes(
  item: Resource,
  known: readonly string[],
  { key, value }: { readonly key: string; readonly value: string },
): boolean {
  const { field, modifier } = partsOf(key);
  if (!known.includes(field) || modifier === undefined) return true;
  const own = textOf(item[field]);
  if (modifier === "eq") return own === value;
  if (modifier === "ne") return own !== value;
  const isIn = value.split(",").includes(own);
  return modifier === "in" ? isIn : !isIn;
}

function partsOf(key: string): { readonly field: string; readonly modifier: string | undefined } {
  const bar = key.lastIndexOf("_");
  if (bar === -1) return { field: key, modifier: "eq" };
  const modifier = key.slice(bar + 1);
  return { field: key.slice(0, bar), modifier: modifiers.includes(modifier) ? modifier : undefined };
}

function filtersOf(query: URLSearchParams, known: readonly string[]): Record<string, unknown> {
  const filters: Record<string, unknown> = Object.fromEntries(known.map((field) => [field, null]));
  for (const [key, value] of query) {
    const { field, modifier } = partsOf(key);
    if (known.includes(field) && modifier !== undefined) filters[field] = [{ modifier, value }];
  }
  return filters;
}

/** Of what can be filtered and sorted by: texts, numbers, booleans. */
function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
