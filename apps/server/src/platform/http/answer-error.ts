import type { FastifyError, FastifyReply, FastifyRequest } from "fastify"
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod"
import pg from "pg"
import { troubleOf } from "../database/index.ts"
import { Problem } from "../errors.ts"

/** What a client that obeys it waits: longer than most trouble of a database lasts, shorter than a person's patience. */
const usualRetryAfterSeconds = 2

/**
 * Answers any failure in a shape. What nobody foresaw is logged whole and answered without details; of being
 * too busy, which anyone can bring about, the log has a line.
 */
export const answerErrorsIn =
  (shape: (problem: Problem, requestId: string) => { status: number; body: object }) =>
  (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    const problem = asProblem(error)
    if (error instanceof Problem && problem.status === 503)
      request.log.warn({ reason: problem.message, reqId: request.id }, "request refused for now")
    else if (problem.status >= 500) request.log.error({ err: error, reqId: request.id }, "request failed")
    const retryAfter =
      problem.retryAfterSeconds ?? (problem.status === 503 ? usualRetryAfterSeconds : undefined)
    if (retryAfter !== undefined) reply.header("retry-after", retryAfter)
    const { status, body } = shape(problem, request.id)
    reply.status(status).send(body)
  }

/** Answers any failure in the one error shape. */
export const answerError = answerErrorsIn((problem, requestId) => ({
  status: problem.status,
  body: body(problem, requestId),
}))

export function answerNotFound(request: FastifyRequest, reply: FastifyReply): void {
  const problem = new Problem("not_found", `There is no ${request.method} ${request.url.split("?")[0]}.`, {
    help: "See /docs for the operations of this API.",
  })
  const answer = body(problem, request.id)
  // Outside of our own API also as clients of Braze read it, who may ask for anything of Braze's.
  reply
    .status(problem.status)
    .send(request.url.startsWith("/v1/") ? answer : { message: problem.message, ...answer })
}

function body(problem: Problem, requestId: string) {
  const { code, message, field, help, extra } = problem
  return {
    error: {
      code,
      message,
      ...(field === undefined ? {} : { field }),
      help,
      request_id: requestId,
      ...extra,
    },
  }
}

const badAddress: ReadonlySet<unknown> = new Set(["FST_ERR_BAD_URL", "FST_ERR_MAX_PARAM_LENGTH"])

function asProblem(error: FastifyError | Error): Problem {
  if (error instanceof Problem) return error
  if (hasZodFastifySchemaValidationErrors(error)) return invalidRequest(error)
  if (error instanceof pg.DatabaseError && error.code === "23505") {
    return new Problem("conflict", "Something with the same identity exists already.")
  }
  if (error instanceof pg.DatabaseError && error.code === "23503") {
    return new Problem("conflict", "Something that this refers to was deleted, or is still referred to.")
  }
  if (troubleOf(error) === "passing") {
    return new Problem(
      "unavailable",
      "The database cannot do this at the moment. Nothing was changed, or all of it.",
    )
  }
  if ("code" in error && badAddress.has(error.code))
    return new Problem("invalid_request", "The address is not a valid URL, or a part of it is too long.", {
      help: "Check the ids in the address; see /docs for the operations of this API.",
    })
  const status = "statusCode" in error ? error.statusCode : undefined
  if ("code" in error && error.code === "FST_ERR_CTP_EMPTY_JSON_BODY")
    return new Problem("invalid_json", "The body is empty, and the content-type says that it is JSON.", {
      help: "Send {}, or leave out the content-type.",
    })
  if (status === 400) return new Problem("invalid_json", error.message)
  if (status === 413) return new Problem("too_large", error.message)
  if (status === 415) return new Problem("unsupported_media_type", error.message)
  return new Problem("internal", "Something went wrong on our side.")
}

/** More than these would not be read, and a body may have an issue for each of its thousands of entries. */
const mostIssues = 100

interface ValidationFailure {
  validation: { instancePath: string; message?: string }[]
  validationContext?: string
}

/** The first issue is the problem's own; those of a body are all told, so that a form can show each beside its field. */
function invalidRequest({ validation, validationContext }: ValidationFailure): Problem {
  const issues = validation.slice(0, mostIssues).map(({ instancePath, message }) => ({
    field: instancePath.slice(1).replaceAll("/", "."),
    message: message ?? "is not valid",
  }))
  const { field = "", message = "is not valid" } = issues[0] ?? {}
  const named = field === "" ? {} : { field }
  // People meet this one: the dashboard's addresses hold ids, and links get cut off.
  if (validationContext === "params") {
    return new Problem("invalid_request", "This link is not valid.", {
      ...named,
      help: "Check the link, or go back to the list.",
    })
  }
  const isBody = validationContext === "body" || !validationContext
  const where = isBody ? "" : ` in the ${validationContext}`
  return new Problem("invalid_request", `${field || "The request"}${where}: ${message}`, {
    ...(field === ""
      ? { help: "Correct the request as the message says; /docs shows what the operation takes." }
      : { field }),
    ...(isBody ? { extra: { issues } } : {}),
  })
}
