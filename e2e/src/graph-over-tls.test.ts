import { afterAll, beforeAll, it } from "vitest"
import { type Installation, startInstallation } from "./installation/index.ts"
import { everybodyReads, expectEverybodyOnce, readyToLaunch } from "./launch-results.ts"

const contacts = 200
let installation: Installation

beforeAll(async () => {
  installation = await startInstallation({ tls: true })
})

afterAll(() => installation?.stop())

it("a launch is sent over TLS, and everyone gets it once", { timeout: 300_000 }, async () => {
  await everybodyReads(installation)
  const { number, templateId } = await readyToLaunch(installation, contacts)
  const launch = await installation.launchToEverybody(number, templateId)
  await expectEverybodyOnce(installation, { number, launch, contacts })
})
