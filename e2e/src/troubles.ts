import { z } from "zod"
import { type ConnectedNumber, type Installation, launchReport } from "./installation/index.ts"
import { until } from "./launch-results.ts"

const anything = z.unknown()

/** A launch's progress with why it waits. */
const waitingLaunch = launchReport.extend({
  hold: z.object({ code: z.string(), title: z.string(), until: z.string().nullable() }).nullable(),
  in_doubt: z.object({ count: z.number() }),
  retried: z.number(),
  retrying: z.number(),
  expires_at: z.string(),
})

/** The report of a launch, with its hold, its doubts and what goes once more. */
export const fullReportOf =
  ({ api }: Installation, launch: string) =>
  () =>
    api.get(`/v1/launches/${launch}`, waitingLaunch)

/** Has the sandbox fail requests of the number until it is taken back. */
export async function orderFailure(
  { sandbox }: Installation,
  number: ConnectedNumber,
  { match, ...failure }: { match?: object; [option: string]: unknown },
) {
  const { id } = await sandbox.post(
    "/_sandbox/failures",
    { ...failure, match: { phone_number_id: number.phoneNumberId, ...match } },
    z.object({ id: z.string() }),
  )
  const orders = z.object({ data: z.array(z.object({ id: z.string(), hits: z.number() })) })
  return {
    /** How many requests it struck. */
    async hits(): Promise<number> {
      const { data } = await sandbox.get("/_sandbox/failures", orders)
      return data.find((order) => order.id === id)?.hits ?? 0
    },
    takeBack: () => sandbox.send("DELETE", `/_sandbox/failures/${id}`, undefined, anything),
  }
}

/** Moves the time on, and waits until the server has followed. */
export async function advanceClock({ sandbox, api }: Installation, advance_ms: number): Promise<void> {
  const { now } = await sandbox.post("/_sandbox/clock", { advance_ms }, z.object({ now: z.coerce.date() }))
  const examination = z.object({ examined_at: z.coerce.date() })
  await until(
    () => api.post("/v1/doctor", {}, examination),
    ({ examined_at }) => examined_at >= now,
  )
}

/** What the sandbox's clock says, in milliseconds. */
export async function clockMs({ sandbox }: Installation): Promise<number> {
  const { now } = await sandbox.get("/_sandbox/clock", z.object({ now: z.coerce.date() }))
  return now.getTime()
}

const holds = z.object({
  data: z.array(
    z.object({ id: z.string(), held_until: z.string().nullable(), hold_code: z.number().nullable() }),
  ),
})

/** Until when the number is held, and by which code. */
export const holdOf =
  ({ api }: Installation, { numberId }: ConnectedNumber) =>
  async () => {
    const { data } = await api.get("/v1/numbers", holds)
    return data.find(({ id }) => id === numberId)
  }

/** What a new examination by the doctor says of numbers, where not all is well. */
export async function doctorOnNumbers({ api }: Installation): Promise<string[]> {
  const run = z.object({
    checks: z.array(z.object({ name: z.string(), state: z.string(), message: z.string() })),
  })
  const { checks } = await api.post("/v1/doctor", {}, run)
  return checks.filter(({ name, state }) => name === "number" && state !== "ok").map(({ message }) => message)
}

const withId = z.object({ id: z.string() })

/** A contact who has subscribed. @returns its id */
export async function subscribe(
  { api }: Installation,
  { groupId }: ConnectedNumber,
  phone: string,
): Promise<string> {
  const { id } = await api.post("/v1/contacts", { phone, first_name: "Ben" }, withId)
  await api.send("PUT", `/v1/contacts/${id}/subscriptions/${groupId}`, { state: "subscribed" }, anything)
  return id
}

/** A template that is approved. @returns its id */
export async function approve(
  { api, sandbox }: Installation,
  { accountId }: ConnectedNumber,
  template: {
    name: string
    category: "MARKETING" | "UTILITY" | "AUTHENTICATION"
    components: readonly object[]
  },
): Promise<string> {
  const { id, meta_id } = await api.post(
    "/v1/templates",
    { business_account_id: accountId, language: "en_US", ...template },
    withId.extend({ meta_id: z.string() }),
  )
  await sandbox.post(`/_sandbox/templates/${meta_id}/review`, { decision: "APPROVED" }, anything)
  await api.post("/v1/templates/sync", { business_account_id: accountId }, anything)
  return id
}

/** A template for codes to sign in with. */
export const loginCode = {
  name: "login_code",
  category: "AUTHENTICATION",
  components: [
    { type: "BODY" },
    { type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "COPY_CODE", text: "Copy code" }] },
  ],
} as const

/** Sends one message with a template. @returns its id, and why it waits */
export const sendTemplate = (
  { api }: Installation,
  { numberId }: ConnectedNumber,
  message: { contactId: string; templateId: string; values?: object },
) =>
  api.post(
    "/v1/messages",
    {
      number_id: numberId,
      contact_id: message.contactId,
      content: { kind: "template", template_id: message.templateId, values: message.values ?? {} },
    },
    withId.extend({ waits: z.object({ code: z.string() }).nullable() }),
  )

/** How a message stands, and why. */
export const messageOf =
  ({ api }: Installation, id: string) =>
  () =>
    api.get(
      `/v1/messages/${id}`,
      z.object({ status: z.string(), reason: z.object({ code: z.string() }).nullable() }),
    )
