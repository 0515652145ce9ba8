import type { JsonObject } from "../../model/json.ts";
import type { Session } from "../../model/provider.ts";
import type { Slot } from "../../model/slot.ts";
import { iso } from "../../time/instant.ts";
import { read } from "./client.ts";
import type { ConfigurableFact } from "./opsman-facts.ts";
import type { ConfigurableOption } from "./options.ts";
import { asObject } from "./reply-words.ts";
import type { CertificateRow, ProductRow } from "./wire.ts";

/** Leaves that people paste into properties. The calls of a rotation leave them alone. Source: reference/opsman, section 1. */

const prefix = "configurable:";

/** `configurable:cf:.properties.networking_poe_ssl_certs[wildcard]`. */
export function slotName({
  product,
  property,
  element,
}: Pick<ConfigurableFact, "product" | "property" | "element">): string {
  return `${prefix}${product}:${property}${element === undefined ? "" : `[${element}]`}`;
}

export function isConfigurableSlot(name: string): boolean {
  return name.startsWith(prefix);
}

/** Listed by its place in the collection: `.properties.networking_poe_ssl_certs[0].certificate`. */
function placeIn(reference: string): { readonly property: string; readonly index: number } | undefined {
  const [, property, index] = /^(.*?)\[(\d+)\]/.exec(reference) ?? [];
  return property === undefined ? undefined : { property, index: Number(index) };
}

/** Names of the elements of collections, by product and reference. One read for each product that has such a leaf. */
export type ElementNames = ReadonlyMap<string, string>;

export async function readElementNames(session: Session, rows: readonly CertificateRow[]): Promise<ElementNames> {
  const names = new Map<string, string>();
  const listed = rows.filter((row) => !row.isCa && row.configurable && placeIn(row.reference) !== undefined);
  for (const guid of new Set(listed.map((row) => row.productGuid))) {
    if (guid === undefined) continue;
    const body = asObject(await read(session, `/api/v0/staged/products/${guid}/properties?redact=true`));
    for (const { reference } of listed.filter((row) => row.productGuid === guid)) {
      const name = elementName(asObject(body["properties"]), reference);
      if (name !== undefined) names.set(`${guid} ${reference}`, name);
    }
  }
  return names;
}

function elementName(properties: JsonObject, reference: string): string | undefined {
  const place = placeIn(reference);
  const { value } = asObject(properties[place?.property ?? ""]);
  if (!Array.isArray(value) || place === undefined) return undefined;
  const { value: name } = asObject(asObject(value[place.index])["name"]);
  return typeof name === "string" ? name : undefined;
}

/** Each once, sorted; a leaf that stands in several rows ends with the first of them. */
export function configurableFacts(
  rows: readonly CertificateRow[],
  see: { readonly products: readonly ProductRow[]; readonly elements: ElementNames },
): readonly ConfigurableFact[] {
  const facts = new Map<string, ConfigurableFact>();
  for (const row of rows.toSorted((left, right) => right.validUntil - left.validUntil)) {
    if (row.isCa || !row.configurable || row.productGuid === undefined) continue;
    const { productGuid: guid, reference } = row;
    const product = see.products.find((one) => one.guid === guid)?.type ?? guid;
    const place = placeIn(reference);
    const element = see.elements.get(`${guid} ${reference}`) ?? (place === undefined ? undefined : String(place.index));
    facts.set(`${product} ${reference}`, {
      guid,
      product,
      property: place?.property ?? reference,
      ...(element === undefined ? {} : { element }),
      reference,
      notAfter: iso(row.validUntil),
    });
  }
  return [...facts].toSorted(([left], [right]) => (left < right ? -1 : 1)).map(([, fact]) => fact);
}

/** What policies judge: v0 shows issuer and dates. */
export function configurableSlots(
  facts: readonly ConfigurableFact[],
  rows: readonly CertificateRow[],
): readonly Slot[] {
  return facts.map((fact) => {
    const own = rows.filter((row) => row.productGuid === fact.guid && row.reference === fact.reference);
    const row = own.toSorted((left, right) => left.validUntil - right.validUntil)[0];
    const shown = row === undefined ? {} : { issuer: row.issuer, notBefore: iso(row.validFrom) };
    return { name: slotName(fact), class: "leaf", ...shown, notAfter: fact.notAfter };
  });
}

/** What the estate says of this leaf; an entry without `element` is about every element of a collection. */
export function declaredFor(
  { product, property, element }: Pick<ConfigurableFact, "product" | "property" | "element">,
  declared: readonly ConfigurableOption[] = [],
): readonly ConfigurableOption[] {
  return declared.filter(
    (one) =>
      one.product === product &&
      one.property === property &&
      (one.element === undefined ? element === undefined || "keep" in one : one.element === element),
  );
}

/** Does the estate give the leaf in this slot a new certificate? */
export function isReplacedSlot(name: string, declared: readonly ConfigurableOption[] = []): boolean {
  return declared.some((one) => "issuer" in one && slotName(one) === name);
}
