import type { TargetType } from "../target-type.ts";
import { opsmanType } from "./opsman.ts";
import { rancherType } from "./rancher.ts";
import { tlsType } from "./tls.ts";

/** The target types of this version. */
export const targetTypes: readonly TargetType[] = [opsmanType, rancherType, tlsType];

/** Types that are named in the documents and come later. */
export const typesToCome: readonly string[] = ["nsx", "octopus-server", "octopus-tentacles", "talos", "kamaji"];
