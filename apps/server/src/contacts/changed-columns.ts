import { sql } from "../platform/database/index.ts"
import { textColumns } from "./contact.ts"

/** What an UPDATE of contacts changed in one of them. */
export interface ChangedColumns {
  fields: string[]
  attributes: string[]
}

/** For the RETURNING of an UPDATE of contacts: the names of what it changed, as {@link ChangedColumns}. */
export const changedColumns = sql`
  array_remove(ARRAY[${sql.join(
    textColumns.map(
      (name) =>
        sql`CASE WHEN ${sql.ref(`old.${name}`)} IS DISTINCT FROM ${sql.ref(`new.${name}`)} THEN ${sql.lit(name)} END`,
    ),
  )}], NULL) AS fields,
  CASE WHEN old.attributes = new.attributes THEN '{}' ELSE ARRAY(
    SELECT name FROM jsonb_object_keys(old.attributes || new.attributes) AS name
    WHERE old.attributes -> name IS DISTINCT FROM new.attributes -> name ORDER BY name) END AS attributes`
