/** What an approval is for: a campaign as people were shown it, with everything that it is made from. */
import { createHash } from "node:crypto"
import { blocksOfContent, type CampaignDefinition } from "@parley/model"
import { readBlocks } from "../../content-blocks/index.ts"
import { jsonText, sql, type Tx } from "../../platform/database/index.ts"
import { languagesOf } from "../../templates/index.ts"

/**
 * Another one as soon as the document or its tags say something else, or a template, a content block or a segment that it is made
 * from was edited. Who is in a segment or a list may change: that is what they are for.
 */
export async function digestOf(
  tx: Tx,
  { definition, tags }: { definition: CampaignDefinition; tags: readonly string[] },
): Promise<Buffer> {
  const { variants } = definition
  const templateIds = variants.flatMap(({ content }) =>
    content.kind === "template" ? [content.template_id] : [],
  )
  const languages = [...(await languagesOf(tx, templateIds)).values()].flatMap(({ all }) =>
    all.map(({ id }) => id),
  )
  const { rows: templates } = await sql`
    SELECT id, language, category, parameter_format, components FROM templates
    WHERE id = ANY(${languages}::uuid[]) ORDER BY id`.execute(tx)
  const blocks = await readBlocks(
    tx,
    variants.flatMap(({ content }) => blocksOfContent(content)),
  )
  const said = [
    definition,
    [...tags].sort(),
    templates,
    [...blocks].sort(),
    await filtersNamed(tx, definition),
  ]
  return createHash("sha256").update(jsonText(said)).digest()
}

/** The filters of the segments that a definition names, and of those that they name. */
async function filtersNamed(tx: Tx, definition: CampaignDefinition): Promise<unknown[]> {
  const { rows } = await sql`
    WITH RECURSIVE named (id) AS (
      SELECT (segment #>> '{}')::uuid FROM jsonb_path_query(${jsonText(definition)}::jsonb, '$.**.segment_id') AS segment
      UNION
      SELECT inner_id FROM named JOIN segments USING (id) CROSS JOIN unnest(named_segments) AS inner_id
    )
    SELECT id, filter FROM segments WHERE id IN (SELECT id FROM named) ORDER BY id`.execute(tx)
  return rows
}
