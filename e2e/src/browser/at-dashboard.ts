import type { Browser, Locator, Page } from "playwright-core"
import { z } from "zod"
import type { ConnectedNumber, Installation } from "../installation/index.ts"

const anything = z.unknown()
const withId = z.object({ id: z.string() })

let made = 0
export const unusedNumber = (): number => ++made
/** A name that nothing else has. */
export const unused = (what: string): string => `${what} ${unusedNumber()}`

/** A member at the dashboard of a workspace that has a number and an approved template. */
export function atDashboard(having: {
  page: Page
  browser: Browser
  parley: Installation
  number: ConnectedNumber
  templateId: string
}) {
  const { page, parley, number, templateId } = having
  const goTo = (path: string) => page.goto(`${parley.apiUrl}${path}`)
  const button = (name: string) => page.getByRole("button", { name, exact: true })
  const dialog = () => page.getByRole("dialog")
  const inDialog = (name: string) => dialog().getByRole("button", { name, exact: true })
  const said = (text: string | RegExp) => page.getByText(text).first().waitFor()
  const onNumber = (section: string) => page.getByRole("region", { name: section })
  const openNumber = () => goTo(`/connect/whatsapp/numbers/${number.numberId}`)

  /** @returns their external id */
  async function addContact(): Promise<string> {
    const external_id = `crm-${unusedNumber()}-only`
    await parley.api.post("/v1/contacts", { external_id }, withId)
    return external_id
  }

  async function openContact(): Promise<void> {
    const person = {
      phone: `+4915110${String(unusedNumber()).padStart(6, "0")}`,
      first_name: unused("Zelda"),
    }
    await goTo(`/contacts/${(await parley.api.post("/v1/contacts", person, withId)).id}`)
    await page.getByRole("heading", { name: person.first_name, level: 1 }).waitFor()
  }

  async function openWebhook(): Promise<void> {
    const url = "https://shrub.example/parley"
    const { id } = await parley.api.post("/v1/webhook-endpoints", { url }, withId)
    await goTo(`/settings/webhooks/${id}`)
  }

  async function openGroup({ archived }: { archived: boolean }): Promise<void> {
    await parley.api.send("PATCH", `/v1/subscription-groups/${number.groupId}`, { archived }, anything)
    await goTo(`/subscription-groups/${number.groupId}`)
  }

  async function openTemplate(id: string): Promise<void> {
    const { group_id } = await parley.api.get(`/v1/templates/${id}`, z.object({ group_id: z.string() }))
    await goTo(`/templates/${group_id}`)
  }

  const campaignOf = async () => {
    const name = unused("Summer sale")
    const values = { body: { first_name: "Ana", city: "Lima" } }
    const content = { kind: "template", template_id: templateId, values }
    const campaign = { name, number_id: number.numberId, content }
    return { name, id: (await parley.api.post("/v1/campaigns", campaign, withId)).id }
  }

  /** @returns its name */
  async function openCampaign(): Promise<string> {
    const { id, name } = await campaignOf()
    await goTo(`/campaigns/${id}`)
    await page.getByRole("heading", { name, level: 1 }).waitFor()
    return name
  }

  async function openPlannedLaunch(): Promise<void> {
    const { id } = await campaignOf()
    const at = new Date(Date.now() + 30 * 24 * 60 * 60_000).toISOString()
    const launch = await parley.api.post(`/v1/campaigns/${id}/launches`, { at }, withId)
    await goTo(`/launches/${launch.id}`)
  }

  async function openFromMenu(item: string): Promise<void> {
    await page.getByRole("button", { name: "More for English (United States)" }).click()
    await page.getByRole("menuitem", { name: item }).click()
    await dialog().waitFor()
  }

  async function openTestSend(): Promise<Locator> {
    await openTemplate(templateId)
    await button("Send a test").click()
    await dialog().waitFor()
    await page.getByLabel("Phone number").fill("+4915112345678")
    return inDialog("Send")
  }

  async function openImport(): Promise<Locator> {
    await goTo("/contacts/import")
    await page.locator("input[type=file]").setInputFiles({
      name: `${unused("people")}.csv`,
      mimeType: "text/csv",
      buffer: Buffer.from("phone,first_name\n+4915199990001,Ana\n"),
    })
    await button("Upload and continue").click()
    await page.getByRole("table", { name: "First rows" }).waitFor()
    await page.getByRole("radio", { name: /^Nothing yet/ }).check()
    await button("Start import").click()
    await dialog().getByText("Import 1 row?").waitFor()
    return inDialog("Start import")
  }

  return {
    ...having,
    goTo,
    button,
    dialog,
    inDialog,
    said,
    onNumber,
    openNumber,
    addContact,
    openContact,
    openWebhook,
    openGroup,
    openTemplate,
    openCampaign,
    openPlannedLaunch,
    openFromMenu,
    openTestSend,
    openImport,
  }
}

export type AtDashboard = ReturnType<typeof atDashboard>
