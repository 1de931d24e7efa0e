import type { Readable } from "node:stream"
import { request } from "undici"
import type { z } from "zod"

/** An answer that was not a success. */
export class HttpError extends Error {
  override name = "HttpError"
  readonly status: number
  readonly body: unknown

  constructor(method: string, url: string, status: number, body: unknown) {
    super(`${method} ${url} answered ${status}: ${JSON.stringify(body)}`)
    this.status = status
    this.body = body
  }
}

/** Speaks JSON to one of our programs. */
export class JsonClient {
  readonly #base: string
  readonly #headers: Record<string, string>

  constructor(base: string, apiKey?: string) {
    this.#base = base
    this.#headers = apiKey ? { authorization: `Bearer ${apiKey}` } : {}
  }

  get<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    return this.send("GET", path, undefined, schema)
  }

  post<T>(path: string, body: unknown, schema: z.ZodType<T>): Promise<T> {
    return this.send("POST", path, body, schema)
  }

  /** @throws HttpError */
  async send<T>(
    method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
    path: string,
    body: unknown,
    schema: z.ZodType<T>,
  ): Promise<T> {
    return this.#request(
      method,
      path,
      body === undefined ? undefined : JSON.stringify(body),
      "application/json",
      schema,
    )
  }

  /** Uploads a CSV. @throws HttpError */
  upload<T>(path: string, csv: Readable | string, schema: z.ZodType<T>): Promise<T> {
    return this.#request("PUT", path, csv, "text/csv", schema)
  }

  /** Puts a text into the media library. @throws HttpError */
  uploadText<T>(path: string, text: string, schema: z.ZodType<T>): Promise<T> {
    return this.#request("POST", path, text, "text/plain", schema)
  }

  async #request<T>(
    method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
    path: string,
    body: Readable | string | undefined,
    contentType: string,
    schema: z.ZodType<T>,
  ): Promise<T> {
    const url = `${this.#base}${path}`
    const response = await request(url, {
      method,
      headers: { ...this.#headers, ...(body === undefined ? {} : { "content-type": contentType }) },
      body: body ?? null,
      headersTimeout: 600_000,
      bodyTimeout: 600_000,
    })
    const text = await response.body.text()
    const answer: unknown = text === "" ? undefined : JSON.parse(text)
    if (response.statusCode >= 300) throw new HttpError(method, url, response.statusCode, answer)
    return schema.parse(answer)
  }
}
