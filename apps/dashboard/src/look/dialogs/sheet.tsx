import { Paper, Skeleton, Stack } from "@mantine/core"
import { Rows, type RowsProps } from "../table/rows.tsx"

/** A table of what is all there already, such as the columns of a file. A list of the API is a `DataTable`. */
export function Sheet<Row>(props: Pick<RowsProps<Row>, "label" | "columns" | "rows" | "keyOf" | "linkOf">) {
  return <Rows {...props} />
}

/** In place of a table or form while its first answer is on its way. */
export function Loading() {
  return (
    <Paper withBorder p="md" role="status" aria-label="Loading">
      <Stack gap="md">
        {[72, 90, 64, 82].map((percent) => (
          <Skeleton key={percent} h={18} w={`${percent}%`} />
        ))}
      </Stack>
    </Paper>
  )
}
