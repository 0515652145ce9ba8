import type { LabReply } from "../model.ts";
import type { OpsmanState } from "./state.ts";

/** What an endpoint makes of a request. */
export interface Answer {
  readonly state: OpsmanState;
  readonly reply: LabReply;
}

export function json(status: number, body: unknown): LabReply {
  return { status, headers: { "content-type": "application/json; charset=utf-8" }, body: JSON.stringify(body) };
}

export function html(status: number, title: string): LabReply {
  return {
    status,
    headers: { "content-type": "text/html" },
    body: `<html><head><title>${status} ${title}</title></head><body><center><h1>${status} ${title}</h1></center></body></html>`,
  };
}

/** The envelope of most refusals (reference, section 2). */
export function errors(status: number, ...texts: readonly string[]): LabReply {
  return json(status, { errors: texts });
}

/** The envelope of token and start-up refusals. */
export function errorsBase(status: number, text: string): LabReply {
  return json(status, { errors: { base: [text] } });
}

/** As the platform writes instants: whole seconds, UTC. */
export function rfc3339(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}

/** A body that is a JSON object; anything else counts as an empty one. */
export function bodyOf(text: string): Readonly<Record<string, unknown>> {
  try {
    return record(JSON.parse(text));
  } catch {
    return {};
  }
}

/** The value as an object; an empty one if it is none. */
export function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** The value as a text; an empty one if it is none. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
