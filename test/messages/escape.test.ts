import { expect, test } from "vitest";
import { escapeText } from "../../src/messages/escape.ts";

test.each([
  ["terminal escapes", "\u001b[31mred\u0007", "\\u{1b}[31mred\\u{7}"],
  ["line breaks of every kind", "a\r\nb\u2028c\u0085", "a\\u{d}\\u{a}b\\u{2028}c\\u{85}"],
  ["direction and invisible characters", "a\u202eb\u2066c\u200bd\ufeff", "a\\u{202e}b\\u{2066}c\\u{200b}d\\u{feff}"],
  ["half a surrogate", "a\ud800b", "a\\u{d800}b"],
  ["letters of any script stay", "Zürich, 東京, עברית", "Zürich, 東京, עברית"],
])("%s", (_case, text, shown) => {
  expect(escapeText(text)).toBe(shown);
});
