/** Cases of golden-liquid, which say what Shopify's Liquid makes of a text. They are not part of this tree: where they lie beside it, they are tried. */
import { existsSync, readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { z } from "zod"
import { apartLiquid, parseApart } from "./language.ts"
import { differences } from "./testing/differences.ts"

const root = "../../../../../../../"
const found = [root, `${root}../`]
  .map((above) => new URL(`${above}shared/material/liquid/cases.json`, import.meta.url))
  .find((one) => existsSync(one))

const readCases = (file: URL) =>
  z
    .object({
      tests: z.array(
        z.object({
          name: z.string(),
          template: z.string(),
          data: z.record(z.string(), z.unknown()).default({}),
          result: z.string().optional(),
          results: z.array(z.string()).optional(),
          invalid: z.boolean().default(false),
        }),
      ),
    })
    .parse(JSON.parse(readFileSync(file, "utf8"))).tests

/** undefined: it is refused. */
function rendered(template: string, data: object): string | undefined {
  try {
    return apartLiquid.renderSync(parseApart(template), data)
  } catch {
    return undefined
  }
}

const known = new Set(differences.flatMap(([, names]) => names))

describe.skipIf(found === undefined)("a case of golden-liquid (skipped where its file is not there)", () => {
  const cases = found === undefined ? [] : readCases(found)
  const passes = ({ template, data, result, results, invalid }: (typeof cases)[number]) => {
    const text = rendered(template, data)
    if (invalid) return text === undefined
    return results === undefined ? text === result : text !== undefined && results.includes(text)
  }

  it("comes out as it says, or is listed with the reason why not", () =>
    expect(cases.filter((one) => !known.has(one.name) && !passes(one))).toEqual([]))

  it("is not listed where it comes out as it says", () =>
    expect(cases.filter((one) => known.has(one.name) && passes(one)).map(({ name }) => name)).toEqual([]))
})
