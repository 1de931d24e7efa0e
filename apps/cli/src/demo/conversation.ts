import { z } from "zod"
import { answerOf, everyRow, type Shapes } from "../api/client.ts"
import { Failure } from "../failure.ts"
import { displayWidth } from "../print/table.ts"
import type { ReadyNumber } from "./add-number.ts"
import { did, eventually, note, openAct, type Stage } from "./context.ts"
import { answersByLanguage, question, quietDown, waIdOf } from "./population.ts"

type Conversation = Shapes["Conversation"]

/** A conversation with the first thing the contact wrote. */
interface Heard {
  conversation: Conversation
  text: string
}

/** Threads to read; more than a demo's launch brings. */
const mostHeard = 300
const answer = "At four in the afternoon, and a friend is welcome. See you there!"

/** Shows what people answered, in several scripts, and answers one of them inside the service window. */
export async function talk(stage: Stage, number: ReadyNumber): Promise<Conversation> {
  openAct(
    stage,
    "6  Talk",
    "For 24 hours after a person's last message anything may be said to them, without a template.",
  )
  const conversations = await everyRow((paging) =>
    stage.api.GET("/v1/conversations", { params: { query: { ...paging, number_id: number.id } } }),
  )
  const heard = await listen(stage, conversations.slice(0, mostHeard))
  for (const { conversation, text } of onePerLanguage(heard))
    note(stage, `${padded(nameOf(conversation))}  ${text}`)
  note(stage, stage.screen.paint("dim", `${heard.length} conversations in all`))

  const asking = (heard.find(({ text }) => text === question) ?? heard[0])?.conversation
  if (!asking) throw new Failure("Nobody answered the campaign.")
  const { phone } = asking.contact
  if (phone === null) throw new Failure("Nobody with a phone number answered.")
  await quietDown(stage, waIdOf(phone))
  const { message_id } = await answerOf(
    stage.api.POST("/v1/conversations/{id}/replies", {
      params: { path: { id: asking.id } },
      body: { text: answer },
    }),
  )
  await untilDelivered(stage, message_id)
  await requireOnPhone(stage, phone, number, answer)
  did(stage, `${nameOf(asking)} was answered; it is on the person's phone: “${answer}”`)
  return asking
}

export const nameOf = ({ contact }: Conversation): string =>
  [contact.first_name, contact.last_name].filter(Boolean).join(" ") || (contact.phone ?? "someone")

const padded = (name: string) => name + " ".repeat(Math.max(0, 24 - displayWidth(name)))

function onePerLanguage(heard: readonly Heard[]): Heard[] {
  return Object.values(answersByLanguage).flatMap((answer) => heard.find(({ text }) => text === answer) ?? [])
}

const inboundText = z.object({ type: z.literal("text"), body: z.string() })

function listen({ api }: Stage, conversations: readonly Conversation[]): Promise<Heard[]> {
  return Promise.all(
    conversations.map(async (conversation) => {
      const { data } = await answerOf(
        api.GET("/v1/conversations/{id}/messages", {
          params: { path: { id: conversation.id }, query: { limit: 20 } },
        }),
      )
      const [written] = data.filter((entry) => entry.direction === "inbound")
      const read = inboundText.safeParse(written?.content)
      return { conversation, text: read.success ? read.data.body : `(${written?.type ?? "nothing"})` }
    }),
  )
}

/** @throws Failure naming the reason when the message does not arrive */
export function untilDelivered(stage: Stage, messageId: string): Promise<true> {
  return eventually(stage, "the message to be delivered", 20_000, async () => {
    const now = await answerOf(stage.api.GET("/v1/messages/{id}", { params: { path: { id: messageId } } }))
    if (now.status === "dropped" || now.status === "failed") {
      throw new Failure(`The message was ${now.status}: ${now.reason?.title ?? "for no known reason"}`)
    }
    return now.status === "delivered" || now.status === "read" ? true : undefined
  })
}

/** Reads the person's phone. @param said text of the message, or name of the template, that must be there last */
export async function requireOnPhone(
  { sandbox }: Stage,
  phone: string,
  number: ReadyNumber,
  said: string,
): Promise<void> {
  const chat = await sandbox.chat(waIdOf(phone), number.phone_number_id)
  const last = chat.findLast((entry) => entry.direction === "outbound")
  if (JSON.stringify(last?.message ?? null).includes(JSON.stringify(said))) return
  throw new Failure(`The last message on the phone ${phone} is not “${said}”.`)
}
