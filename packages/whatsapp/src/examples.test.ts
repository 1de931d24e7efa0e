/** Every function that the package exports shows how it is called, and what is shown is what happens. */
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, it } from "vitest"
import { asserted, examplesIn, programOf, readExamples } from "./testing/examples.ts"

it("every exported function has an @example", async () => {
  const { examples, missing } = await readExamples()
  expect(missing).toEqual([])
  expect(examples.length).toBeGreaterThan(100)
})

it("every example gives the value that it shows", async () => {
  const { examples } = await readExamples()
  const folder = await mkdtemp(join(tmpdir(), "parley-examples-"))
  try {
    const file = join(folder, "examples.ts")
    await writeFile(
      file,
      programOf(examples, (door) => new URL(`../${door.file}`, import.meta.url).href),
    )
    await import(file)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

it("a value that is wrong is noticed", () => {
  const lines = ["const a = {", "  b: [1],", "}", "a.b // [2]", "call(", "  a,", ")", "// 3"]
  expect(asserted(lines)).toEqual([
    "const a = {\n  b: [1],\n}",
    'same(a.b, [2], "a.b")',
    'same(call(\n  a,\n), 3, "call(\\n  a,\\n)")',
  ])
  expect(
    examplesIn("*\n * Adds.\n * @example f(1)\n * @example\n * f(2)\n * f(3)\n * @param a one\n "),
  ).toEqual([["f(1)"], ["f(2)", "f(3)"]])
})
