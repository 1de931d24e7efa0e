import type { FastifyReply } from "fastify"
import { z } from "zod"
import { Attempts, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { reviewLinks, reviewPath } from "./link.ts"
import { plainPage, reviewPage, reviewPolicy, type Said } from "./page.ts"
import { addComment, openReview, PeopleCounted, readReviewed } from "./reviewed.ts"
import { longestComment, longestName, mostComments } from "./reviews.ts"

/** Of one link within a minute: several people may look at once. */
const mostReads = 60
const mostWrites = 10
const longestForm = 16 * 1024

const byToken = z.object({ token: z.string() })
const asked = z.object({ sent: z.string().optional() })
const nothingSaid: Said = { author: "", body: "", problem: null, isSent: false }

/**
 * A campaign for somebody without an account. Who has the address may look and comment: there is no session that another site could
 * use, and reading it changes nothing.
 */
export const reviewPages =
  (platform: Platform): Routes =>
  async (app) => {
    const { db, clock } = platform
    const links = reviewLinks(platform)
    const reads = new Attempts(mostReads)
    const writes = new Attempts(mostWrites)
    const counted = new PeopleCounted()
    app.addContentTypeParser(
      "application/x-www-form-urlencoded",
      { parseAs: "string", bodyLimit: longestForm },
      (_request, body, done) => done(null, String(body)),
    )

    const answer = (reply: FastifyReply, status: number, html: string) =>
      reply
        .status(status)
        .headers({
          "content-security-policy": reviewPolicy,
          "x-frame-options": "DENY",
          "x-robots-tag": "noindex, nofollow",
          "referrer-policy": "no-referrer",
          "cache-control": "no-store",
        })
        .type("text/html; charset=utf-8")
        .send(html)
    const gone = (reply: FastifyReply) =>
      answer(
        reply,
        404,
        plainPage(
          "This link opens nothing",
          "It has expired, was revoked, or is not complete. Ask the person who sent it for another one.",
        ),
      )
    const tooMany = (reply: FastifyReply) =>
      answer(
        reply.header("retry-after", "60"),
        429,
        plainPage("Too many requests", "Wait a minute, then try again."),
      )

    app.get(
      `${reviewPath}/:token`,
      { schema: { hide: true, params: byToken, querystring: asked } },
      async ({ params, query }, reply) => {
        const now = clock.now()
        const link = links.read(params.token, now)
        if (link === undefined) return gone(reply)
        if (!reads.take(link.reviewId, now)) return tooMany(reply)
        const opened = { ...link, now }
        const shown = await db.workspace(link.workspaceId, (tx) => readReviewed(tx, opened, counted))
        if (shown === undefined) return gone(reply)
        return answer(reply, 200, reviewPage(shown, { ...nothingSaid, isSent: query.sent !== undefined }))
      },
    )

    app.post(
      `${reviewPath}/:token`,
      { schema: { hide: true, params: byToken } },
      async ({ params, body }, reply) => {
        const now = clock.now()
        const link = links.read(params.token, now)
        if (link === undefined) return gone(reply)
        if (!writes.take(link.reviewId, now)) return tooMany(reply)
        const said = readSaid(typeof body === "string" ? body : "")
        const opened = { ...link, now }
        const outcome = await db.workspace(link.workspaceId, async (tx) => {
          const campaign = await openReview(tx, opened)
          if (campaign === undefined) return undefined
          const problem =
            said.problem ??
            ((await addComment(tx, opened, campaign, said))
              ? null
              : `There are ${mostComments} comments here already. Tell the person who sent you this link.`)
          return { problem, shown: problem === null ? undefined : await readReviewed(tx, opened, counted) }
        })
        if (outcome === undefined) return gone(reply)
        const { problem, shown } = outcome
        if (problem !== null && shown) return answer(reply, 422, reviewPage(shown, { ...said, problem }))
        return reply
          .header("cache-control", "no-store")
          .redirect(`${reviewPath}/${params.token}?sent=1#said`, 303)
      },
    )
  }

/** What PostgreSQL can't keep, and what would hide what is beside it, is taken out. */
const readable = (text: string | null) =>
  (text ?? "")
    .toWellFormed()
    .replaceAll("\r\n", "\n")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, "")
    .trim()

function readSaid(body: string): Said {
  const form = new URLSearchParams(body)
  const said = { author: readable(form.get("author")), body: readable(form.get("body")), isSent: false }
  return { ...said, problem: problemOf(said) }
}

function problemOf({ author, body }: Pick<Said, "author" | "body">): string | null {
  if (author === "") return "Say who you are, so that they know who to ask."
  if (body === "") return "Write what you want to say."
  if (author.length > longestName) return `A name has at most ${longestName} characters.`
  if (body.length > longestComment) return `A comment has at most ${longestComment} characters.`
  return null
}
