import { eachContactField } from "@parley/model"
import fc from "fast-check"
import { afterAll, beforeAll, expect, it } from "vitest"
import { isHeldByTemplate } from "../../campaigns/launches/template-hold.ts"
import { sql, type Tx } from "../../platform/database/index.ts"
import { testPlatform } from "../../testing/platform.ts"
import { insertContent, seedNumber } from "../../testing/seed.ts"
import { previewFor } from "../preview/personal-preview.ts"
import { classes, createSource } from "../sources/sources.ts"
import { ContentCache } from "./content-cache.ts"

let platform: Awaited<ReturnType<typeof testPlatform>>
let seeded: Awaited<ReturnType<typeof seedNumber>>

beforeAll(async () => {
  platform = await testPlatform()
  seeded = await seedNumber(platform)
})
afterAll(() => platform.close())

const codes = ["en_US", "es", "es_MX", "pt_BR", "pt_PT", "de"]
const statuses = ["APPROVED", "APPROVED", "PAUSED", "PENDING", "DISABLED", "REJECTED", "DELETED"]

const templateSets = fc
  .record({
    templates: fc.uniqueArray(
      fc.record({ language: fc.constantFrom(...codes), status: fc.constantFrom(...statuses) }),
      { minLength: 1, maxLength: codes.length, selector: ({ language }) => language },
    ),
    own: fc.nat({ max: codes.length - 1 }),
    fallback: fc.option(fc.constantFrom(...codes)),
    chooses: fc.boolean(),
    wanted: fc.option(fc.constantFrom(...codes, "pt", "ja", "es-AR")),
  })
  .map((set) => ({ ...set, own: set.own % set.templates.length }))

type TemplateSet = typeof templateSets extends fc.Arbitrary<infer Set> ? Set : never

/** The set as connecting leaves it, with a content of its own template, a launch of that and a contact. */
async function store(tx: Tx, { templates, own, fallback, chooses, wanted }: TemplateSet, name: string) {
  const { workspaceId: workspace_id } = platform
  const now = platform.clock.now()
  const rows = await tx
    .insertInto("templates")
    .values(
      templates.map(({ language, status }) => ({
        workspace_id,
        business_account_id: seeded.accountId,
        name,
        language,
        status,
        category: "MARKETING",
        parameter_format: "POSITIONAL",
        components: JSON.stringify([{ type: "BODY", text: "Today is sale." }]),
        created_at: now,
        updated_at: now,
      })),
    )
    .returning(["id", "language"])
    .execute()
  await tx
    .updateTable("template_groups")
    .set({ fallback_language: fallback })
    .where("name", "=", name)
    .execute()
  const templateId = rows.find(({ language }) => language === templates[own]?.language)?.id ?? ""
  const content = {
    kind: "template" as const,
    template_id: templateId,
    ...(chooses && { language: "contact" as const }),
    values: {},
  }
  const workspaceId = workspace_id
  const contentId = await insertContent(tx, { workspaceId, templateId, body: content, now })
  const { id: contactId } = await tx
    .insertInto("contacts")
    .values({ workspace_id, language: wanted, external_id: name, created_at: now, updated_at: now })
    .returning("id")
    .executeTakeFirstOrThrow()
  const sourceId = await createSource(tx, {
    workspaceId,
    numberId: seeded.numberId,
    kind: "launch",
    class: classes.marketing,
    contentIds: [contentId],
    now,
  })
  const { rows: held } = await sql<{ held: boolean }>`
    SELECT ${isHeldByTemplate} AS held FROM sources WHERE id = ${sourceId}
  `.execute(tx)
  return { content, contentId, contactId, isHeld: held[0]?.held }
}

it("what is sent, what is previewed and what is held agree on the languages that can go", async () => {
  const { db, workspaceId } = platform
  const asker = { workspaceId, actor: "test" }
  let stored = 0
  await fc.assert(
    fc.asyncProperty(templateSets, async (set) => {
      const name = `set_${++stored}`
      const { content, contentId, contactId, isHeld } = await db.workspace(workspaceId, (tx) =>
        store(tx, set, name),
      )
      const sent = (await new ContentCache(db).read(workspaceId, [contentId])).get(contentId)?.(set.wanted)
      const previewed = await previewFor(platform, asker, { content, as: contactId, variables: {} })
      if (!sent || sent.compiled instanceof Error) throw new Error("the content does not compile")
      const contact = {
        ...eachContactField(() => null),
        external_id: name,
        language: set.wanted,
        attributes: {},
      }
      const composed = sent.compiled.compose({ contact, variables: {} })
      expect(composed).toMatchObject({
        ok: true,
        content: expect.stringContaining(`"language":{"code":"${previewed.language}"}`),
      })
      const status = set.templates.find(({ language }) => language === previewed.language)?.status
      expect(sent.due.templateStatus).toBe(status)
      const mayGo = set.chooses ? set.templates : set.templates.slice(set.own, set.own + 1)
      expect(isHeld).toBe(!mayGo.some((one) => one.status === "APPROVED"))
      if (isHeld) expect(status).not.toBe("APPROVED")
    }),
    { numRuns: 100 }, // each stores a set of templates and reads it back in four ways
  )
})
