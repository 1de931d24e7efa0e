import { z } from "zod"
import { fields, type Routes } from "../platform/http/index.ts"
import type { Platform } from "../platform/index.ts"
import { ChangeFeed } from "./change-feed.ts"

/** Often enough that no proxy takes the stream for dead. */
const heartbeatMs = 25_000
/** A stream is let go after this long; the browser comes back, and is asked again who it is. */
const streamMs = 15 * 60_000

/** Live changes of the workspace as server-sent events: `data: {"type":"template","id":"…"}`. */
export const eventRoutes =
  ({ databaseUrl }: Platform): Routes =>
  async (app) => {
    const feed = new ChangeFeed(databaseUrl)
    /** How each open stream is ended. */
    const open = new Set<() => void>()
    app.addHook("preClose", async () => {
      for (const end of open) end()
      await feed.close()
    })

    app.get(
      "/events",
      {
        config: { permission: "workspace" },
        schema: {
          summary: "Watch the workspace change",
          description:
            "Server-sent events, each `{type, id}`: fetch what it names again. An id of null: several of that type. " +
            "After `everything`, fetch all again. A `contact`, and a `subscription` by its group, is told of at most once a " +
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
          stream.write(`data: ${JSON.stringify(change)}\n\n`)
          // Their role changed or they were removed: whoever comes back is asked again.
          if (change.type === "member" && change.id === caller.memberId) end()
        })
        const heartbeat = setInterval(() => stream.write(":\n\n"), heartbeatMs)
        const time = setTimeout(end, streamMs)
        open.add(end)
        stream.on("close", end)
      },
    )
  }
