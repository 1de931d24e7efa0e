import { type AttributeType, attributeTypes } from "@parley/model"
import { rows, sql, type Tx } from "../../platform/database/index.ts"
import { hasRoomFor, mostDefinitions } from "../attributes/definitions.ts"
import type { PlannedColumn } from "./file/columns.ts"
import { FileRefused } from "./file/file-refused.ts"

const isType = (type: string): type is AttributeType => attributeTypes.some((known) => known === type)
const ofAttributes = "attributes."

/** The type of each attribute that contacts of the workspace have. */
export async function readCatalogue(tx: Tx): Promise<Map<string, AttributeType>> {
  const definitions = await tx.selectFrom("attribute_definitions").select(["name", "type"]).execute()
  return new Map(
    definitions.flatMap(({ name, type }): [string, AttributeType][] => (isType(type) ? [[name, type]] : [])),
  )
}

/**
 * Adds the attributes of a file to the catalogue, and marks those that are there as used.
 * @throws FileRefused too_many_attributes
 */
export async function learnAttributes(
  tx: Tx,
  workspaceId: string,
  plan: readonly PlannedColumn[],
  now: Date,
): Promise<void> {
  const attributes = plan
    .flatMap(({ target, type }) =>
      target?.startsWith(ofAttributes) && type ? [{ name: target.slice(ofAttributes.length), type }] : [],
    )
    .toSorted((one, other) => (one.name < other.name ? -1 : 1)) // in one order everywhere, so that two writers cannot block each other
  if (attributes.length === 0) return
  const known = await readCatalogue(tx)
  const added = attributes.filter(({ name }) => !known.has(name)).length
  if (!(await hasRoomFor(tx, workspaceId, added)))
    throw new FileRefused(
      "too_many_attributes",
      `${added} columns are new attributes, and there may be ${mostDefinitions.toLocaleString("en")} in all. Map them to others, or leave them out.`,
    )
  const day = now.toISOString().slice(0, 10)
  await sql`
    INSERT INTO attribute_definitions AS known (workspace_id, name, type, created_at, last_used_on)
    SELECT ${workspaceId}, t.name, t.type, ${now}, ${day}::date FROM ${rows("t", attributes, { name: "text", type: "text" })}
    ON CONFLICT (workspace_id, name) DO UPDATE SET last_used_on = excluded.last_used_on
    WHERE known.last_used_on IS DISTINCT FROM excluded.last_used_on`.execute(tx)
}
