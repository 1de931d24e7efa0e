/** Reads what Meta answered. Anything that is not a Graph answer leaves the outcome open. */
import { explainError } from "../errors/explain.ts"
import { asBoolean, asId, asList, asNumber, asRecord, asText, readJson } from "../json.ts"
import type { Answer, Exchange } from "./exchange.ts"
import type { GraphError, GraphNoAnswer, GraphRejection, SendAccepted, SendOutcome } from "./result.ts"

/**
 * An answer that does not come from the Graph API, or not in a shape it is known to give.
 * @example
 * const number = await graph.get("106540352242922")
 * if (!number.ok && number.error.kind === "no_answer" && number.error.cause instanceof UnexpectedAnswerError)
 *   console.log(number.error.cause.body)
 */
export class UnexpectedAnswerError extends Error {
  /** The start of the body, for the log. */
  readonly body: string

  constructor(reason: string, body: string) {
    super(reason)
    this.name = "UnexpectedAnswerError"
    this.body = body
  }
}

/** The JSON of a 2xx answer, or the failure. */
export function readAnswer(answer: Answer): { ok: true; json: unknown } | { ok: false; error: GraphError } {
  const json = parseJson(answer.body.toString("utf8"))
  const rejection = readRejection(answer.httpStatus, json)
  if (rejection !== undefined) return { ok: false, error: rejection }
  if (answer.httpStatus < 200 || answer.httpStatus > 299) {
    return { ok: false, error: unexpected(answer, `HTTP ${answer.httpStatus} without a Graph error`) }
  }
  if (json === undefined) return { ok: false, error: unexpected(answer, "the answer is not JSON") }
  return { ok: true, json }
}

/** Whether Meta may have done what was asked: not when the request never left, nor when Meta's own error answers it. */
export function mayBeDone(exchanged: Exchange): boolean {
  if (exchanged.kind !== "answered") return exchanged.kind === "no_answer"
  const read = readAnswer(exchanged)
  return read.ok || read.error.kind !== "rejected"
}

/** The outcome of a send. Accepted only if a message id is there. */
export function readSendOutcome(answer: Answer): SendOutcome {
  const read = readAnswer(answer)
  if (!read.ok) return read.error
  const body = asRecord(read.json)
  const message = asRecord(asList(body?.messages)[0])
  const contact = asRecord(asList(body?.contacts)[0])
  const wamid = asId(message?.id)
  if (wamid === undefined) return unexpected(answer, "the answer to a send names no message id")
  return {
    kind: "accepted",
    wamid,
    waId: asId(contact?.wa_id),
    bsuid: asId(contact?.user_id),
    status: sendStatus(message?.message_status),
  }
}

function sendStatus(value: unknown): SendAccepted["status"] {
  return value === "accepted" || value === "held_for_quality_assessment" || value === "paused"
    ? value
    : undefined
}

/**
 * Reads the error envelope. `error_data` is an object, a plain string or absent, depending on the edge.
 * Undefined when there is none.
 */
export function readRejection(httpStatus: number, json: unknown): GraphRejection | undefined {
  const error = asRecord(asRecord(json)?.error)
  const code = error?.code
  if (error === undefined || typeof code !== "number") return undefined
  const subcode = asNumber(error.error_subcode)
  return {
    kind: "rejected",
    httpStatus,
    code,
    subcode,
    message: asText(error.message) ?? `error ${code}`,
    type: asText(error.type),
    details: asText(error.error_data) ?? asText(asRecord(error.error_data)?.details),
    userTitle: asText(error.error_user_title),
    userMessage: asText(error.error_user_msg),
    isTransient: asBoolean(error.is_transient),
    fbtraceId: asText(error.fbtrace_id),
    entry: explainError(code, httpStatus, subcode),
  }
}

/** The answer was Graph's in form, but `success` is false: some edges refuse in this way, without a code. */
export function refusedWithoutCode(httpStatus: number, reason: string | undefined): GraphRejection {
  return {
    kind: "rejected",
    httpStatus,
    code: 1,
    message: reason ?? "Meta answered success: false",
    entry: explainError(100, httpStatus),
  }
}

export function unexpected(answer: Answer, reason: string): GraphNoAnswer {
  const cause = new UnexpectedAnswerError(reason, answer.body.toString("utf8", 0, 500))
  return { kind: "no_answer", httpStatus: answer.httpStatus, cause }
}

function parseJson(text: string): unknown {
  try {
    return readJson(text)
  } catch {
    return undefined
  }
}
