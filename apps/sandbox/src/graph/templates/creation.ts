/** How a template comes into an account: whether there is room for it, and what happens to it first. */
import type { Template, Waba } from "../../world/objects.ts"
import type { World } from "../../world/world.ts"
import type { Call } from "../protocol/call.ts"
import { templateError, whatsappError } from "../protocol/refusal.ts"
import type { Definition } from "./definition.ts"
import { languageName } from "./languages.ts"

const hourMs = 60 * 60 * 1000
const nameReuseMs = 30 * 24 * hourMs
const createsPerHour = 100
/** Accounts of unverified portfolios, and of verified ones with a number whose display name was approved. */
const templateLimits = { unverified: 250, verified: 6_000 } as const

export function templateLimitOf(world: World, waba: Waba): number {
  const isVerified = world.businesses.get(waba.business_id)?.verification_status === "verified"
  const hasName = world.numbersOf(waba.id).some((number) => number.name_status === "APPROVED")
  return isVerified && hasName ? templateLimits.verified : templateLimits.unverified
}

/** Throws when the name is taken in this language, rests after a deletion, or the account has all it may have. */
export function requireRoom(world: World, waba: Waba, { name, language }: Definition): void {
  const now = world.clock.nowMs()
  const all = world.templatesOf(waba.id)
  const siblings = all.filter((template) => template.name === name)
  if (siblings.some((template) => template.language === language && template.status !== "DELETED")) {
    throw templateError(
      2388024,
      "Content in This Language Already Exists",
      `There is already ${languageName(language)} content for this template. You can create a new template and try again.`,
    )
  }
  if (
    siblings.some((template) => template.status === "DELETED" && now - template.updated_at_ms < nameReuseMs)
  ) {
    throw templateError(
      2388023,
      "Message template language is being deleted",
      `New ${languageName(language)} content can't be added while the existing content is being deleted. Try again in 4 weeks or consider creating a new message template.`,
    )
  }
  const { limits } = world.settings
  const count = all.filter((template) => template.status !== "DELETED").length
  if (limits.templates && count >= templateLimitOf(world, waba)) {
    throw templateError(
      2388019,
      "Template Limit Exceeded",
      "This account has reached its limit of message templates.",
    )
  }
  const createsThisHour = waba.template_creates_ms.filter((at) => now - at < hourMs).length
  if (limits.template_creates && createsThisHour >= createsPerHour) {
    throw whatsappError(80007, "An account can create 100 message templates in an hour.", 2446080)
  }
}

/** Adds the template and puts it before the reviewer; what comes from Meta's library is approved as it is. */
export function addTemplate(
  { world, running, object: waba }: Call<Waba>,
  definition: Definition,
  library: string | undefined,
): Template {
  const now = world.clock.nowMs()
  for (const resting of world.templatesOf(waba.id)) {
    if (resting.name === definition.name && resting.language === definition.language)
      world.templates.delete(resting.id)
  }
  waba.template_creates_ms = [...waba.template_creates_ms.filter((at) => now - at < hourMs), now]
  world.wabas.put(waba)
  const template = world.templates.put({
    id: world.newTemplateId(),
    type: "template",
    waba_id: waba.id,
    ...definition,
    ...(library === undefined ? {} : { library_template_name: library }),
    status: "PENDING",
    rejected_reason: "NONE",
    quality: "UNKNOWN",
    created_at_ms: now,
    updated_at_ms: now,
    active_at_ms: now,
    pauses: 0,
    edits_ms: [],
  })
  if (library === undefined) running.review.submit(template)
  else running.review.decide(template, "APPROVED")
  return template
}
