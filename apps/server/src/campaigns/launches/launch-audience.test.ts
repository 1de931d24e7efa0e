import { afterAll, beforeAll, expect, it } from "vitest"
import { sql } from "../../platform/database/index.ts"
import { openCampaign } from "../testing/open-campaign.ts"
import { countPeople } from "./launch-audience.ts"

let campaign: Awaited<ReturnType<typeof openCampaign>>
beforeAll(async () => {
  campaign = await openCampaign({ people: 3 })
  // Of somebody else, who has the same phone number and name.
  const { db } = campaign.platform
  const [other] = await db.statement(
    sql<{
      id: string
    }>`INSERT INTO workspaces (name, created_at) VALUES ('Other', ${campaign.clock.now()}) RETURNING id`,
  )
  await db.system((tx) =>
    sql`INSERT INTO contacts (workspace_id, phone, first_name, created_at, updated_at)
      SELECT ${other?.id}, phone, first_name, created_at, updated_at FROM contacts`.execute(tx),
  )
})
afterAll(() => campaign.close())

it.each([
  [true, { all: [] }],
  [false, { on: "contact", field: "phone", op: "exists" }],
])(
  "who a launch is for (marketing: %s) is counted beneath no policy, of its workspace alone",
  async (isMarketing, audience) => {
    const { workspaceId } = campaign.platform
    const counted = await campaign.inWorkspace(async (tx) => {
      // Whatever a policy would hide rows of fails from here on.
      await sql`SET LOCAL row_security = off`.execute(tx)
      const scope = { workspaceId, now: campaign.clock.now() }
      const people = await countPeople(tx, scope, { numberId: campaign.numberId, isMarketing, audience })
      const after = await sql<{ role: string; readOnly: string }>`
      SELECT current_user AS role, current_setting('transaction_read_only') AS "readOnly"`.execute(tx)
      return { people, ...after.rows[0] }
    })
    expect(counted).toEqual({ people: 3, role: "parley_workspace", readOnly: "off" })
  },
)
