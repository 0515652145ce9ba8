import { errors } from "undici";
import { HttpFailure, type HttpFailureCode } from "../http.ts";

/** Errors of getaddrinfo(3), of connect(2) and of a socket, as Node.js names them. */
const connectCodes: Readonly<Record<string, HttpFailureCode>> = {
  ENOTFOUND: "unresolved",
  EAI_AGAIN: "unresolved",
  EAI_FAIL: "unresolved",
  EAI_NODATA: "unresolved",
  ECONNREFUSED: "refused",
  EHOSTUNREACH: "unreachable",
  EHOSTDOWN: "unreachable",
  ENETUNREACH: "unreachable",
  ENETDOWN: "unreachable",
  EADDRNOTAVAIL: "unreachable",
  ETIMEDOUT: "unreachable",
  EACCES: "unreachable",
  EPERM: "unreachable",
  ECONNRESET: "closed",
  EPIPE: "closed",
};

/** Before the request was written: whatever failed, not a byte of it left. */
export function connectFailure(error: unknown): HttpFailure {
  if (error instanceof HttpFailure) return error;
  const code = codeOf(error);
  return new HttpFailure(connectCodes[code] ?? "protocol", false, textOf(error), error);
}

/**
 * After the request was written. A TLS alert counts as closed: under TLS 1.3 a server that refuses our client
 * certificate says so only then. What is left is a reply that is not HTTP.
 */
export function replyFailure(error: unknown): HttpFailure {
  const code = codeOf(error);
  const isProtocol = error instanceof errors.HTTPParserError || code === "UND_ERR_HEADERS_OVERFLOW";
  const text = isProtocol ? "the reply is not HTTP" : "the connection closed after the request was sent";
  return new HttpFailure(isProtocol ? "protocol" : "closed", true, `${text}: ${textOf(error)}`, error);
}

/** With several addresses of one name Node.js gives an AggregateError; its first error stands for all. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  if ("code" in error && typeof error.code === "string") return error.code;
  return error instanceof AggregateError ? codeOf(error.errors[0]) : "";
}

function textOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === "") return textOf(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}
