import { z } from "zod"
import type { Tx } from "../platform/database/index.ts"
import { found, Problem } from "../platform/errors.ts"
import { defineSorting, fields } from "../platform/http/index.ts"
import type { Outgoing } from "../platform/outgoing/index.ts"
import { webhookKinds } from "./kinds.ts"

/** Of one workspace: each costs a delivery for whatever happens. */
export const mostEndpoints = 50

export const sorting = defineSorting({
  keys: {
    created: { column: "id", kind: "id" },
    url: { column: "url", kind: "text" },
  },
  usual: { sort: "created", order: "asc" },
})

const kindsWords = "The kinds of events it is told of; null: all, also those that are added later"

export const endpointView = z
  .object({
    id: fields.id,
    url: z.string(),
    description: z.string().nullable(),
    kinds: z.array(z.string()).nullable().describe(kindsWords),
    is_enabled: z.boolean(),
    disabled_because: z
      .enum(["failing", "gone"])
      .nullable()
      .describe(
        "Why it was turned off by itself: it failed for days, or answered 410. null: it is on, or a member did",
      ),
    failing_since: fields.timestamp
      .nullable()
      .describe("null: the last deliveries arrived, or none was tried"),
    previous_secret_until: fields.timestamp
      .nullable()
      .describe("The secret before the present one also signs until then"),
    created_at: fields.timestamp,
    revision: fields.revision,
  })
  .meta({ id: "WebhookEndpoint" })

export const endpointWithSecret = endpointView
  .extend({ secret: z.string().describe("With which receivers check signatures: whsec_ and base64") })
  .meta({ id: "WebhookEndpointWithSecret" })

const url = z.string().trim().min(1, "is missing").max(2_000)
const description = z.string().trim().max(200).nullable()
const kinds = z
  .array(z.enum(webhookKinds))
  .min(1, "at least one kind, or null for all")
  .transform((list) => [...new Set(list)])
  .nullable()
  .describe(kindsWords)

export const newEndpoint = z
  .strictObject({
    url,
    description: description.default(null),
    kinds: kinds.default(null),
    is_enabled: z.boolean().default(true),
  })
  .meta({ id: "NewWebhookEndpoint" })

export const endpointChange = z
  .strictObject({
    url: url.optional(),
    description: description.optional(),
    kinds: kinds.optional(),
    is_enabled: z.boolean().optional(),
    revision: fields.revisionRead,
  })
  .meta({ id: "WebhookEndpointChange" })

export const selectEndpoints = (tx: Tx) =>
  tx
    .selectFrom("webhook_endpoints as e")
    .leftJoin("webhook_troubles as t", "t.endpoint_id", "e.id")
    .select([
      "e.id",
      "e.url",
      "e.description",
      "e.kinds",
      "e.is_enabled",
      "e.disabled_because",
      "t.failing_since",
      "e.previous_until as previous_secret_until",
      "e.created_at",
      "e.revision",
    ])

type EndpointRow = Awaited<ReturnType<ReturnType<typeof selectEndpoints>["execute"]>>[number]

export const asEndpoint = (row: EndpointRow, now: Date): z.output<typeof endpointView> => ({
  ...row,
  disabled_because:
    row.disabled_because === "failing" || row.disabled_because === "gone" ? row.disabled_because : null,
  previous_secret_until:
    row.previous_secret_until !== null && row.previous_secret_until > now ? row.previous_secret_until : null,
})

export async function findEndpoint(tx: Tx, id: string, now: Date): Promise<z.output<typeof endpointView>> {
  const row = await selectEndpoints(tx).where("e.id", "=", id).executeTakeFirst()
  return asEndpoint(found(row, "webhook endpoint"), now)
}

/** @throws Problem invalid_request where an address cannot or must not be reached */
export async function requireUrl(outgoing: Outgoing, url: string): Promise<void> {
  const problem = await outgoing.problemWith(url)
  if (problem === undefined) return
  throw new Problem("invalid_request", `The address ${problem}.`.replace(/^The address (\S+) is/, "$1 is"), {
    field: "url",
    help: "Use an https address on the public internet. The operator can allow private networks by OUTGOING_ALLOWED_NETWORKS.",
  })
}
