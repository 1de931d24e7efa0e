import { expect, it } from "vitest"
import { reachInWords } from "./reach-words.ts"

const now = new Date("2026-11-29T10:00:00Z")
const notation = { locale: "de", zone: "UTC" }
const yes = { reachable: true, reason: null }
const no = (code: string, title = "A title of the server.") => ({
  reachable: false,
  reason: { code, title, advice: null },
})
const today = "2026-11-29T14:05:00.000Z"
const tomorrow = "2026-11-30T09:30:00.000Z"
const before = "2026-11-29T09:59:00.000Z"

/** Of a person who subscribed and has not written. */
const reach = {
  marketing: yes,
  utility: yes,
  free_form: no("window_closed"),
  subscription: "subscribed",
  window_closes_at: null,
} as const
const unsubscribed = {
  ...reach,
  marketing: no("unsubscribed"),
  utility: yes,
  subscription: "unsubscribed",
} as const
const inWindow = { free_form: yes, window_closes_at: today } as const

it.each([
  ["subscribed", reach, "all", "Can get templates. Replies only after they write."],
  [
    "subscribed, and in a suppression list",
    { ...reach, marketing: no("suppressed") },
    "some",
    "Can get utility templates. No marketing: in a suppression list.",
  ],
  ["subscribed, and wrote", { ...reach, ...inWindow }, "all", "Can get templates, and replies until 14:05."],
  [
    "unsubscribed, and wrote",
    { ...unsubscribed, ...inWindow },
    "some",
    "Can get replies and utility templates until 14:05. No marketing: unsubscribed.",
  ],
  [
    "never asked, and wrote late in the day",
    {
      ...unsubscribed,
      ...inWindow,
      marketing: no("not_subscribed"),
      subscription: null,
      window_closes_at: tomorrow,
    },
    "some",
    "Can get replies and utility templates until 09:30 tomorrow. No marketing: not subscribed.",
  ],
  [
    "unsubscribed, whose window has closed since it was asked",
    { ...unsubscribed, free_form: yes, window_closes_at: before },
    "nothing",
    "Can't be messaged until they write: unsubscribed.",
  ],
  [
    "of an archived group",
    {
      ...unsubscribed,
      marketing: no("group_archived"),
      utility: no("group_archived"),
      subscription: "group_archived",
    },
    "nothing",
    "Can't be messaged until they write: the group is archived.",
  ],
  [
    "subscribed in the United States",
    { ...reach, marketing: no("us_marketing") },
    "some",
    "Can get utility templates. No marketing: Meta delivers none to US numbers.",
  ],
  [
    "subscribed in the United States, and wrote",
    { ...reach, ...inWindow, marketing: no("us_marketing") },
    "some",
    "Can get utility templates, and replies until 14:05. No marketing: Meta delivers none to US numbers.",
  ],
  [
    "without a phone number",
    {
      ...reach,
      marketing: no("no_address", "The contact has neither a phone number nor a WhatsApp user id."),
      utility: no("no_address"),
      free_form: no("no_address"),
      window_closes_at: today,
    },
    "nothing",
    "Can't be messaged: the contact has neither a phone number nor a WhatsApp user id.",
  ],
] as const)("a person who is %s", (_, of, extent, sentence) => {
  expect(reachInWords(of, { now, notation })).toMatchObject({ extent, sentence })
})

it("the time and its day are the reader's", () => {
  const lima = { locale: "en", zone: "America/Lima" }
  const late = { ...reach, free_form: yes, window_closes_at: "2026-11-30T04:30:00.000Z" } as const
  expect(reachInWords(late, { now, notation: lima }).sentence).toMatch(
    /^Can get templates, and replies until 11:30\sPM\.$/,
  )
  expect(reachInWords(late, { now, notation }).sentence).toContain("until 04:30 tomorrow.")
})
