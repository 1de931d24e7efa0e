import { z } from "zod"

const text = z.string().nullable()
const ofNumber = { number_id: z.uuid(), number: z.string().describe("As people know it, such as +49 151 …") }
const ofTemplate = {
  template_id: z.uuid(),
  template_group_id: z.uuid(),
  name: z.string(),
  language: z.string(),
}
const ofImport = { import_id: z.uuid(), file_name: z.string() }

/** The doctor finds that something between the workspace and WhatsApp does not work. Lasts until it finds that it does. */
const checkFailed = z.object({
  kind: z.literal("check_failed"),
  check: z.string().describe("Its name, such as webhook_subscription"),
  subject: text.describe("The business account or number concerned, as people know it"),
  message: z.string(),
  help: text,
})

/** A number sends nothing, and somebody has to do something about it. Lasts until it may send again. */
const numberStopped = z.object({
  kind: z.literal("number_stopped"),
  ...ofNumber,
  reason: z.string().describe("What Meta said when it refused"),
  help: text,
})

/** People block or report what a number sends. Lasts while Meta rates it so. */
const qualityLow = z.object({
  kind: z.literal("quality_low"),
  ...ofNumber,
  quality: z.enum(["medium", "low"]),
})

/** Meta forbids a business account something for a while. Lasts until it does not any more. */
const accountRestricted = z.object({
  kind: z.literal("account_restricted"),
  business_account_id: z.uuid(),
  account: z.string(),
  restrictions: z.array(z.object({ type: z.string(), until: z.iso.datetime() })),
})

/** A number may write to no more people for now, and launches wait. Lasts while any of them does. */
const limitReached = z.object({
  kind: z.literal("limit_reached"),
  ...ofNumber,
  people: z.int().nullable().describe("A day; null: not known"),
})

/** Of messages nobody knows whether they arrived, and a person has to decide. Lasts until that is done. */
const messagesInDoubt = z.object({ kind: z.literal("messages_in_doubt"), ...ofNumber, messages: z.int() })

/** Meta does not let a template be sent. Lasts until it does. */
const templateStopped = z.object({
  kind: z.literal("template_stopped"),
  ...ofTemplate,
  status: z.string().describe("As Meta calls it, such as REJECTED or PAUSED"),
  reason: text,
})

/** Meta files a template under another category, or will. */
const categoryChanged = z.object({
  kind: z.literal("category_changed"),
  ...ofTemplate,
  from: z.string(),
  to: z.string(),
  is_announced: z.boolean().describe("It is not filed there yet"),
  at: z.iso.datetime().nullable().describe("Announced for then; null: Meta gave no time"),
})

/** Someone may have asked a number to leave them alone, in words of their own. Lasts until a person has read it all. */
const stopRequests = z.object({ kind: z.literal("stop_requests"), ...ofNumber })

/** A file of contacts is imported. */
const importFinished = z.object({
  kind: z.literal("import_finished"),
  ...ofImport,
  created: z.int(),
  updated: z.int(),
  skipped: z.int().describe("Rows that were refused"),
})

/** A file of contacts could not be read. What was imported before stays. */
const importFailed = z.object({ kind: z.literal("import_failed"), ...ofImport, failure: z.string() })

/** A webhook endpoint is told of nothing any more, as it does not take what it is sent. Lasts until it is turned on again. */
const webhookDisabled = z.object({
  kind: z.literal("webhook_disabled"),
  webhook_endpoint_id: z.uuid(),
  url: z.string(),
  because: z.enum(["failing", "gone"]),
  since: z.iso.datetime().describe("Since when it failed"),
})

/** An API key will soon be refused. Lasts until it is, or is good for longer. */
const apiKeyExpiring = z.object({
  kind: z.literal("api_key_expiring"),
  api_key_id: z.uuid(),
  name: z.string(),
  owner: text.describe("The member whose it is"),
  expires_at: z.iso.datetime(),
})

const ofCampaign = { campaign_id: z.uuid(), campaign: z.string().describe("Its name") }

/** Somebody wants to send a campaign that a second member has to approve. Lasts until that is decided, or it was edited. */
const approvalAsked = z.object({
  kind: z.literal("approval_asked"),
  ...ofCampaign,
  asked_by: z.string(),
  people: z.int(),
})

/** A second member approved a campaign, or declined. */
const approvalDecided = z.object({
  kind: z.literal("approval_decided"),
  ...ofCampaign,
  decision: z.enum(["approved", "declined"]),
  decided_by: z.string(),
  note: text,
})

/** A canvas handed people over to the team: somebody is to write to them. */
const handedOver = z.object({
  kind: z.literal("handed_over"),
  canvas_id: z.uuid(),
  canvas: z.string().describe("Its name"),
  number_id: z.uuid(),
  contact_id: z.uuid().describe("Of the first of them"),
  contact: text.describe("The first one's name; null: not known"),
  people: z.int(),
  reason: text.describe("What the step says of it"),
})

/**
 * What members are told of, in parts from which `notificationWords` makes sentences. One more kind is one more member here;
 * code that must know every kind does not compile until it does.
 */
export const notificationAbout = z
  .discriminatedUnion("kind", [
    checkFailed,
    numberStopped,
    qualityLow,
    accountRestricted,
    limitReached,
    messagesInDoubt,
    templateStopped,
    categoryChanged,
    stopRequests,
    importFinished,
    importFailed,
    webhookDisabled,
    apiKeyExpiring,
    approvalAsked,
    approvalDecided,
    handedOver,
  ])
  .meta({ id: "NotificationAbout" })

export type NotificationAbout = z.output<typeof notificationAbout>
export type NotificationKind = NotificationAbout["kind"]
export type NotificationOf<Kind extends NotificationKind> = Extract<NotificationAbout, { kind: Kind }>
