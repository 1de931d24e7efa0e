import { eachContactField, type MessageContent } from "@parley/model"
import { envelopeMessage } from "@parley/whatsapp/messages"
import { parsePhone } from "@parley/whatsapp/phone"
import { explainStatus } from "@parley/whatsapp/templates"
import { graphClient, refusedByMeta } from "../../connect/index.ts"
import { Problem } from "../../platform/errors.ts"
import type { Platform } from "../../platform/index.ts"
import { findTemplate } from "../../templates/index.ts"
import { compileContent } from "../content/compile.ts"
import { checkContent } from "../content/contents.ts"
import { explainReason } from "../explain.ts"
import { readLaneNumber } from "../lane-number.ts"
import { type Asker, fewAtOnce } from "../render-limit.ts"
import { readPersonal } from "./personal-preview.ts"

export interface TestSend {
  asker: Asker
  numberId: string
  /** In any notation with a country code. */
  to: string
  content: MessageContent & { kind: "template" }
  /** Whose attributes Liquid names; nobody's when absent. */
  contactId?: string | undefined
}

/** Nobody: nothing is known. */
const nobody = { ...eachContactField(() => null), attributes: {} }

/**
 * Sends one message at once to a phone of one's own, to see it there. It is not a message to a contact: it needs no
 * subscription, counts nowhere and leaves nothing behind.
 * @returns the message's id at Meta
 * @throws Problem invalid_request (the phone, the content), not_found, not_sendable, meta_rejected, meta_unreachable
 */
export async function sendTest(platform: Platform, test: TestSend): Promise<{ wamid: string }> {
  const phone = parsePhone(test.to)
  if (!phone.ok) {
    throw new Problem("invalid_request", "This is not a phone number.", {
      field: "to",
      help: "Write it with the country code, such as +1 650 555 1234.",
    })
  }
  const number = await readLaneNumber(platform, test.numberId)
  if (number?.workspaceId !== test.asker.workspaceId) {
    throw new Problem("not_found", "There is no such number in this workspace.")
  }
  if (number.onlyTo !== null && !number.onlyTo.has(phone.e164)) {
    throw new Problem(
      "not_sendable",
      "This number reaches its test recipients only, and this phone is not one of them.",
      {
        field: "to",
        help: "Add the phone to the number's test recipients, or use a number in live mode.",
      },
    )
  }
  const content = await compose(platform, test)
  const sent = await graphClient(platform, number.account).sendMessage(
    number.phoneNumberId,
    envelopeMessage({ phone: phone.e164 }, content),
  )
  if (sent.kind === "accepted") return { wamid: sent.wamid }
  throw refusedByMeta(sent)
}

/** The members of the payload that carry the content. */
async function compose({ db }: Platform, test: TestSend): Promise<string> {
  const { asker, numberId, content, contactId } = test
  const { template, personal } = await db.workspace(asker.workspaceId, async (tx) => {
    await checkContent(tx, numberId, content)
    const template = await findTemplate(tx, content.template_id)
    const { title, meaning, advice, sendable } = explainStatus(template.status)
    if (!sendable) {
      throw new Problem("not_sendable", `The template is ${title.toLowerCase()}. ${meaning}`, {
        field: "content.template_id",
        help: advice ?? "Choose an approved template.",
      })
    }
    const personal =
      contactId === undefined ? { contact: nobody, variables: {} } : await readPersonal(tx, contactId)
    return { template, personal }
  })
  const compiled = compileContent(content, template)
  const composed =
    compiled.compose(personal) ??
    (await fewAtOnce(asker, () => compiled.composeApart([personal], asker.workspaceId)))
  if (composed?.ok) return composed.content
  const reason = composed?.reason ?? "content_broken"
  const { title: what, advice: help } = explainReason(reason)
  throw new Problem("invalid_request", [what, composed?.detail].join(" "), {
    field: "content.values",
    ...(help ? { help } : {}),
  })
}
