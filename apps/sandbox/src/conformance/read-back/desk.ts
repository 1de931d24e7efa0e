/** An account and what is needed to write to it and read it back. */
import { type Account, type Answered, errorOf, Rehearsal } from "../../testing/test-sandbox.ts"
import { png } from "../fixture.ts"

/** Writes with everything that an operation takes, and expects to read it back. */
export type Write = (desk: Desk) => Promise<void>

export class Desk {
  readonly rehearsal: Rehearsal
  readonly account: Account
  #names = 0

  private constructor(rehearsal: Rehearsal, account: Account) {
    this.rehearsal = rehearsal
    this.account = account
  }

  static async open(): Promise<Desk> {
    const rehearsal = await Rehearsal.start()
    await rehearsal.control("PATCH", "settings", {
      limits: { pair: false, throughput: false },
      review: { delay_ms: 0 },
    })
    return new Desk(rehearsal, await rehearsal.quickstart())
  }

  end(): Promise<void> {
    return this.rehearsal.end()
  }

  /** A call that must succeed; a path with a query or an object to post. */
  async done(method: string, path: string, body?: unknown, token?: string): Promise<Record<string, unknown>> {
    const answer = await this.call(method, path, body, token)
    if (answer.status !== 200) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }

  call(method: string, path: string, body?: unknown, token = this.account.access_token): Promise<Answered> {
    return this.rehearsal.call(method, `/v23.0/${path}`, body, token)
  }

  /** The code of a call that must be refused. */
  async refusal(method: string, path: string, body?: unknown): Promise<number> {
    return errorOf(await this.call(method, path, body)).code
  }

  async upload(path: string, fields: Record<string, string>, file: Blob, name: string): Promise<Response> {
    const form = new FormData()
    for (const [field, value] of Object.entries(fields)) form.set(field, value)
    form.set("file", file, name)
    const headers = { authorization: `Bearer ${this.account.access_token}` }
    return fetch(`${this.rehearsal.sandbox.url}/v23.0/${path}`, { method: "POST", headers, body: form })
  }

  async uploadPicture(): Promise<string> {
    const picture = new Blob([png], { type: "image/png" })
    const fields = { messaging_product: "whatsapp" }
    const response = await this.upload(`${this.account.phone_number_id}/media`, fields, picture, "p.png")
    const { id }: { id?: unknown } = JSON.parse(await response.text())
    return String(id)
  }

  /** The handle of a sample. */
  async uploadSample(): Promise<string> {
    const { id } = await this.done(
      "POST",
      `${this.account.app_id}/uploads?file_name=p.png&file_type=image/png&file_length=${png.length}`,
    )
    const response = await fetch(`${this.rehearsal.sandbox.url}/v23.0/${String(id)}`, {
      method: "POST",
      headers: { authorization: `OAuth ${this.account.access_token}`, file_offset: "0" },
      body: new Uint8Array(png),
    })
    const { h }: { h?: unknown } = JSON.parse(await response.text())
    return String(h)
  }

  /** Another name each time. */
  newName(): string {
    this.#names += 1
    return `name_${this.#names}`
  }

  async newTemplate(more: Record<string, unknown> = {}): Promise<{ id: string; name: string }> {
    const name = this.newName()
    const components = [{ type: "BODY", text: "A plain text." }]
    const { id } = await this.done("POST", `${this.account.waba_id}/message_templates`, {
      name,
      language: "en",
      category: "MARKETING",
      components,
      ...more,
    })
    await this.rehearsal.control("POST", `templates/${String(id)}/review`, { decision: "APPROVED" })
    return { id: String(id), name }
  }

  async newFlow(): Promise<string> {
    const { id } = await this.done("POST", `${this.account.waba_id}/flows`, {
      name: this.newName(),
      categories: ["OTHER"],
      flow_json: JSON.stringify(flowJson),
    })
    return String(id)
  }

  async newNumber(national: string): Promise<string> {
    const { id } = await this.done("POST", `${this.account.waba_id}/phone_numbers`, {
      cc: "1",
      phone_number: national,
      verified_name: "Second",
    })
    return String(id)
  }

  /** What a verification code is read from, where the number's SIM would be. */
  async codeOf(numberId: string): Promise<{ code: string; method: string }> {
    const { data } = await this.rehearsal.control("GET", `numbers/${numberId}/codes`)
    const [newest]: { code: string; method: string }[] = Array.isArray(data) ? data : []
    if (newest === undefined) throw new Error("No code has arrived.")
    return newest
  }

  /** The person writes, so that everything may be sent back. */
  async hear(person: string): Promise<string> {
    const { id } = await this.rehearsal.control("POST", `people/${person}/messages`, {
      to: this.account.phone_number_id,
      type: "text",
      text: { body: "Hi" },
    })
    return String(id)
  }

  async chat(person: string): Promise<Record<string, unknown>[]> {
    const { data } = await this.rehearsal.control(
      "GET",
      `people/${person}/chats/${this.account.phone_number_id}`,
    )
    return Array.isArray(data) ? data : []
  }
}

/** The smallest flow without mistakes. */
export const flowJson = {
  version: "7.0",
  screens: [
    {
      id: "START",
      title: "Welcome",
      terminal: true,
      success: true,
      data: {},
      layout: {
        type: "SingleColumnLayout",
        children: [
          { type: "TextHeading", text: "Hello" },
          { type: "Footer", label: "Done", "on-click-action": { name: "complete", payload: {} } },
        ],
      },
    },
  ],
}
