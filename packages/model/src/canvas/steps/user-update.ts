import { z } from "zod"
import { attributeName } from "../../contact/attributes.ts"
import { contactFields } from "../../contact/fields.ts"
import { eventName } from "../../filter/happenings.ts"
import { next, type StepKind } from "../step-kind.ts"
import { movePerformed, type PerformFacts } from "./perform.ts"

const liquid = z.string().max(4096)

const change = z.discriminatedUnion("do", [
  z
    .strictObject({
      do: z.literal("set"),
      name: attributeName,
      value: liquid.describe("Liquid; what comes of it is read as the attribute's type"),
    })
    .describe(`An attribute, or one of the fields ${contactFields.join(", ")}`),
  z.strictObject({ do: z.literal("unset"), name: attributeName }),
  z.strictObject({ do: z.literal("increase"), name: attributeName, by: z.number().min(-1e9).max(1e9) }),
  z
    .strictObject({ do: z.enum(["add", "remove"]), name: attributeName, value: liquid })
    .describe("To or from a list"),
  z.strictObject({
    do: z.literal("event"),
    name: eventName,
    properties: z.record(z.string().min(1).max(255), liquid).default({}),
  }),
  z.strictObject({
    do: z.literal("subscription"),
    group_id: z.uuid(),
    state: z.enum(["subscribed", "unsubscribed"]),
  }),
])
export type CanvasUpdate = z.output<typeof change>

const schema = z.strictObject({
  kind: z.literal("user_update"),
  changes: z.array(change).max(50).describe("Made together, in one transaction"),
})
export type UserUpdateStep = z.output<typeof schema>

/** Changes the person; the run goes on when it is done (braze.md 6.54). */
export const userUpdate = {
  schema,
  outlets: () => [next],
  liquid: ({ changes }) =>
    changes.flatMap((change, place) =>
      "value" in change
        ? [{ path: `changes.${place}.value`, text: change.value }]
        : change.do === "event"
          ? Object.entries(change.properties).map(([name, text]) => ({
              path: `changes.${place}.properties.${name}`,
              text,
            }))
          : [],
    ),
  move: movePerformed(() => "advance"),
} satisfies StepKind<UserUpdateStep, PerformFacts>
