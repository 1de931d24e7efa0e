import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { sql } from "../../platform/database/index.ts"
import { startContacts } from "../testing/installation.ts"
import { giveRows } from "../testing/rows-of-contact.ts"

let api: Awaited<ReturnType<typeof startContacts>>
beforeAll(async () => {
  api = await startContacts({ worker: false })
})
afterAll(() => api.close())

const now = new Date("2026-11-22T12:00:00Z")
/** Stands in every personal text of the person. */
const word = "zyxana"
const phone = "+4915127654321"
const person = {
  phone,
  external_id: `${word}-1`,
  email: `${word}@example.com`,
  city: word,
  bsuid: `DE.${word}1`,
  first_name: word,
  last_name: word,
  attributes: { favourite: word },
}

/** Tables with nothing about contacts in them, and why what looks like it is harmless. */
const harmlessTables: Record<string, string> = {
  abandoned_files: "names of files, which say nothing, until they are deleted",
  acknowledgements: "what members read and accepted",
  api_erased_subjects: "keyed hashes",
  api_keys: "members' keys",
  attribute_definitions: "names of attributes, not their values",
  audit_records:
    "of contacts it has who changed which columns and when, under an id that says nothing: no value",
  contact_exports: "what members asked for; the files go when they expire",
  consent_keywords: "words of the business",
  consent_replies: "texts of the business",
  credentials: "of members",
  failed_sign_ins: "of members",
  rate_cards: "Meta's prices",
  lists: "names of lists, not who is in them",
  opt_in_links: "texts of the business",
  passkeys: "of members",
  rate_limits: "of members",
  second_factors: "of members",
  segment_counts: "counts",
  segments: "of the business; a filter names people only where a member wrote them into it",
  sessions: "of members",
  template_drafts: "of the business",
  template_groups: "of the business",
  verifications: "of members",
  webhook_endpoints: "of the business",
  webhook_troubles: "of the business",
  business_accounts: "of the business",
  campaign_approvals: "of members: whether a campaign may go out",
  campaign_reviews: "who outside the business sees a campaign before it goes out",
  campaign_review_comments: "of those who see a campaign before it goes out",
  campaign_sends: "names that programs give to launches",
  campaign_send_launches: "names that programs give to launches",
  content_credentials: "of the business",
  link_settings: "of the business",
  links: "addresses as the business wrote them; personal ones are in link_targets",
  campaign_check_findings: "how many people, and which languages they speak",
  campaign_checks: "as campaigns",
  campaign_recurrences: "times",
  campaign_versions: "as campaigns",
  campaign_triggers: "of campaigns",
  canvas_counts: "counts",
  canvas_entries: "times",
  canvas_sources: "of canvases",
  canvas_versions: "as canvases",
  canvases: "of the business; a filter names people only where a member wrote them into it",
  inbound_claims: "ids, for a week",
  campaigns: "of the business; an audience names people only where a member wrote them into it",
  closed_countries: "of the business",
  content_blocks: "of the business",
  media_files: "of the business",
  media_uploads: "of the business",
  test_groups: "names of groups, not who is in them",
  contact_tags: "names of tags, not who has them",
  doctor_runs: "what was examined of the installation",
  event_keys: "keys that programs made, for a week",
  event_names: "names of events",
  imports: "the names of files and of their columns",
  intake_outages: "times",
  intake_presence: "times",
  invitations: "of members",
  launch_slices: "times",
  launches: "of campaigns",
  limit_people: "who was written to in the last 24 hours, for Meta's limit; forgotten after a day",
  limit_portfolios: "of the business",
  live_segments: "of the workspace",
  log_entries: "what waits to be applied, for seconds",
  members: "of members",
  memberships: "of members",
  notification_choices: "of members",
  notification_mails: "of members",
  notification_reads: "of members",
  notifications: "about numbers, templates and the like",
  numbers: "of the business",
  objections: "keyed hashes",
  products: "names of products",
  retention: "of the installation",
  saved_views: "of members: what they look for in lists",
  sources: "of campaigns and numbers",
  source_variants: "of campaigns and numbers",
  stat_deltas: "counts",
  stats: "counts",
  status_proofs: "times",
  subscription_groups: "of numbers",
  templates: "of the business",
  test_recipients: "phones of the business itself, which members list and delete with a number",
  workspaces: "of the business",
}

/** Columns with texts in tables about contacts that are not personal, or not for long. */
const harmlessColumns: Record<string, string> = {
  "campaign_check_people.code": "a word of ours",
  "canvas_moves.outlet": "an id of the canvas",
  "canvas_moves.reason": "a word of ours",
  "canvas_moves.step": "an id of the canvas",
  "canvas_runs.entered_by": "hashes and ids",
  "canvas_runs.exit_reason": "a word of ours",
  "canvas_runs.heard": "an id of the canvas",
  "canvas_runs.leaving": "a word of ours",
  "canvas_runs.step": "an id of the canvas",
  "api_request_subjects.*": "keyed hashes; what they lead to has a test of its own",
  "api_requests.*": "has a test of its own in the room: what names the person is left out at once",
  "contents.named_blocks": "names of content blocks",
  "test_group_members.phone": "a phone; that of a person who is erased is looked for below",
  "idempotency_keys.*":
    "sealed, under keys that programs made, for a day; an answer about a contact goes at once",
  "import_chunks.*": "the file of an import that is under way, until it ends",
  "import_lines.*": "of an import that is under way, until it ends",
  "import_trial_lines.*": "hashed with the import, of one that is under way",
  "campaign_hits.occurrence": "hashes",
  "import_warnings.code": "a word of ours",
  "conversions.currency": "of an amount",
  "live_memberships.turns": "times",
  "outside_answers.*": "hashes, and sealed answers that go with what waits to be sent, as is tested below",
  "import_warnings.column_name": "what a file calls its column",
}

interface Column {
  table: string
  column: string
}

/** Every column that can hold a text, or an id of a contact. */
async function textColumns(): Promise<Column[]> {
  return api.platform.db.statement(
    sql<Column>`
      SELECT c.relname AS "table", a.attname AS "column" FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
        AND a.attnum > 0 AND NOT a.attisdropped AND c.relname NOT LIKE 'kysely%'
        AND (a.atttypid::regtype::text IN ('text', 'text[]', 'jsonb', 'bytea') OR a.attname = 'contact_id')
      ORDER BY 1, 2`,
  )
}

/** Where a text or an id of the person stands. */
async function placesOf(words: readonly string[]): Promise<Set<string>> {
  const columns = await textColumns()
  const asked = columns.map(
    ({ table, column }) => sql`
      SELECT ${`${table}.${column}`} AS place WHERE EXISTS (
        SELECT FROM ${sql.table(table)} AS t WHERE lower(t.${sql.ref(column)}::text) LIKE ANY (${words.map((word) => `%${word}%`)}::text[]))`,
  )
  const places = await api.platform.db.statement(sql<{ place: string }>`${sql.join(asked, sql` UNION ALL `)}`)
  return new Set(places.map(({ place }) => place))
}

describe("erasing a contact", () => {
  it("leaves nothing personal in any table", async () => {
    const { platform } = api
    const { body } = await api.ask("POST", "contacts", person)
    const id: string = body.id
    await giveRows(api, id, now, word)
    await platform.db.system((tx) =>
      tx.updateTable("contacts").set({ username: word, invalid_phone: word }).where("id", "=", id).execute(),
    )
    const setAside = (from: string) => ({
      topic: "webhooks",
      payload: JSON.stringify({ phone_number_id: "200", from, body: from === phone.slice(1) ? word : "" }),
      failure: "broken",
    })
    await platform.db.system((tx) =>
      tx
        .insertInto("log_set_aside")
        .values([setAside(phone.slice(1)), setAside("4915129999999")])
        .execute(),
    )
    const importId = await platform.db.system(async (tx) => {
      const { id: importId } = await tx
        .insertInto("imports")
        .values({
          workspace_id: platform.workspaceId,
          file_name: "people.csv",
          actor: "system",
          state: "completed",
          created_at: now,
        })
        .returning("id")
        .executeTakeFirstOrThrow()
      const refused = { import_id: importId, workspace_id: platform.workspaceId, code: "no", reason: word }
      await tx
        .insertInto("refused_rows")
        .values([
          { ...refused, line: 1, cells: ["Ana", "0151 27654321", word] },
          { ...refused, line: 2, reason: "other", cells: ["Bo", "0151 99999999"] },
          { ...refused, line: 3, reason: "no", cells: ["no phone", person.email.toUpperCase()] },
          { ...refused, line: 4, reason: "no", cells: [`"Ana,0151 27654321,x`] },
          { ...refused, line: 5, reason: "no", cells: [`{"mail":"${person.email}"`] },
          { ...refused, line: 6, reason: "no", cells: ["no phone", "0151-276-54-321"] },
        ])
        .execute()
      await tx
        .insertInto("import_warnings")
        .values({
          import_id: importId,
          workspace_id: platform.workspaceId,
          column_name: "city",
          code: "value_too_long",
          count: 1,
          first_line: 3,
          reason: `"${word}" is "too" long.`,
        })
        .execute()
      return importId
    })

    const before = await placesOf([word])
    const unknown = (await textColumns())
      .filter(({ table }) => !(table in harmlessTables) && !(`${table}.*` in harmlessColumns))
      .filter(({ table, column }) => !(`${table}.${column}` in harmlessColumns))
      .filter(({ table, column }) => column !== "contact_id" && !isWordOfOurs(table, column))
      .map(({ table, column }) => `${table}.${column}`)
      .filter((place) => !before.has(place))
    expect(unknown, "write the word into these, or say why they are harmless").toEqual([])

    expect((await api.ask("DELETE", `contacts/${id}`)).status).toBe(204)

    const after = await placesOf([word, phone.slice(1), id])
    expect([...after].toSorted()).toEqual(
      [
        "audit_records.subject_id",
        "messages.contact_id",
        "outbox.contact_id",
        "recipients.contact_id",
        "suppressed_recipients.contact_id",
      ].filter((place) => after.has(place)),
    )
    const refused = await platform.db.system((tx) =>
      tx.selectFrom("refused_rows").select("line").where("import_id", "=", importId).execute(),
    )
    expect(refused).toEqual([{ line: 2 }])
    const aside = await platform.db.system((tx) => tx.selectFrom("log_set_aside").select("id").execute())
    expect(aside).toHaveLength(1)
  })

  it("drops what waits to be sent, and keeps what was sent as a count", async () => {
    const { platform } = api
    const { body } = await api.ask("POST", "contacts", { phone: "+4915127654322" })
    await giveRows(api, body.id, now)
    const answers = () =>
      platform.db.system((tx) => tx.selectFrom("outside_answers").select("owner").execute())
    expect(await answers()).toHaveLength(1)
    const messages = () =>
      platform.db.system((tx) =>
        tx
          .selectFrom("messages")
          .select(["status", "reason", "wamid", "variables"])
          .where("contact_id", "=", body.id)
          .orderBy("status")
          .execute(),
      )
    expect(await messages()).toHaveLength(1)
    await api.ask("DELETE", `contacts/${body.id}`)
    expect(await messages()).toEqual([
      { status: "dropped", reason: "contact_deleted", wamid: null, variables: null },
      { status: "accepted", reason: null, wamid: "erased", variables: null },
    ])
    expect(await answers()).toEqual([])
  })

  it("is refused for a contact that is not there", async () => {
    expect((await api.ask("DELETE", "contacts/0199d1de-0000-7000-8000-000000000001")).status).toBe(404)
  })
})

/** Columns whose values this program chooses: kinds, states, reasons, and hashes. */
function isWordOfOurs(table: string, column: string): boolean {
  const ours: Record<string, readonly string[]> = {
    consent_records: ["state", "previous_state", "source", "actor"],
    contact_identities: ["kind"],
    contents: ["digest"],
    contacts: ["language", "country", "time_zone", "gender", "date_of_birth", "phone", "wa_id"],
    consent_replies_sent: ["occasion"],
    conversation_media: ["mime_type", "state", "failure"],
    echoed_messages: ["type"],
    inbound_messages: ["type", "forwarded", "consent_word"],
    log_set_aside: ["topic", "failure"],
    messages: ["endpoint", "reason"],
    pending_opt_ins: ["source"],
    webhook_deliveries: ["state"],
    webhook_events: ["key", "kind"],
    outbox: ["state", "wait_reason", "test_phone"],
    refused_rows: ["code"],
    scheduled_sends: ["kind"],
    subscriptions: ["state"],
    suppressed_recipients: ["reason"],
  }
  return ours[table]?.includes(column) ?? false
}

describe("an objection outlives the person", () => {
  const subscribe = (id: string, givenAt?: string) =>
    api.ask("PUT", `contacts/${id}/subscriptions/${api.groupId}`, {
      state: "subscribed",
      source: "shop",
      ...(givenAt ? { given_at: givenAt } : {}),
    })
  const stateOf = async (id: string) => (await api.ask("GET", `contacts/${id}`)).body.subscriptions[0]?.state

  it.each([
    ["the same number", { phone: "+5511961234567" }, { phone: "+5511961234567" }],
    ["another form of the number", { phone: "+5491123456789" }, { phone: "+541123456789" }],
    ["the same user id", { bsuid: "DE.objector" }, { bsuid: "DE.objector" }],
  ])("who comes again with %s is unsubscribed until they consent again", async (_, before, again) => {
    const { body: first } = await api.ask("POST", "contacts", before)
    await api.ask("PUT", `contacts/${first.id}/subscriptions/${api.groupId}`, {
      state: "unsubscribed",
      source: "shop",
      given_at: "2026-03-01T00:00:00Z",
    })
    await api.ask("DELETE", `contacts/${first.id}`)

    const { body: second } = await api.ask("POST", "contacts", again)
    expect(second.id).not.toBe(first.id)
    expect(await stateOf(second.id)).toBe("unsubscribed")
    await subscribe(second.id, "2026-02-01T00:00:00Z")
    expect(await stateOf(second.id)).toBe("unsubscribed")
    await subscribe(second.id, "2026-04-01T00:00:00Z")
    expect(await stateOf(second.id)).toBe("subscribed")
  })

  it("is kept without the number", async () => {
    const { body } = await api.ask("POST", "contacts", { phone: "+4915120000044" })
    await api.ask("PUT", `contacts/${body.id}/subscriptions/${api.groupId}`, {
      state: "unsubscribed",
      source: "shop",
    })
    await api.ask("DELETE", `contacts/${body.id}`)
    await api.ask("POST", "contacts", { phone: "+4915120000045" })
    const { rows } = await api.platform.db.workspace(api.platform.workspaceId, (tx) =>
      sql<{ digest: Buffer }>`SELECT digest FROM objections`.execute(tx),
    )
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toContain("4915120000044")
  })
})
