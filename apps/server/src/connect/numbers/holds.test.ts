import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { testPlatform } from "../../testing/platform.ts"
import { insertNumber, seedNumber } from "../../testing/seed.ts"
import { holdNumbers, liftNumbers } from "./holds.ts"

let platform: Awaited<ReturnType<typeof testPlatform>>
const names = new Map<string, string>()
const ids = new Map<string, string>()
const soon = new Date("2026-11-22T12:01:00Z")
const tomorrow = new Date("2026-11-23T12:00:00Z")

beforeAll(async () => {
  platform = await testPlatform()
  const { workspaceId } = platform
  const { numberId, accountId } = await seedNumber(platform)
  await platform.db.workspace(workspaceId, async (tx) => {
    const now = platform.clock.now()
    const add = (phoneNumberId: string, of: string) =>
      insertNumber(tx, { workspaceId, accountId: of, phoneNumberId, now })
    const account = (waba_id: string, business_id: string) =>
      tx
        .insertInto("business_accounts")
        .values({
          ...{
            workspace_id: workspaceId,
            waba_id,
            business_id,
            name: waba_id,
            sealed_token: Buffer.from(""),
          },
          ...{ token_scopes: [], connected_at: now, updated_at: now },
        })
        .returning("id")
        .executeTakeFirstOrThrow()
    await tx
      .updateTable("business_accounts")
      .set({ business_id: "300" })
      .where("id", "=", accountId)
      .execute()
    ids.set("own", numberId)
    ids.set("of the account", await add("201", accountId))
    ids.set("of the portfolio", await add("202", (await account("101", "300")).id))
    ids.set("of another", await add("203", (await account("102", "400")).id))
  })
  for (const [name, id] of ids) names.set(id, name)
})
afterAll(() => platform.close())
beforeEach(() =>
  platform.db.system((tx) => tx.updateTable("numbers").set({ held_until: null, hold_code: null }).execute()),
)

const of = (scope: Parameters<typeof holdNumbers>[1]["scope"]) => ({ numberId: ids.get("own") ?? "", scope })
const hold = (scope: Parameters<typeof of>[0], code: number | null, until = soon) =>
  platform.db.system((tx) => holdNumbers(tx, of(scope), { until, code }))
const lift = (scope: Parameters<typeof of>[0], code: number | null) =>
  platform.db.system((tx) => liftNumbers(tx, of(scope), code))
async function held() {
  const numbers = await platform.db.system((tx) =>
    tx
      .selectFrom("numbers")
      .select(["id", "held_until", "hold_code"])
      .where("held_until", "is not", null)
      .orderBy("phone_number_id")
      .execute(),
  )
  return numbers.map(({ id, held_until, hold_code }) => [names.get(id), held_until, hold_code])
}

describe("a hold", () => {
  it.each([
    ["number", ["own"]],
    ["meta", ["own"]],
    ["account", ["own", "of the account"]],
    ["access", ["own", "of the account"]],
    ["portfolio", ["own", "of the account", "of the portfolio"]],
  ] as const)("of the scope %s is of these numbers, and so is its end", async (scope, numbers) => {
    await hold(scope, 131042)
    expect((await held()).map(([name]) => name).sort()).toEqual([...numbers].sort())
    await lift(scope, 131042)
    expect(await held()).toEqual([])
  })

  it("does not shorten one that lasts longer, nor end it", async () => {
    await hold("number", 131031, tomorrow)
    await hold("number", 131016)
    await lift("number", 131016)
    expect(await held()).toEqual([["own", tomorrow, 131031]])
  })

  it("without a code is one for want of an answer, as is one by a code that no column takes", async () => {
    await hold("number", null)
    expect(await held()).toEqual([["own", soon, null]])
    await lift("number", null)
    await hold("number", 3_000_000_000)
    expect(await held()).toEqual([["own", soon, null]])
  })
})
