import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { errorCatalogue } from "@parley/whatsapp/errors"
import { describe, expect, it } from "vitest"

const root = import.meta.dirname

/** The server's own sources without their comments, in which a code may be named as the reason. Tests say what Meta would. */
const sources = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts") && !/\.test\.ts$|(^|\/)testing\/|generated/.test(name))
  .map((name) => ({
    name,
    text: readFileSync(join(root, name), "utf8").replace(/\/\*[\s\S]*?\*\/|(?<![:"'`])\/\/.*$/gm, ""),
  }))

/** Where a pattern occurs, as `file: what is there`. */
const occurrences = (pattern: RegExp) =>
  sources.flatMap(({ name, text }) => [...text.matchAll(pattern)].map(([found]) => `${name}: ${found}`))

describe("the server", () => {
  it("names no error code of Meta's: what a code means is in @parley/whatsapp/errors", () => {
    expect(sources.length).toBeGreaterThan(200)
    const numbers = sources.flatMap(({ name, text }) =>
      [...text.matchAll(/(?<![\w.#-])\d[\d_]*(?![\w.-])/g)].map(([found]) => ({
        name,
        found,
        value: Number(found.replaceAll("_", "")),
      })),
    )
    const long = numbers.filter(
      ({ value }) => value > 9_999 && (errorCatalogue.has(value) || (value >= 130_000 && value < 150_000)),
    )
    expect(long).toEqual([])
    // Short codes are ordinary numbers elsewhere; beside the word they are codes.
    expect(numbers.filter(({ value }) => value === 190 || value === 368)).toEqual([])
    expect(occurrences(/\b(?:sub)?code\)?\s*(?:[=!]==|:)\s*[1-9]/gi)).toEqual([])
  })

  it("writes no envelope of Meta's: @parley/whatsapp/messages does", () => {
    expect(occurrences(/messaging_product|recipient_type|biz_opaque_callback_data/g)).toEqual([])
  })
})
