import { randomBytes } from "node:crypto"
import { sql, type Tx } from "../platform/database/index.ts"
import type { Platform } from "../platform/index.ts"

type Needs = Pick<Platform, "db" | "clock" | "secrets"> & { workspaceId: string }

/** A registered number with its account, group and an approved template, as connecting would leave them. */
export async function seedNumber(
  { db, clock, secrets, workspaceId }: Needs,
  meta: { wabaId: string; phoneNumberId: string; accessToken: string } = {
    wabaId: "100",
    phoneNumberId: "200",
    accessToken: "EAAtest",
  },
) {
  const now = clock.now()
  const workspace_id = workspaceId
  return db.workspace(workspaceId, async (tx) => {
    const account = await tx
      .insertInto("business_accounts")
      .values({
        workspace_id,
        waba_id: meta.wabaId,
        name: "Lucky Shrub",
        sealed_token: secrets.seal(meta.accessToken, meta.wabaId),
        token_scopes: ["whatsapp_business_messaging", "whatsapp_business_management"],
        connected_at: now,
        updated_at: now,
      })
      .returning("id")
      .executeTakeFirstOrThrow()
    const numberId = await insertNumber(tx, {
      workspaceId,
      accountId: account.id,
      phoneNumberId: meta.phoneNumberId,
      throughputLevel: "HIGH",
      registeredAt: now,
      now,
    })
    const group = await tx
      .insertInto("subscription_groups")
      .values({ workspace_id, number_id: numberId, name: "Lucky Shrub", created_at: now })
      .returning("id")
      .executeTakeFirstOrThrow()
    const template = await tx
      .insertInto("templates")
      .values({
        workspace_id,
        business_account_id: account.id,
        name: "summer",
        language: "en_US",
        category: "MARKETING",
        parameter_format: "NAMED",
        components: JSON.stringify([
          {
            type: "BODY",
            text: "Hello {{first_name}}, {{city}} has a sale today.",
            example: {
              body_text_named_params: [
                { param_name: "first_name", example: "Ana" },
                { param_name: "city", example: "Lima" },
              ],
            },
          },
        ]),
        status: "APPROVED",
        created_at: now,
        updated_at: now,
      })
      .returning("id")
      .executeTakeFirstOrThrow()
    const contentId = await insertContent(tx, {
      workspaceId,
      templateId: template.id,
      body: {
        kind: "template",
        template_id: template.id,
        values: {
          body: {
            first_name: '{{ contact.first_name | default: "there" }}',
            city: '{{ contact.attributes.city | default: "our town" }}',
          },
        },
      },
      now,
    })
    return { accountId: account.id, numberId, groupId: group.id, templateId: template.id, contentId }
  })
}

/** A content as it is, whatever `createContent` would say of it. @returns its id */
export async function insertContent(
  tx: Tx,
  content: { workspaceId: string; templateId: string | null; body: object; now: Date },
): Promise<string> {
  const { id } = await tx
    .insertInto("contents")
    .values({
      workspace_id: content.workspaceId,
      template_id: content.templateId,
      body: JSON.stringify(content.body),
      digest: randomBytes(32),
      created_at: content.now,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  return id
}

/** A connected number of that account. @returns its id */
export async function insertNumber(
  tx: Tx,
  number: {
    workspaceId: string
    accountId: string
    phoneNumberId: string
    now: Date
    /** Meta's; default: STANDARD */
    throughputLevel?: "STANDARD" | "HIGH"
    /** Default: not registered yet */
    registeredAt?: Date
  },
): Promise<string> {
  const { id } = await tx
    .insertInto("numbers")
    .values({
      workspace_id: number.workspaceId,
      business_account_id: number.accountId,
      phone_number_id: number.phoneNumberId,
      display_phone_number: "+1 555 078 3881",
      verified_name: "Lucky Shrub",
      verification_status: "VERIFIED",
      status: "CONNECTED",
      quality_rating: "GREEN",
      throughput_level: number.throughputLevel ?? "STANDARD",
      registered_at: number.registeredAt ?? null,
      updated_at: number.now,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  return id
}

/** `count` subscribed contacts with consecutive test numbers, made in one statement. */
export async function seedSubscribers(
  { db, clock, workspaceId }: Needs,
  groupId: string,
  count: number,
): Promise<void> {
  const now = clock.now()
  await db.workspace(workspaceId, (tx) =>
    sql`
      WITH person AS (
        INSERT INTO contacts (workspace_id, phone, first_name, attributes, created_at, updated_at)
        SELECT ${workspaceId}::uuid, '+4915' || (200000000 + n), 'Ana ' || n, jsonb_build_object('city', 'Lima'), ${now}::timestamptz, ${now}::timestamptz
        FROM generate_series(1, ${count}::integer) AS n
        RETURNING id
      )
      INSERT INTO subscriptions (subscription_group_id, contact_id, workspace_id, state, changed_at)
      SELECT ${groupId}::uuid, id, ${workspaceId}::uuid, 'subscribed', ${now}::timestamptz FROM person
    `.execute(tx),
  )
}
