/** Conversations in a list: the last one written in comes first. */
import { afterAll, beforeAll, expect, it } from "vitest"
import { z } from "zod"
import { applyWebhooks } from "../connect/webhooks/apply-webhooks.ts"
import { messagesWebhook } from "../testing/messages-webhook.ts"
import { type Inbox, openInbox } from "./testing/inbox.ts"

let inbox: Inbox
/** They wrote in this order, and the first of them once more. The business wrote to the last one, who never answered. */
let people: { first: string; second: string; third: string; silent: string }
beforeAll(async () => {
  inbox = await openInbox(applyWebhooks)
  const [first, second, third] = [inbox.newPhone(), inbox.newPhone(), inbox.newPhone()]
  people = { first, second, third, silent: inbox.newPhone() }
  for (const from of [first, second, third, first]) await write(from)
  await echo(people.silent)
  inbox.clock.advance(60_000)
  await write(third)
})
afterAll(() => inbox.close())

async function write(from: string): Promise<void> {
  await inbox.write(from, { type: "text", text: { body: "Hello" } })
  inbox.clock.advance(60_000)
}
const echo = (to: string) =>
  applyWebhooks(inbox.platform, [
    messagesWebhook(
      {
        message_echoes: [
          {
            from: "15550783881",
            to,
            id: "wamid.echo",
            timestamp: String(inbox.clock.now().getTime() / 1000),
            type: "text",
            text: { body: "Yes, come by." },
          },
        ],
      },
      "smb_message_echoes",
    ),
  ])

const page = z.object({
  data: z.array(z.object({ contact: z.object({ phone: z.string() }) })),
  next: z.string().nullable(),
})
const list = async (query = "") => page.parse((await inbox.ask("GET", `/conversations?${query}`)).body)
const phones = ({ data }: z.output<typeof page>) => data.map(({ contact }) => contact.phone.slice(1))

/** All pages of two each. @param between is done after the first */
async function pageByPage(query: string, between?: () => Promise<void>): Promise<string[]> {
  const shown: string[] = []
  let after = ""
  for (;;) {
    const now = await list(`limit=2${query}${after}`)
    shown.push(...phones(now))
    if (now.next === null) return shown
    if (after === "") await between?.()
    after = `&after=${now.next}`
  }
}

it("the last one written in comes first; where nobody wrote, when it began counts", async () => {
  const { first, second, third, silent } = people
  expect(phones(await list())).toEqual([third, silent, first, second])
  expect(phones(await list("order=asc"))).toEqual([second, first, silent, third])
  expect(await pageByPage("")).toEqual([third, silent, first, second])
})

it("those of the last 24 hours are only those in which the contact wrote", async () => {
  const { first, second, third } = people
  expect(await pageByPage("&window=open")).toEqual([third, first, second])
})

it("a conversation that moves up while somebody turns the pages takes none of the others along", async () => {
  const { first, second, third, silent } = people
  const shown = await pageByPage("", async () => {
    await write(silent)
  })
  expect(shown).toEqual([third, silent, first, second])
  expect(phones(await list())).toEqual([silent, third, first, second])
})

it("a page of another order is none", async () => {
  expect(
    (await inbox.ask("GET", "/conversations?after=0199d1de-0000-7000-8000-000000000000")).body,
  ).toMatchObject({ error: { code: "invalid_request", field: "after" } })
})

it("a day later nobody wrote within 24 hours", async () => {
  inbox.clock.advance(24 * 3_600_000)
  expect(phones(await list("window=open"))).toEqual([])
  expect(phones(await list())).toHaveLength(4)
})
