import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { freshDatabase } from "../../apps/server/src/testing/platform.ts"
import {
  type ConnectedNumber,
  type Installation,
  launchReport,
  type ledger,
  startInstallation,
} from "./installation/index.ts"
import { everybodyReads, ledgerOf, readyToLaunch, reportOf, until } from "./launch-results.ts"
import { approve } from "./troubles.ts"

const contacts = 400
const ratePerSecond = 80
const anything = z.unknown()
let installation: Installation

beforeAll(async () => {
  installation = await startInstallation({ environment: { DATABASE_URL: await freshDatabase() } })
}, 240_000)
afterAll(() => installation?.stop())

/** An approved template of the number's account, in which Ana is the example of every variable. */
function approved(number: ConnectedNumber, name: string, text: string, params: string[]): Promise<string> {
  const body_text_named_params = params.map((param_name) => ({ param_name, example: "Ana" }))
  return approve(installation, number, {
    name,
    category: "MARKETING",
    parameter_format: "NAMED",
    components: [{ type: "BODY", text, example: { body_text_named_params } }],
  })
}

describe("a launch whose template is disabled in the middle of it", () => {
  it("continues with another template: what was sent stays, everyone gets one message", {
    timeout: 300_000,
  }, async () => {
    const { api, sandbox } = installation
    await everybodyReads(installation)
    const { number, templateId } = await readyToLaunch(installation, contacts, ratePerSecond)
    const other = await approved(number, "autumn_sale", "Hi {{first_name}}, it is autumn here.", [
      "first_name",
    ])
    const demanding = await approved(number, "asks_for_more", "Hi {{nickname}}, it is autumn.", ["nickname"])
    const { meta_id } = await api.get(`/v1/templates/${templateId}`, z.object({ meta_id: z.string() }))
    const launch = await installation.launchToEverybody(number, templateId)
    const goOnWith = (template_id: string) =>
      api.post(`/v1/launches/${launch}/template`, { template_id }, anything)

    await until(reportOf(installation, launch), ({ accepted }) => accepted > 0)
    await sandbox.post(`/_sandbox/templates/${meta_id}/review`, { decision: "DISABLED" }, anything)
    const held = launchReport.extend({ hold: z.object({ code: z.string() }).nullable() })
    const before = await until(
      () => api.get(`/v1/launches/${launch}`, held),
      ({ hold }) => hold?.code === "template_disabled",
    )
    expect(before.waiting).toBeGreaterThan(0)

    await expect(goOnWith(demanding)).rejects.toThrow(/nickname/)
    await expect(goOnWith(templateId)).rejects.toThrow(/not approved/)
    await goOnWith(other)
    const after = await until(reportOf(installation, launch), ({ state }) => state === "completed")
    expect(after).toMatchObject({ accepted: contacts, failed: { total: 0 } })
    expect(await ledgerOf(installation, number)()).toMatchObject({
      accepted: contacts,
      recipients: contacts,
      duplicates: [],
    } satisfies Partial<z.output<typeof ledger>>)
    await expect(goOnWith(templateId)).rejects.toThrow(/Nothing of its template holds/)
  })
})
