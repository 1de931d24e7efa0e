import { applyFacts, type FactTable, sql } from "../../platform/database/index.ts"
import type { Platform } from "../../platform/index.ts"
import { tellOfAccounts } from "../numbers/tell-standing.ts"
import { type AccountChange, accountChanges, accountKinds } from "./account-change.ts"
import { type EventOf, installationWebhooks, isOf } from "./consumer.ts"
import { type NumberChange, numberChanges, numberKinds } from "./number-change.ts"

const kinds = [...new Set([...accountKinds, ...numberKinds])]

/** What Meta says about accounts and their numbers. */
export const accountWebhooks = installationWebhooks(kinds, applyAccountEvents)

/**
 * Applies what webhooks say about accounts and numbers to their columns: one statement for each fact, however many
 * events. Events of unknown accounts change nothing, and so do events that come again or come late.
 */
async function applyAccountEvents(
  platform: Platform,
  events: readonly EventOf<(typeof kinds)[number]>[],
): Promise<void> {
  const now = platform.clock.now()
  const ofNumbers = Map.groupBy(numberChanges(events.filter(isOf(numberKinds)), now), (change) => change.fact)
  const ofAccounts = Map.groupBy(
    accountChanges(events.filter(isOf(accountKinds)), now),
    (change) => change.fact,
  )
  if (ofNumbers.size === 0 && ofAccounts.size === 0) return
  await platform.db.system(async (tx) => {
    const changed = new Set<string>()
    for (const [fact, changes] of ofAccounts)
      for (const { id } of await applyFacts(tx, ofAccount, fact, changes, now)) changed.add(id)
    for (const [fact, changes] of ofNumbers)
      for (const { id } of await applyFacts(tx, ofNumber, fact, changes.map(newsOf), now)) changed.add(id)
    await tellOfAccounts(tx, [...changed], now)
  })
}

/** Of what changes the id of its account is asked. */
interface OfAccount {
  id: string
}

const ofAccount: FactTable<AccountChange, OfAccount> = {
  table: "business_accounts",
  columns: {
    wabaId: "text",
    review_status: "text",
    marketing_messages_status: "text",
    restrictions: "jsonb",
  },
  concerned: sql`JOIN business_accounts AS known ON known.waba_id = news.waba_id AND known.disconnected_at IS NULL`,
  set: sql`
    review_status = coalesce(change.review_status, known.review_status),
    marketing_messages_status = coalesce(change.marketing_messages_status, known.marketing_messages_status),
    restrictions = known.restrictions || coalesce(change.restrictions, '{}')`,
  returning: sql`known.id`,
}

const ofNumber: FactTable<NumberNews, OfAccount> = {
  table: "numbers",
  columns: {
    wabaId: "text",
    digits: "text",
    throughput_level: "text",
    messaging_limit: "integer",
    new_name_status: "text",
    requested_name: "text",
    status: "text",
    retired: "boolean",
    lifted: "boolean",
    held_until: "timestamptz",
    hold_code: "integer",
  },
  concerned: sql`
    JOIN business_accounts USING (waba_id)
    JOIN numbers AS known ON known.business_account_id = business_accounts.id AND known.disconnected_at IS NULL
      AND (news.digits IS NULL OR news.digits = regexp_replace(known.display_phone_number, '\\D', '', 'g'))`,
  set: sql`
    throughput_level = coalesce(change.throughput_level, known.throughput_level),
    messaging_limit = coalesce(change.messaging_limit, known.messaging_limit),
    new_name_status = coalesce(change.new_name_status, known.new_name_status),
    requested_name = coalesce(change.requested_name, known.requested_name),
    status = coalesce(change.status, known.status),
    registered_at = CASE WHEN change.retired THEN NULL ELSE known.registered_at END,
    held_until = CASE WHEN change.lifted THEN NULL ELSE coalesce(change.held_until, known.held_until) END,
    hold_code = CASE WHEN change.lifted THEN NULL ELSE coalesce(change.hold_code, known.hold_code) END`,
  returning: sql`known.business_account_id AS id`,
}

/** A change as columns. */
const newsOf = (change: NumberChange) => ({
  ...change,
  retired: change.registered === false,
  lifted: change.hold === null,
  held_until: change.hold?.until,
  hold_code: change.hold?.code,
})

type NumberNews = ReturnType<typeof newsOf>
