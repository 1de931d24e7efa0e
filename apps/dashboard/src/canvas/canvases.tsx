import { Button } from "@mantine/core"
import { IconPlus, IconRoute } from "@tabler/icons-react"
import { client } from "../api/client.ts"
import { useAddressDialog } from "../look/dialogs/address-dialog.ts"
import { pathOf } from "../look/links.tsx"
import { Page } from "../look/page/page.tsx"
import type { Column } from "../look/table/column.ts"
import { DataTable } from "../look/table/data-table.tsx"
import { EmptyState } from "../look/table/empty-state.tsx"
import type { ListFilter } from "../look/table/list-state.ts"
import { Instant } from "../look/time/instant.tsx"
import { Allowed, NotAllowed } from "../session/allowed.tsx"
import { useMay } from "../session/me.ts"
import type { ListedCanvas } from "./api.ts"
import { CanvasMenu } from "./canvas-menu.tsx"
import { CanvasState, canvasStates, stateInWords } from "./canvas-state.tsx"
import { NewCanvas } from "./new-canvas.tsx"

/** Every canvas, and where one begins. */
export function CanvasesPage() {
  const may = useMay()
  const [isCreating, creating] = useAddressDialog("canvas")
  return (
    <Page
      wide
      title="Canvases"
      intro="Journeys of many steps: messages, waits and decisions, for each person by what they do."
      action={
        <Allowed to="canvases:write">
          <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={creating.open}>
            New canvas
          </Button>
        </Allowed>
      }
    >
      <Allowed to="canvases:read" instead={<NotAllowed permission="canvases:read" />}>
        <DataTable
          label="Canvases"
          path="/v1/canvases"
          columns={may("canvases:write") ? [...columns, actions] : columns}
          filters={filters}
          usual={{ sort: "created", order: "desc" }}
          read={({ archived, ...query }) =>
            client.GET("/v1/canvases", {
              params: { query: { ...query, ...(archived === "true" ? { archived } : {}) } },
            })
          }
          searchFor="Search names and tags"
          linkOf={({ id }) => pathOf("/canvases/$canvasId", id)}
          empty={
            <EmptyState
              icon={IconRoute}
              title="No canvases yet"
              action={
                <Allowed to="canvases:write">
                  <Button onClick={creating.open}>Create a canvas</Button>
                </Allowed>
              }
            >
              Welcome people, remind them, ask and go on by their answers: draw the steps, and each person
              takes their own way.
            </EmptyState>
          }
        />
      </Allowed>
      {isCreating ? (
        <Allowed to="canvases:write">
          <NewCanvas onClose={creating.close} />
        </Allowed>
      ) : null}
    </Page>
  )
}

const filters: readonly ListFilter<"state" | "archived" | "tag" | "folder">[] = [
  { name: "state", label: "State", kind: "choice", choices: canvasStates },
  { name: "tag", label: "Tag", kind: "text" },
  { name: "folder", label: "Folder", kind: "text" },
  { name: "archived", label: "Archived", kind: "choice", choices: [{ value: "true", label: "Yes" }] },
]

const actions: Column<ListedCanvas, "created" | "name" | "updated"> = {
  heading: "Actions",
  kind: "actions",
  cell: (canvas) => <CanvasMenu canvas={canvas} size="md" />,
}

const columns: readonly Column<ListedCanvas, "created" | "name" | "updated">[] = [
  {
    heading: "Name",
    kind: "title",
    sort: "name",
    cell: ({ name }) => <bdi>{name}</bdi>,
    text: ({ name }) => name,
  },
  { heading: "State", cell: (canvas) => <CanvasState canvas={canvas} />, text: stateInWords },
  { heading: "People in it", kind: "number", cell: ({ under_way }) => under_way },
  { heading: "Steps", kind: "number", cell: ({ steps }) => steps },
  { heading: "Tags", kind: "text", cell: ({ tags }) => (tags.length === 0 ? null : tags.join(", ")) },
  { heading: "Folder", kind: "text", isExtra: true, cell: ({ folder }) => folder },
  {
    heading: "Changed",
    kind: "short",
    sort: "updated",
    cell: ({ updated_at }) => <Instant at={updated_at} ago c="dimmed" />,
    text: ({ updated_at }) => updated_at,
  },
  {
    heading: "Created",
    kind: "short",
    sort: "created",
    isExtra: true,
    cell: ({ created_at }) => <Instant at={created_at} c="dimmed" />,
    text: ({ created_at }) => created_at,
  },
]
