import { expect, it } from "vitest"
import { countries } from "./countries.ts"

it("lists the countries that there are, by name", () => {
  const all = countries()
  expect(all.length).toBeGreaterThan(230)
  expect(all[0]).toEqual({ value: "AF", label: "Afghanistan (AF)" })
  expect(all.map(({ value }) => value)).toEqual(expect.arrayContaining(["DE", "BR", "IN", "US"]))
  expect(all.map(({ value }) => value).filter((code) => ["DD", "SU", "EU", "ZZ"].includes(code))).toEqual([])
})
