/** Templates as a member writes them, and as Meta's reviewer decides on them. */
import type { Page } from "playwright-core"
import { expect } from "vitest"
import { z } from "zod"
import type { Installation } from "../installation/index.ts"
import { samplePicture } from "./phone-stage.ts"

const templateShape = z.object({
  id: z.string(),
  group_id: z.string(),
  meta_id: z.string().nullable(),
  name: z.string(),
  language: z.string(),
  status: z.string(),
  revision: z.number(),
  components: z.array(z.record(z.string(), z.unknown())),
})
export type ShownTemplate = z.output<typeof templateShape>

export interface SampleFile {
  name: string
  mimeType: string
  buffer: Buffer
}

const picture: SampleFile = { name: "a.png", mimeType: "image/png", buffer: samplePicture }

/** What a test says as soon as WhatsApp has taken it, however far it has got by then. */
export const testTaken = /^(Sent|Delivered|Read)$/

/** What the server keeps of drafts. */
export async function keptDrafts({ api }: Pick<Installation, "api">): Promise<string[]> {
  const { data } = await api.get(
    "/v1/template-drafts",
    z.object({ data: z.array(z.object({ id: z.string() })) }),
  )
  const drafts = data.map(({ id }) => api.get(`/v1/template-drafts/${id}`, z.unknown()))
  return (await Promise.all(drafts)).map((draft) => JSON.stringify(draft))
}

/** Until the server keeps a draft that says this: any browser finds it from then on. */
export async function untilDraftKept(parley: Pick<Installation, "api">, text: string): Promise<void> {
  const isKept = async () => (await keptDrafts(parley)).some((draft) => draft.includes(text))
  await expect.poll(isKept).toBe(true)
}

export class TemplatePages {
  readonly parley: Installation
  readonly page: Page

  constructor(parley: Installation, page: Page) {
    this.parley = parley
    this.page = page
  }

  open(path: string) {
    return this.page.goto(`${this.parley.apiUrl}${path}`)
  }

  get body() {
    return this.page.getByRole("textbox", { name: "Body", exact: true })
  }

  get submitButton() {
    return this.page.getByRole("button", { name: "Submit to Meta" })
  }

  finding(rule: string) {
    return this.page.locator(`[data-rule=${rule}]`)
  }

  /** The language of a template, on the page of all its languages. */
  variant(language: string) {
    return this.page.getByRole("region", { name: language })
  }

  async begin(name: string, category?: "Utility" | "Authentication"): Promise<void> {
    await this.open("/templates/new")
    await this.page.getByRole("textbox", { name: "Name", exact: true }).fill(name)
    if (category !== undefined) await this.page.getByText(category, { exact: true }).click()
  }

  async submit(name: string): Promise<void> {
    await this.submitButton.click()
    await this.page.getByRole("heading", { level: 1, name }).waitFor()
  }

  async chooseHeader(kind: string): Promise<void> {
    await this.page.getByRole("combobox", { name: "Header" }).click()
    await this.page.getByRole("option", { name: kind, exact: true }).click()
  }

  /** Into the sample field of the message, or of a card. */
  async upload(file: SampleFile = picture, place = 0): Promise<void> {
    const chooser = this.page.waitForEvent("filechooser")
    await this.page.getByLabel("Sample file").nth(place).click()
    await (await chooser).setFiles(file)
  }

  /** Adds a button as the menu calls it, and fills in its fields. */
  async addButton(kind: string, fields: Readonly<Record<string, string>>): Promise<void> {
    await this.page.getByRole("button", { name: "Add a button" }).click()
    await this.page.getByRole("menuitem", { name: new RegExp(`^${kind}`) }).click()
    const button = this.page.getByRole("group", { name: /^Button \d+$/ }).last()
    for (const [label, value] of Object.entries(fields)) {
      await button.getByRole("textbox", { name: label, exact: true }).fill(value)
    }
  }

  async named(name: string, language = "en_US"): Promise<ShownTemplate> {
    const { data } = await this.parley.api.get(
      `/v1/templates?name=${name}`,
      z.object({ data: z.array(templateShape) }),
    )
    const found = data.find((template) => template.language === language)
    if (found === undefined) throw new Error(`there is no template ${name} in ${language}`)
    return found
  }

  async review(name: string, decision: string, reason?: string): Promise<void> {
    const { meta_id } = await this.named(name)
    const verdict = { decision, ...(reason === undefined ? {} : { reason }) }
    await this.parley.sandbox.post(`/_sandbox/templates/${meta_id}/review`, verdict, z.unknown())
  }
}
