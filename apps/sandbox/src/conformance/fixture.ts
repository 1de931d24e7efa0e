/** A ready number and a person who has just written to it, so that every kind of message may be sent. */
import { z } from "zod"
import { type Account, Rehearsal } from "../testing/test-sandbox.ts"

const personSchema = z.object({ user_ids: z.record(z.string(), z.string()) })
const chatSchema = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      direction: z.enum(["inbound", "outbound"]),
      status: z.string(),
      message: z.record(z.string(), z.unknown()),
    }),
  ),
})

/** A message in a chat; `message` is the body it was posted with, or the object it was told with. */
export type Bubble = z.infer<typeof chatSchema>["data"][number]

/** 1 × 1 pixel. */
export const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
)

export class Stage {
  readonly rehearsal: Rehearsal
  readonly account: Account
  readonly person = "16505551234"
  /** What the person wrote first. */
  readonly greeting: string

  private constructor(rehearsal: Rehearsal, account: Account, greeting: string) {
    this.rehearsal = rehearsal
    this.account = account
    this.greeting = greeting
  }

  static async open(): Promise<Stage> {
    const rehearsal = await Rehearsal.start()
    const account = await rehearsal.quickstart()
    const { id } = await rehearsal.control("POST", "people/16505551234/messages", {
      to: account.phone_number_id,
      type: "text",
      text: { body: "Is it in stock?" },
    })
    return new Stage(rehearsal, account, String(id))
  }

  get url(): string {
    return this.rehearsal.sandbox.url
  }

  end(): Promise<void> {
    return this.rehearsal.end()
  }

  /** The message as it is in the person's chat with the number. */
  async bubble(wamid: string): Promise<Bubble> {
    const chat = await this.rehearsal.control(
      "GET",
      `people/${this.person}/chats/${this.account.phone_number_id}`,
    )
    const bubble = chatSchema.parse(chat).data.find(({ id }) => id === wamid)
    if (bubble === undefined) throw new Error(`${wamid} is not in the chat.`)
    return bubble
  }

  /** The person's business-scoped user ID. */
  async userId(): Promise<string> {
    const { user_ids } = personSchema.parse(await this.rehearsal.control("GET", `people/${this.person}`))
    return user_ids[this.account.business_id] ?? ""
  }

  /** Lets a minute pass, in which the person reads everything, and waits until every webhook is posted. */
  async settle(): Promise<void> {
    await this.rehearsal.control("PATCH", "settings", {
      population: { delivered_share: 1, skip_delivered_share: 0, read_share: 1, read_ms: [1_000, 2_000] },
    })
    await this.rehearsal.advance(60_000)
    await this.rehearsal.quiet()
  }

  /** Submits a template by control of the reviewer, who approves it at once. Answers its id. */
  async approve(templateId: string): Promise<void> {
    await this.rehearsal.control("POST", `templates/${templateId}/review`, { decision: "APPROVED" })
  }
}
