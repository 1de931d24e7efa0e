import { Box, SegmentedControl, Stack } from "@mantine/core"
import { type ReactNode, Suspense, useState } from "react"
import { lazyPart } from "../../look/page/lazy-part.tsx"
import { Loading } from "../../look/page/loading.tsx"
import { Sheet } from "../../look/table/sheet.tsx"
import { useAmount } from "../../look/time/notation.ts"
import type { PlotProps } from "./plot.tsx"

const Plot = lazyPart<PlotProps>(() => import("./plot.tsx"))

/** Figures as a plot, or as the table that they are. */
export function Plotted({
  aside,
  firstColumn,
  ...plot
}: PlotProps & { aside?: ReactNode; firstColumn: string }) {
  const [shown, show] = useState("plot")
  const amount = useAmount()
  const { data, series, label } = plot
  return (
    <Stack gap="sm">
      <Box style={{ display: "flex", gap: 12, flexWrap: "wrap", justifyContent: "space-between" }}>
        {aside ?? <span />}
        <SegmentedControl
          size="xs"
          aria-label={`${label}: shown as`}
          value={shown}
          onChange={show}
          data={[
            { value: "plot", label: "Chart" },
            { value: "table", label: "Table" },
          ]}
        />
      </Box>
      {shown === "plot" ? (
        <Suspense fallback={<Loading />}>
          <Plot {...plot} />
        </Suspense>
      ) : (
        <Sheet
          label={label}
          rows={data}
          keyOf={({ at }) => at}
          columns={[
            { heading: firstColumn, kind: "title" as const, cell: ({ at }) => at, text: ({ at }) => at },
            ...series.map(({ name, label: heading }) => ({
              heading,
              kind: "number" as const,
              cell: (row: PlotProps["data"][number]) => amount(Number(row[name] ?? 0)),
              text: (row: PlotProps["data"][number]) => Number(row[name] ?? 0),
            })),
          ]}
        />
      )}
    </Stack>
  )
}
