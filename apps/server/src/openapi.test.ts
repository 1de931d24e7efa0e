import { mkdtemp, readdir, readFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { describeApi } from "./openapi.ts"
import type { Schema } from "./testing/malformed.ts"
import { freshDatabase } from "./testing/platform.ts"

const schema = z.custom<Schema>((value) => typeof value === "object")
const content = z.object({ content: z.record(z.string(), z.object({ schema })).default({}) })
const operation = z.object({ requestBody: content.optional(), responses: z.record(z.string(), content) })
const documentShape = z.object({
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.object({ schemas: z.record(z.string(), schema) }),
})

let document: z.infer<typeof documentShape>
beforeAll(async () => {
  const described = await describeApi(await freshDatabase(), await mkdtemp(join(tmpdir(), "parley-api-")))
  document = documentShape.parse(described)
})

/** What clients would have to spell out: an object without a name; also as an item of a list or page. */
function isNameless({ $ref, type, properties, items, anyOf, oneOf, allOf }: Schema): boolean {
  if ($ref !== undefined) return false
  if (items) return isNameless(items)
  const choices = anyOf ?? oneOf
  if (choices) return choices.some(isNameless)
  if (allOf) return true
  if (type !== "object" || properties === undefined) return false
  const isList =
    "data" in properties && Object.keys(properties).every((key) => ["data", "next", "total"].includes(key))
  return isList ? isNameless(properties.data ?? {}) : true
}

describe("the OpenAPI document", () => {
  it("has a name for every body and every answer", () => {
    const nameless = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.entries(operations).flatMap(([method, { requestBody, responses }]) =>
        Object.entries({ body: requestBody, ...responses }).flatMap(([what, described]) =>
          Object.values(described?.content ?? {}).some(({ schema }) => isNameless(schema))
            ? [`${method} ${path} ${what}`]
            : [],
        ),
      ),
    )
    expect(nameless).toEqual([])
  })

  // With two of one name a path would be described by the schema of another.
  it("has one schema of each name", async () => {
    const files = (await readdir(import.meta.dirname, { recursive: true })).filter(
      (file) => file.endsWith(".ts") && !file.endsWith(".test.ts"),
    )
    const sources = await Promise.all(files.map((file) => readFile(join(import.meta.dirname, file), "utf8")))
    const names = sources.flatMap((source) =>
      [...source.matchAll(/\.meta\(\{\s*id: "(\w+)"/g)].map(([, id]) => id),
    )
    expect(names.length).toBeGreaterThan(100)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })

  it("has the same name for a filter that is given and one that is read", () => {
    const { Campaign, NewCampaign } = document.components.schemas
    expect(Campaign?.properties?.audience).toEqual({ $ref: "#/components/schemas/Filter" })
    expect(NewCampaign?.properties?.audience).toMatchObject({ $ref: "#/components/schemas/Filter" })
  })

  it("tells what no route uses from what it needs, and refers to nothing else", () => {
    const named = new Set(Object.keys(document.components.schemas))
    const referred = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(
      ([, name]) => name ?? "",
    )
    expect(new Set(referred)).toEqual(named)
  })
})
