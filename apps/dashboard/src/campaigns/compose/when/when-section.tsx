import { Radio, Stack } from "@mantine/core"
import { useRef } from "react"
import { useServerNow } from "../../../api/server-time.ts"
import { Section } from "../../../look/page/section.tsx"
import { dayIn } from "../../../look/time/instants.ts"
import { useSendingZone } from "../../../session/day-zone.ts"
import { ActionFields } from "./action-fields.tsx"
import { ApiRequest } from "./api-request.tsx"
import { beginDelivery, type DeliveryDraft } from "./delivery-draft.ts"
import { TimeFields, type When } from "./launch-time.tsx"
import { RecurringFields } from "./recurring-fields.tsx"

const choices = [
  { value: "now", label: "As soon as it is launched" },
  { value: "at", label: "At a time" },
  { value: "recurring", label: "Again and again", description: "On days and at a time that repeat" },
  {
    value: "action",
    label: "When something happens",
    description: "To each person, as they do something or something about them changes",
  },
  {
    value: "api",
    label: "When the API asks for it",
    description: "Your systems say who gets it and when, once it is started",
  },
] as const
type Choice = (typeof choices)[number]["value"]

/** When it goes out: at a launch, again and again, as something happens, or as the API asks for it. */
export function WhenSection({
  campaignId,
  contents,
  delivery,
  when,
  errors,
  onDelivery,
  onWhen,
}: {
  campaignId: string
  /** What it says: the request for the API names its properties. */
  contents: unknown
  delivery: DeliveryDraft
  when: When
  errors: Readonly<Record<string, unknown>>
  onDelivery: (delivery: DeliveryDraft) => void
  onWhen: (when: When) => void
}) {
  const zone = useSendingZone()
  const today = dayIn(zone)(useServerNow())
  const choice: Choice = delivery.kind === "once" ? when.kind : delivery.kind
  // Looking at another way loses nothing of this one.
  const written = useRef(new Map<DeliveryDraft["kind"], DeliveryDraft>())
  const choose = (chosen: Choice) => {
    const kind = chosen === "now" || chosen === "at" ? "once" : chosen
    written.current.set(delivery.kind, delivery)
    if (kind !== delivery.kind) onDelivery(written.current.get(kind) ?? beginDelivery(kind, today))
    if (chosen === "now" || chosen === "at") onWhen({ ...when, kind: chosen })
  }
  return (
    <Section title="When">
      <Stack>
        <Radio.Group
          aria-label="When it goes out"
          value={choice}
          onChange={(value) => {
            const chosen = choices.find((one) => one.value === value)
            if (chosen !== undefined) choose(chosen.value)
          }}
        >
          <Stack gap="xs">
            {choices.map(({ value, ...words }) => (
              <Radio key={value} value={value} {...words} />
            ))}
          </Stack>
        </Radio.Group>
        {choice === "at" ? <TimeFields when={when} onChange={onWhen} /> : null}
        {delivery.kind === "recurring" ? (
          <RecurringFields delivery={delivery} errors={errors} onChange={onDelivery} />
        ) : null}
        {delivery.kind === "action" ? (
          <ActionFields delivery={delivery} errors={errors} onChange={onDelivery} />
        ) : null}
        {delivery.kind === "api" ? <ApiRequest campaignId={campaignId} contents={contents} /> : null}
      </Stack>
    </Section>
  )
}
