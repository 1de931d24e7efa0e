import { expect, it } from "vitest"
import type { TemplateButton } from "./buttons.ts"
import type { CarouselCard, TemplateComponent } from "./components.ts"
import { templateParameters } from "./filling/parameters.ts"
import { markOptOuts, takeOptOuts, withOptOutPayloads } from "./opt-outs.ts"

const more: TemplateButton = { type: "QUICK_REPLY", text: "Tell me more" }
const noThanks: TemplateButton = { type: "QUICK_REPLY", text: "No thanks" }
const link: TemplateButton = { type: "URL", text: "No thanks", url: "https://shop.example" }
const marked = (button: TemplateButton): TemplateButton => ({ ...button, opt_out: true })

const body: TemplateComponent = { type: "BODY", text: "Our chairs are here." }
const buttons = (...list: TemplateButton[]) => ({ type: "BUTTONS" as const, buttons: list })
const card = (...list: TemplateButton[]): CarouselCard => ({
  components: [{ type: "BODY", text: "A chair" }, buttons(...list)],
})
const carousel = (...cards: CarouselCard[]): TemplateComponent => ({ type: "CAROUSEL", cards })

const plain = [body, buttons(more, noThanks, link), carousel(card(more), card(noThanks))]
const authored = [body, buttons(more, marked(noThanks), link), carousel(card(more), card(marked(noThanks)))]

it("takes the marks out, wherever they stand, and tells each text once", () => {
  expect(takeOptOuts(authored)).toEqual({ components: plain, optOutReplies: ["No thanks"] })
  const unmarked = { ...more, opt_out: false }
  expect(takeOptOuts([buttons(unmarked)])).toEqual({ components: [buttons(more)], optOutReplies: [] })
})

it("gives the marks back by text, to quick replies alone, and leaves alone what it does not know", () => {
  const unknown = { type: "NEW_THING", parts: [null, 7, "No thanks"] }
  expect(markOptOuts([...plain, unknown], ["No thanks"])).toEqual([...authored, unknown])
  expect(markOptOuts(plain, ["Renamed"])).toEqual(plain)
})

it("gives the replies the payload STOP, and a payload of the message's own stays", () => {
  const payloads = (values: Parameters<typeof withOptOutPayloads>[2]) =>
    withOptOutPayloads(plain, ["No thanks"], values)
  expect(payloads({ body: { "1": "Ana" } })).toEqual({
    body: { "1": "Ana" },
    buttons: { 1: { payload: "STOP" } },
    cards: [{}, { buttons: { 0: { payload: "STOP" } } }],
  })
  const own = { buttons: { 0: { payload: "more" }, 1: { payload: "leave" } } }
  expect(payloads({ ...own, cards: [own] })).toEqual({
    ...own,
    cards: [own, { buttons: { 0: { payload: "STOP" } } }],
  })
  expect(templateParameters({ components: [buttons(more, noThanks)] }, payloads({}))).toEqual([
    {
      type: "button",
      sub_type: "quick_reply",
      index: "1",
      parameters: [{ type: "payload", payload: "STOP" }],
    },
  ])
})
