import { request } from "undici"

export type Method = "GET" | "POST" | "PATCH" | "PUT" | "DELETE"

/** Asks over HTTP, in JSON both ways. */
export async function call(
  method: Method,
  url: string,
  body?: unknown,
  headers: Record<string, string> = {},
) {
  const answer = await request(url, {
    method,
    headers: body === undefined ? headers : { ...headers, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.body.text()
  return { status: answer.statusCode, body: text === "" ? undefined : JSON.parse(text) }
}
