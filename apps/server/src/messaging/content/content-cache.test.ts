import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { sql } from "../../platform/database/index.ts"
import { testPlatform } from "../../testing/platform.ts"
import { seedNumber } from "../../testing/seed.ts"
import { ContentCache } from "./content-cache.ts"

const contents = 500
const languages = ["en_US", "es", "de"]
let platform: Awaited<ReturnType<typeof testPlatform>>
let ids: string[]

beforeAll(async () => {
  platform = await testPlatform()
  const { db, workspaceId } = platform
  const { templateId } = await seedNumber(platform)
  ids = await db.workspace(workspaceId, async (tx) => {
    await sql`
      INSERT INTO templates (workspace_id, business_account_id, name, language, category, parameter_format, components, status, created_at, updated_at)
      SELECT workspace_id, business_account_id, name, other, category, parameter_format, components, status, created_at, updated_at
      FROM templates, unnest(${languages.slice(1)}::text[]) AS other WHERE id = ${templateId}
    `.execute(tx)
    const { rows } = await sql<{ id: string }>`
      INSERT INTO contents (workspace_id, template_id, body, digest, created_at)
      SELECT workspace_id, template_id, body || '{"language": "contact"}', sha256(n::text::bytea), created_at
      FROM contents, generate_series(1, ${contents}::integer) AS n RETURNING id
    `.execute(tx)
    return rows.map(({ id }) => id)
  })
})
afterAll(() => platform.close())

const composed = (cache: ContentCache, wanted: readonly string[]) =>
  cache.read(platform.workspaceId, wanted).then((read) =>
    wanted.flatMap((id) =>
      languages.map((language) => {
        const compiled = read.get(id)?.(language).compiled
        return compiled instanceof Error || compiled === undefined
          ? (compiled?.message ?? "missing")
          : "compiled"
      }),
    ),
  )

describe("a batch with more contents and languages than are kept", () => {
  const all = () => Array.from({ length: contents * languages.length }, () => "compiled")

  it("has each of them", async () => {
    expect(await composed(new ContentCache(platform.db), ids)).toEqual(all())
  })

  it("has each of them beside others that fill what is kept", async () => {
    const cache = new ContentCache(platform.db)
    await composed(cache, ids.slice(0, 100))
    const halves = [ids, ids.toReversed(), ids]
    expect((await Promise.all(halves.map((half) => composed(cache, half)))).flat()).toEqual(
      halves.flatMap(() => all()),
    )
  })
})
