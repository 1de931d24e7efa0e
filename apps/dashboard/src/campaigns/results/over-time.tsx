import { useState } from "react"
import type { Shapes } from "../../api/client.ts"
import { SeveralSelect } from "../../look/form/several-select.tsx"
import { Section } from "../../look/page/section.tsx"
import { belowPlot } from "../../look/time/instants.ts"
import { useNotation } from "../../look/time/notation.ts"
import { Plotted } from "./plotted.tsx"
import { withoutGaps } from "./time-series.ts"

type Results = Shapes["CampaignResults"]

const stages = ["accepted", "delivered", "read", "clicked", "replied", "failed", "converted"] as const
type Stage = (typeof stages)[number]
const labels: Record<Stage, string> = {
  accepted: "Taken by WhatsApp",
  delivered: "Delivered",
  read: "Read",
  clicked: "Tapped a link",
  replied: "Replied",
  failed: "Failed",
  converted: "Converted",
}
const colors: Record<Stage, string> = {
  accepted: "gray.6",
  delivered: "cobalt.5",
  read: "teal.6",
  clicked: "grape.6",
  replied: "iris.5",
  failed: "red.6",
  converted: "orange.6",
}
const nothing = {
  accepted: 0,
  sent: 0,
  delivered: 0,
  read: 0,
  clicked: 0,
  replied: 0,
  failed: 0,
  converted: 0,
}

/** When messages reached each stage. */
export function OverTime({
  results: { series, unit, time_zone },
}: {
  results: Pick<Results, "series" | "unit" | "time_zone">
}) {
  const notation = useNotation()
  const reached = stages.filter((stage) => series.some((point) => point[stage] > 0))
  const [chosen, choose] = useState<readonly string[]>()
  const shown = reached.filter((stage) => chosen === undefined || chosen.includes(stage))
  if (reached.length === 0) return null
  const withYear = series[0]?.at.slice(0, 4) !== series.at(-1)?.at.slice(0, 4)
  return (
    <Section
      title="Over time"
      intro={`${unit === "hour" ? "By the hour" : "By the day"}. Time zone: ${time_zone.replaceAll("_", " ")}.`}
    >
      <Plotted
        kind={series.length > 2 ? "line" : "bars"}
        label="Messages over time"
        firstColumn={unit === "hour" ? "Hour" : "Day"}
        data={withoutGaps(series, unit, nothing).map((point) => ({
          ...point,
          at: belowPlot(point.at, notation, withYear),
        }))}
        series={(shown.length === 0 ? reached : shown).map((name) => ({
          name,
          label: labels[name],
          color: colors[name],
        }))}
        aside={
          <SeveralSelect
            aria-label="What is shown"
            size="xs"
            maw="100%"
            value={[...(chosen === undefined ? reached : shown)]}
            onChange={choose}
            data={reached.map((stage) => ({ value: stage, label: labels[stage] }))}
          />
        }
      />
    </Section>
  )
}
