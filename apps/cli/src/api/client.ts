/** The public API as this command asks it. */
import type { Readable } from "node:stream"
import { type ApiClient, createClient, type Shapes } from "@parley/api-client"
import { Failure } from "../failure.ts"
import { type JsonHttp, methods } from "./http.ts"

export type { Shapes }

/** What is asked with `answerOf(api.GET("/v1/me"))`, and the two requests whose bodies are files. */
export interface ParleyApi extends Pick<ApiClient, "GET" | "POST" | "PUT" | "PATCH" | "DELETE"> {
  readonly url: string
  upload: JsonHttp["upload"]
  download(path: string): Promise<Readable>
}

/** The public API over a connection, with its failures and repetitions. */
export function parleyApi(http: JsonHttp): ParleyApi {
  const client = createClient({ baseUrl: http.url, fetch: (request) => answerTo(http, request) })
  return {
    ...client,
    url: http.url,
    upload: (path, file) => http.upload(path, file),
    download: (path) => http.download(path),
  }
}

async function answerTo(http: JsonHttp, request: Request): Promise<Response> {
  const method = methods.find((known) => known === request.method)
  if (method === undefined) throw new Error(`The API knows no ${request.method}.`)
  const given = await request.text()
  const key = request.headers.get("idempotency-key") ?? undefined
  const path = request.url.slice(http.url.length)
  const text = await http.send(method, path, given === "" ? undefined : given, key)
  return text === "" ? new Response(null, { status: 204 }) : new Response(text)
}

/** What was answered to a call that is answered with something. Refusals are thrown before. */
export async function answerOf<T>(call: Promise<{ data?: T }>): Promise<T> {
  const { data } = await call
  if (data === undefined) throw new Failure("The API's answer is empty.")
  return data
}

interface Page<Row> {
  data: Row[]
  next: string | null
}

/** Every row of a list, page after page: `everyRow((query) => api.GET("/v1/numbers", { params: { query } }))`. */
export async function everyRow<Row>(
  page: (query: { limit: number; after?: string }) => Promise<{ data?: Page<Row> }>,
): Promise<Row[]> {
  const rows: Row[] = []
  let after: string | null = null
  do {
    const { data, next }: Page<Row> = await answerOf(page({ limit: 500, ...(after !== null && { after }) }))
    rows.push(...data)
    after = next
  } while (after !== null)
  return rows
}
