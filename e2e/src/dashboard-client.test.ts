import { mkdtemp, readFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, it } from "vitest"
import { schemaFile, typesOf } from "../../apps/dashboard/client.ts"
import { describeApi } from "../../apps/server/src/openapi.ts"
import { freshDatabase } from "../../apps/server/src/testing/platform.ts"

it("the dashboard's client is the one that `npm run client` writes from the server's API", async () => {
  const document = await describeApi(await freshDatabase(), await mkdtemp(join(tmpdir(), "parley-api-")))
  expect(await typesOf(JSON.stringify(document))).toBe(await readFile(schemaFile, "utf8"))
})
