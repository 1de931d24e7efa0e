import { Group, NumberInput, Select } from "@mantine/core"
import { useState } from "react"
import { Section } from "./section.tsx"
import type { SectionProps } from "./section-props.ts"

const units = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 } as const
type Unit = keyof typeof units
const names: readonly Unit[] = ["seconds", "minutes", "hours", "days"]

const ranges = {
  AUTHENTICATION: "30 seconds to 15 minutes. Default: 10 minutes.",
  UTILITY: "30 seconds to 12 hours. Default: 30 days.",
  MARKETING: "12 hours to 30 days. Default: 30 days.",
} as const

/** In which people think, within the range of the category. */
const usualUnits = { AUTHENTICATION: "minutes", UTILITY: "hours", MARKETING: "hours" } as const

/** How long Meta tries to deliver a message to a phone that is out of reach. */
export function DeliverySection({ draft, change, findings }: SectionProps) {
  const { ttlSeconds } = draft
  const [chosen, setUnit] = useState(() => unitOf(ttlSeconds))
  const unit = chosen ?? usualUnits[draft.category]
  const given = (amount: string | number, by: Unit) =>
    change({ ttlSeconds: amount === "" ? undefined : Math.round(Number(amount) * units[by]) })
  const amount = ttlSeconds === undefined ? "" : ttlSeconds / units[unit]
  return (
    <Section
      title="Delivery"
      hint="Optional. How long Meta keeps trying while a phone is offline."
      findings={findings.get("delivery")}
    >
      <Group align="flex-end" gap="xs" wrap="nowrap">
        <NumberInput
          label="Stop trying after"
          description={ranges[draft.category]}
          value={amount}
          onChange={(value) => {
            setUnit(unit)
            given(value, unit)
          }}
          style={{ flex: "0 1 320px" }}
        />
        <Select
          aria-label="Unit"
          data={[...names]}
          value={unit}
          allowDeselect={false}
          style={{ flex: "0 0 120px" }}
          onChange={(value) => {
            const next = names.find((name) => name === value) ?? unit
            setUnit(next)
            given(amount, next)
          }}
        />
      </Group>
    </Section>
  )
}

/** The largest unit of which it is a whole number; none when there is no time. */
const unitOf = (seconds: number | undefined): Unit | undefined =>
  seconds === undefined
    ? undefined
    : (names.findLast((name) => seconds > 0 && seconds % units[name] === 0) ?? "seconds")
