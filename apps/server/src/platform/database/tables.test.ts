import { readFile } from "node:fs/promises"
import { expect, inject, it } from "vitest"
import { describeTables, tablesFile } from "./tables.ts"

it("the types of the tables are those of the migrated database (npm run tables updates them)", async () => {
  expect(await readFile(tablesFile, "utf8")).toBe(await describeTables(inject("templateDatabaseUrl")))
})
