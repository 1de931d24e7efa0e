import type { Filter } from "@parley/model"
import { conditionsOf } from "@parley/model"
import { expect, it } from "vitest"
import { asGroup, asRequest, draftsOf, opened } from "./draft.ts"

const tag = (id: string): Filter => ({ on: "tag", op: "has", tag_id: id })

it("has a group around a single condition", () => {
  expect(opened(tag("a"))).toEqual({ all: [tag("a")] })
})

it("shows what is negated as a group of which none, or not all, hold", () => {
  expect(asGroup(opened({ not: tag("a") }))).toEqual({ join: "none", parts: [tag("a")] })
  expect(asGroup({ not: { any: [] } })).toMatchObject({ join: "none" })
  expect(asGroup({ not: { all: [] } })).toMatchObject({ join: "not_all" })
})

it("names conditions by the paths that the API gives", () => {
  const filter: Filter = {
    all: [tag("a"), { any: [tag("b"), { not: tag("c") }] }, { not: { all: [tag("d"), tag("e")] } }],
  }
  const request = asRequest(opened(filter))
  const paths = conditionsOf(JSON.parse(JSON.stringify(request))).map(({ path }) => path)
  expect(draftsOf(opened(filter)).map(({ path }) => path)).toEqual(paths)
  expect(paths).toEqual([
    "all.0",
    "all.1.any.0",
    "all.1.any.1.not.any.0",
    "all.2.not.all.0",
    "all.2.not.all.1",
  ])
})
