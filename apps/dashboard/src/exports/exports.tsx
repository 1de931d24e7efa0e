import { Anchor, Badge, Button } from "@mantine/core"
import { IconFileExport } from "@tabler/icons-react"
import { client, type Shapes } from "../api/client.ts"
import { useAddressDialog } from "../look/dialogs/address-dialog.ts"
import { Page } from "../look/page/page.tsx"
import type { Column } from "../look/table/column.ts"
import { DataTable } from "../look/table/data-table.tsx"
import { EmptyState } from "../look/table/empty-state.tsx"
import { Instant } from "../look/time/instant.tsx"
import { useAmount } from "../look/time/notation.ts"
import { Allowed, NotAllowed } from "../session/allowed.tsx"
import { useWorkspace } from "../session/me.ts"
import { ExportDialog } from "./export-dialog.tsx"

type Export = Shapes["ContactExport"]

const looks: Record<Export["state"], { label: string; color: string }> = {
  queued: { label: "Queued", color: "blue" },
  running: { label: "Running", color: "blue" },
  completed: { label: "Completed", color: "teal" },
  failed: { label: "Failed", color: "red" },
  expired: { label: "Expired", color: "gray" },
}

/** Files of contacts that members asked for, the newest first. */
export function ExportsPage() {
  const [isOpen, { open, close }] = useAddressDialog("export")
  return (
    <Page
      wide
      title="Exports"
      intro="Files of contacts. Each is kept for seven days."
      action={
        <Allowed to="contacts:export">
          <Button leftSection={<IconFileExport size={18} aria-hidden />} onClick={open}>
            Export contacts
          </Button>
        </Allowed>
      }
    >
      <Allowed to="contacts:export" instead={<NotAllowed permission="contacts:export" />}>
        <ExportList />
        {isOpen ? <ExportDialog onClose={close} /> : null}
      </Allowed>
    </Page>
  )
}

function ExportList() {
  const amount = useAmount()
  const workspace = useWorkspace()
  return (
    <DataTable
      label="Exports"
      path="/v1/contact-exports"
      columns={columnsIn(amount, workspace.id)}
      usual={{ sort: "created", order: "desc" }}
      read={(query) => client.GET("/v1/contact-exports", { params: { query } })}
      empty={
        <EmptyState icon={IconFileExport} title="No exports yet">
          A file can have all contacts or those of a segment.
        </EmptyState>
      }
    />
  )
}

function columnsIn(
  amount: (count: number) => string,
  workspaceId: string,
): readonly Column<Export, "created">[] {
  const fileOf = ({ id }: Export) =>
    `/v1/contact-exports/${id}/file?${new URLSearchParams({ workspace: workspaceId })}`
  return [
    {
      heading: "File",
      kind: "title",
      cell: (one) =>
        one.state === "completed" ? (
          <Anchor href={fileOf(one)} download size="sm">
            Download {one.format}
          </Anchor>
        ) : (
          one.format
        ),
      text: ({ format }) => format,
    },
    {
      heading: "Status",
      cell: ({ state }) => (
        <Badge color={looks[state].color} miw="max-content">
          {looks[state].label}
        </Badge>
      ),
      text: ({ state }) => state,
    },
    {
      heading: "Contacts",
      kind: "number",
      cell: ({ rows_written }) => amount(rows_written),
      text: ({ rows_written }) => rows_written,
    },
    {
      heading: "Started",
      kind: "short",
      sort: "created",
      cell: ({ created_at }) => <Instant at={created_at} ago c="dimmed" />,
      text: ({ created_at }) => created_at,
    },
    {
      heading: "Kept until",
      kind: "short",
      cell: ({ expires_at }) => (expires_at === null ? null : <Instant at={expires_at} c="dimmed" />),
      text: ({ expires_at }) => expires_at,
    },
  ]
}
