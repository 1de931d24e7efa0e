import { isTemplateLanguage } from "@parley/whatsapp/templates"
import type { FastifyReply, FastifyRequest } from "fastify"
import { z } from "zod"
import { Attempts, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"

import { type PreferenceLink, preferenceLinks, preferencePath } from "./link.ts"
import { plainPage, preferencePolicy, preferencesPage } from "./page.ts"
import { type Choice, ownerOfLink, readPreferences, savePreferences } from "./preferences.ts"
import { browserLanguages, pageWords } from "./words.ts"

/** Of one contact's page within a minute: a person who tries things out has enough, a program does not. */
const mostAttempts = 30
const longestForm = 64 * 1024

const byToken = z.object({ token: z.string() })
const asked = z.object({ saved: z.string().optional() })

/**
 * A contact's own page. Who has its address is the contact: there is no session that another site could use, and reading it
 * changes nothing, as programs that look at links do.
 */
export const preferencePages =
  (platform: Platform): Routes =>
  async (app) => {
    const { db, clock, rooms } = platform
    const links = preferenceLinks(platform)
    const attempts = new Attempts(mostAttempts)
    app.addContentTypeParser(
      "application/x-www-form-urlencoded",
      { parseAs: "string", bodyLimit: longestForm },
      (_request, body, done) => done(null, String(body)),
    )

    const answer = (reply: FastifyReply, status: number, html: string) =>
      reply
        .status(status)
        .headers({
          "content-security-policy": preferencePolicy,
          "x-frame-options": "DENY",
          "x-robots-tag": "noindex, nofollow",
          "referrer-policy": "no-referrer",
          "cache-control": "no-store",
        })
        .type("text/html; charset=utf-8")
        .send(html)
    const gone = (request: FastifyRequest, reply: FastifyReply) => {
      const { language, words } = pageWords(browserLanguages(request.headers["accept-language"]))
      return answer(reply, 404, plainPage(language, words.goneTitle, words.gone))
    }
    /** The link of a request that may go on; undefined: it has been answered. */
    const opened = (
      request: FastifyRequest,
      reply: FastifyReply,
      token: string,
    ): PreferenceLink | undefined => {
      const now = clock.now()
      const link = links.read(token, now)
      if (link === undefined) {
        void gone(request, reply)
        return undefined
      }
      if (attempts.take(link.contactId, now)) return link
      const { language, words } = pageWords(browserLanguages(request.headers["accept-language"]))
      void answer(
        reply.header("retry-after", "60"),
        429,
        plainPage(language, words.tooManyTitle, words.tooMany),
      )
      return undefined
    }

    app.get(
      `${preferencePath}/:token`,
      { schema: { hide: true, params: byToken, querystring: asked } },
      async (request, reply) => {
        const link = opened(request, reply, request.params.token)
        if (link === undefined) return reply
        const found = await db.workspace(link.workspaceId, async (tx) =>
          readPreferences(tx, rooms, { ...link, contactId: await ownerOfLink(tx, rooms, link.contactId) }),
        )
        if (found === undefined) return gone(request, reply)
        const spoken = pageWords([found.language, ...browserLanguages(request.headers["accept-language"])])
        return answer(
          reply,
          200,
          preferencesPage(spoken, { ...found, isSaved: request.query.saved !== undefined }),
        )
      },
    )

    app.post(
      `${preferencePath}/:token`,
      { schema: { hide: true, params: byToken } },
      async (request, reply) => {
        const link = opened(request, reply, request.params.token)
        if (link === undefined) return reply
        const choice = readChoice(new URLSearchParams(typeof request.body === "string" ? request.body : ""))
        const isSaved = await db.workspace(link.workspaceId, async (tx) => {
          const contactId = await ownerOfLink(tx, rooms, link.contactId)
          return savePreferences(tx, rooms, { ...link, contactId, choice, now: clock.now() })
        })
        if (!isSaved) return gone(request, reply)
        return reply
          .header("cache-control", "no-store")
          .redirect(`${preferencePath}/${request.params.token}?saved=1`, 303)
      },
    )
  }

function readChoice(form: URLSearchParams): Choice {
  const given = form.get("language") ?? ""
  return {
    ticked: new Set(form.getAll("group")),
    shown: new Map([
      ...form.getAll("was_on").map((id) => [id, "subscribed"] as const),
      ...form.getAll("was_off").map((id) => [id, "unsubscribed"] as const),
    ]),
    stopAll: form.get("all") === "unsubscribe",
    language: isTemplateLanguage(given) ? given : null,
    shownLanguage: form.get("was_language"),
  }
}
