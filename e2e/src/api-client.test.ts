import { mkdtemp, readFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, it } from "vitest"
import { describeApi } from "../../apps/server/src/openapi.ts"
import { freshDatabase } from "../../apps/server/src/testing/platform.ts"
import { schemaFile, typesOf } from "../../packages/api-client/generate.ts"

it("the client of the API is the one that `npm run client` writes from the server's document", async () => {
  const document = await describeApi(await freshDatabase(), await mkdtemp(join(tmpdir(), "parley-api-")))
  expect(await typesOf(JSON.stringify(document))).toBe(await readFile(schemaFile, "utf8"))
})
