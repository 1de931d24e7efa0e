/** Every button of the dashboard that changes something: how one comes to it, what it asks for, what is seen then. */
import type { Locator } from "playwright-core"
import { expect } from "vitest"
import { z } from "zod"
import { type AtDashboard, unused, unusedNumber } from "./at-dashboard.ts"
import { joinByApi } from "./members.ts"
import { testTaken } from "./template-pages.ts"

const anything = z.unknown()
const withId = z.object({ id: z.string() })

export interface Button {
  /** What it asks the server for, such as `DELETE /v1/contacts/1`. */
  writes: RegExp
  /** Leads to it. */
  open: () => Promise<Locator>
  /** Waits until it is seen that it was done. */
  done: () => Promise<unknown>
}

/** Each named by what it does. The last one takes away what the others need. */
export const buttons: Readonly<Record<string, (at: AtDashboard) => Button>> = {
  "deletes a contact": (at) => ({
    writes: /^DELETE .*\/contacts\//,
    open: async () => {
      await at.openContact()
      await at.button("Delete").click()
      return at.inDialog("Delete")
    },
    done: () => at.said(/Zelda \d+ was deleted\./),
  }),
  "starts an import": (at) => ({
    writes: /^POST \/v1\/imports\/[^/]+\/start$/,
    open: at.openImport,
    done: () => at.said("Completed"),
  }),
  "cancels an import": (at) => ({
    writes: /^POST .*\/imports\/.*\/cancel$/,
    open: async () => {
      const { id } = await at.parley.api.post("/v1/imports", { file_name: "never.csv" }, withId)
      await at.goTo(`/contacts/imports/${id}`)
      await at.button("Cancel").click()
      return at.inDialog("Cancel the import")
    },
    done: () => at.page.getByText("Canceled", { exact: true }).waitFor(),
  }),
  "sends a test": (at) => ({
    writes: /^POST \/v1\/messages\/test$/,
    open: at.openTestSend,
    done: () => at.said(testTaken),
  }),
  "adds a contact": (at) => ({
    writes: /^POST \/v1\/contacts$/,
    open: async () => {
      await at.goTo("/contacts/new")
      await at.page.getByLabel("External ID").fill(unused("crm"))
      await at.page.getByLabel("First name").fill("Orla")
      return at.button("Add")
    },
    done: () => at.page.getByRole("heading", { name: "Orla", level: 1 }).waitFor(),
  }),
  "changes a contact": (at) => ({
    writes: /^PATCH .*\/contacts\//,
    open: async () => {
      await at.openContact()
      await at.page.getByRole("link", { name: "Edit" }).click()
      await at.page.getByLabel("Last name").fill("Fitz")
      return at.button("Save")
    },
    done: () => at.page.getByRole("heading", { name: /^Zelda \d+ Fitz$/, level: 1 }).waitFor(),
  }),
  "merges two contacts": (at) => ({
    writes: /^POST \/v1\/contacts\/merge$/,
    open: async () => {
      const other = await at.addContact()
      await at.openContact()
      await at.button("Merge").click()
      await at.dialog().getByRole("combobox", { name: "Contact to merge" }).fill(other)
      await at.page.getByRole("option", { name: other }).click()
      return at.inDialog("Merge")
    },
    done: () => at.said(/The other contact is now part of Zelda \d+\./),
  }),
  "records consent": (at) => ({
    writes: /^PUT .*\/subscriptions\//,
    open: async () => {
      await at.openContact()
      await at.button("Record consent").click()
      await at.page.getByRole("textbox", { name: "Source" }).fill("Phone call")
      return at.inDialog("Save")
    },
    done: () => at.said("Consent recorded."),
  }),
  "archives a group": (at) => ({
    writes: /^PATCH .*\/subscription-groups\//,
    open: async () => {
      await at.openGroup({ archived: false })
      await at.button("Archive").click()
      return at.inDialog("Archive")
    },
    done: () => at.said("was archived."),
  }),
  "takes a group out of the archive": (at) => ({
    writes: /^PATCH .*\/subscription-groups\//,
    open: async () => {
      await at.openGroup({ archived: true })
      return at.button("Unarchive")
    },
    done: () => at.said("is active again."),
  }),
  "renames a group": (at) => ({
    writes: /^PATCH .*\/subscription-groups\//,
    open: async () => {
      await at.openGroup({ archived: false })
      await at.button("Rename").click()
      await at.dialog().getByLabel("Name").fill(unused("Lucky Shrub"))
      return at.inDialog("Save")
    },
    done: () => at.dialog().waitFor({ state: "detached" }),
  }),
  "puts contacts on a list": (at) => ({
    writes: /^POST .*\/bulk\/lists$/,
    open: async () => {
      await at.goTo(`/contacts?search=${await at.addContact()}`)
      await at.page.getByRole("checkbox", { name: /^Select all/ }).check()
      await at.button("Add to list").click()
      await at.dialog().getByLabel("List").fill(unused("Guests"))
      return at.inDialog("Add to list")
    },
    done: () => at.said(/Added to Guests \d+: 1\./),
  }),
  "describes an attribute": (at) => ({
    writes: /^PATCH .*\/attribute-definitions\//,
    open: async () => {
      const name = unused("plan").replace(" ", "_")
      const person = { external_id: unused("crm"), attributes: { [name]: "gold" } }
      await at.parley.api.post("/v1/contacts", person, withId)
      await at.goTo("/settings/attributes")
      await at.button(`Describe ${name}`).click()
      await at.dialog().getByLabel("Description").fill(unused("What they pay for"))
      return at.inDialog("Save")
    },
    done: () => at.said(/What they pay for \d+/),
  }),
  "archives a segment": (at) => ({
    writes: /^PATCH .*\/segments\//,
    open: async () => {
      const segment = { name: unused("Peru"), filter: { on: "contact", field: "country", op: "exists" } }
      const { id } = await at.parley.api.post("/v1/segments", segment, withId)
      await at.goTo(`/segments/${id}`)
      await at.button("Archive").click()
      return at.inDialog("Archive")
    },
    done: () => at.said(/Peru \d+ was archived\./),
  }),
  "archives an opt-in link": (at) => ({
    writes: /^PATCH .*\/opt-in-links\//,
    open: async () => {
      const name = unused("Window")
      const path = `/v1/subscription-groups/${at.number.groupId}/opt-in-links`
      await at.parley.api.post(path, { name, message: unused("Offers") }, withId)
      await at.goTo(`/subscription-groups/${at.number.groupId}?tab=links`)
      return at.button(`Archive the link ${name}`)
    },
    done: () => at.said(/Window \d+ was archived/),
  }),
  "adds a webhook": (at) => ({
    writes: /^POST \/v1\/webhook-endpoints$/,
    open: async () => {
      await at.goTo("/settings/webhooks")
      await at.button("Add a webhook").first().click()
      await at.dialog().getByLabel("URL").fill("https://shrub.example/parley")
      return at.inDialog("Add")
    },
    done: () => at.dialog().getByRole("textbox", { name: "Signing secret" }).waitFor(),
  }),
  "turns a webhook off": (at) => ({
    writes: /^PATCH .*\/webhook-endpoints\//,
    open: async () => {
      await at.openWebhook()
      await at.button("More for the webhook").click()
      await at.page.getByRole("menuitem", { name: "Turn off" }).click()
      return at.inDialog("Turn off")
    },
    done: () => at.said("The webhook is off."),
  }),
  "makes a webhook's new secret": (at) => ({
    writes: /^POST .*\/rotate-secret$/,
    open: async () => {
      await at.openWebhook()
      await at.button("More for the webhook").click()
      await at.page.getByRole("menuitem", { name: "New secret" }).click()
      return at.inDialog("Make a new secret")
    },
    done: () => at.dialog().getByRole("textbox", { name: "Signing secret" }).waitFor(),
  }),
  "creates a key": (at) => ({
    writes: /^POST \/v1\/api-keys$/,
    open: async () => {
      await at.goTo("/settings/api-keys")
      await at.button("Create a key").click()
      await at.dialog().getByLabel("Name").fill(unused("Web shop"))
      await at.inDialog("Select all").click()
      return at.inDialog("Create")
    },
    done: () => at.dialog().getByRole("textbox", { name: "API key" }).waitFor(),
  }),
  "revokes a key": (at) => ({
    writes: /^DELETE .*\/api-keys\//,
    open: async () => {
      const name = unused("Till")
      await at.parley.api.post("/v1/api-keys", { name, permissions: ["contacts:read"] }, anything)
      await at.goTo("/settings/api-keys")
      await at.page.getByRole("row", { name }).getByRole("button", { name: "Revoke" }).click()
      return at.inDialog("Revoke")
    },
    done: () => at.said(/Till \d+ was revoked\./),
  }),
  "invites a member": (at) => ({
    writes: /^POST \/v1\/invitations$/,
    open: async () => {
      await at.goTo("/settings/members")
      await at.button("Invite a member").first().click()
      await at
        .dialog()
        .getByLabel("E-mail")
        .fill(`${unused("ben").replace(" ", "")}@example.com`)
      return at.inDialog("Invite")
    },
    done: () => at.dialog().getByRole("textbox", { name: "Invitation link" }).waitFor(),
  }),
  "withdraws an invitation": (at) => ({
    writes: /^DELETE .*\/invitations\//,
    open: async () => {
      const email = `${unused("cy").replace(" ", "")}@example.com`
      await at.parley.api.post("/v1/invitations", { email, role: "marketer" }, anything)
      await at.goTo("/settings/members")
      return at.page.getByRole("row", { name: email }).getByRole("button", { name: "Withdraw" })
    },
    done: () => at.said(/Invitation for cy\d+@example\.com withdrawn\./),
  }),
  "removes a member": (at) => ({
    writes: /^DELETE .*\/members\//,
    open: async () => {
      const name = unused("Dora")
      const email = `${name.toLowerCase().replace(" ", "")}@example.com`
      const password = "correct horse battery"
      const context = await at.browser.newContext()
      await joinByApi(context, at.parley, { name, email, password }, "agent")
      await context.close()
      await at.goTo("/settings/members")
      await at.button(`More for ${name}`).click()
      await at.page.getByRole("menuitem", { name: "Remove from this workspace" }).click()
      return at.inDialog("Remove")
    },
    done: () => at.said(/Dora \d+ was removed\./),
  }),
  "renames the workspace": (at) => ({
    writes: /^PATCH \/v1\/workspace$/,
    open: async () => {
      await at.goTo("/settings/workspace")
      await at.page.getByLabel("Name", { exact: true }).fill(unused("Lumen"))
      return at.button("Save")
    },
    done: () => at.said("Workspace saved."),
  }),
  "caps how many messages people get": (at) => ({
    writes: /^PATCH \/v1\/workspace$/,
    open: async () => {
      await at.goTo("/settings/frequency-caps")
      await at.button("Add a rule").click()
      return at.button("Save")
    },
    done: () => at.said("Frequency caps saved."),
  }),
  "saves the member's profile": (at) => ({
    writes: /^PATCH \/v1\/me$/,
    open: async () => {
      await at.goTo("/account")
      await at.page.getByLabel("Name", { exact: true }).fill(unused("Ana"))
      return at.button("Save")
    },
    done: () => at.said("Profile saved."),
  }),
  "submits a template": (at) => ({
    writes: /^POST \/v1\/templates$/,
    open: async () => {
      await at.goTo("/templates/new")
      await at.page.getByRole("textbox", { name: "Name", exact: true }).fill(unused("order update"))
      await at.page.getByText("Utility", { exact: true }).click()
      await at.page.getByRole("textbox", { name: "Body" }).fill("Your order is on its way to you.")
      const submit = at.button("Submit to Meta")
      await expect.poll(() => submit.isEnabled()).toBe(true)
      return submit
    },
    done: () => at.said("Submitted for review."),
  }),
  "takes a template over from the library": (at) => ({
    writes: /^POST \/v1\/templates\/from-library$/,
    open: async () => {
      await at.goTo("/templates/library")
      await at.page
        .getByRole("region", { name: "customer_feedback_1" })
        .getByRole("button", { name: "Use as is" })
        .click()
      await at.dialog().getByRole("textbox", { name: "Name" }).fill(unused("visit").replace(" ", "_"))
      await at
        .dialog()
        .getByRole("textbox", { name: "Address of “Give feedback”" })
        .fill("https://shrub.example/say")
      return at.inDialog("Submit to Meta")
    },
    done: () => at.dialog().waitFor({ state: "detached" }),
  }),
  "deletes a template": (at) => ({
    writes: /^DELETE .*\/templates\//,
    open: async () => {
      const body = { type: "BODY", text: "Your order is on its way." }
      const definition = { name: unused("gone").replace(" ", "_"), language: "en_US", category: "UTILITY" }
      const { id } = await at.parley.api.post(
        "/v1/templates",
        { business_account_id: at.number.accountId, ...definition, components: [body] },
        withId,
      )
      await at.openTemplate(id)
      await at.openFromMenu("Delete")
      return at.inDialog("Delete")
    },
    done: () => at.said(/gone_\d+ was deleted/),
  }),
  "reads templates from Meta": (at) => ({
    writes: /^POST \/v1\/templates\/sync$/,
    open: async () => {
      await at.goTo("/templates")
      return at.button("Sync")
    },
    done: () => at.said(/Already up to date\.|templates? updated\./),
  }),
  "begins a campaign": (at) => ({
    writes: /^POST \/v1\/campaigns$/,
    open: async () => {
      await at.goTo("/campaigns?dialog=campaign")
      await at.dialog().getByRole("textbox", { name: "Name" }).fill(unused("Sale"))
      return at.inDialog("Create")
    },
    done: () => at.page.getByRole("heading", { name: "Review and launch" }).waitFor(),
  }),
  "saves a campaign": (at) => ({
    writes: /^PATCH .*\/campaigns\//,
    open: async () => {
      await at.openCampaign()
      await at.page.getByRole("textbox", { name: "Folder" }).fill(unused("Season"))
      return at.button("Save")
    },
    done: () => at.said("Saved."),
  }),
  "launches a campaign": (at) => ({
    writes: /^POST .*\/launches$/,
    open: async () => {
      await at.openCampaign()
      await expect.poll(() => at.button("Launch").isEnabled(), { timeout: 30_000 }).toBe(true)
      await at.button("Launch").click()
      return at.inDialog("Launch")
    },
    done: () => at.page.getByRole("table", { name: "Launches" }).waitFor(),
  }),
  "copies a campaign": (at) => ({
    writes: /^POST .*\/duplicate$/,
    open: async () => {
      const name = await at.openCampaign()
      await at.button(`More for ${name}`).click()
      return at.page.getByRole("menuitem", { name: "Duplicate" })
    },
    done: () => at.page.getByRole("heading", { name: /\(copy\)$/, level: 1 }).waitFor(),
  }),
  "archives a campaign": (at) => ({
    writes: /^PATCH .*\/campaigns\//,
    open: async () => {
      const name = await at.openCampaign()
      await at.button(`More for ${name}`).click()
      await at.page.getByRole("menuitem", { name: "Archive…" }).click()
      return at.inDialog("Archive")
    },
    done: () => at.said("was archived."),
  }),
  "pauses a launch": (at) => ({
    writes: /^POST .*\/pause$/,
    open: async () => {
      await at.openPlannedLaunch()
      return at.button("Pause")
    },
    done: () => at.said("Launch paused."),
  }),
  "cancels a launch": (at) => ({
    writes: /^POST .*\/launches\/.*\/cancel$/,
    open: async () => {
      await at.openPlannedLaunch()
      await at.button("Cancel…").click()
      return at.inDialog("Cancel the launch")
    },
    done: () => at.said("Launch canceled."),
  }),
  "asks Meta how a number stands": (at) => ({
    writes: /^POST .*\/refresh$/,
    open: async () => {
      await at.openNumber()
      return at.button("Refresh")
    },
    done: () => at.said("Up to date."),
  }),
  "examines the setup": (at) => ({
    writes: /^POST \/v1\/doctor$/,
    open: async () => {
      await at.goTo("/connect/whatsapp")
      return at.button("Run checks")
    },
    done: () => at.said(/Last checked/),
  }),
  "registers a number again": (at) => ({
    writes: /^POST .*\/register$/,
    open: async () => {
      await at.openNumber()
      return at.button("Register again")
    },
    done: () => at.said("can send now."),
  }),
  "sets a PIN": (at) => ({
    writes: /^PUT .*\/pin$/,
    open: async () => {
      await at.openNumber()
      await at.onNumber("Two-step PIN").getByRole("button", { name: "Change PIN…" }).click()
      await at
        .dialog()
        .getByLabel("New PIN")
        .fill(String(100_000 + unusedNumber()))
      return at.inDialog("Save PIN")
    },
    done: () => at.said("PIN saved."),
  }),
  "sets the sending rate": (at) => ({
    writes: /^PATCH .*\/numbers\//,
    open: async () => {
      await at.openNumber()
      await at.page.getByLabel("Messages per second").fill(String(100 + unusedNumber()))
      return at.button("Save rate")
    },
    done: () => at.said("Rate saved."),
  }),
  "saves a number's profile": (at) => ({
    writes: /^PATCH .*\/profile$/,
    open: async () => {
      await at.openNumber()
      await at.page.getByLabel("About").fill(unused("Plants"))
      return at.button("Save profile")
    },
    done: () => at.said("Profile saved."),
  }),
  "asks for another display name": (at) => ({
    writes: /^POST .*\/display-name$/,
    open: async () => {
      await at.openNumber()
      await at.onNumber("Display name").getByRole("button", { name: "Change…" }).click()
      await at.dialog().getByLabel("New display name").fill(unused("Lucky Shrub"))
      return at.inDialog("Request change")
    },
    done: () => at.said("Name submitted for review."),
  }),
  "adds a number": (at) => ({
    writes: /^POST .*\/numbers$/,
    open: async () => {
      await at.goTo("/connect/whatsapp")
      await at.button("Add a number").click()
      await at
        .dialog()
        .getByLabel("Phone number")
        .fill(`+49 1511${String(1_000_000 + unusedNumber())}`)
      return at.inDialog("Add number")
    },
    done: () => at.page.getByRole("heading", { name: "Verify the number" }).waitFor(),
  }),
  "requests a code": (at) => ({
    writes: /^POST .*\/request-code$/,
    open: async () => {
      const added = {
        cc: "49",
        phone_number: `1512${1_000_000 + unusedNumber()}`,
        verified_name: "Lucky Shrub",
      }
      const path = `/v1/business-accounts/${at.number.accountId}/numbers`
      await at.goTo(`/connect/whatsapp/numbers/${(await at.parley.api.post(path, added, withId)).id}`)
      return at.button("Send code")
    },
    done: () => at.said("Code sent by text message."),
  }),
  "makes a workspace": (at) => ({
    writes: /^POST \/v1\/workspaces$/,
    open: async () => {
      await at.goTo("/")
      await at.page.getByRole("button", { name: /Switch workspace/ }).click()
      await at.page.getByRole("menuitem", { name: "New workspace" }).click()
      await at.dialog().getByLabel("Name").fill(unused("Tienda"))
      return at.inDialog("Create")
    },
    // Another workspace is opened: back to the first, where everything is.
    done: async () => {
      await at.page.getByRole("button", { name: /Tienda \d+.*Switch workspace/ }).waitFor()
      await at.page.evaluate(() => sessionStorage.clear())
      await at.page.evaluate(() => localStorage.clear())
      await at.goTo("/")
    },
  }),
  "disconnects an account": (at) => ({
    writes: /^POST .*\/disconnect$/,
    open: async () => {
      await at.goTo("/connect/whatsapp")
      await at.button("More for Lucky Shrub").click()
      await at.page.getByRole("menuitem", { name: "Disconnect…" }).click()
      return at.inDialog("Disconnect")
    },
    done: () => at.said("Lucky Shrub was disconnected."),
  }),
}
