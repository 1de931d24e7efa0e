import { setTimeout as sleep } from "node:timers/promises"
import { z } from "zod"
import { answerOf, everyRow, type ParleyApi, type Shapes } from "../api/client.ts"
import { Failure } from "../failure.ts"
import { openApi, readInstallation } from "../installation.ts"
import { fillTemplate, readValues } from "../template-values.ts"
import { chooseOne } from "./choose.ts"
import { chooseNumber } from "./choose-number.ts"
import type { Context } from "./context.ts"

export interface SendOptions {
  number?: string
  to: string
  template?: string
  value: readonly string[]
  text?: string
}

/** `parley send`. @throws Failure when the message was dropped or failed */
export async function sendMessage({ out, environment }: Context, options: SendOptions): Promise<void> {
  if ((options.template === undefined) === (options.text === undefined)) {
    throw new Failure("Say what to send: either --template or --text.")
  }
  const api = await openApi(readInstallation(environment))
  const from = await chooseNumber(api, options.number)
  const content =
    options.template === undefined
      ? freeText(options.text ?? "")
      : await templateContent(api, from.business_account_id, options.template, options.value)
  const to = await findContact(api, options.to)
  const { id } = await answerOf(
    api.POST("/v1/messages", { body: { number_id: from.id, contact_id: to, content } }),
  )
  const settled = await untilDecided(api, id)
  const reason =
    settled.reason && `${settled.reason.title}${settled.reason.detail ? ` (${settled.reason.detail})` : ""}`
  switch (settled.status) {
    case "dropped":
    case "failed":
      throw new Failure(
        `The message was not sent: ${reason ?? settled.status}`,
        settled.reason?.advice ?? undefined,
      )
    case "queued":
    case "in_doubt":
      out.line(`! The message ${id} waits${reason ? `: ${reason}` : ""}.`)
      return
    default:
      out.line(
        `${out.paint("green", "✓")} Message ${id} from ${from.display_phone_number}: ${settled.status}`,
      )
  }
}

type Content = Shapes["MessageContent"]

const freeText = (body: string): Content => ({ kind: "free_form", message: { type: "text", text: { body } } })

/** Of the sending number's account: another one may have a template of the same name. */
async function templateContent(
  api: ParleyApi,
  account: string,
  wanted: string,
  pairs: readonly string[],
): Promise<Content> {
  const [name = "", language] = wanted.split(":")
  const named = await everyRow((paging) =>
    api.GET("/v1/templates", { params: { query: { ...paging, name, business_account_id: account } } }),
  )
  if (named.length === 0)
    throw new Failure(`The number's account has no template ${name}.`, "GET /v1/templates lists them.")
  const chosen = chooseOne(named, language, {
    what: "language",
    is: (each) => [each.language],
    show: (each) => `${each.name}:${each.language}  ${each.status}`,
  })
  return { kind: "template", template_id: chosen.id, values: fillTemplate(chosen, readValues(pairs)) }
}

async function findContact(api: ParleyApi, wanted: string): Promise<string> {
  if (z.uuid().safeParse(wanted).success) return wanted
  const phone = wanted.replace(/[\s().-]/g, "")
  const { data } = await answerOf(api.GET("/v1/contacts", { params: { query: { phone, limit: 1 } } }))
  const [known] = data
  if (known) return known.id
  throw new Failure(
    `No contact has the phone number ${phone}.`,
    "Write it with its country code, such as +4915112345678. People who are not contacts yet are created with POST /v1/contacts or `parley import`.",
  )
}

const readMessage = (api: ParleyApi, id: string) =>
  answerOf(api.GET("/v1/messages/{id}", { params: { path: { id } } }))

const pollMs = 200
const patienceMs = 10_000
const undecided: ReadonlySet<string> = new Set(["queued", "in_doubt"])

/** The message once Meta has answered, or as it is after ten seconds; a refusal that comes a moment later is waited for. */
async function untilDecided(api: ParleyApi, id: string): Promise<Shapes["Message"]> {
  const giveUpMs = performance.now() + patienceMs
  let now = await readMessage(api, id)
  while ((undecided.has(now.status) || now.status === "accepted") && performance.now() < giveUpMs) {
    await sleep(pollMs)
    now = await readMessage(api, id)
  }
  return now
}
