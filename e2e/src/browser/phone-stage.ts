/** A sandbox with one business, a callback that remembers, and a browser to take people's phones into. */
import { setTimeout as sleep } from "node:timers/promises"
import type { Browser, Locator, Page } from "playwright-core"
import { type Account, type Answered, Rehearsal } from "../../../apps/sandbox/src/testing/test-sandbox.ts"
import { closePages, openBrowser } from "./chromium.ts"

/** A picture of 8 by 8 points. */
export const samplePicture = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR4nGNwKLqNFTEMLQkA8NZh8ZeD8NcAAAAASUVORK5CYII=",
  "base64",
)

export class PhoneStage {
  readonly rehearsal: Rehearsal
  readonly account: Account
  readonly browser: Browser

  private constructor(rehearsal: Rehearsal, account: Account, browser: Browser) {
    this.rehearsal = rehearsal
    this.account = account
    this.browser = browser
  }

  static async start(): Promise<PhoneStage> {
    const rehearsal = await Rehearsal.start()
    // Every recipient has a message at once.
    await rehearsal.control("PATCH", "settings", {
      population: { sent_ms: [0, 0], delivered_ms: [0, 0], delivered_share: 1, read_share: 0 },
    })
    const account = await rehearsal.quickstart()
    const stage = new PhoneStage(rehearsal, account, await openBrowser())
    // The first visitor has the pages built, which is no part of any test's time.
    const page = await stage.browser.newPage()
    await page.goto(rehearsal.sandbox.url)
    await page.getByRole("heading", { name: "WhatsApp on this machine" }).waitFor({ timeout: 300_000 })
    await page.close()
    return stage
  }

  async end(): Promise<void> {
    await closePages()
    await this.rehearsal.end()
  }

  /** The phone of a person, alone on its page. */
  async takePhone(waId: string): Promise<{ page: Page; phone: Locator }> {
    const page = await this.browser.newPage({ viewport: { width: 1280, height: 900 } })
    page.setDefaultTimeout(45_000)
    await page.goto(`${this.rehearsal.sandbox.url}/_sandbox/pages/phones`)
    await page.getByLabel("Phone number").fill(waId)
    await page.getByRole("button", { name: "Take this phone" }).click()
    const phone = page.getByRole("region", { name: /^Phone of/ }).filter({ hasText: `+${waId}` })
    await phone.waitFor()
    return { page, phone: page.getByRole("region", { name: (await phone.getAttribute("aria-label")) ?? "" }) }
  }

  /** The phone with its chat with the business open: the business has written `hello_world`. */
  async openChat(waId: string): Promise<{ page: Page; phone: Locator; chat: Locator }> {
    await this.rehearsal.greet(this.account, waId)
    const { page, phone } = await this.takePhone(waId)
    await phone.getByRole("button", { name: /Lucky Shrub/ }).click()
    const chat = phone.getByRole("log")
    await chat.getByText("Welcome and congratulations").waitFor()
    return { page, phone, chat }
  }

  /** A call to the Graph API that must succeed. */
  async graph(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
    const answer = await this.rehearsal.call(method, `/v23.0/${path}`, body, this.account.access_token)
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
    return answer.body
  }

  send(to: string, message: Record<string, unknown>): Promise<Answered> {
    return this.rehearsal.send(this.account, { to, ...message })
  }

  /** Uploads the picture as media of the business's number. */
  async uploadPicture(): Promise<string> {
    const form = new FormData()
    form.set("messaging_product", "whatsapp")
    form.set("type", "image/png")
    form.set("file", new Blob([new Uint8Array(samplePicture)], { type: "image/png" }), "picture.png")
    const response = await fetch(
      `${this.rehearsal.sandbox.url}/v23.0/${this.account.phone_number_id}/media`,
      { method: "POST", headers: { authorization: `Bearer ${this.account.access_token}` }, body: form },
    )
    const answer: unknown = await response.json()
    return typeof answer === "object" && answer !== null ? String(Reflect.get(answer, "id")) : ""
  }

  /** Uploads the picture as a template's sample. */
  async uploadSample(): Promise<string> {
    const order = { file_length: samplePicture.length, file_type: "image/png", file_name: "picture.png" }
    const { id } = await this.graph("POST", `${this.account.app_id}/uploads`, order)
    const response = await fetch(`${this.rehearsal.sandbox.url}/v23.0/${String(id)}`, {
      method: "POST",
      headers: { authorization: `OAuth ${this.account.access_token}`, file_offset: "0" },
      body: new Uint8Array(samplePicture),
    })
    const answer: unknown = await response.json()
    return typeof answer === "object" && answer !== null ? String(Reflect.get(answer, "h")) : ""
  }

  /** Creates a template and approves it. */
  async approveTemplate(definition: Record<string, unknown>): Promise<void> {
    const { id } = await this.graph("POST", `${this.account.waba_id}/message_templates`, definition)
    await this.rehearsal.control("POST", `templates/${String(id)}/review`, { decision: "APPROVED" })
  }

  /** The first message of this type the callback hears, or the next after `count` of them. */
  async heard(type: string, count = 0): Promise<Record<string, unknown>> {
    const giveUpAt = performance.now() + 10_000
    for (;;) {
      const found = this.rehearsal.callback.items("messages").filter((message) => message.type === type)[
        count
      ]
      if (found !== undefined) return found
      if (performance.now() > giveUpAt)
        throw new Error(`No message of type ${type} was heard within ten seconds.`)
      await sleep(20)
    }
  }
}
