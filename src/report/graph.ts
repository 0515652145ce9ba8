import type { Plan } from "../model/plan.ts";
import { stepsByTarget } from "./plan-words.ts";
import { safe } from "./words.ts";

interface Node {
  readonly id: string;
  readonly label: string;
  readonly final: boolean;
}

interface Drawing {
  readonly groups: readonly { readonly name: string; readonly nodes: readonly Node[] }[];
  readonly arrows: readonly (readonly [from: string, to: string])[];
}

/** The steps of a plan as a Mermaid flowchart; final steps have a thick border. */
export function mermaidGraph(plan: Plan): string {
  const { groups, arrows } = drawingOf(plan);
  const lines = groups.flatMap(({ name, nodes }, index) => [
    `  subgraph t${index + 1}["${mermaidText(name)}"]`,
    ...nodes.map(({ id, label, final }) => `    ${id}["${mermaidText(label)}"]${final ? ":::final" : ""}`),
    "  end",
  ]);
  return [
    "flowchart TD",
    ...lines,
    ...arrows.map(([from, to]) => `  ${from} --> ${to}`),
    "  classDef final stroke-width:4px",
    "",
  ].join("\n");
}

/** The steps of a plan for Graphviz. */
export function dotGraph(plan: Plan): string {
  const { groups, arrows } = drawingOf(plan);
  const lines = groups.flatMap(({ name, nodes }, index) => [
    `  subgraph cluster_${index + 1} {`,
    `    label=${dotText(name)};`,
    ...nodes.map(({ id, label, final }) => `    ${id} [label=${dotText(label)}${final ? ", penwidth=3" : ""}];`),
    "  }",
  ]);
  return [
    "digraph plan {",
    "  node [shape=box];",
    ...lines,
    ...arrows.map(([from, to]) => `  ${from} -> ${to};`),
    "}",
    "",
  ].join("\n");
}

function drawingOf(plan: Plan): Drawing {
  const names = new Map(plan.steps.map((step, index) => [step.id, `s${index + 1}`]));
  const groups = [...stepsByTarget(plan)].map(([name, steps]) => ({
    name,
    nodes: steps.map(({ number, step }) => ({
      id: names.get(step.id) ?? "s0",
      label: `${number} ${step.title}${step.final ? " (FINAL)" : ""}${step.disruption === "none" ? "" : ` [${step.disruption}]`}`,
      final: step.final,
    })),
  }));
  const arrows = plan.steps.flatMap((step) =>
    step.after.flatMap((before) => {
      const [from, to] = [names.get(before), names.get(step.id)];
      return from === undefined || to === undefined ? [] : [[from, to] as const];
    }),
  );
  return { groups, arrows };
}

/** Mermaid reads entities written with `#`; everything but plain words is written so. */
function mermaidText(text: string): string {
  return safe(text).replace(/[^\p{L}\p{N} ,.()/:_-]/gu, (character) => `#${character.codePointAt(0) ?? 0};`);
}

function dotText(text: string): string {
  return `"${safe(text).replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}
