import { usage } from "./usage.ts";

/** `--because`: words that the journal keeps. Throws Usage where there are none, or too many for one line. */
export function reasonOf(text: string): string {
  const reason = text.trim();
  if (reason === "") throw usage("--because needs a reason: the journal keeps it for those who come after");
  if (reason.length > 500) throw usage("--because takes 500 characters at most");
  return reason;
}
