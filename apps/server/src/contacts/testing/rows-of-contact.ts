import { recordEvents } from "../../events/index.ts"
import { classes, createSource } from "../../messaging/sources/sources.ts"
import { queueMessage } from "../../messaging/testing/queue-message.ts"
import { insertSentMessage } from "../../messaging/testing/sent-message.ts"
import { sql } from "../../platform/database/index.ts"
import { insertContent } from "../../testing/seed.ts"
import type { startContacts } from "./installation.ts"

/**
 * Gives a contact a row of every table that names contacts. A new table of that kind needs a row here: merging must move it, and
 * erasing must erase it.
 * @param word stands in every personal text of these rows
 */
export async function giveRows(
  api: Pick<Awaited<ReturnType<typeof startContacts>>, "platform" | "numberId" | "groupId">,
  contactId: string,
  now: Date,
  word = "personal",
): Promise<void> {
  const { platform, numberId, groupId } = api
  const { workspaceId } = platform
  await platform.db.system(async (tx) => {
    const { id: contentId } = await tx.selectFrom("contents").select("id").executeTakeFirstOrThrow()
    await sql`INSERT INTO subscriptions VALUES (${groupId}, ${contactId}, ${workspaceId}, 'subscribed', ${now})`.execute(
      tx,
    )
    await sql`
      INSERT INTO consent_records (workspace_id, subscription_group_id, contact_id, state, source, evidence, actor, given_at, recorded_at)
      VALUES (${workspaceId}, ${groupId}, ${contactId}, 'subscribed', 'api', ${word}, 'system', ${now}, ${now})`.execute(
      tx,
    )
    await sql`
      INSERT INTO pending_opt_ins (subscription_group_id, contact_id, workspace_id, source, evidence, asked_at, expires_at)
      VALUES (${groupId}, ${contactId}, ${workspaceId}, 'keyword', ${word}, ${now}, ${now})`.execute(tx)
    await sql`INSERT INTO consent_replies_sent VALUES (${groupId}, ${contactId}, 'help', ${workspaceId}, ${now})`.execute(
      tx,
    )
    await sql`
      WITH tag AS (
        INSERT INTO contact_tags (workspace_id, name, created_at) VALUES (${workspaceId}, ${`Tag ${crypto.randomUUID()}`}, ${now}) RETURNING id
      )
      INSERT INTO tagged_contacts (tag_id, contact_id, workspace_id, tagged_at) SELECT id, ${contactId}, ${workspaceId}, ${now} FROM tag`.execute(
      tx,
    )
    await sql`
      WITH list AS (
        INSERT INTO lists (workspace_id, name, created_at, updated_at)
        VALUES (${workspaceId}, ${`List ${crypto.randomUUID()}`}, ${now}, ${now}) RETURNING id
      )
      INSERT INTO list_members (list_id, contact_id, workspace_id, added_at) SELECT id, ${contactId}, ${workspaceId}, ${now} FROM list`.execute(
      tx,
    )
    await sql`
      WITH campaign AS (
        INSERT INTO campaigns (workspace_id, name, definition, created_at, updated_at)
        VALUES (${workspaceId}, 'Summer', '{"number_id": null, "variants": [], "control_share": 0, "audience": {"all": []}}', ${now}, ${now})
        RETURNING id
      ), checked AS (
        INSERT INTO campaign_checks (workspace_id, campaign_id, scope, state, definition, content_ids, is_marketing, people, created_at)
        SELECT ${workspaceId}, id, 'sample', 'completed', '{}', '{}', true, 1, ${now} FROM campaign RETURNING id
      )
      INSERT INTO campaign_check_people (check_id, variant, code, contact_id, workspace_id)
      SELECT id, 0, 'empty_variable', ${contactId}, ${workspaceId} FROM checked`.execute(tx)
    await sql`
      WITH test_group AS (
        INSERT INTO test_groups (workspace_id, name, created_at, updated_at)
        VALUES (${workspaceId}, ${`Testers ${crypto.randomUUID()}`}, ${now}, ${now}) RETURNING id
      )
      INSERT INTO test_group_members (group_id, place, workspace_id, contact_id, phone, name)
      SELECT id, 1, ${workspaceId}::uuid, ${contactId}::uuid, NULL::text, ${word}::text FROM test_group
      UNION ALL SELECT test_group.id, 2, ${workspaceId}::uuid, NULL::uuid, phone, ${word}::text FROM test_group, contacts
      WHERE contacts.id = ${contactId} AND phone IS NOT NULL`.execute(tx)
    await sql`
      WITH canvas AS (
        INSERT INTO canvases (workspace_id, name, schema, definition, uses, created_at, updated_at)
        VALUES (${workspaceId}, 'Welcome', 1, '{"audience": {"all": []}}', '{}', ${now}, ${now}) RETURNING id
      ), run AS (
        INSERT INTO canvas_runs (workspace_id, canvas_id, version, contact_id, slot, entered_by, step, entered_at, arrived_at, context, performed)
        SELECT ${workspaceId}, id, 1, ${contactId}, 0, '', '1', ${now}, ${now}, ${JSON.stringify({ word })}, ${JSON.stringify({ word })}
        FROM canvas RETURNING id
      )
      INSERT INTO canvas_moves (run_id, seq, workspace_id, step, outlet, arrived_at, moved_at, saw)
      SELECT id, 1, ${workspaceId}, '1', 'next', ${now}, ${now}, ${JSON.stringify({ word })} FROM run`.execute(
      tx,
    )
    await sql`
      INSERT INTO automation_holds (workspace_id, number_id, contact_id, reason, since, until)
      VALUES (${workspaceId}, ${numberId}, ${contactId}, ${word}, ${now}, ${now})`.execute(tx)
    await sql`INSERT INTO live_memberships VALUES (${contactId}, ${workspaceId}, '{1}', '{}', NULL)`.execute(
      tx,
    )
    await sql`INSERT INTO contact_name_parts VALUES (${contactId}, ${word}, ${workspaceId}) ON CONFLICT DO NOTHING`.execute(
      tx,
    )
    await sql`
      WITH event AS (
        INSERT INTO webhook_events (workspace_id, key, kind, contact_id, at, data)
        VALUES (${workspaceId}, ${Buffer.from(contactId)}, 'inbound_message', ${contactId}, ${now}, ${JSON.stringify({ word })})
        RETURNING id
      ), endpoint AS (
        INSERT INTO webhook_endpoints (workspace_id, url, sealed_secret, created_at)
        VALUES (${workspaceId}, 'https://example.com', '', ${now}) RETURNING id
      )
      INSERT INTO webhook_deliveries (workspace_id, endpoint_id, event_id, state, attempts)
      SELECT ${workspaceId}, endpoint.id, event.id, 'failed', ${JSON.stringify([{ answer: word }])} FROM event, endpoint`.execute(
      tx,
    )
    await sql`
      WITH campaign AS (
        INSERT INTO campaigns (workspace_id, name, definition, created_at, updated_at)
        VALUES (${workspaceId}, 'Triggered', '{"variants": [], "number_id": null, "control_share": 0, "audience": {"all": []}}', ${now}, ${now})
        RETURNING id
      ), schedule AS (
        INSERT INTO scheduled_sends (workspace_id, kind, request, due_at, created_at)
        VALUES (${workspaceId}, 'message', ${JSON.stringify({ word })}, ${new Date(now.getTime() + 1e12)}, ${now}) RETURNING id
      ), recipient AS (
        INSERT INTO scheduled_recipients (schedule_id, contact_id, workspace_id, properties)
        SELECT id, ${contactId}, ${workspaceId}, ${JSON.stringify({ word })} FROM schedule
      )
      INSERT INTO campaign_hits (campaign_id, contact_id, occurrence, workspace_id, hit_at, due_at, variables)
      SELECT id, ${contactId}, '', ${workspaceId}, ${now}, ${new Date(now.getTime() + 1e12)}, ${JSON.stringify({ word })} FROM campaign`.execute(
      tx,
    )
    const event = { kind: "event" as const, contactId, name: "opened", at: now, properties: { word } }
    await recordEvents(tx, { workspaceId, now }, [event])
    const sourceId = await createSource(tx, {
      workspaceId,
      numberId,
      kind: "launch",
      class: classes.marketing,
      contentIds: [contentId],
      now,
    })
    await sql`INSERT INTO recipients VALUES (${sourceId}, ${contactId}, ${workspaceId})`.execute(tx)
    await sql`INSERT INTO suppressed_recipients VALUES (${sourceId}, ${contactId}, ${workspaceId}, 'not_subscribed', ${now})`.execute(
      tx,
    )
    await sql`
      WITH campaign AS (
        INSERT INTO campaigns (workspace_id, name, definition, created_at, updated_at) VALUES (${workspaceId}, 'Converting', '{}', ${now}, ${now})
        RETURNING id
      )
      INSERT INTO conversions (campaign_id, place, contact_id, event_id, workspace_id, source_id, variant, is_control, is_first, at, sent_at)
      SELECT id, 0, ${contactId}, new_id(), ${workspaceId}, ${sourceId}, 0, false, true, ${now}, ${now} FROM campaign`.execute(
      tx,
    )
    const queued = { workspaceId, numberId, contactId, variables: { code: word }, sendAfter: now }
    await queueMessage(tx, { ...queued, contentId })
    await sql`INSERT INTO delivery_facts VALUES (${contactId}, 131026, ${workspaceId}, ${now}, ${now}, 1)`.execute(
      tx,
    )
    await sql`
      INSERT INTO contact_identities (workspace_id, kind, scope, value, contact_id, since)
      VALUES (${workspaceId}, 'alias', ${word}, ${`${word} ${contactId}`}, ${contactId}, ${now})`.execute(tx)

    await sql`
      INSERT INTO contact_merges (workspace_id, contact_id, merged_contact_id, known_as, merged_at)
      VALUES (${workspaceId}, ${contactId}, new_id(), ${word}, ${now})`.execute(tx)

    const said = { kind: "text", text: { body: `Your parcel is there, ${word} ${contactId}` } }
    const single = await insertContent(tx, { workspaceId, templateId: null, body: said, now })
    await tx.updateTable("contents").set({ used_at: now }).where("id", "=", single).execute()
    const wamid = await insertSentMessage(tx, {
      workspaceId,
      numberId,
      contactId,
      contentId: single,
      decidedAt: now,
    })
    await sql`
      UPDATE messages SET variables = ${JSON.stringify({ code: word })}::jsonb, error_detail = ${word}, wamid = wamid || ${word},
        other_wamids = ARRAY[${word}] WHERE wamid = ${wamid}`.execute(tx)

    await sql`
      INSERT INTO message_payloads (message_id, workspace_id, payload)
      SELECT id, workspace_id, ${JSON.stringify({ text: { body: word } })} FROM messages WHERE contact_id = ${contactId}`.execute(
      tx,
    )
    await sql`
      INSERT INTO message_webhooks (message_id, workspace_id, received_at, body)
      SELECT id, workspace_id, ${now}, ${JSON.stringify({ recipient_id: word })} FROM messages WHERE contact_id = ${contactId}`.execute(
      tx,
    )
    await sql`
      INSERT INTO outside_answers (owner, request, workspace_id, sealed, expires_at)
      SELECT id, sha256(uuid_send(id)), workspace_id, ${Buffer.from(word)}, ${new Date(now.getTime() + 1e12)} FROM outbox
      WHERE contact_id = ${contactId}`.execute(tx)

    await sql`
      WITH link AS (
        INSERT INTO links (workspace_id, content_id, digest, place, url)
        VALUES (${workspaceId}, ${contentId}, ${Buffer.from(crypto.randomUUID())}, 'text', 'https://shop.example/{{ contact.id }}') RETURNING id
      ), clicked AS (
        INSERT INTO link_clicks (message_id, link_id, workspace_id, contact_id, first_at, last_at, told_at, clicks, is_counted)
        SELECT new_id(), id, ${workspaceId}, ${contactId}, ${now}, ${now}, ${now}, 1, true FROM link
      )
      INSERT INTO link_targets (message_id, link_id, nth, workspace_id, contact_id, target)
      SELECT new_id(), id, 0, ${workspaceId}, ${contactId}, ${`https://shop.example/${word}`} FROM link`.execute(
      tx,
    )

    const { rows } = await sql<{ id: string }>`
      INSERT INTO conversations (workspace_id, number_id, contact_id, created_at)
      VALUES (${workspaceId}, ${numberId}, ${contactId}, ${now}) RETURNING id`.execute(tx)
    const conversation = rows[0]?.id
    const content = JSON.stringify({ type: "text", body: word })
    const detail = JSON.stringify({ body: word })
    const { rows: heard } = await sql<{ id: string }>`
      INSERT INTO inbound_messages (workspace_id, conversation_id, wamid, type, content, context_wamid, group_id, referral,
        referred_product, errors, sent_at, received_at)
      VALUES (${workspaceId}, ${conversation}, ${`wamid.${word}.${contactId}`}, 'document', ${content}, ${word}, ${word}, ${detail},
        ${detail}, ${`[${detail}]`}, ${now}, ${now}) RETURNING id`.execute(tx)
    await sql`
      INSERT INTO echoed_messages (workspace_id, conversation_id, wamid, type, content, context_wamid, sent_at, received_at)
      VALUES (${workspaceId}, ${conversation}, ${`wamid.echo.${word}.${contactId}`}, 'text', ${content}, ${word}, ${now}, ${now})`.execute(
      tx,
    )
    await sql`
      INSERT INTO conversation_media (workspace_id, number_id, inbound_message_id, meta_id, mime_type, file_name, failure_detail,
        try_after, gone_at)
      VALUES (${workspaceId}, ${numberId}, ${heard[0]?.id}, ${word}, 'text/plain', ${word}, ${word}, ${now}, ${now})`.execute(
      tx,
    )
  })
}
