import { randomBytes } from "node:crypto"
import type { Shapes } from "../api/client.ts"
import type { RefusedReason } from "../refused-rows.ts"
import type { Ledger } from "../sandbox-control.ts"
import { addNumber, type ReadyNumber } from "./add-number.ts"
import { outlastWindow } from "./closed-window.ts"
import { connectAccount } from "./connect-account.ts"
import { eventually, type Stage } from "./context.ts"
import { talk } from "./conversation.ts"
import { importPeople } from "./import-contacts.ts"
import { createCampaign, launchCampaign, tellOutcome } from "./launch-campaign.ts"
import { peopleTheWorld } from "./population.ts"
import { acceptedAtTheEnd, addUp, type Figures, type Sum } from "./sums.ts"
import { writeTemplates } from "./write-templates.ts"

/** What `parley demo --json` prints. */
export interface DemoReport {
  /** Whether every sum holds. */
  ok: boolean
  seconds: number
  import: Figures["first"]
  import_again: Figures["again"]
  refused_rows: RefusedReason[]
  launch: Shapes["LaunchReport"]
  conversations: number
  ledger: Ledger
  final_ledger: Ledger
  sums: Sum[]
}

/** One message answered in the window and one template after it. */
const sentAfterwards = 2

/** Plays the whole demo, act after act. @throws Failure where an act cannot continue */
export async function play(properties: Omit<Stage, "tag">): Promise<DemoReport> {
  const beganMs = performance.now()
  const stage: Stage = { ...properties, tag: randomBytes(2).toString("hex").toUpperCase() }
  const { businessAccountId, businessName } = await connectAccount(stage)
  const number = await addNumber(stage, businessAccountId, businessName)
  const { first, refused, again } = await importPeople(stage, number.subscription_group_id)
  const { invitation, followUp } = await writeTemplates(stage, businessAccountId)
  const campaign = await createCampaign(stage, number, invitation)
  const restorePopulation = await peopleTheWorld(stage)
  try {
    const launched = await launchCampaign(stage, campaign, number)
    tellOutcome(stage, launched)
    const talkingTo = await talk(stage, number)
    await outlastWindow(stage, number, talkingTo, followUp)
    const { launch, conversations, ledger } = launched
    const finalLedger = await finalLedgerOf(
      stage,
      number,
      acceptedAtTheEnd({ launch, ledger, sentAfterwards }),
    )
    const sums = addUp({ first, again, launch, conversations, ledger, finalLedger, sentAfterwards })
    return {
      ok: sums.every((sum) => sum.holds),
      seconds: Math.round((performance.now() - beganMs) / 100) / 10,
      import: first,
      import_again: again,
      refused_rows: refused,
      launch,
      conversations,
      ledger,
      final_ledger: finalLedger,
      sums,
    }
  } finally {
    await restorePopulation()
  }
}

/** Figures that differ for longer than this differ for good; the reckoning will say so. */
const agreeTimeoutMs = 10_000

/** The sandbox's books of the number once it has accepted as many as expected, or as they are after a while. */
function finalLedgerOf(stage: Stage, { phone_number_id }: ReadyNumber, accepted: number): Promise<Ledger> {
  const askedMs = performance.now()
  return eventually(stage, "the last messages", 2 * agreeTimeoutMs, async () => {
    const ledger = await stage.sandbox.ledger(phone_number_id)
    return ledger.accepted >= accepted || performance.now() - askedMs > agreeTimeoutMs ? ledger : undefined
  })
}
