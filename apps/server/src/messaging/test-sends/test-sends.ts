/** Tests: messages of a content to people who know about it, all variants and languages at once. */
import { type MessageContent, messageContent } from "@parley/model"
import { windowIsOpen } from "@parley/whatsapp/messages"
import { z } from "zod"
import type { Tx } from "../../platform/database/index.ts"
import { Problem } from "../../platform/errors.ts"
import { fields } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { findTemplates, languagesOf } from "../../templates/index.ts"
import { createContent } from "../content/contents.ts"
import { readLaneNumber } from "../lane-number.ts"
import { enqueue } from "../outbox/enqueue.ts"
import { whyNumberWaits } from "../sources/number-waits.ts"
import { numberWait } from "../sources/queued-message.ts"
import { classes, standingSource, testLifetimeMs } from "../sources/sources.ts"
import { variables } from "../variables.ts"
import { notARecipient, whyUnsendable, windowClosed, windowsOf } from "./obstacles.ts"
import { type Recipient, readRecipients, testRecipient } from "./recipients.ts"

const mostContents = 8
const mostRecipients = 50
/** All of them go within ten minutes, and Meta takes one to a phone every six seconds. */
const mostTests = 100

export const newTestSend = z
  .strictObject({
    number_id: fields.id,
    messages: z
      .array(z.strictObject({ name: z.string().trim().max(100).optional(), content: messageContent }))
      .min(1)
      .max(mostContents)
      .describe("What is sent, such as each variant of a campaign"),
    languages: z
      .enum(["contact", "all"])
      .default("contact")
      .describe("all: a template in each contact's language goes in each of its languages that can be sent"),
    to: z.array(testRecipient).max(mostRecipients).default([]),
    test_group_ids: z.array(fields.id).max(10).default([]),
    as_contact_id: fields.id
      .optional()
      .describe(
        "The contact whose attributes fill Liquid; absent: each contact's own, and nobody's for a phone",
      ),
    variables: variables.optional().describe("For Liquid, as {{ variables.name }}"),
  })
  .meta({ id: "NewTestSend" })
type NewTestSend = z.output<typeof newTestSend>

export const testSend = z
  .object({
    data: z.array(
      z
        .object({
          message_id: fields.id.nullable().describe("For GET /v1/messages?ids=…; null: it was not sent"),
          place: z.int().describe("Of its content among `messages`"),
          name: z.string().nullable(),
          language: z
            .string()
            .nullable()
            .describe("Of the template; null: free-form, or the contact's choice"),
          to: z.object({
            contact_id: fields.id.nullable(),
            phone: z.string().nullable(),
            name: z.string().nullable(),
          }),
          waits: numberWait,
          problem: z
            .object({ code: z.string(), message: z.string(), help: z.string() })
            .nullable()
            .describe("Why it was not sent"),
        })
        .meta({ id: "Test" }),
    ),
  })
  .meta({ id: "TestSend" })
type Test = z.input<typeof testSend>["data"][number]

/** One content of a test send, or one language of it. */
interface Said {
  place: number
  name: string | null
  language: string | null
  content: MessageContent
}

/**
 * Accepts tests. One that cannot go to one person says why, and the others go all the same.
 * @param mayRead whether the caller may read contacts: only then are they named
 * @throws Problem invalid_request (a phone, a content, too many, nobody), not_found, not_sendable
 */
export async function sendTests(
  platform: Platform,
  workspaceId: string,
  request: NewTestSend,
  mayRead: boolean,
): Promise<{ data: Test[] }> {
  const number = await readLaneNumber(platform, request.number_id)
  if (number?.workspaceId !== workspaceId)
    throw new Problem("not_found", "There is no such number in this workspace.", { field: "number_id" })
  const now = platform.clock.now()
  return platform.db.workspace(workspaceId, async (tx) => {
    const recipients = await readRecipients(tx, request)
    const all = await inLanguages(tx, request)
    refuseTooMany(recipients.length * all.length)
    const contents = await createContents(tx, { workspaceId, numberId: number.id, now }, all)
    const phones = recipients.flatMap(({ phone }) => phone ?? [])
    const windows = await windowsOf(tx, number.id, phones)
    const waits = await whyNumberWaits(tx, number.id, now)
    const tests = recipients.flatMap((recipient) =>
      contents.map(({ said, contentId, problem }) => ({
        recipient,
        said,
        contentId,
        problem: problem ?? whyNot(recipient, said, { onlyTo: number.onlyTo, windows, now }),
      })),
    )
    const going = tests.flatMap((test) => {
      const { phone } = test.recipient
      return test.problem === null && phone !== null && test.contentId !== null
        ? [{ test, phone, contentId: test.contentId }]
        : []
    })
    const ids = await queue(tx, { workspaceId, numberId: number.id, now, request }, going)
    const idOf = new Map(going.map(({ test }, place) => [test, ids[place] ?? null]))
    return {
      data: tests.map((test): Test => {
        const { recipient, said, problem } = test
        const { contactId, phone, name } = recipient
        const isShown = mayRead || contactId === null
        return {
          message_id: idOf.get(test) ?? null,
          place: said.place,
          name: said.name,
          language: said.language,
          to: { contact_id: contactId, phone: isShown ? phone : null, name: isShown ? name : null },
          waits: problem === null ? waits : null,
          problem: problem && { code: problem.code, message: problem.message, help: problem.help },
        }
      }),
    }
  })
}

function refuseTooMany(tests: number): void {
  if (tests === 0)
    throw new Problem("invalid_request", "There is nobody to send it to.", {
      field: "to",
      help: "Name phones, contacts or test groups that have members.",
    })
  if (tests > mostTests)
    throw new Problem("invalid_request", `These are ${tests} messages; ${mostTests} can be sent at once.`, {
      field: "to",
      help: "Send them to fewer people, or fewer variants or languages at a time.",
    })
}

/** Each content as it is, or once for each language that can be sent. */
async function inLanguages(tx: Tx, { messages, languages }: NewTestSend): Promise<Said[]> {
  const templateIds = messages.flatMap(({ content }) =>
    content.kind === "template" ? [content.template_id] : [],
  )
  const known = await languagesOf(tx, templateIds)
  return messages.flatMap(({ name = null, content }, place): Said[] => {
    const own = { place, name, content, language: null }
    if (content.kind !== "template") return [own]
    const all = known.get(content.template_id)?.all ?? []
    if (content.language !== "contact")
      return [{ ...own, language: all.find(({ isOwn }) => isOwn)?.language ?? null }]
    if (languages !== "all") return [own]
    const { language: _, ...rest } = content
    const sendable = all.filter(({ isSendable }) => isSendable)
    if (sendable.length === 0) return [own]
    return sendable.map(({ id, language }) => ({ ...own, language, content: { ...rest, template_id: id } }))
  })
}

interface Created {
  said: Said
  contentId: string | null
  problem: Problem | null
}

/** One statement or two for each; there are a few dozen at most. */
async function createContents(
  tx: Tx,
  { workspaceId, numberId, now }: { workspaceId: string; numberId: string; now: Date },
  all: readonly Said[],
): Promise<Created[]> {
  const ids = all.flatMap(({ content }) => (content.kind === "template" ? [content.template_id] : []))
  const templates = await findTemplates(tx, ids)
  const created: Created[] = []
  for (const said of all) {
    const { content, place } = said
    try {
      const { id } = await createContent(tx, { workspaceId, numberId, content, now, isSingle: true })
      const template = content.kind === "template" ? templates.get(content.template_id) : undefined
      created.push({
        said,
        contentId: id,
        problem: template === undefined ? null : whyUnsendable(template.status),
      })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      // A language may ask for other values than the one that was written.
      const isOfLanguage = all.some((one) => one !== said && one.place === place)
      if (!isOfLanguage) throw named(error, place)
      created.push({ said, contentId: null, problem: error })
    }
  }
  return created
}

/** The same problem, with the field as the request calls it. */
function named({ code, message, help, extra, field }: Problem, place: number): Problem {
  const at = field?.replace(/^content/, `messages.${place}.content`)
  return new Problem(code, message, { help, extra, ...(at !== undefined && { field: at }) })
}

function whyNot(
  { phone }: Recipient,
  { content }: Said,
  {
    onlyTo,
    windows,
    now,
  }: { onlyTo: ReadonlySet<string> | null; windows: ReadonlyMap<string, Date>; now: Date },
): Problem | null {
  if (phone === null)
    return new Problem("not_sendable", "The contact has no phone number.", {
      help: "Give the contact one, or choose another.",
    })
  if (onlyTo !== null && !onlyTo.has(phone)) return notARecipient()
  const isFree = content.kind === "free_form"
  return isFree && !windowIsOpen(windows.get(phone) ?? null, now) ? windowClosed() : null
}

async function queue(
  tx: Tx,
  {
    workspaceId,
    numberId,
    now,
    request,
  }: { workspaceId: string; numberId: string; now: Date; request: NewTestSend },
  going: readonly { test: { recipient: Recipient }; phone: string; contentId: string }[],
): Promise<string[]> {
  if (going.length === 0) return []
  const { as_contact_id: asContactId, variables } = request
  const source = { workspaceId, numberId, kind: "test" as const, class: classes.authentication, now }
  const sourceId = await standingSource(tx, source)
  return enqueue(
    tx,
    { workspaceId, numberId, sourceId },
    going.map(({ test: { recipient }, phone, contentId }) => {
      const testAs = asContactId ?? recipient.contactId
      return {
        contactId: null,
        testPhone: phone,
        contentId,
        sendAfter: now,
        expiresAt: new Date(now.getTime() + testLifetimeMs),
        ...(testAs !== null && { testAs }),
        ...(variables && { variables }),
      }
    }),
  )
}
