import { Button, Menu, Text } from "@mantine/core"
import { IconPencil, IconPlus, IconTestPipe, IconTrash } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { client, type Shapes } from "../api/client.ts"
import { ConfirmDialog } from "../look/dialogs/confirm-dialog.tsx"
import { MoreMenu } from "../look/more-menu.tsx"
import { Page } from "../look/page/page.tsx"
import type { Column } from "../look/table/column.ts"
import { DataTable } from "../look/table/data-table.tsx"
import { EmptyState } from "../look/table/empty-state.tsx"
import { Instant } from "../look/time/instant.tsx"
import { sayDone } from "../look/toasts.ts"
import { Allowed, NotAllowed } from "../session/allowed.tsx"
import { GroupDialog } from "./group-dialog.tsx"

type Group = Shapes["TestGroup"]

/** Those who get tests together. */
export function TestGroupsPage() {
  const [edited, setEdited] = useState<Group | "new">()
  const [leaving, setLeaving] = useState<Group>()
  const queries = useQueryClient()
  const create = (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setEdited("new")}>
      New test group
    </Button>
  )
  const remove = async ({ id, name }: Group) => {
    const { error } = await client.DELETE("/v1/test-groups/{id}", { params: { path: { id } } })
    if (error) throw error
    void queries.invalidateQueries({ queryKey: ["get", "/v1/test-groups"] })
    sayDone(`${name} was deleted.`)
  }
  const columns: readonly Column<Group, "created" | "name">[] = [
    { heading: "Name", kind: "title", sort: "name", cell: ({ name }) => name },
    {
      heading: "Members",
      kind: "text",
      cell: ({ members }) => members.map(wordsOf).join(", "),
    },
    {
      heading: "Created",
      kind: "short",
      sort: "created",
      isExtra: true,
      cell: ({ created_at }) => <Instant at={created_at} c="dimmed" />,
      text: ({ created_at }) => created_at,
    },
    {
      heading: "Actions",
      kind: "short",
      cell: (group) => (
        <MoreMenu what={group.name} size="md">
          <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => setEdited(group)}>
            Edit
          </Menu.Item>
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => setLeaving(group)}
          >
            Delete
          </Menu.Item>
        </MoreMenu>
      ),
      text: () => "",
    },
  ]
  return (
    <Page
      wide
      title="Test groups"
      intro="People who know about it and get tests together, such as your team. Choose a group where you send a test."
      action={<Allowed to="templates:write">{create}</Allowed>}
    >
      <Allowed to="templates:write" instead={<NotAllowed permission="templates:write" />}>
        <DataTable
          label="Test groups"
          path="/v1/test-groups"
          columns={columns}
          usual={{ sort: "name", order: "asc" }}
          read={(query) => client.GET("/v1/test-groups", { params: { query } })}
          searchFor="Search names"
          empty={
            <EmptyState icon={IconTestPipe} title="No test groups yet" action={create}>
              Put the phones of your team into a group, and send all of them a test at once.
            </EmptyState>
          }
        />
      </Allowed>
      {edited === undefined ? null : (
        <GroupDialog group={edited === "new" ? undefined : edited} onClose={() => setEdited(undefined)} />
      )}
      {leaving === undefined ? null : (
        <ConfirmDialog
          title={`Delete ${leaving.name}?`}
          confirm="Delete"
          cancel="Keep"
          onConfirm={() => remove(leaving)}
          onClose={() => setLeaving(undefined)}
        >
          <Text size="sm">Its members stay contacts, as far as they are.</Text>
        </ConfirmDialog>
      )}
    </Page>
  )
}

const wordsOf = ({ name, phone }: Group["members"][number]) => name ?? phone ?? "A contact"
