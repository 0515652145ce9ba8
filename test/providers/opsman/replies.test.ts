import { expect, test } from "vitest";
import { errorText } from "../../../src/providers/opsman/reply-words.ts";

const envelopes: Readonly<Record<string, { readonly status: number; readonly body: string; readonly says: string }>> = {
  "a list": { status: 422, body: '{"errors":["Install in progress"]}', says: "Install in progress" },
  "a text": { status: 404, body: '{"errors":"Product not found"}', says: "Product not found" },
  "errors in errors": { status: 403, body: '{"errors":{"errors":["not allowed"]}}', says: "not allowed" },
  "errors by base": {
    status: 503,
    body: '{"errors":{"base":["Authentication is starting up."]}}',
    says: "Authentication is starting up.",
  },
  "error alone": { status: 422, body: '{"error":"safety constraints violated"}', says: "safety constraints violated" },
  "OAuth's": {
    status: 401,
    body: '{"error":"unauthorized","error_description":"Bad credentials"}',
    says: "unauthorized; Bad credentials",
  },
  "failed verifiers": {
    status: 422,
    body: JSON.stringify({
      errors: ["checks failed"],
      deployment_errors: {
        products: [
          {
            identifier: "cf",
            verifiers: [{ type: "StaticIpsVerifier", ignorable: true, errors: ["10.0.0.1 is in use"] }],
          },
        ],
      },
    }),
    says: "checks failed; cf: StaticIpsVerifier, ignorable: 10.0.0.1 is in use",
  },
  "the page of nginx": {
    status: 502,
    body: "<html>502 Bad Gateway</html>",
    says: "a page of its web server: Ops Manager behind it is starting",
  },
  "another page": { status: 404, body: "<html>Not Found</html>", says: "a page instead of JSON" },
  "nothing at all": { status: 500, body: "", says: "" },
};

for (const [name, { status, body, says }] of Object.entries(envelopes)) {
  test(`an error of the platform is told in words: ${name}`, () => {
    expect(errorText({ status, headers: {}, body })).toBe(says);
  });
}
