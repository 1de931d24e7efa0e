/** How the pages speak to the sandbox: the control API, the views, and the Graph API as an app would. */
import { z } from "zod"

/** What the sandbox refused, in words for the person who asked. */
export class ApiError extends Error {
  readonly code: string
  /** The member of the request that caused it, such as `phone_number`. */
  readonly field: string | undefined
  /** The number Meta gives this refusal in the login dialog, where it is known. */
  readonly errorId: string | undefined

  constructor(message: string, code: string, field: string | undefined, errorId?: string) {
    super(message)
    this.code = code
    this.field = field
    this.errorId = errorId
  }
}

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE"

const controlErrorSchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    field: z.string().optional(),
    error_id: z.string().optional(),
  }),
})

/** Calls `/_sandbox/{path}` and reads the answer in the schema's shape; throws ApiError. */
export async function control<T>(
  schema: z.ZodType<T>,
  method: Method,
  path: string,
  body?: object,
): Promise<T> {
  const { ok, json } = await exchange(method, `/_sandbox/${path}`, body, {})
  if (ok) return schema.parse(json)
  const refused = controlErrorSchema.safeParse(json)
  if (!refused.success) throw new ApiError("The sandbox did not answer.", "unavailable", undefined)
  const { code, message, field, error_id } = refused.data.error
  throw new ApiError(message, code, field, error_id)
}

/** What the sandbox said about this field of the request, to be shown beside it. */
export function refusalOf(error: Error | null, field: string): string | undefined {
  return error instanceof ApiError && error.field === field ? error.message : undefined
}

/** A control call whose answer does not matter. */
export async function command(method: Method, path: string, body?: object): Promise<void> {
  await control(z.unknown(), method, path, body)
}

const graphErrorSchema = z.object({
  error: z.object({
    message: z.string(),
    code: z.number(),
    error_user_msg: z.string().optional(),
    error_data: z.object({ details: z.string().optional() }).optional(),
  }),
})

/** Calls the Graph API with an app's token; throws ApiError in Meta's words. */
export async function graph<T>(
  schema: z.ZodType<T>,
  token: string,
  method: Method,
  path: string,
  body?: object,
): Promise<T> {
  const headers = token === "" ? {} : { authorization: `Bearer ${token}` }
  const { ok, json } = await exchange(method, `/v23.0/${path}`, body, headers)
  if (ok) return schema.parse(json)
  const refused = graphErrorSchema.safeParse(json)
  if (!refused.success) throw new ApiError("The sandbox did not answer.", "unavailable", undefined)
  const { error } = refused.data
  const more = error.error_user_msg ?? error.error_data?.details
  throw new ApiError(
    more === undefined ? error.message : `${error.message} ${more}`,
    String(error.code),
    undefined,
  )
}

async function exchange(
  method: Method,
  url: string,
  body: object | undefined,
  headers: Record<string, string>,
): Promise<{ ok: boolean; json: unknown }> {
  const response = await fetch(url, {
    method,
    headers: body === undefined ? headers : { ...headers, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const json: unknown = await response.json().catch(() => undefined)
  return { ok: response.ok, json }
}
