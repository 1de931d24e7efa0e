import { exampleLinkId } from "@parley/model"
import type { FastifyReply, FastifyRequest } from "fastify"
import { z } from "zod"
import { Attempts, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { type LinkRef, linkIds } from "../link-id.ts"
import { linkPath } from "../settings/settings.ts"
import { ClickCollector } from "./click-collector.ts"
import { KnownLinks } from "./known-links.ts"
import { linkPage, linkPagePolicy } from "./page.ts"
import { isProgram } from "./programs.ts"

/** Of ids that are none, from one address within a minute: people mistype one, programs try thousands. */
const mostWrong = 30
/** Of one id within a minute: nobody taps more often. What comes then leads on, and counts as a program's. */
const mostTaps = 30
const dayMs = 24 * 60 * 60_000

const byId = z.object({ id: z.string() })

/** What is no address, or too long for one, was kept as it was written; no header carries that. */
const inAscii = (target: string) => (/^[!-~]*$/.test(target) ? target : encodeURI(target))

/**
 * Leads those who tap a link to its target, which is one that a member wrote: the request says nothing of it. An id that nobody made
 * costs no question to the database.
 */
export const linkPages =
  (platform: Platform): Routes =>
  async (app) => {
    const { clock, logger, secrets } = platform
    const ids = linkIds(secrets)
    const links = new KnownLinks(platform.db)
    const clicks = new ClickCollector(platform)
    const wrong = new Attempts(mostWrong)
    const taps = new Attempts(mostTaps)
    app.addHook("onReady", async () => {
      await links.warm().catch((err) => logger.warn({ err }, "links could not be read ahead"))
    })
    app.addHook("onClose", () => clicks.close())

    /**
     * Nothing keeps an answer: each tap is to come here, also after the domain or the settings changed. And the target is not told
     * where people came from, as the address says which message they got.
     */
    const headers = {
      "cache-control": "private, no-store",
      "referrer-policy": "no-referrer",
      "x-robots-tag": "noindex, nofollow",
    }
    const say = (
      { headers: asked }: FastifyRequest,
      reply: FastifyReply,
      status: number,
      kind: Parameters<typeof linkPage>[0],
    ) =>
      reply
        .status(status)
        .headers({ ...headers, "content-security-policy": linkPagePolicy })
        .type("text/html; charset=utf-8")
        .send(linkPage(kind, asked["accept-language"]))
    const lead = (reply: FastifyReply, target: string) =>
      reply.headers(headers).redirect(inAscii(target), 302)

    const refuse = (request: FastifyRequest, reply: FastifyReply) => {
      wrong.take(request.ip, clock.now())
      return say(request, reply, 404, "unknown")
    }

    /** @returns undefined where it is not known, and cannot be asked for */
    const targetOf = async (ref: LinkRef) => {
      try {
        const link = await links.link(ref.linkId)
        if (link === null) return null
        const isOver = clock.now().getTime() - ref.message.at.getTime() > link.lastingDays * dayMs
        if (isOver) return { expired: link.expiredUrl }
        const target = link.target ?? (await links.target(ref))
        return target === null ? null : { target }
      } catch (err) {
        logger.warn({ err }, "a link could not be looked up")
        return undefined
      }
    }

    app.route({
      method: ["GET", "HEAD"],
      url: `${linkPath}:id`,
      schema: { hide: true, params: byId },
      async handler(request, reply) {
        const now = clock.now()
        if (wrong.isOver(request.ip, now)) {
          reply.header("retry-after", "60")
          return say(request, reply, 429, "too_many")
        }
        const { id } = request.params
        if (id === exampleLinkId) return say(request, reply, 200, "example")
        const ref = ids.read(id)
        if (ref === undefined) return refuse(request, reply)
        const found = await targetOf(ref)
        if (found === undefined) return say(request, reply.header("retry-after", "3"), 503, "busy")
        if (found === null) return refuse(request, reply)
        if (found.target === undefined) {
          return found.expired ? lead(reply, found.expired) : say(request, reply, 410, "expired")
        }
        clicks.add(ref, isProgram(request) || !taps.take(id, now))
        return lead(reply, found.target)
      },
    })
  }
