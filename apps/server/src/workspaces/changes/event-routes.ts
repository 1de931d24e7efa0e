import { z } from "zod"
import { fields, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import type { Caller } from "../caller.ts"
import { isStillWelcome } from "../caller-still-valid.ts"
import { ChangeFeed } from "./change-feed.ts"
import type { Change } from "./throttle.ts"

/** Often enough that no proxy takes the stream for dead. */
const heartbeatMs = 25_000
/** A stream is released after this long; the browser comes back, and is asked again who it is. */
const streamMs = 15 * 60_000

/** Live changes of the workspace as server-sent events: `data: {"type":"template","id":"…"}`. */
export const eventRoutes =
  ({ wakes, db, logger }: Platform): Routes =>
  async (app) => {
    const feed = new ChangeFeed(wakes)
    /** How each open stream is ended. */
    const open = new Set<() => void>()
    app.addHook("preClose", async () => {
      for (const end of open) end()
      feed.close()
    })

    app.get(
      "/events",
      {
        config: { permission: "workspace" },
        schema: {
          summary: "Stream the changes of the workspace",
          description:
            "Server-sent events, each `{type, id}`: fetch what it names again. An id of null: several of that type. An `inbound_message` has its `conversation_id`, too. " +
            "After `everything`, fetch all again. It ends with the session or key of its request. A `contact`, and a `subscription` by its group, is reported at most once a " +
            "second. " +
            "An EventSource names the workspace as `?workspace=…`.",
          tags: ["Events"],
          produces: ["text/event-stream"],
          response: { 200: z.string(), ...fields.problems },
        },
      },
      ({ caller }, reply) => {
        reply.hijack()
        const stream = reply.raw
        for (const [name, value] of Object.entries(reply.getHeaders()))
          if (value !== undefined) stream.setHeader(name, value)
        stream.writeHead(200, {
          "content-type": "text/event-stream",
          "cache-control": "no-store",
          "x-accel-buffering": "no",
        })
        stream.write("retry: 2000\n\n")
        // Nothing is written once it has ended: that would be an error nobody listens for.
        const end = () => {
          unwatch()
          clearInterval(heartbeat)
          clearTimeout(time)
          open.delete(end)
          stream.end()
        }
        const unwatch = feed.watch(caller.workspaceId, (change) => {
          if (change.type !== "session") stream.write(`data: ${JSON.stringify(change)}\n\n`)
          if (concernsAccessOf(caller, change)) end()
          if (change.type === "everything") void endUnlessWelcome()
        })
        /** What happened before this stream was told of changes, or while nobody was, it was not told. */
        const endUnlessWelcome = async () => {
          try {
            if (!(await db.system((tx) => isStillWelcome(tx, caller)))) end()
          } catch (error) {
            logger.warn({ err: error }, "a stream of events ends, as its caller could not be looked up")
            end()
          }
        }
        void endUnlessWelcome()
        const heartbeat = setInterval(() => stream.write(":\n\n"), heartbeatMs)
        const time = setTimeout(end, streamMs)
        open.add(end)
        stream.on("close", end)
      },
    )
  }

/** Their session or key ended, or the role of the member behind it changed: those who come back are asked again. */
function concernsAccessOf({ proof, answerableId }: Caller, { type, id }: Change): boolean {
  return (type === proof.kind && id === proof.id) || (type === "member" && id === answerableId)
}
