import type { Json, JsonObject } from "../../model/json.ts";

/**
 * What each violation of the safety checks means, and the step that is missing. The texts on the left are literal.
 * Source: reference/opsman, section 8.
 */
const meanings: Readonly<Record<string, string>> = {
  "there is more than one signing version of a certificate authority":
    "leaves by two versions of a CA are deployed: an Apply Changes of all products is missing, with the errands that reach service instances",
  "certificate authorities can not have a transitional version":
    "a rotation is under way already: go on with it, do not begin another",
  "latest certificate authority versions with active children are not signing":
    "an earlier rotation reached a tile but not its service instances: run its upgrade errand with an Apply Changes",
  "active child certificate version is not the latest non-transitional version or more than one active version exists":
    "the newest leaves are not deployed everywhere: an Apply Changes of all products is missing",
  "certificate authorities latest version is not transitional":
    "the Apply Changes after generate is missing, or the CA was made after generate, or it is the customer's: exclude it or regenerate it",
  "signing version has to be transitional if there is a transitional certificate authority":
    "activate was left out: activate the new CA first",
  "active child certificate does not trust the certificate authority that will regenerate it":
    "the Apply Changes after generate has not reached every deployment: apply again; if that does not help, vendor support",
  "certificate authorities must have a non-transitional version":
    "CredHub must be repaired: the transitional flag of that CA has to be taken away; vendor support",
  "active child certificate is signed by a certificate authority that is not the latest version":
    "CredHub must be repaired, or vendor support asked: a leaf is by an older version of its CA",
  "active child certificate version is signed by a certificate authority that is not the latest version":
    "the Apply Changes after regenerate is missing",
  "active certificate version is not the latest non transitional version":
    "the Apply Changes after regenerate has not reached this leaf: apply again",
  "transitional certificate authority is the latest version":
    "the new CA was never activated: a rotation is not taken back by deleting it; go forward, or vendor support",
};

/** What a reply says was violated, in words, one line each; empty where it says nothing of the kind. */
export function violationWords(body: Json): readonly string[] {
  const { safety_violations: list } = isObject(body) ? body : {};
  if (!Array.isArray(list)) return [];
  return list.filter(isObject).map((row) => {
    const { violation, certificate_names: names } = row;
    const text = typeof violation === "string" ? violation : "a violation without a name";
    const about = Array.isArray(names) && names.length > 0 ? ` (${names.slice(0, 5).join(", ")})` : "";
    return `${text}${about}: ${meanings[text] ?? "what it means is documented nowhere; vendor support"}`;
  });
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
