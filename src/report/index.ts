export { driftMarkdown } from "./drift-markdown.ts";
export { driftText } from "./drift-text.ts";
export { defectText, errorText } from "./errors.ts";
export { explainText, findTopics, type Topic } from "./explain.ts";
export { dotGraph, mermaidGraph } from "./graph.ts";
export { jsonDocument, jsonLine } from "./json.ts";
export { nextText, type Suggesting, withFlags } from "./next.ts";
export { type AbandonedView, abandonedText, confirmedText, type ResolvedStep, resolvedText } from "./person-words.ts";
export { markdownLimit, planMarkdown } from "./plan-markdown.ts";
export { type PlanOccasion, planText, untouchedText } from "./plan-text.ts";
export { type LiveState, liveLines, liveProgress, liveStart } from "./progress-live.ts";
export { plainProgress } from "./progress-plain.ts";
export {
  type RepairedView,
  type StateRunView,
  type StateTargetView,
  type StateView,
  stateHistoryText,
  stateListText,
  stateRepairText,
  stateShowText,
  stateVerifyText,
  type VerifiedRun,
  type VerifiedState,
} from "./state-text.ts";
export { type Palette, plainPalette, type Style } from "./style.ts";
export { shellWord } from "./words.ts";
