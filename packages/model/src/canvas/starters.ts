/** Canvases to begin with: whole, and to be changed. They say no id of a workspace; what they lack is asked for where one is made. Pure. */
import type { z } from "zod"
import { type CanvasDefinition, newCanvasDefinition } from "./definition.ts"
import type { canvasStep } from "./steps/index.ts"

/** What a starter is made for. */
export interface StarterNeeds {
  /** That it sends from; null: chosen later. */
  numberId: string | null
  /** The subscription group of the number. */
  groupId: string | null
  /** A template without variables, that asks where the service window is closed; null: those people are not asked. */
  templateId: string | null
  /** The day on which it is made, such as `2026-12-24`. */
  today: string
}

interface Starter {
  name: string
  /** What it does, in a sentence. */
  intro: string
  define: (needs: StarterNeeds) => z.input<typeof newCanvasDefinition>
}

type StepInput = z.input<typeof canvasStep>
type WaitInput = Extract<StepInput, { kind: "wait_for_reply" }>

const text = (body: string) => ({ kind: "free_form", message: { type: "text", text: { body } } }) as const

const buttons = (body: string, titles: readonly string[]) => ({
  kind: "free_form" as const,
  message: {
    type: "interactive" as const,
    interactive: {
      type: "button" as const,
      body: { text: body },
      action: {
        buttons: titles.map((title, place) => ({
          type: "reply" as const,
          reply: { id: `answer_${place + 1}`, title },
        })),
      },
    },
  },
})

/** A question with buttons; people whose window is closed are asked by the template, or leave. */
const question = (
  of: { id: string; name: string; days: number; body: string },
  answers: Readonly<Record<string, string>>,
  next: Readonly<Record<string, string>>,
  { templateId }: StarterNeeds,
): WaitInput => ({
  id: of.id,
  kind: "wait_for_reply",
  name: of.name,
  content: buttons(of.body, Object.values(answers)),
  fallback: templateId === null ? null : { kind: "template", template_id: templateId },
  within: { amount: of.days, unit: "days" },
  paths: Object.entries(answers).map(([id, title]) => ({
    id,
    name: title,
    text: { op: "is" as const, value: title },
  })),
  next: { not_sent: "leave", ...next },
})

const leave = { id: "leave", kind: "exit", name: "Not reached" } as const
const begins = (first: string) => [{ id: "a", name: "Variant A", first }]

export const canvasStarters = {
  welcome: {
    name: "Welcome",
    intro: "Greets people who subscribe, asks what they like, and keeps the answer.",
    define: (needs) => ({
      number_id: needs.numberId,
      entry: { kind: "action", triggers: [{ on: "subscription", state: "subscribed" }] },
      variants: begins("greet"),
      steps: [
        question(
          {
            ...{ id: "greet", name: "Greeting", days: 1 },
            body: "Welcome! What would you like to hear about?",
          },
          { offers: "Offers", news: "News" },
          { offers: "likes_offers", news: "likes_news", other: "thanks" },
          needs,
        ),
        {
          ...{ id: "likes_offers", kind: "user_update", name: "Likes offers", next: { next: "thanks" } },
          changes: [{ do: "set", name: "interest", value: "offers" }],
        },
        {
          ...{ id: "likes_news", kind: "user_update", name: "Likes news", next: { next: "thanks" } },
          changes: [{ do: "set", name: "interest", value: "news" }],
        },
        {
          id: "thanks",
          kind: "message",
          name: "Thanks",
          content: text("Thank you. You'll hear from us soon."),
        },
        leave,
      ],
    }),
  },
  abandoned_cart: {
    name: "Abandoned cart",
    intro: "Asks about a cart an hour after it was last changed, unless it was ordered.",
    define: (needs) => ({
      number_id: needs.numberId,
      entry: { kind: "action", triggers: [{ on: "event", name: "ecommerce.cart_updated" }] },
      re_entry: { kind: "after", seconds: 7 * 86_400 },
      exits: { triggers: [{ on: "event", name: "ecommerce.order_placed" }] },
      conversions: [{ on: "order_placed", within: { amount: 3, unit: "days" } }],
      variants: begins("wait"),
      steps: [
        {
          ...{ id: "wait", kind: "delay", name: "An hour", next: { next: "ask" } },
          wait: { kind: "for", length: { amount: 1, unit: "hours" } },
        },
        question(
          {
            ...{ id: "ask", name: "Still interested?", days: 1 },
            body: "You left something in your cart. Can we help you to finish your order?",
          },
          { help: "I have a question", later: "Not now" },
          { help: "person", other: "person" },
          needs,
        ),
        { id: "person", kind: "hand_over", name: "A person helps", reason: "A question about a cart" },
        leave,
      ],
    }),
  },
  win_back: {
    name: "Win-back",
    intro: "Asks people who bought once, but nothing for 90 days, what would bring them back.",
    define: (needs) => ({
      number_id: needs.numberId,
      audience: {
        all: [
          { on: "purchase", op: "did" },
          { on: "purchase", op: "did_not", within: { from: { ago: 90, unit: "days" } } },
        ],
      },
      entry: {
        ...{ kind: "recurring", frequency: "weekly", interval: 1, weekdays: ["monday"], time: "10:00" },
        ...{ clock: "contact", starts_on: needs.today, ends_on: null, count: null },
      },
      re_entry: { kind: "after", seconds: 180 * 86_400 },
      exits: { triggers: [{ on: "purchase" }] },
      conversions: [{ on: "purchase", within: { amount: 14, unit: "days" } }],
      variants: begins("ask"),
      steps: [
        question(
          {
            ...{ id: "ask", name: "What is missing?", days: 3 },
            body: "We haven't seen you for a while. What would bring you back?",
          },
          { price: "A better price", choice: "More choice", nothing: "Nothing" },
          { price: "keep_price", choice: "keep_choice", other: "person" },
          needs,
        ),
        {
          ...{ id: "keep_price", kind: "user_update", name: "Looks for a price", next: { next: "offer" } },
          changes: [{ do: "set", name: "win_back", value: "price" }],
        },
        {
          ...{ id: "keep_choice", kind: "user_update", name: "Looks for choice" },
          changes: [{ do: "set", name: "win_back", value: "choice" }],
        },
        {
          ...{ id: "offer", kind: "message", name: "Offer" },
          content: text("Thank you for telling us. With BACK10 your next order costs 10 % less."),
        },
        { id: "person", kind: "hand_over", name: "A person reads it", reason: "An answer to win-back" },
        leave,
      ],
    }),
  },
  appointment: {
    name: "Appointment reminder",
    intro: "A day before the time in the attribute appointment_at, asks whether the person comes.",
    define: (needs) => ({
      number_id: needs.numberId,
      entry: { kind: "action", triggers: [{ on: "attribute", name: "appointment_at" }] },
      re_entry: { kind: "after_exit" },
      variants: begins("wait"),
      steps: [
        {
          ...{ id: "wait", kind: "delay", name: "A day before", next: { next: "ask" } },
          wait: {
            kind: "until",
            date: { from: "attribute", name: "appointment_at" },
            offset: { direction: "before", length: { amount: 1, unit: "days" } },
            if_passed: "advance",
          },
        },
        question(
          {
            ...{ id: "ask", name: "Will you come?", days: 1 },
            body: "Your appointment is soon. Will you come?",
          },
          { comes: "I'll be there", moves: "Another time" },
          { comes: "confirmed", moves: "person", other: "person" },
          needs,
        ),
        {
          ...{ id: "confirmed", kind: "user_update", name: "Confirmed", next: { next: "bye" } },
          changes: [{ do: "event", name: "appointment_confirmed" }],
        },
        { id: "bye", kind: "message", name: "See you", content: text("Thank you. See you then!") },
        {
          ...{ id: "person", kind: "hand_over", name: "A person finds a time" },
          reason: "Wants another time for an appointment",
        },
        leave,
      ],
    }),
  },
  feedback: {
    name: "Feedback",
    intro: "Asks how it was, two days after a purchase; a person follows up where it was bad.",
    define: (needs) => ({
      number_id: needs.numberId,
      entry: { kind: "action", triggers: [{ on: "purchase" }] },
      re_entry: { kind: "after", seconds: 30 * 86_400 },
      variants: begins("wait"),
      steps: [
        {
          ...{ id: "wait", kind: "delay", name: "Two days", next: { next: "ask" } },
          wait: { kind: "for", length: { amount: 2, unit: "days" } },
        },
        question(
          { id: "ask", name: "How was it?", days: 3, body: "How do you like what you bought?" },
          { great: "Great", fine: "It's fine", bad: "Not at all" },
          { great: "keep_great", fine: "thanks", bad: "sorry", other: "person" },
          needs,
        ),
        {
          ...{ id: "keep_great", kind: "user_update", name: "Is happy", next: { next: "thanks" } },
          changes: [{ do: "set", name: "feedback", value: "great" }],
        },
        { id: "thanks", kind: "message", name: "Thanks", content: text("Thank you for telling us!") },
        {
          ...{ id: "sorry", kind: "message", name: "Sorry", next: { next: "person" } },
          content: text("We are sorry to hear that. One of us writes to you soon."),
        },
        { id: "person", kind: "hand_over", name: "A person follows up", reason: "Bad feedback" },
        leave,
      ],
    }),
  },
  double_opt_in: {
    name: "Double opt-in",
    intro: "Asks people who write JOIN whether they want to hear from you, and subscribes those who do.",
    define: (needs) => ({
      number_id: needs.numberId,
      entry: {
        kind: "action",
        triggers: [{ on: "inbound_message", text: { op: "is", value: "join" } }],
      },
      re_entry: { kind: "after_exit" },
      variants: begins("ask"),
      steps: [
        question(
          {
            ...{ id: "ask", name: "Do you want it?", days: 1 },
            body: "Do you want to get news and offers from us here? You can stop at any time with STOP.",
          },
          { agrees: "Send me news", declines: "No, thanks" },
          { agrees: "subscribe" },
          needs,
        ),
        {
          ...{ id: "subscribe", kind: "user_update", name: "Subscribe", next: { next: "thanks" } },
          changes: [
            ...(needs.groupId === null
              ? []
              : [
                  {
                    do: "subscription" as const,
                    group_id: needs.groupId,
                    state: "subscribed" as const,
                  },
                ]),
            { do: "event", name: "double_opt_in" },
          ],
        },
        { id: "thanks", kind: "message", name: "Thanks", content: text("Thank you. Good to have you here!") },
        leave,
      ],
    }),
  },
} as const satisfies Readonly<Record<string, Starter>>

export type CanvasStarter = keyof typeof canvasStarters

/** The canvas that a starter is. */
export const startCanvas = (starter: CanvasStarter, needs: StarterNeeds): CanvasDefinition =>
  newCanvasDefinition.parse(canvasStarters[starter].define(needs))
