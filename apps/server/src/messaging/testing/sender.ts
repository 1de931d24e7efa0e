import { startSandbox } from "../../../../sandbox/src/index.ts"
import type { Tx } from "../../platform/database/index.ts"
import { call, type Method } from "../../testing/call.ts"
import { testPlatform } from "../../testing/platform.ts"
import { seedNumber, seedSubscribers } from "../../testing/seed.ts"
import { enqueue } from "../outbox/enqueue.ts"
import { classes, lifetimeMs, standingSource } from "../sources/sources.ts"

export type Sender = Awaited<ReturnType<typeof openSender>>

/** A number with `contacts` subscribers that sends to Meta's stand-in, which has no template of ours: it refuses what it reads. */
export async function openSender(contacts: number, environment: Record<string, string> = {}) {
  const sandbox = await startSandbox({ port: 0, data: ":memory:" })
  const meta = `http://127.0.0.1:${sandbox.port}`
  const control = (method: Method, path: string, body?: unknown) =>
    call(method, `${meta}/_sandbox/${path}`, body)
  const { body: founded } = await control("POST", "quickstart", {})
  const platform = await testPlatform({
    environment: {
      META_GRAPH_URL: meta,
      META_APP_ID: founded.app_id,
      META_APP_SECRET: founded.app_secret,
      ...environment,
    },
  })
  const seeded = await seedNumber(platform, {
    wabaId: founded.waba_id,
    phoneNumberId: founded.phone_number_id,
    accessToken: founded.access_token,
  })
  await seedSubscribers(platform, seeded.groupId, contacts)
  const inWorkspace = <T>(work: (tx: Tx) => Promise<T>) => platform.db.workspace(platform.workspaceId, work)
  return {
    platform,
    numberId: seeded.numberId,
    control,
    inWorkspace,
    /** Puts one message to each of them into the outbox. @returns ids by phone */
    queueAll: () =>
      inWorkspace(async (tx) => {
        const { workspaceId } = platform
        const { numberId, contentId } = seeded
        const now = platform.clock.now()
        const people = await tx.selectFrom("contacts").select(["id", "phone"]).orderBy("phone").execute()
        const sourceId = await standingSource(tx, {
          workspaceId,
          numberId,
          kind: "api",
          class: classes.marketing,
          now,
        })
        const ids = await enqueue(
          tx,
          { workspaceId, numberId, sourceId },
          people.map(({ id: contactId }) => ({
            contactId,
            contentId,
            sendAfter: now,
            expiresAt: new Date(now.getTime() + lifetimeMs.marketing),
          })),
        )
        return new Map(people.map(({ phone }, place) => [phone ?? "", ids[place] ?? ""]))
      }),
    outbox: () =>
      inWorkspace((tx) =>
        tx
          .selectFrom("outbox")
          .select(["id", "state", "claim", "refusals", "unanswered", "wait_reason"])
          .orderBy("id")
          .execute(),
      ),
    history: () =>
      inWorkspace((tx) =>
        tx.selectFrom("messages").select(["id", "status", "reason", "error_detail"]).orderBy("id").execute(),
      ),
    async close() {
      await platform.close()
      await sandbox.close()
    },
  }
}
