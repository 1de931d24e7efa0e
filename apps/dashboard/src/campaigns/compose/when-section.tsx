import { Radio, Stack, TextInput } from "@mantine/core"
import { Section } from "../../look/page/section.tsx"
import { instantOfLocalTime } from "../../look/time/local-time.ts"
import { useDayZone } from "../../session/day-zone.ts"
import type { CampaignValues } from "./values.ts"

/** When a launch goes out: now, or at a time such as `2026-12-24T18:00` in the workspace's zone. */
export interface When {
  kind: "now" | "at"
  local: string
}

export const atOnce: When = { kind: "now", local: "" }

/** The instant that it means; undefined: now. null: it is not written yet. */
export function instantOf({ kind, local }: When, zone: string): Date | null | undefined {
  if (kind === "now") return undefined
  return instantOfLocalTime(local, zone) ?? null
}

type Delivery = CampaignValues["delivery"]

const once: Delivery = { kind: "once" }

/** How it is sent: launched now or at a time, or by the API. */
export function WhenSection({
  delivery,
  when,
  onDelivery,
  onWhen,
}: {
  delivery: Delivery
  when: When
  onDelivery: (delivery: Delivery) => void
  onWhen: (when: When) => void
}) {
  const kind = delivery.kind === "once" ? when.kind : delivery.kind
  return (
    <Section title="When">
      <Stack gap="sm">
        <Radio.Group
          aria-label="When it goes out"
          value={kind}
          onChange={(chosen) => {
            if (chosen === "api") return onDelivery({ kind: "api" })
            if (delivery.kind !== "once") onDelivery(once)
            onWhen({ ...when, kind: chosen === "at" ? "at" : "now" })
          }}
        >
          <Stack gap="xs">
            <Radio value="now" label="As soon as it is launched" />
            <Radio value="at" label="At a time" />
            <Radio
              value="api"
              label="When the API asks for it"
              description="Your systems say who gets it and when, once it is started"
            />
          </Stack>
        </Radio.Group>
        {kind === "at" ? <TimeField when={when} onChange={onWhen} /> : null}
      </Stack>
    </Section>
  )
}

/** Now, or at a time. */
export function WhenChoice({ when, onChange }: { when: When; onChange: (when: When) => void }) {
  return (
    <Stack gap="sm">
      <Radio.Group
        aria-label="When it goes out"
        value={when.kind}
        onChange={(kind) => onChange({ ...when, kind: kind === "at" ? "at" : "now" })}
      >
        <Stack gap="xs">
          <Radio value="now" label="As soon as it is launched" />
          <Radio value="at" label="At a time" />
        </Stack>
      </Radio.Group>
      {when.kind === "at" ? <TimeField when={when} onChange={onChange} /> : null}
    </Stack>
  )
}

function TimeField({ when, onChange }: { when: When; onChange: (when: When) => void }) {
  const zone = useDayZone()
  return (
    <TextInput
      maw={320}
      type="datetime-local"
      label="Date and time"
      description={`In the time zone ${zone.replaceAll("_", " ")}`}
      data-path="when"
      value={when.local}
      onChange={(event) => onChange({ ...when, local: event.currentTarget.value })}
    />
  )
}
