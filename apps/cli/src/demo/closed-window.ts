import { z } from "zod"
import { answerOf, type Shapes } from "../api/client.ts"
import { ApiError } from "../api/http.ts"
import { Failure } from "../failure.ts"
import type { ReadyNumber } from "./add-number.ts"
import { did, eventually, note, openAct, type Stage } from "./context.ts"
import { nameOf, requireOnPhone, untilDelivered } from "./conversation.ts"
import { demoLastsMs } from "./demo-time.ts"

const offeredTemplates = z.array(z.object({ id: z.string(), name: z.string() }))

/** Lets the service window close, is refused, and sends the template that is allowed instead. */
export async function outlastWindow(
  stage: Stage,
  number: ReadyNumber,
  talkingTo: Shapes["Conversation"],
  followUp: Shapes["Template"],
): Promise<void> {
  const { api, sandbox } = stage
  openAct(
    stage,
    "7  A day later",
    "The window has closed: free text is refused before Meta would refuse it, a template opens it again.",
  )
  await sandbox.advanceClock(demoLastsMs)
  await eventually(stage, "the server to see the clock move", 10_000, async () => {
    const now = await answerOf(api.GET("/v1/conversations/{id}", { params: { path: { id: talkingTo.id } } }))
    return now.window_open ? undefined : true
  })
  did(stage, "The sandbox's clock was moved by 25 hours, to now")

  const refusal = await refusedReply(stage, talkingTo)
  did(stage, `Free text to ${nameOf(talkingTo)} is refused (${refusal.code}): ${refusal.message}`)
  const offered = offeredTemplates.parse(refusal.extra.templates)
  note(stage, `Templates to send instead: ${offered.map((each) => each.name).join(", ")}`)

  const instead = offered.find((each) => each.id === followUp.id)
  if (!instead) throw new Failure(`Template ${followUp.name} is approved but was not offered.`)
  const { id } = await answerOf(
    api.POST("/v1/messages", {
      body: {
        number_id: number.id,
        contact_id: talkingTo.contact_id,
        content: {
          kind: "template",
          template_id: instead.id,
          values: { body: { first_name: '{{ contact.first_name | default: "there" }}' } },
        },
      },
    }),
  )
  await untilDelivered(stage, id)
  await requireOnPhone(stage, talkingTo.contact.phone ?? "", number, followUp.name)
  did(stage, `${followUp.name} was sent and delivered instead`)
}

async function refusedReply({ api }: Stage, { id }: Shapes["Conversation"]): Promise<ApiError> {
  try {
    await api.POST("/v1/conversations/{id}/replies", {
      params: { path: { id } },
      body: { text: "One more thing …" },
    })
  } catch (error) {
    if (error instanceof ApiError && error.code === "window_closed") return error
    throw error
  }
  throw new Failure("Free text was accepted although the service window has closed.")
}
