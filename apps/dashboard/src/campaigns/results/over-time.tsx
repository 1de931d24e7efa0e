import { SegmentedControl, Stack } from "@mantine/core"
import { useState } from "react"
import type { Shapes } from "../../api/client.ts"
import { Section } from "../../look/page/section.tsx"
import { useAmount } from "../../look/time/notation.ts"
import { Bars } from "./bars.tsx"

type Results = Shapes["CampaignResults"]

const stages = ["accepted", "delivered", "read", "clicked", "replied", "failed", "converted"] as const
const labels: Record<(typeof stages)[number], string> = {
  accepted: "Taken",
  delivered: "Delivered",
  read: "Read",
  replied: "Replied",
  failed: "Failed",
  converted: "Converted",
}

/** When messages reached a stage: each hour or day in which any did. */
export function OverTime({ results: { series, unit, time_zone } }: { results: Results }) {
  const amount = useAmount()
  const reached = stages.filter((stage) => series.some((point) => point[stage] > 0))
  const [chosen, choose] = useState<(typeof stages)[number]>("delivered")
  const shown = reached.includes(chosen) ? chosen : reached[0]
  if (shown === undefined) return null
  return (
    <Section
      title="Over time"
      intro={`${unit === "hour" ? "By the hour" : "By the day"}, by the clock of ${time_zone}. Times in which nothing happened are left out.`}
    >
      <Stack>
        <SegmentedControl
          aria-label="What is shown"
          value={shown}
          onChange={(stage) => choose(stages.find((each) => each === stage) ?? "delivered")}
          data={reached.map((stage) => ({ value: stage, label: labels[stage] }))}
          style={{ maxWidth: "100%", overflowX: "auto" }}
        />
        <Bars
          label={labels[shown]}
          bars={series.map((point) => ({
            label: point.at.replace("T", " "),
            value: point[shown],
            text: amount(point[shown]),
          }))}
        />
      </Stack>
    </Section>
  )
}
