import type { TargetType } from "../target-type.ts";
import { opsmanType } from "./opsman.ts";
import { tlsType } from "./tls.ts";

/** The target types of this version. */
export const targetTypes: readonly TargetType[] = [opsmanType, tlsType];

/** Types that are named in the documents and come later. */
export const typesToCome: readonly string[] = [
  "nsx",
  "octopus-server",
  "octopus-tentacles",
  "rancher",
  "talos",
  "kamaji",
];
