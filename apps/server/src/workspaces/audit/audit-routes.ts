import { Readable } from "node:stream"
import { z } from "zod"
import { fields, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { auditFile } from "./audit-file.ts"
import { findAuditRecords } from "./find-audit-records.ts"

const tags = ["Audit"]

const filter = z.object({
  actor: z.string().max(200).optional().describe("member, api_key, system; an id; or the start of a name"),
  action: z.string().max(100).optional().describe("Such as `template.updated`, or `template`"),
  subject: z.string().max(200).optional().describe("A kind, an id, or the start of a name"),
  from: fields.instant.optional(),
  to: fields.instant.optional().describe("Exclusive"),
})

const values = z.record(z.string(), z.unknown()).nullable()

const actorKind = z.enum(["member", "api_key", "system"])

const record = z
  .object({
    id: fields.id,
    at: fields.timestamp,
    actor: z.object({
      kind: actorKind,
      id: fields.id.nullable(),
      name: z.string().nullable(),
    }),
    action: z.string(),
    subject: z.object({ kind: z.string(), id: z.string().nullable(), name: z.string().nullable() }),
    before: values.describe("What the changed fields were"),
    after: values.describe("What they are since"),
    changed: z
      .array(z.string())
      .nullable()
      .describe(
        "Of a contact, whose values are not kept: the names of what changed, `phone` or `attributes.city`",
      ),
  })
  .meta({ id: "AuditRecord" })

type Row = Awaited<ReturnType<typeof findAuditRecords>>[number]

const asRecord = (row: Row) => ({
  id: row.id,
  at: row.at,
  actor: { kind: actorKind.parse(row.actor_kind), id: row.actor_id, name: row.actor_name },
  action: row.action,
  subject: { kind: row.subject_kind, id: row.subject_id, name: row.subject_name },
  before: values.parse(row.before),
  after: values.parse(row.after),
  changed: row.changed,
})

/** Who changed what, when. */
export const auditRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    app.get(
      "/audit",
      {
        config: { permission: "audit:read" },
        schema: {
          summary: "Read the audit log, newest first",
          tags,
          querystring: fields.paging.extend(filter.shape),
          response: { 200: fields.pageOf(record), ...fields.problems },
        },
      },
      async ({ caller, query: { after, limit, ...asked } }) => {
        const rows = await platform.db.workspace(caller.workspaceId, (tx) =>
          findAuditRecords(tx, asked, { after, limit: limit + 1 }),
        )
        const page = fields.toPage(rows, limit)
        return { data: page.data.map(asRecord), next: page.next }
      },
    )

    app.get(
      "/audit/export",
      {
        config: { permission: "audit:read" },
        schema: {
          summary: "The audit log as CSV",
          tags,
          querystring: filter,
          produces: ["text/csv"],
          response: { 200: z.unknown().describe("text/csv"), ...fields.problems },
        },
      },
      async ({ caller, query }, reply) =>
        reply
          .type("text/csv; charset=utf-8")
          .header("content-disposition", 'attachment; filename="audit.csv"')
          .send(Readable.from(auditFile(platform, caller.workspaceId, query))),
    )
  }
