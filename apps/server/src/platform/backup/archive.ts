/**
 * A backup as a file: a tar archive that any tar can list. In it, in this order: `manifest.json`; of each table the rows as
 * PostgreSQL copies them, compressed (`tables/<name>/000001.zst` …, which make one stream together); the files (`files/…`); and
 * `end.json` with the number of rows, without which the archive is not whole.
 */
import { z } from "zod"
import { sealedKeys } from "./keys.ts"

/** Raised when another layout takes the place of this one. */
export const layout = 1

export const manifest = z.object({
  layout: z.literal(layout),
  made_at: z.iso.datetime(),
  /** The migrations of the database: the version of Parley that it can be restored by. */
  migrations: z.array(z.string()),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()) })),
  partitions: z.array(
    z.object({ name: z.string(), parent: z.string(), bound: z.string(), options: z.array(z.string()) }),
  ),
  key_mark: z.string(),
  /** null: they travel apart. */
  keys: sealedKeys.nullable(),
})
export type Manifest = z.infer<typeof manifest>

export const archiveEnd = z.object({ rows: z.record(z.string(), z.number()), files: z.number() })
export type ArchiveEnd = z.infer<typeof archiveEnd>

export const manifestName = "manifest.json"
export const endName = "end.json"
export const partName = (table: string, part: number) =>
  `tables/${table}/${String(part).padStart(6, "0")}.zst`
export const tableOfPart = (name: string) => /^tables\/(\w+)\/\d+\.zst$/.exec(name)?.[1]
export const fileEntry = (path: string) => `files/${path}`
export const fileOfEntry = (name: string) => /^files\/([\w-]+(?:\/[\w-]+)*)$/.exec(name)?.[1]
