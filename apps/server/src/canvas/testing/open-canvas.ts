import type { Occurrence } from "@parley/model"
import { v7 } from "uuid"
import { claimDue } from "../../messaging/outbox/claim.ts"
import { settle } from "../../messaging/outbox/settle.ts"
import { classes } from "../../messaging/sources/sources.ts"
import { accepted, endedAs } from "../../messaging/testing/open-outbox.ts"
import { steppedClock } from "../../platform/clock.ts"
import { sql, type Tx } from "../../platform/database/index.ts"
import { startServer } from "../../server.ts"
import { call, type Method } from "../../testing/call.ts"
import { testPlatform } from "../../testing/platform.ts"
import { seedNumber, seedSubscribers } from "../../testing/seed.ts"
import { advanceDue } from "../engine/advance.ts"
import { hearForCanvases } from "../engine/hear.ts"
import { Versions } from "../engine/versions.ts"
import { enterDue } from "../entry/scheduled.ts"
import { performDue } from "../tasks/perform.ts"

/** A server that only answers, some subscribers, and canvases: what its workers would do, a test does by hand. */
export async function openCanvas({ people = 2 }: { people?: number } = {}) {
  const clock = steppedClock(new Date("2026-11-22T12:00:00Z"))
  const platform = await testPlatform({ clock, environment: { ROLES: "api" } })
  const seeded = await seedNumber(platform)
  await seedSubscribers(platform, seeded.groupId, people)
  const { workspaceId, db } = platform
  const inWorkspace = <T>(work: (tx: Tx) => Promise<T>) => db.workspace(workspaceId, work)
  const server = await startServer(platform)
  const api = (method: Method, path: string, body?: unknown) =>
    call(method, `${server.url}/v1/${path}`, body, { authorization: `Bearer ${platform.apiKey}` })
  const { data } = (await api("GET", "contacts?limit=100&sort=created&order=asc")).body
  const contactIds: string[] = data.map(({ id }: { id: string }) => id)
  const versions = new Versions()
  const hear = hearForCanvases(platform)
  const of = (contact_id: string) => ({
    workspace_id: workspaceId,
    contact_id,
    at: clock.now().toISOString(),
  })

  const claim = () =>
    inWorkspace((tx) =>
      claimDue(tx, {
        numberId: seeded.numberId,
        claim: v7(),
        now: clock.now(),
        limit: 1_000,
        upToClass: classes.marketing,
      }),
    )

  const opened = {
    platform,
    url: server.url,
    clock,
    ...seeded,
    contactIds,
    inWorkspace,
    api,
    hear: (...occurrences: Occurrence[]) => hear(occurrences),
    /** A template message, as content of a step. */
    template: {
      kind: "template",
      template_id: seeded.templateId,
      values: { body: { first_name: "{{ contact.first_name }}", city: "Lima" } },
    },
    text: (body: string) => ({ kind: "free_form", message: { type: "text", text: { body } } }),
    /** A canvas that is active. @returns its id */
    async publish(definition: object): Promise<string> {
      const made = await api("POST", "canvases", {
        name: `Canvas ${crypto.randomUUID()}`,
        number_id: seeded.numberId,
        entry: { kind: "api" },
        variants: [{ id: "a", name: "A", first: "1" }],
        ...definition,
      })
      if (made.status !== 201) throw new Error(JSON.stringify(made.body))
      const published = await api("POST", `canvases/${made.body.id}/publish`)
      if (published.status !== 200) throw new Error(JSON.stringify(published.body))
      return made.body.id
    },
    /** These people enter by the API, and come to their first rest. */
    async enter(id: string, contactIds: readonly string[], context: object = {}) {
      const recipients = contactIds.map((contact_id) => ({ contact_id }))
      const answer = await api("POST", `canvases/${id}/trigger`, { recipients, context })
      if (answer.status !== 202) throw new Error(JSON.stringify(answer.body))
      await opened.run()
      return answer.body
    },
    /** What workers do until nothing is due. */
    async run(): Promise<void> {
      for (let isDone = false; !isDone; ) {
        const more = [
          await enterDue(platform),
          await advanceDue(platform, versions),
          await performDue(platform, versions),
        ]
        const { rows } = await db.system((tx) =>
          sql<{
            n: number
          }>`SELECT count(*) AS n FROM canvas_runs WHERE least(wake_at, task_due_at) <= ${clock.now()}`.execute(
            tx,
          ),
        )
        isDone = !more.includes(true) && rows[0]?.n === 0
      }
    },
    advance: () => advanceDue(platform, versions),
    perform: () => performDue(platform, versions),
    event: (
      contactId: string,
      name: string,
      properties: Record<string, unknown> | null = null,
    ): Occurrence => ({
      kind: "custom_event",
      ...of(contactId),
      event_id: crypto.randomUUID(),
      name,
      happened_at: clock.now().toISOString(),
      value: null,
      properties,
    }),
    of,
    /** A person writes to the number. @returns the occurrence, which nobody has heard of yet */
    async wrote(contactId: string, text: string, type = "text"): Promise<Occurrence> {
      const now = clock.now()
      const { rows } = await inWorkspace((tx) =>
        sql<{ id: string; conversation_id: string }>`
          WITH conversation AS (
            INSERT INTO conversations AS c (workspace_id, number_id, contact_id, last_inbound_at, created_at)
            VALUES (${workspaceId}, ${seeded.numberId}, ${contactId}, ${now}, ${now})
            ON CONFLICT (number_id, contact_id) DO UPDATE SET last_inbound_at = excluded.last_inbound_at RETURNING id
          )
          INSERT INTO inbound_messages (workspace_id, conversation_id, wamid, type, content, sent_at, received_at)
          SELECT ${workspaceId}, id, ${`wamid.${crypto.randomUUID()}`}, ${type}, ${JSON.stringify({ body: text })}::jsonb, ${now}, ${now}
          FROM conversation RETURNING id, conversation_id`.execute(tx),
      )
      const [row] = rows
      return {
        kind: "inbound_message",
        ...of(contactId),
        inbound_message_id: row?.id ?? "",
        conversation_id: row?.conversation_id ?? "",
        number_id: seeded.numberId,
        type,
        sent_at: now.toISOString(),
        opens_window: true,
        consent_word: null,
        group_id: null,
        forwarded: null,
        referral: null,
        referred_product: null,
        errors: [],
      }
    },
    claim,
    /** Meta takes what waits, or it ends for a reason of ours. @returns what was sent */
    async send(dropped?: string) {
      const rows = await claim()
      const settled = rows.map((row) =>
        dropped === undefined ? accepted(row) : endedAs(row, "dropped", dropped),
      )
      await inWorkspace((tx) => settle(tx, settled, clock.now()))
      clock.advance(1_000)
      await opened.run()
      return rows
    },
    outbox: () => db.system((tx) => tx.selectFrom("outbox").selectAll().orderBy("id").execute()),
    /** The run of a person, with all that moved it. */
    async runOf(id: string, contactId: string) {
      const { body } = await api("GET", `canvases/${id}/runs?contact_id=${contactId}`)
      const last = body.data.at(-1)
      return last && (await api("GET", `canvas-runs/${last.id}`)).body
    },
    /** The way of a person so far, such as `1:yes 2:next !end`. */
    async way(id: string, contactId: string): Promise<string> {
      const run = await opened.runOf(id, contactId)
      if (run === undefined) return "never entered"
      const moves: { step_id: string | null; outlet: string | null }[] = run.moves
      const steps = moves.flatMap(({ step_id, outlet }) => (outlet === null ? [] : [`${step_id}:${outlet}`]))
      return [...steps, run.left_at === null ? `@${run.step_id}` : `!${run.exit_reason}`].join(" ")
    },
    async close() {
      await server.close()
      await platform.close()
    },
  }
  return opened
}
