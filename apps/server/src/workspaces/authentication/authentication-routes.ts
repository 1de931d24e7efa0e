import type { FastifyPluginAsync, FastifyRequest } from "fastify"
import type { Platform } from "../../platform/index.ts"
import { type Authentication, addressHeader, authPath } from "./authentication.ts"

/** Hands everything under /auth to better-auth, with the client's address as this server knows it. */
export const authenticationRoutes =
  ({ config }: Pick<Platform, "config">, authentication: Authentication): FastifyPluginAsync =>
  async (app) => {
    app.removeAllContentTypeParsers()
    app.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body))
    app.route({
      method: ["GET", "POST"],
      url: `${authPath}/*`,
      schema: { hide: true },
      async handler(request, reply) {
        const answer = await authentication.handler(asRequest(request, config.publicUrl))
        for (const [name, value] of answer.headers) if (name !== "set-cookie") reply.header(name, value)
        const cookies = answer.headers.getSetCookie()
        if (cookies.length > 0) reply.header("set-cookie", cookies)
        return reply.status(answer.status).send(answer.body === null ? null : await answer.text())
      },
    })
  }

function asRequest(request: FastifyRequest, publicUrl: string): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    for (const one of [value ?? []].flat()) headers.append(name, one)
  }
  headers.set(addressHeader, request.ip)
  headers.delete("content-length")
  const { method, body, url } = request
  return new Request(new URL(url, publicUrl), {
    method,
    headers,
    ...(typeof body === "string" && body !== "" ? { body } : {}),
  })
}
