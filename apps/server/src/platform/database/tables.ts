import { rm, writeFile } from "node:fs/promises"
import { Kysely } from "kysely"
import { generate, PostgresDialect as Introspection } from "kysely-codegen"
import { createPool } from "./connection.ts"
import { watchedDialect } from "./watched-driver.ts"

/** Where the types of the tables stand; written by `npm run tables`, never by hand. */
export const tablesFile = new URL("./tables.generated.ts", import.meta.url)

/** The TypeScript types of every table, as a migrated database describes them. */
export async function describeTables(databaseUrl: string): Promise<string> {
  const pool = createPool(databaseUrl, { name: "tables", max: 2 })
  const db = new Kysely<unknown>({ dialect: watchedDialect(pool) })
  try {
    return await generate({
      db,
      dialect: new Introspection(),
      excludePattern: "kysely_*",
      outFile: null,
      typeMapping: { int8: "number" },
    })
  } finally {
    await db.destroy()
  }
}

if (import.meta.main) {
  const { startEmbeddedPostgres } = await import("./embedded/embedded.ts")
  const { migrate } = await import("./migrate.ts")
  const folder = ".parley/tables"
  await rm(folder, { recursive: true, force: true })
  const postgres = await startEmbeddedPostgres({ folder, settings: ["fsync=off"] })
  try {
    await migrate(postgres.url)
    await writeFile(tablesFile, await describeTables(postgres.url))
  } finally {
    await postgres.stop()
  }
}
