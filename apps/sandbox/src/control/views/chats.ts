/** What one person's phone shows beside its chats: the chat list, and what a new chat can be opened from. */
import { displayNumber } from "../../people/country.ts"
import { numbersBefore } from "../../phones/number-change.ts"
import type { Template } from "../../world/objects.ts"
import { type ToldChat, tellChat } from "../chats.ts"
import { templateMessageSchema } from "../people.ts"
import { type ControlCall, notFound, segment } from "../request.ts"
import { numberView } from "./accounts.ts"
import type { ChatSummary, ChatSurroundings, NumberView, QrCodeView } from "./shapes.ts"

/** Numbers a phone offers for a new chat; more are found by searching. */
const mostOffered = 50

/** `GET views/chats/{wa_id}`: the numbers there is a chat with, the newest messages first. */
export function viewChats(call: ControlCall): { data: ChatSummary[] } {
  const { world } = call.running
  const waId = segment(call, 2)
  world.store.flush()
  const rows = world.store.database
    .prepare(
      "SELECT number, max(at_ms) AS last_at_ms, count(*) AS messages FROM messages WHERE person IN (SELECT value FROM json_each(?)) GROUP BY number ORDER BY last_at_ms DESC",
    )
    .all(JSON.stringify([waId, ...numbersBefore(world, waId)].map(Number)))
  return {
    data: rows.flatMap((row) => {
      const number = world.numbers.get(String(row.number))
      if (number === undefined) return []
      return [
        {
          number: numberView(number),
          last_at: new Date(Number(row.last_at_ms)).toISOString(),
          messages: Number(row.messages),
        },
      ]
    }),
  }
}

/**
 * `GET views/chats/{wa_id}/{phone_number_id}?limit=`: a chat with what its messages do not say themselves, the
 * templates that were sent and the currency of prices.
 */
export function viewChat(call: ControlCall): ToldChat & ChatSurroundings {
  const { world } = call.running
  const number = world.numbers.get(segment(call, 3))
  if (number === undefined) throw notFound("phone number", segment(call, 3))
  const chat = tellChat(call, segment(call, 2), number)
  const templates = new Map<string, Template>()
  for (const { message } of chat.data) {
    const sent = templateMessageSchema.safeParse(message)
    if (!sent.success) continue
    const { name, language } = sent.data.template
    const template = world.templateNamed(number.waba_id, name, language.code)
    if (template !== undefined && template.status !== "DELETED") templates.set(template.id, template)
  }
  return {
    ...chat,
    currency: world.wabas.get(number.waba_id)?.currency ?? "USD",
    templates: [...templates.values()].map(({ name, language, components }) => ({
      name,
      language,
      components,
    })),
  }
}

/** `GET views/numbers?search=`: business numbers whose name or digits hold the words, by name. */
export function viewNumbers({ running: { world }, query }: ControlCall): { data: NumberView[] } {
  const search = (query.get("search") ?? "").trim().toLowerCase()
  const digits = search.replace(/\D/g, "")
  const found = world.numbers.filter(
    (number) =>
      number.id === search ||
      number.verified_name.toLowerCase().includes(search) ||
      (digits !== "" && number.digits.includes(digits)),
  )
  return {
    data: found
      .sort((a, b) => a.verified_name.localeCompare(b.verified_name))
      .slice(0, mostOffered)
      .map(numberView),
  }
}

/** `GET views/qr-codes`: codes someone could scan, the latest first. */
export function viewQrCodes({ running: { world } }: ControlCall): { data: QrCodeView[] } {
  return {
    data: [...world.numbers.values()]
      .reverse()
      .flatMap((number) =>
        number.qr_codes.toReversed().map(({ code, prefilled_message }) => ({
          code,
          prefilled_message,
          phone_number_id: number.id,
          verified_name: number.verified_name,
          display_phone_number: displayNumber(number.country_code, number.national),
        })),
      )
      .slice(0, mostOffered),
  }
}
