import { Button, Stack } from "@mantine/core"
import { useDebouncedValue } from "@mantine/hooks"
import { IconDownload, IconListDetails } from "@tabler/icons-react"
import { keepPreviousData } from "@tanstack/react-query"
import { useRouteContext } from "@tanstack/react-router"
import { useState } from "react"
import { api } from "../api/client.ts"
import { Loading, Sheet } from "../look/dialogs/sheet.tsx"
import { Empty } from "../look/empty.tsx"
import { Page } from "../look/page.tsx"
import { Pager, usePages } from "../look/pages.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { useNotation } from "../look/time/notation.ts"
import { Allowed, NotAllowed } from "../session/allowed.tsx"
import { useWorkspace } from "../session/me.ts"
import { AuditFilters, asQuery, nothingTyped } from "./audit-filters.tsx"
import { recordColumns } from "./audit-record.tsx"

/** Who changed what, when, from what to what. */
export function AuditPage() {
  return (
    <Page wide title="Audit log" intro="Who changed what in this workspace, and when.">
      <Allowed to="audit:read" instead={<NotAllowed permission="audit:read" />}>
        <AuditLog />
      </Allowed>
    </Page>
  )
}

function AuditLog() {
  const words = useRouteContext({ from: "__root__", select: ({ auditWords }) => auditWords })
  const notation = useNotation()
  const [typed, setTyped] = useState(nothingTyped)
  const [settled] = useDebouncedValue(typed, 250)
  const filter = asQuery(settled, notation.zone)
  const pages = usePages(JSON.stringify(filter))
  const query = { ...filter, ...(pages.after === undefined ? {} : { after: pages.after }) }
  const records = api.useQuery(
    "get",
    "/v1/audit",
    { params: { query } },
    { placeholderData: keepPreviousData },
  )
  return (
    <Stack>
      <AuditFilters typed={typed} kinds={words.kinds} onType={setTyped}>
        <ExportButton filter={filter} />
      </AuditFilters>
      {records.error ? <ProblemAlert failure={records.error} retry={records.refetch} /> : null}
      {records.data === undefined ? (
        records.error ? null : (
          <Loading />
        )
      ) : records.data.data.length === 0 ? (
        <Empty icon={IconListDetails} title="No results">
          {Object.keys(filter).length === 0
            ? "Changes appear here as soon as someone makes one."
            : "Try fewer filters, or the start of a name."}
        </Empty>
      ) : (
        <div>
          <Sheet
            label="Audit log"
            rows={records.data.data}
            keyOf={({ id }) => id}
            columns={recordColumns(notation, words)}
          />
          <Pager pages={pages} next={records.data.next} />
        </div>
      )}
    </Stack>
  )
}

function ExportButton({ filter }: { filter: ReturnType<typeof asQuery> }) {
  const { id } = useWorkspace()
  const query = new URLSearchParams({ workspace: id, ...filter })
  return (
    <Button
      component="a"
      href={`/v1/audit/export?${query}`}
      download="audit.csv"
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden />}
    >
      Export
    </Button>
  )
}
