import type { StepKind } from "../model/provider.ts";
import { consumerKind } from "./consumer.ts";
import { issueLeafKind } from "./issue-leaf.ts";
import { manualKind } from "./manual.ts";
import { writeOutputKind } from "./write-output.ts";

export { type ConsumerUpdate, consumerSteps, consumerVerifier } from "./consumer-steps.ts";
export { keyOfLeaf } from "./issue-leaf.ts";
export { issueLeafStep, type LeafToIssue } from "./issue-leaf-step.ts";
export { type ManualWork, manualStep } from "./manual.ts";
export { type NewContent, outputSteps } from "./output-steps.ts";
export type { StepFrame } from "./step-frame.ts";
export { readOutput, refuseOutputInGit, storeOutput } from "./store-output.ts";

/** Kinds that every provider has beside its own. A kind is added here and nowhere else. */
export const sharedKinds: Readonly<Record<string, StepKind>> = {
  "certplan.consumer": consumerKind,
  "certplan.issue-leaf": issueLeafKind,
  "certplan.manual": manualKind,
  "certplan.write-output": writeOutputKind,
};
