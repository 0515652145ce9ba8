import { expect, test } from "vitest";
import type { LabReply, LabRequest } from "../../src/lab/model.ts";
import {
  dotGraph,
  driftMarkdown,
  driftText,
  mermaidGraph,
  plainProgress,
  planMarkdown,
  planText,
} from "../../src/report/index.ts";
import { finish } from "../../src/simulation/closure.ts";
import { drawFrom } from "../../src/simulation/seeds/draw.ts";
import { World, type WorldValue } from "../../src/simulation/world.ts";
import { answering as answeringOf } from "../build/answering.ts";
import { commandOf } from "../build/ca-run.ts";
import { caEstate, caWorld, withErrand } from "../build/opsman-ca-world.ts";
import { apply, drift, plan } from "../build/opsman-world.ts";
import { aPlan, aSlot, aTarget, goldenNow } from "../build/plan.ts";
import { aStyle } from "../build/style.ts";
import { chosen, mutations } from "./mutate.ts";
import { outcomeOf } from "./refusal.ts";

const start = await caWorld();
const estate = caEstate(withErrand);

/** The platform of these tests, whose replies are made into something else. */
const answering = (change: (reply: LabReply, request: LabRequest) => LabReply): WorldValue =>
  answeringOf(start, change);

const pathOf = ({ method, path }: LabRequest): string =>
  `${method} ${path.split("?")[0]?.replace(/\/(?=[^/]*\d)[\w-]{8,}|\/\d+(?=\/|$)/g, "/*")}`;

interface Field {
  readonly path: string;
  readonly keys: readonly (string | number)[];
}

/** Every field of every reply of a plan and an apply; of a list its first and last element. */
async function fieldsRead(): Promise<readonly Field[]> {
  const fields = new Map<string, Field>();
  const note = (path: string, value: unknown, keys: readonly (string | number)[]): void => {
    fields.set(`${path} ${keys.join(".")}`, { path, keys });
    if (typeof value !== "object" || value === null) return;
    for (const [key, part] of Object.entries(value)) {
      const isFar = Array.isArray(value) && Number(key) > 0 && Number(key) < value.length - 1;
      if (!isFar) note(path, part, [...keys, Array.isArray(value) ? Number(key) : key]);
    }
  };
  const world = new World(
    answering((reply, request) => {
      if (reply.body.startsWith("{") || reply.body.startsWith("[")) note(pathOf(request), JSON.parse(reply.body), []);
      return reply;
    }),
  );
  expect(await finish(world, apply(commandOf(world, estate)))).toMatchObject({ exitCode: 0 });
  return [...fields.values()];
}

function replaced(value: unknown, [key, ...rest]: readonly (string | number)[], by: unknown): unknown {
  if (key === undefined) return by;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((part, index) => (index === key ? replaced(part, rest, by) : part));
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, name === key ? replaced(part, rest, by) : part]),
  );
}

const wrong: readonly unknown[] = [
  null, 7, -1.5, 1e300, true, "", "text", "2026-02-30T00:00:00Z", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
  "\u001b[2J\n[x](https://evil.example)", [], [[]], [null], [7], {}, { a: {} }, JSON.parse('{"__proto__":{"polluted":1}}'), Array(3000).fill({}), Array(3000).fill("x"),
]; // biome-ignore format: a list

const exits = [0, 2, 3, 4, 5, 7, 8, 9, 10];

/** The command ends with an exit code of its own, and never as a defect. */
async function expectEnds(what: string, run: () => Promise<{ readonly exitCode: number }>): Promise<number> {
  const outcome = await outcomeOf(run).catch((error: unknown) => {
    throw new Error(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  });
  const codes = "errors" in outcome ? outcome.errors.map(({ exitCode }) => exitCode) : [outcome.accepted.exitCode];
  expect(
    codes.filter((code) => !exits.includes(code)),
    what,
  ).toEqual([]);
  return codes[0] ?? 0;
}

const commands = {
  plan: (world: World) => finish(world, plan(commandOf(world, estate))),
  drift: (world: World) => finish(world, drift(commandOf(world, estate))),
  apply: (world: World) => finish(world, apply(commandOf(world, estate))),
} as const;

test("a field of another type in any reply is a platform error or a finding, for plan, drift and apply, and never a defect", async () => {
  const fields = await fieldsRead();
  expect(fields.length).toBeGreaterThan(150);
  const all = Math.ceil(mutations * 0.15);
  const told: Record<string, number> = {};
  for (let seed = 1; seed <= all; seed += 1) {
    const draw = drawFrom(seed + 5_000_000);
    const { path, keys } = chosen(draw, fields);
    const by = chosen(draw, wrong);
    const name = chosen(draw, ["plan", "drift", "apply"] as const);
    const world = new World(
      answering((reply, request) => {
        if (pathOf(request) !== path || !/^[[{]/.test(reply.body)) return reply;
        return { ...reply, body: JSON.stringify(replaced(JSON.parse(reply.body), keys, by)) };
      }),
    );
    const what = `${name}: ${path} ${keys.join(".")} = ${JSON.stringify(by)?.slice(0, 60)} (seed ${seed})`;
    const exit = await expectEnds(what, () => commands[name](world));
    if (name !== "apply")
      expect(
        world.arrived.filter(({ line }) => /^(PUT|DELETE)|^POST (?!\/uaa)/.test(line)),
        what,
      ).toEqual([]);
    if (name === "plan") expect(exit, `${what}: the estate is not at fault`).not.toBe(3);
    told[`${name} ${exit}`] = (told[`${name} ${exit}`] ?? 0) + 1;
  }
  console.log(`platforms: ${all} wrong fields of ${fields.length}`, told);
  expect({}).not.toHaveProperty("polluted");
});

/** By path of the request: the field, and what is none of its kind. */
const misfits: readonly (readonly [string, string, (string | number)[], unknown])[] = [
  [
    "a date that is none",
    "GET /api/v0/certificate_authorities",
    ["certificate_authorities", 0, "created_on"],
    "2026-02-30T00:00:00Z",
  ],
  [
    "a certificate that is none",
    "GET /api/v0/certificate_authorities",
    ["certificate_authorities", 0, "cert_pem"],
    "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
  ],
  [
    "a PEM that holds none",
    "GET /api/v0/certificate_authorities",
    ["certificate_authorities", 0, "cert_pem"],
    "no certificate",
  ],
  ["an install with a text for its number", "GET /api/v0/installations", ["installations", 0, "id"], "text"],
  ["a leaf that ends at no time", "GET /api/v0/deployed/certificates", ["certificates", 0, "valid_until"], "soon"],
  ["products that are nested 100,000 deep", "GET /api/v0/deployed/products", [0, "guid"], "DEEP"],
];

test.each(misfits)("%s is the platform's fault: unreadable, PlatformReply, exit 5", async (_what, path, keys, by) => {
  const world = new World(
    answering((reply, request) => {
      if (pathOf(request) !== path) return reply;
      const body = JSON.stringify(replaced(JSON.parse(reply.body), keys, by));
      return { ...reply, body: body.replace('"DEEP"', `${"[".repeat(100_000)}${"]".repeat(100_000)}`) };
    }),
  );
  const { plan: made, exitCode } = await commands.plan(world);
  expect([exitCode, made.targets[0]?.unreadable?.code]).toEqual([5, "PlatformReply"]);
});

test("an install without a number is a lost outcome, which is settled by asking", async () => {
  const world = new World(
    answering((reply, request) =>
      pathOf(request) === "POST /api/v0/installations" ? { ...reply, body: '{"install":{"id":"x"}}' } : reply,
    ),
  );
  const command = commandOf(world, estate);
  expect(await finish(world, apply(command))).toMatchObject({ exitCode: 0 });
  expect(command.events.filter(({ event }) => event === "StepSettled").length).toBeGreaterThan(0);
});

const deep = `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`;
const bodies: Readonly<Record<string, LabReply>> = {
  "a page with 200": { status: 200, body: "<html><script>alert(1)</script>" },
  "nothing with 200": { status: 200, body: "" },
  "JSON 100,000 deep": { status: 200, body: deep },
  "an error 100,000 deep": { status: 422, body: `{"errors":${deep}}` },
  "lists 100,000 deep": { status: 200, body: `${"[".repeat(100_000)}${"]".repeat(100_000)}` },
  "safety violations 100,000 deep": { status: 200, body: `{"safety_violations":[{"certificate_names":[${deep}]}]}` },
  "more than 32 MB": { status: 200, body: `"${"x".repeat(33 * 1024 * 1024)}"` },
  "a list of 300,000 rows": { status: 200, body: `{"certificates":[${Array(300_000).fill("{}").join(",")}]}` },
  "an error of 30 MB": { status: 500, body: JSON.stringify({ errors: ["x".repeat(30_000_000)] }) },
  "a redirect to elsewhere": { status: 302, headers: { location: "https://evil.example/" }, body: "" },
  "a permanent redirect": { status: 308, headers: { location: "https://evil.example/api" }, body: "{}" },
  "a status that is none": { status: 299, body: "{}" },
  "an error that is a terminal escape": {
    status: 500,
    body: '{"errors":["\\u001b[2J\\u202e<b>[x](https://evil.example)"]}',
  },
};

test.each(Object.entries(bodies))(
  "%s in the place of each reply: plan says unreadable (exit 4 or 5), apply stops, nothing goes to anyone else",
  async (_what, hostile) => {
    const paths = [
      "POST /uaa/oauth/token",
      "GET /api/v0/info",
      "GET /api/v0/certificate_authorities",
      "GET /api/v0/staged/pending_changes",
    ];
    for (const path of paths) {
      const value = answering((reply, request) => (pathOf(request) === path ? hostile : reply));
      const world = new World(value);
      const { plan: made, exitCode } = await commands.plan(world);
      expect([4, 5], path).toContain(exitCode);
      expect(made.targets[0]?.verdict).toBe("unreadable");
    }
    for (const path of [
      "POST /api/v0/installations",
      "POST /api/v0/certificate_authorities/generate",
      "GET /api/v0/installations",
    ]) {
      const world = new World(answering((reply, request) => (pathOf(request) === path ? hostile : reply)));
      expect([0, 5, 8, 9, 10], path).toContain(await expectEnds(path, () => commands.apply(world)));
    }
  },
);

// oxlint-disable-next-line no-control-regex -- control characters are what must not be there
const raw = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

const hostileTexts = [
  "\u001b[2J\u001b[31mall is well",
  "[x](https://evil.example)",
  "<script>alert(1)</script>",
  "\u202egnp.exe\r\n| a | b |",
  "![x](https://evil.example/x.png)</details>",
];

test.each(hostileTexts)(
  "%j as a product, a version, an issuer, a guid, an errand and an error reaches no output raw, and is no markup",
  async (text) => {
    const keys =
      /"(type|product_version|version|issuer|guid|name|identifier|label|user_name|variable_path|product_guid)":"(?!p-bosh|credhub)[^"]*"/g;
    const world = new World(
      answering((reply, request) => {
        if (request.path.startsWith("/uaa/")) return reply;
        const body = reply.body.replace(keys, (_all, key: string) => `"${key}":${JSON.stringify(text)}`);
        return { ...reply, body };
      }),
    );
    const made = (await commands.plan(world)).plan;
    const command = commandOf(world, estate);
    await outcomeOf(() => finish(world, apply(command)));
    const { report } = await finish(world, drift(commandOf(world, estate)));
    const failing = new World(
      answering((_reply, { path }) => ({
        status: path.startsWith("/uaa") ? 401 : 500,
        body: JSON.stringify({ error: text, errors: [text] }),
      })),
    );
    const unreadable = (await commands.plan(failing)).plan;
    const shown = [made, unreadable].flatMap((one) => [planText(one, aStyle()), mermaidGraph(one), dotGraph(one)]);
    const markdown = [made, unreadable].map((one) => planMarkdown(one, goldenNow, { flags: "" }));
    const texts = [
      ...shown,
      ...markdown,
      driftText(report, aStyle()),
      driftMarkdown(report, ""),
      ...command.events.map(plainProgress),
    ];
    for (const one of texts) expect(one).not.toMatch(raw);
    for (const one of [...markdown, driftMarkdown(report, "")]) {
      const outside = one.replace(/(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, "");
      expect(outside).not.toMatch(/evil\.example|<script|!\[x\]|\[x\]\(/);
    }
    expect(unreadable.targets[0]?.unreadable?.code).toBe("AccessRefused");
  },
);

test("a subject that is a terminal escape, a link and HTML is shown as text only", async () => {
  const subjects = ["CN=\u001b[2J", "CN=[x](https://evil.example)", "CN=<script>alert(1)</script>"];
  for (const subject of subjects) {
    const slot = aSlot({ subject, issuer: subject, sans: [`DNS:${subject}`] });
    const made = aPlan({
      targets: [
        aTarget({ slots: [slot], reasons: [{ code: "NearExpiry", sentence: `leaf ${subject} ends`, evidence: {} }] }),
      ],
    });
    const markdown = planMarkdown(made, goldenNow, { flags: "" });
    expect(planText(made, aStyle())).not.toContain("\u001b");
    expect(markdown.replace(/(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, "")).not.toMatch(/evil\.example|<script/);
    expect(markdown).not.toContain("\u001b");
  }
});
