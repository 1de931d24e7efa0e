import "@mantine/charts/styles.layer.css"
import { AreaChart, BarChart } from "@mantine/charts"
import { useAmount } from "../../look/time/notation.ts"

export interface PlotProps {
  kind: "line" | "bars"
  /** What it shows, for those who don't see it. */
  label: string
  /** From left to right; `at` is what stands below. */
  data: readonly ({ at: string } & Readonly<Record<string, number | string>>)[]
  /** @param color of Mantine, such as `teal.6`, which is readable on both backgrounds */
  series: readonly { name: string; label: string; color: string }[]
}

/** The plots themselves: a file of its own, as the library they are drawn with is large. */
export default function Plot({ kind, data, series, label }: PlotProps) {
  const amount = useAmount()
  const shared = {
    h: 240,
    data: data.map(({ at, ...values }) => ({ at, ...values })),
    dataKey: "at",
    series: series.map(({ name, label: said, color }) => ({ name, label: said, color })),
    valueFormatter: amount,
    withLegend: series.length > 1,
    tickLine: "none" as const,
    gridAxis: "x" as const,
    yAxisProps: { width: 48, allowDecimals: false },
    xAxisProps: { minTickGap: 24 },
  }
  return (
    <div role="img" aria-label={label}>
      {kind === "line" ? (
        <AreaChart {...shared} curveType="monotone" withDots={data.length < 40} fillOpacity={0.12} />
      ) : (
        <BarChart {...shared} maxBarWidth={40} />
      )}
    </div>
  )
}
