import { answerOf, everyRow, type Shapes } from "../api/client.ts"
import { Failure } from "../failure.ts"
import { launchProgress } from "../print/launch.ts"
import { figure } from "../print/table.ts"
import type { Ledger } from "../sandbox-control.ts"
import type { ReadyNumber } from "./add-number.ts"
import { did, eventually, note, openAct, type Stage } from "./context.ts"

export interface LaunchAct {
  launch: Shapes["LaunchReport"]
  /** Of the number, when the launch had settled and nothing else was sent. */
  ledger: Ledger
  /** Contacts who have written to the number by then. */
  conversations: number
}

const settleTimeoutMs = 90_000
/** Figures that differ for longer than this, with nothing under way, differ for good; the reckoning will say so. */
const agreeTimeoutMs = 10_000

/** By what they are, whatever their consent: the message path leaves out who may not be written to. */
const audience: Shapes["Filter"] = {
  any: [
    { on: "attribute", name: "plan", op: "in", value: ["silver", "gold"] },
    { on: "attribute", name: "points", op: "at_least", value: 20 },
  ],
}

/** Creates the campaign for `number` with values that every contact has or gets by default. */
export async function createCampaign(
  stage: Stage,
  number: ReadyNumber,
  invitation: Shapes["Template"],
): Promise<Shapes["Campaign"]> {
  openAct(
    stage,
    "5  Launch a campaign",
    "The audience is found, who may not be written to is left out, and the number keeps to Meta's pace of 80 a second.",
  )
  const created = await answerOf(
    stage.api.POST("/v1/campaigns", {
      body: {
        name: `Autumn tasting ${stage.tag}`,
        number_id: number.id,
        audience,
        content: {
          kind: "template",
          template_id: invitation.id,
          values: {
            body: {
              first_name: '{{ contact.first_name | default: "there" }}',
              city: '{{ contact.attributes.city | default: "your city" }}',
            },
          },
        },
      },
    }),
  )
  did(stage, `Campaign “${created.name}”: contacts with the plan silver or gold, or at least 20 points`)
  note(
    stage,
    stage.screen.paint(
      "dim",
      'Hi {{ contact.first_name | default: "there" }}, … comes to {{ contact.attributes.city | default: "your city" }} …',
    ),
  )
  return created
}

/** Launches it and watches until nothing more will happen by itself. */
export async function launchCampaign(
  stage: Stage,
  { id }: Shapes["Campaign"],
  number: ReadyNumber,
): Promise<LaunchAct> {
  const { api, screen } = stage
  const started = await answerOf(
    api.POST("/v1/campaigns/{id}/launches", { params: { path: { id } }, body: {} }),
  )
  did(stage, `Launch ${started.id}`)
  const progress = screen.progress()
  let quietSinceMs: number | undefined
  try {
    return await eventually(stage, "the launch to settle", settleTimeoutMs, async () => {
      const now = await readLaunch(api, started.id)
      const { share, text } = launchProgress(now)
      progress.show(share, text)
      if (now.state === "canceled") throw new Failure("Someone canceled the launch.")
      if (now.state !== "completed" || !(await isQuiet(stage))) return undefined
      quietSinceMs ??= performance.now()
      const result = await takeStock(stage, started.id, number)
      return agree(result) || performance.now() - quietSinceMs > agreeTimeoutMs ? result : undefined
    })
  } finally {
    progress.clear()
  }
}

const readLaunch = (api: Stage["api"], id: string) =>
  answerOf(api.GET("/v1/launches/{id}", { params: { path: { id } } }))

async function isQuiet({ sandbox }: Stage): Promise<boolean> {
  const { statuses, webhooks } = await sandbox.pending()
  return statuses + webhooks === 0
}

async function takeStock(
  { api, sandbox }: Stage,
  launchId: string,
  { id, phone_number_id }: ReadyNumber,
): Promise<LaunchAct> {
  const [now, ledger, conversations] = await Promise.all([
    readLaunch(api, launchId),
    sandbox.ledger(phone_number_id),
    everyRow((paging) => api.GET("/v1/conversations", { params: { query: { ...paging, number_id: id } } })),
  ])
  return { launch: now, ledger, conversations: conversations.length }
}

/** Webhooks are acknowledged before they are applied, so that the last ones may be under way still. */
function agree({
  launch: { sent, delivered, read, replied },
  ledger: { by_status },
  conversations,
}: LaunchAct): boolean {
  return (
    sent === by_status.sent &&
    delivered === by_status.delivered &&
    read === by_status.read &&
    replied === conversations
  )
}

export function tellOutcome(stage: Stage, { launch }: LaunchAct): void {
  const { accepted, delivered, read, replied } = launch
  did(
    stage,
    `${figure(accepted)} accepted · ${figure(delivered)} delivered · ${figure(read)} read · ${figure(replied)} replied`,
  )
}
