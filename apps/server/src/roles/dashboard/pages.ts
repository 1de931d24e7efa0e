import { setTimeout as sleep } from "node:timers/promises"
import fastifyStatic from "@fastify/static"
import type { FastifyReply } from "fastify"
import type { Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { BuiltDashboard, builtFolder } from "./built.ts"
import { contentPolicy } from "./content-policy.ts"

/** How long a page waits for the build before it says that one is under way. */
const patienceMs = 400

/** Addresses of programs, which get an error in JSON where there is nothing, and never a page. */
const ofPrograms = /^\/(v1|auth|webhooks|docs|health|ready|metrics|openapi\.json)(\/|$)/

/** The dashboard: one page that finds its own way by its address, and the files it is made of. */
export const dashboardPages =
  ({ config, logger }: Pick<Platform, "config" | "logger">): Routes =>
  async (app) => {
    const dashboard = new BuiltDashboard()
    const policy = contentPolicy(config.meta)
    await app.register(fastifyStatic, {
      root: builtFolder,
      serve: false,
      preCompressed: true, // the build leaves a .br and a .gz beside what they make smaller
      logLevel: "silent",
      suppressWarning: true, // nothing is built yet on a fresh machine
    })

    // Their names carry a hash of their content.
    app.get("/assets/*", { schema: { hide: true } }, (request, reply) =>
      reply.sendFile(pathOf(request.url), { immutable: true, maxAge: "365d" }),
    )
    for (const name of ["icon.svg", "color-scheme.js"])
      app.get(`/${name}`, { schema: { hide: true } }, (_request, reply) =>
        reply.sendFile(name, { maxAge: "1d" }),
      )

    app.get("/*", { schema: { hide: true } }, async (request, reply) => {
      const isForPeople = request.headers.accept?.includes("text/html") && !ofPrograms.test(request.url)
      if (!isForPeople) return reply.callNotFound()
      reply.headers({
        "content-security-policy": policy,
        "x-frame-options": "DENY",
      })
      if (dashboard.isFresh()) return sendPage(reply)
      const building = dashboard.build()
      try {
        const wasQuick = await Promise.race([building.then(() => true), sleep(patienceMs, false)])
        if (wasQuick) return sendPage(reply)
        building.catch((error: unknown) => logger.error({ err: error }, "the dashboard could not be built"))
        return sendSentence(reply, 200, "Preparing the dashboard, which takes a few seconds…", 1)
      } catch (error) {
        logger.error({ err: error }, "the dashboard could not be built")
        return sendSentence(
          reply,
          503,
          "The dashboard could not be built. The API works; the server's log says why.",
        )
      }
    })
  }

/** The path within the built files that a URL means. */
function pathOf(url: string): string {
  return new URL(url, "http://localhost").pathname.slice(1)
}

function sendPage(reply: FastifyReply): FastifyReply {
  return reply.header("cache-control", "no-cache").sendFile("index.html", { cacheControl: false })
}

function sendSentence(reply: FastifyReply, status: number, sentence: string, againAfterSeconds?: number) {
  const again =
    againAfterSeconds === undefined ? "" : `<meta http-equiv="refresh" content="${againAfterSeconds}">`
  return reply
    .status(status)
    .header("cache-control", "no-store")
    .type("text/html; charset=utf-8")
    .send(
      `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">${again}<meta name="color-scheme" content="light dark"><title>Parley</title><main style="font-family:system-ui;display:grid;place-items:center;min-height:90vh"><p>${sentence}</p></main></html>`,
    )
}
