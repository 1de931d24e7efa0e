import { Button } from "@mantine/core"
import { IconDownload } from "@tabler/icons-react"
import { useState } from "react"
import { useAction } from "../action.ts"
import { useAmount } from "../time/notation.ts"
import { sayFailed } from "../toasts.ts"
import type { AnyColumn } from "./column.ts"
import { csvOf } from "./csv.ts"
import { download } from "./download.ts"
import type { ListPage } from "./use-list.ts"

/** As many as the API gives at once. */
const rowsAtOnce = 500
/** A browser holds as many in memory without trouble, and asks for them within some seconds. */
const mostRows = 50_000

/** Everything that the list shows under its search and filters as a CSV file, with the columns that are shown. */
export function ExportButton<Row>({
  name,
  columns,
  ask,
}: {
  /** Of the file, without its ending. */
  name: string
  columns: readonly AnyColumn<Row>[]
  /** @throws nothing; what went wrong is the `error` */
  ask: (page: {
    limit: number
    after?: string | undefined
  }) => Promise<{ data?: ListPage<Row> | undefined; error?: unknown }>
}) {
  const amount = useAmount()
  const [read, setRead] = useState(0)
  const exporting = useAction(async () => {
    const rows: Row[] = []
    let after: string | undefined
    do {
      setRead(rows.length)
      const { data, error } = await ask({ limit: rowsAtOnce, after })
      if (data === undefined) throw error
      rows.push(...data.data)
      after = data.next ?? undefined
    } while (after !== undefined && rows.length < mostRows)
    download(`${name}.csv`, csvOf(columns, rows))
  }, sayFailed)
  return (
    <Button
      variant="default"
      size="xs"
      leftSection={<IconDownload size={14} aria-hidden />}
      aria-disabled={exporting.isBusy}
      onClick={() => void exporting.run()}
    >
      {exporting.isBusy ? `Exporting ${amount(read)}…` : "Export"}
    </Button>
  )
}
