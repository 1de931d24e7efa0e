/** No operation answers success without doing it: every one that writes is called with all it takes, and read back. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { businessEdges } from "../../graph/accounts/businesses.ts"
import { creditEdges } from "../../graph/accounts/credit.ts"
import { wabaEdges } from "../../graph/accounts/wabas.ts"
import { flowEdges } from "../../graph/flows/flows.ts"
import { appEdges } from "../../graph/login/apps.ts"
import { userEdges } from "../../graph/login/me.ts"
import { mediaEdges } from "../../graph/media/media.ts"
import { numberEdges } from "../../graph/numbers/numbers.ts"
import { refusePermission } from "../../graph/protocol/refusal.ts"
import { templateEdges } from "../../graph/templates/templates.ts"
import { accountWrites, appWrites, creditWrites } from "./account-writes.ts"
import { flowWrites, templateListWrites, templateWrites } from "./content-writes.ts"
import { Desk, type Write } from "./desk.ts"
import { mediaWrites, numberWrites } from "./number-writes.ts"

type Writes = Readonly<Record<string, Write>>

const objects: readonly [object: string, edges: object, writes: Writes][] = [
  ["a phone number", numberEdges, numberWrites],
  ["an account", wabaEdges, { ...accountWrites, ...templateListWrites }],
  ["a template", templateEdges, templateWrites],
  ["a flow", flowEdges, flowWrites],
  ["a file", mediaEdges, mediaWrites],
  ["an app", appEdges, appWrites],
  ["a line of credit", creditEdges, creditWrites],
  ["a portfolio", businessEdges, {}],
  ["a person", userEdges, {}],
]

describe.each(objects)("what is written to %s", (_object, edges, writes) => {
  let desk: Desk
  beforeAll(async () => {
    desk = await Desk.open()
  })
  afterAll(() => desk.end())

  it("is all of what can be written", () => {
    const offered = Object.entries(edges)
      .filter(([name, edge]) => !name.startsWith("GET ") && edge !== refusePermission)
      .map(([name]) => name)
    expect(Object.keys(writes).sort()).toEqual(offered.sort())
  })

  it.each(Object.entries(writes))("%s is read back", (_operation, write) => write(desk))
})
