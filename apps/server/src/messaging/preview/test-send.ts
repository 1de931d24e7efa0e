import type { MessageContent } from "@parley/model"
import { windowIsOpen } from "@parley/whatsapp/messages"
import type { Tx } from "../../platform/database/index.ts"
import { found, Problem } from "../../platform/errors.ts"
import type { Platform } from "../../platform/index.ts"
import { findTemplate } from "../../templates/index.ts"
import { createContent } from "../content/contents.ts"
import { readLaneNumber } from "../lane-number.ts"
import { enqueue } from "../outbox/enqueue.ts"
import { whyNumberWaits } from "../sources/number-waits.ts"
import type { QueuedSingle } from "../sources/single.ts"
import { classes, standingSource, testLifetimeMs } from "../sources/sources.ts"
import { notARecipient, whyUnsendable, windowClosed, windowsOf } from "../test-sends/obstacles.ts"
import { readPhone } from "../test-sends/recipients.ts"

export interface TestSend {
  workspaceId: string
  numberId: string
  /** In any notation with a country code. */
  to: string
  content: MessageContent
  /** Whose attributes Liquid names; nobody's when absent. */
  contactId?: string | undefined
}

/**
 * Accepts a message to a phone of one's own, to see it there. It goes as any other does and before most, within ten minutes or
 * not at all. It is for no contact: it needs no subscription and counts nowhere, and its phone is gone once it is decided.
 * @returns its id, and why its number sends nothing now
 * @throws Problem invalid_request (the phone, the content), not_found, not_sendable, window_closed
 */
export async function sendTest(platform: Platform, test: TestSend): Promise<QueuedSingle> {
  const { workspaceId, numberId, content, contactId } = test
  const phone = await checkPhone(platform, test)
  const now = platform.clock.now()
  return platform.db.workspace(workspaceId, async (tx) => {
    const { id: contentId } = await createContent(tx, {
      workspaceId,
      numberId,
      content,
      now,
      isSingle: true,
    })
    if (content.kind === "template") await checkTemplate(tx, content.template_id)
    else await refuseClosedWindow(tx, { numberId, phone, now })
    if (contactId !== undefined) {
      const contact = tx.selectFrom("contacts").select("id").where("id", "=", contactId)
      found(await contact.executeTakeFirst(), "contact")
    }
    const sourceId = await standingSource(tx, {
      workspaceId,
      numberId,
      kind: "test",
      class: classes.authentication,
      now,
    })
    const [id] = await enqueue(tx, { workspaceId, numberId, sourceId }, [
      {
        contactId: null,
        testPhone: phone,
        contentId,
        sendAfter: now,
        expiresAt: new Date(now.getTime() + testLifetimeMs),
        ...(contactId !== undefined && { testAs: contactId }),
      },
    ])
    if (id === undefined) throw new Error("a test was not queued")
    return { id, waits: await whyNumberWaits(tx, numberId, now) }
  })
}

async function refuseClosedWindow(
  tx: Tx,
  { numberId, phone, now }: { numberId: string; phone: string; now: Date },
): Promise<void> {
  const windows = await windowsOf(tx, numberId, [phone])
  if (!windowIsOpen(windows.get(phone) ?? null, now)) throw windowClosed()
}

/** @returns the phone in E.164, which the number reaches */
async function checkPhone(platform: Platform, { workspaceId, numberId, to }: TestSend): Promise<string> {
  const phone = readPhone(to, "to")
  const number = await readLaneNumber(platform, numberId)
  if (number?.workspaceId !== workspaceId) {
    throw new Problem("not_found", "There is no such number in this workspace.")
  }
  if (number.onlyTo !== null && !number.onlyTo.has(phone)) throw notARecipient()
  return phone
}

async function checkTemplate(tx: Tx, templateId: string): Promise<void> {
  const { status } = await findTemplate(tx, templateId)
  const problem = whyUnsendable(status)
  if (problem) throw problem
}
