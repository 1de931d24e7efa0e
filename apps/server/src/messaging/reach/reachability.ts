/**
 * Whether one contact can be written to now, from each number of the workspace: what would be decided of a message before
 * anybody writes one. The rules are those of `decide`, which messages meet when they go out.
 */
import { windowEnd, windowIsOpen } from "@parley/whatsapp/messages"
import { z } from "zod"
import { restrictionOf } from "../../connect/index.ts"
import type { ContactReach } from "../../contacts/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"
import { fields } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { decide, type Intent, type Recipient } from "../decide.ts"
import { type Explanation, explainReason, explainWait } from "../explain.ts"
import { suppressedContacts } from "../outbox/suppressed.ts"
import { phoneWrittenTo } from "../phone-written-to.ts"
import { type SendingState, waitOf } from "../sources/number-waits.ts"
import { numberWait } from "../sources/queued-message.ts"
import { quietWait } from "../sources/quiet.ts"
import { classes } from "../sources/sources.ts"

const verdict = z
  .object({
    reachable: z.boolean(),
    reason: z
      .object({ code: z.string(), title: z.string(), advice: z.string().nullable() })
      .nullable()
      .describe("Why not"),
  })
  .meta({ id: "ReachVerdict" })

const subscription = z.enum(["subscribed", "unsubscribed", "group_archived"])

export const reachability = z
  .object({
    number_id: fields.id,
    conversation_id: fields.id
      .nullable()
      .describe("null: they never wrote to this number, nor it to them by hand"),
    last_inbound_at: fields.timestamp.nullable(),
    window_closes_at: fields.timestamp.nullable().describe("Free text may be sent until then"),
    window_open: z.boolean(),
    subscription_group_id: fields.id.nullable().describe("The number's"),
    subscription: subscription.nullable().describe("In that group; null: they never said anything"),
    waits: numberWait.describe(
      "Why the number sends nothing now; what is written goes when that is over, unless it expires before",
    ),
    marketing_waits: numberWait.describe(
      "The same of a message of marketing, which also waits for the end of quiet hours",
    ),
    marketing: verdict.describe("With a template of this category"),
    utility: verdict.describe("With a template of this category"),
    authentication: verdict.describe("With a template of this category"),
    free_form: verdict.describe("With free text, as in an answer"),
  })
  .meta({ id: "Reachability" })
type Reachability = z.output<typeof reachability>

interface ReachRow extends SendingState {
  contact_id: string
  number_id: string
  account_mode: string | null
  test_recipients: string[]
  subscription_group_id: string | null
  subscription: z.output<typeof subscription> | null
  answers_unsubscribed: boolean
  conversation_id: string | null
  last_inbound_at: Date | null
  phone: string | null
  wa_id: string | null
  bsuid: string | null
}

/** By contact and number; a contact that there is not has none. Of each contact, the number they wrote to last first. */
async function readRows(tx: Tx, contactIds: readonly string[]): Promise<ReachRow[]> {
  const { rows } = await sql<ReachRow>`
    SELECT k.id AS contact_id, n.id AS number_id, n.account_mode, n.disconnected_at, n.registered_at, n.held_until, n.hold_code,
      ARRAY(SELECT t.phone FROM test_recipients AS t WHERE t.number_id = n.id) AS test_recipients,
      g.id AS subscription_group_id,
      CASE WHEN g.archived_at IS NULL THEN s.state ELSE 'group_archived' END AS subscription,
      coalesce(g.answers_unsubscribed, true) AS answers_unsubscribed, v.id AS conversation_id, v.last_inbound_at, k.phone, k.wa_id, k.bsuid
    FROM contacts AS k CROSS JOIN numbers AS n
    LEFT JOIN subscription_groups AS g ON g.number_id = n.id
    LEFT JOIN subscriptions AS s ON s.subscription_group_id = g.id AND s.contact_id = k.id
    LEFT JOIN conversations AS v ON v.number_id = n.id AND v.contact_id = k.id
    WHERE k.id = ANY(${contactIds}::uuid[]) AND (n.disconnected_at IS NULL OR v.id IS NOT NULL)
    ORDER BY v.last_inbound_at DESC NULLS LAST, n.id`.execute(tx)
  return rows
}

/**
 * One entry for each number that is connected or that they have talked with, the one they wrote to last first. Empty for a
 * contact that there is not.
 * @param appMode as configured: of an app in development the numbers reach their test recipients only
 * @param isSuppressed in a suppression list: what has no tag that lets it through is no marketing for them
 */
export async function readReachability(
  tx: Tx,
  contactId: string,
  { appMode, now, isSuppressed }: { appMode: "live" | "development"; now: Date; isSuppressed: boolean },
): Promise<Reachability[]> {
  const rows = await readRows(tx, [contactId])
  const quiet = await quietWait(tx, classes.marketing, now)
  return rows.map((row) => {
    const recipient = { ...recipientOf(row, appMode), isSuppressed }
    const verdictOf = (intent: Intent) => judge(intent, recipient, now)
    return {
      number_id: row.number_id,
      conversation_id: row.conversation_id,
      last_inbound_at: row.last_inbound_at,
      window_closes_at: row.last_inbound_at && windowEnd(row.last_inbound_at),
      window_open: windowIsOpen(row.last_inbound_at, now),
      subscription_group_id: row.subscription_group_id,
      subscription: row.subscription,
      waits: waitOf(row, now),
      marketing_waits: waitOf(row, now) ?? quiet,
      marketing: verdictOf("marketing"),
      utility: verdictOf("utility"),
      authentication: verdictOf("authentication"),
      free_form: verdictOf("service"),
    }
  })
}

/** Whether each of some contacts is reached from any number that is connected. A few statements, however many they are. */
export async function reachOfContacts(
  platform: Pick<Platform, "db" | "clock" | "config" | "rooms">,
  workspaceId: string,
  contactIds: readonly string[],
): Promise<ReadonlyMap<string, ContactReach>> {
  const { db, clock, config } = platform
  const now = clock.now()
  const suppressed = await suppressedContacts(platform, workspaceId, contactIds)
  const rowsOfAll = await db.workspace(workspaceId, (tx) => readRows(tx, contactIds))
  const connected = rowsOfAll.filter((row) => row.disconnected_at === null)
  const byContact = Map.groupBy(connected, (row) => row.contact_id)
  return new Map(
    contactIds.map((id) => {
      const rows = byContact.get(id) ?? []
      const isSuppressed = suppressed.has(id)
      const recipients = rows.map((row) => ({ ...recipientOf(row, config.meta.appMode), isSuppressed }))
      const open = rows.find((row) => windowIsOpen(row.last_inbound_at, now))
      return [
        id,
        {
          marketing: best(recipients.map((recipient) => judge("marketing", recipient, now))),
          utility: best(recipients.map((recipient) => judge("utility", recipient, now))),
          window_closes_at: open?.last_inbound_at ? windowEnd(open.last_inbound_at) : null,
        },
      ]
    }),
  )
}

/** Of the verdicts of several numbers: one that reaches them, else why the first does not. */
function best(verdicts: readonly z.output<typeof verdict>[]): ContactReach["marketing"] {
  if (verdicts.some(({ reachable }) => reachable)) return { reachable: true, reason: null }
  return { reachable: false, reason: verdicts[0]?.reason?.title ?? null }
}

function recipientOf(row: ReachRow, appMode: "live" | "development"): Recipient {
  const phone = phoneWrittenTo(row)
  const isRestricted = restrictionOf(row, appMode) !== null
  return {
    phone,
    bsuid: row.bsuid,
    isInReach:
      !isRestricted || [row.phone, phone].some((one) => one !== null && row.test_recipients.includes(one)),
    subscription: row.subscription,
    answersUnsubscribed: row.answers_unsubscribed,
    lastInboundAt: row.last_inbound_at,
  }
}

/** Of a message that only the person could stop: approved, not expired, not canceled. */
function judge(intent: Intent, recipient: Recipient, now: Date): z.output<typeof verdict> {
  const message = {
    intent,
    templateStatus: "APPROVED",
    isSingle: true,
    isTest: false,
    isConsentReply: false,
    isCanceled: false,
    expiresAt: new Date(now.getTime() + 1),
  }
  const decision = decide(message, recipient, now)
  if (decision.kind === "send") return { reachable: true, reason: null }
  const explained: Explanation =
    decision.kind === "hold" ? explainWait(decision.reason) : explainReason(decision.reason)
  return { reachable: false, reason: explained }
}
