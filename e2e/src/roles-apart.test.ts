import { afterEach, expect, it } from "vitest"
import { z } from "zod"
import { Database, sql } from "../../apps/server/src/platform/database/index.ts"
import { freePort } from "../../apps/server/src/platform/free-port.ts"
import { freshDatabase } from "../../apps/server/src/testing/platform.ts"
import { JsonClient, startInstallation } from "./installation/index.ts"
import { everybodyReads, expectEverybodyOnce, readyToLaunch } from "./launch-results.ts"

const contacts = 300
const cleanups: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

it("a process for each role: together they do what one does, and each has connections of its own", {
  timeout: 240_000,
}, async () => {
  const [url, intakePort] = [await freshDatabase(), await freePort()]
  const intakeUrl = `http://127.0.0.1:${intakePort}`
  const installation = await startInstallation({
    environment: { DATABASE_URL: url, ROLES: "api", PUBLIC_URL: intakeUrl },
  })
  cleanups.push(() => installation.stop())
  const [intake, apply, lanes, background] = await Promise.all([
    installation.startServer({ ROLES: "intake", PORT: String(intakePort) }),
    installation.startServer({ ROLES: "apply" }),
    installation.startServer({ ROLES: "lanes" }),
    installation.startServer({ ROLES: "background" }),
  ])
  await everybodyReads(installation)
  const { number, templateId } = await readyToLaunch(installation, contacts)
  const launch = await installation.launchToEverybody(number, templateId)
  await expectEverybodyOnce(installation, { number, launch, contacts })

  const told = z.object({ roles: z.array(z.string()) })
  const urls = [installation.apiUrl, intake.url, apply.url, lanes.url, background.url]
  const healths = await Promise.all(urls.map((each) => new JsonClient(each).get("/health", told)))
  expect(healths.flatMap(({ roles }) => roles)).toEqual(["api", "intake", "apply", "lanes", "background"])
  const found = await Promise.all(
    ["/v1/me", "/webhooks/whatsapp"].map((path) =>
      Promise.all(urls.map(async (each) => (await fetch(`${each}${path}`)).status !== 404)),
    ),
  )
  expect(found).toEqual([
    [true, false, false, false, false],
    [false, true, false, false, false],
  ])

  const database = new Database(url, { connections: 1, onConnectionLost: () => undefined })
  cleanups.push(() => database.close())
  const [connections] = await database.statement(
    sql<{ names: string[] }>`SELECT array_agg(DISTINCT application_name ORDER BY application_name) AS names
      FROM pg_stat_activity WHERE datname = current_database() AND application_name <> 'parley work'`,
  )
  expect(connections?.names).toEqual(
    expect.arrayContaining([
      "parley api",
      "parley apply",
      "parley background",
      "parley intake",
      "parley lanes",
    ]),
  )
})
