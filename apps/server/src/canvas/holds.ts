/** A member takes over from what is automatic, or lets it go on. */
import { z } from "zod"
import { automationHold, holdAutomation, openHolds, releaseAutomation } from "../messaging/index.ts"
import { sql, type Tx, wakeAfterCommit } from "../platform/database/index.ts"
import { found } from "../platform/errors.ts"
import { fields, type Routes } from "../platform/http/index.ts"
import type { Platform } from "../platform/index.ts"
import { canvasChannel } from "./channel.ts"

const hourMs = 3_600_000
const tags = ["Conversations"]
const holds = z.object({ data: z.array(automationHold) })

const newHold = z
  .strictObject({
    number_id: fields.id,
    hours: z.int().min(1).max(168).default(24).describe("For so long at most"),
    reason: z.string().trim().max(500).default(""),
  })
  .meta({ id: "NewAutomationHold" })

const release = z.strictObject({ number_id: fields.id }).meta({ id: "AutomationRelease" })

export const holdsRoutes =
  ({ db, clock }: Platform): Routes =>
  async (app) => {
    app.get(
      "/contacts/:id/automation-holds",
      {
        config: { permission: "conversations:read" },
        schema: {
          summary: "Whether a person of the team has taken over",
          description: "While one has, campaigns and canvases send nothing to the contact from that number.",
          tags,
          params: fields.byId,
          response: { 200: holds, ...fields.problems },
        },
      },
      async ({ params, caller }) => ({
        data: await db.workspace(caller.workspaceId, (tx) => openHolds(tx, params.id, clock.now())),
      }),
    )

    app.post(
      "/contacts/:id/automation-holds",
      {
        config: { permission: "conversations:reply" },
        schema: {
          summary: "Take over from what is automatic",
          tags,
          params: fields.byId,
          body: newHold,
          response: { 201: automationHold, ...fields.problems },
        },
      },
      async ({ params, body, caller: { workspaceId } }, reply) => {
        const now = clock.now()
        const [held] = await db.workspace(workspaceId, async (tx) => {
          await requirePair(tx, params.id, body.number_id)
          const until = new Date(now.getTime() + body.hours * hourMs)
          const of = { workspaceId, numberId: body.number_id, reason: body.reason, until, now }
          return holdAutomation(tx, of, [{ contactId: params.id, runId: null }])
        })
        return reply.status(201).send(found(held, "contact"))
      },
    )

    app.post(
      "/contacts/:id/automation-holds/release",
      {
        config: { permission: "conversations:reply" },
        schema: {
          summary: "Let what is automatic go on",
          description:
            "What waits goes at once, and runs of canvases that handed over go on. Answers what was released.",
          tags,
          params: fields.byId,
          body: release,
          response: { 200: holds, ...fields.problems },
        },
      },
      async ({ params, body, caller: { workspaceId } }) => {
        const now = clock.now()
        const data = await db.workspace(workspaceId, async (tx) => {
          await requirePair(tx, params.id, body.number_id)
          const released = await releaseAutomation(tx, {
            contactId: params.id,
            numberId: body.number_id,
            now,
          })
          await wakeRuns(
            tx,
            released.flatMap(({ run_id }) => run_id ?? []),
            now,
          )
          return released
        })
        return { data }
      },
    )
  }

/** @throws Problem not_found */
async function requirePair(tx: Tx, contactId: string, numberId: string): Promise<void> {
  found(
    await tx.selectFrom("contacts").select("id").where("id", "=", contactId).executeTakeFirst(),
    "contact",
  )
  found(await tx.selectFrom("numbers").select("id").where("id", "=", numberId).executeTakeFirst(), "number")
}

async function wakeRuns(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return
  await sql`UPDATE canvas_runs SET wake_at = ${now} WHERE id = ANY(${ids}::uuid[]) AND left_at IS NULL`.execute(
    tx,
  )
  wakeAfterCommit(canvasChannel, "")
}
