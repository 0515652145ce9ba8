/**
 * What a name in a certificate could use to rewrite a terminal or a review: control characters, invisible and
 * direction-changing ones (Unicode Cf: bidi controls, zero width), line separators, halves of surrogates.
 */
const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Text from outside, safe to print on one line: each unsafe character becomes a visible `\u{1b}`. */
export function escapeText(text: string): string {
  return text.replace(unsafe, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}
