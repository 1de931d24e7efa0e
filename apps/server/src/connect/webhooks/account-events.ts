import type { WebhookEvent } from "@parley/whatsapp/webhooks"
import { jsonText, sql, type Tx } from "../../platform/database/index.ts"
import type { Platform } from "../../platform/index.ts"
import { type AccountChange, accountChanges } from "./account-change.ts"
import type { InstallationWebhooks } from "./consumer.ts"
import { type NumberChange, numberChanges } from "./number-change.ts"

/** What Meta says about accounts and their numbers. Which events say anything is in `accountChanges` and `numberChanges`. */
export const accountWebhooks: InstallationWebhooks = { takes: () => true, apply: applyAccountEvents }

/**
 * Applies what webhooks say about accounts and numbers to their columns: one statement for each fact, however many
 * events. Events of unknown accounts change nothing, and so do events that come again or come late.
 */
export async function applyAccountEvents(platform: Platform, events: readonly WebhookEvent[]): Promise<void> {
  const now = platform.clock.now()
  const ofNumbers = Map.groupBy(numberChanges(events, now), (change) => change.fact)
  const ofAccounts = Map.groupBy(accountChanges(events, now), (change) => change.fact)
  if (ofNumbers.size === 0 && ofAccounts.size === 0) return
  await platform.db.system(async (tx) => {
    for (const [fact, changes] of ofAccounts) await applyToAccounts(tx, fact, changes, now)
    for (const [fact, changes] of ofNumbers) await applyToNumbers(tx, fact, changes, now)
  })
}

async function applyToAccounts(
  tx: Tx,
  fact: AccountChange["fact"],
  changes: readonly AccountChange[],
  now: Date,
): Promise<void> {
  await sql`
    UPDATE business_accounts AS account SET
      review_status = coalesce(change.review_status, account.review_status),
      restrictions = account.restrictions || change.restrictions,
      event_times = account.event_times || jsonb_build_object(${fact}::text, change.at),
      updated_at = ${now}
    FROM (
      SELECT DISTINCT ON (waba_id) *
      FROM unnest(${changes.map((change) => change.wabaId)}::text[],
        ${changes.map((change) => change.at)}::timestamptz[],
        ${changes.map((change) => change.review_status ?? null)}::text[],
        ${changes.map((change) => jsonText(change.restrictions ?? {}))}::jsonb[]
      ) WITH ORDINALITY AS news (waba_id, at, review_status, restrictions, arrival)
      ORDER BY waba_id, at DESC, arrival DESC
    ) AS change
    WHERE account.waba_id = change.waba_id AND account.disconnected_at IS NULL
      AND coalesce((account.event_times ->> ${fact}::text)::timestamptz <= change.at, true)
  `.execute(tx)
}

async function applyToNumbers(
  tx: Tx,
  fact: NumberChange["fact"],
  changes: readonly NumberChange[],
  now: Date,
): Promise<void> {
  // Of several changes to one number the newest is taken; when two are of the same second, the one that came last.
  await sql`
    UPDATE numbers SET
      throughput_level = coalesce(change.throughput_level, numbers.throughput_level),
      messaging_limit = coalesce(change.messaging_limit, numbers.messaging_limit),
      new_name_status = coalesce(change.new_name_status, numbers.new_name_status),
      requested_name = coalesce(change.requested_name, numbers.requested_name),
      status = coalesce(change.status, numbers.status),
      registered_at = CASE WHEN change.retired THEN NULL ELSE numbers.registered_at END,
      held_until = CASE WHEN change.lifted THEN NULL ELSE coalesce(change.held_until, numbers.held_until) END,
      hold_code = CASE WHEN change.lifted THEN NULL ELSE coalesce(change.hold_code, numbers.hold_code) END,
      event_times = numbers.event_times || jsonb_build_object(${fact}::text, change.at),
      updated_at = ${now}
    FROM (
      SELECT DISTINCT ON (known.id) known.id, news.*
      FROM unnest(${changes.map((change) => change.wabaId)}::text[], ${changes.map((change) => change.digits)}::text[],
        ${changes.map((change) => change.at)}::timestamptz[],
        ${changes.map((change) => change.throughput_level ?? null)}::text[],
        ${changes.map((change) => change.messaging_limit ?? null)}::integer[],
        ${changes.map((change) => change.new_name_status ?? null)}::text[],
        ${changes.map((change) => change.requested_name ?? null)}::text[],
        ${changes.map((change) => change.status ?? null)}::text[],
        ${changes.map((change) => change.registered === false)}::boolean[],
        ${changes.map((change) => change.hold === null)}::boolean[],
        ${changes.map((change) => change.hold?.until ?? null)}::timestamptz[],
        ${changes.map((change) => change.hold?.code ?? null)}::integer[]
      ) WITH ORDINALITY AS news (waba_id, digits, at, throughput_level, messaging_limit, new_name_status, requested_name, status, retired,
        lifted, held_until, hold_code, arrival)
      JOIN business_accounts USING (waba_id)
      JOIN numbers AS known ON known.business_account_id = business_accounts.id AND known.disconnected_at IS NULL
        AND (news.digits IS NULL OR news.digits = regexp_replace(known.display_phone_number, '\\D', '', 'g'))
      ORDER BY known.id, news.at DESC, arrival DESC
    ) AS change
    WHERE numbers.id = change.id
      AND coalesce((numbers.event_times ->> ${fact}::text)::timestamptz <= change.at, true)
  `.execute(tx)
}
