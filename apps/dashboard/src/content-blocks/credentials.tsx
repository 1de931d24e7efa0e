import { Button, Menu, Text } from "@mantine/core"
import { IconKey, IconPencil, IconPlus, IconTrash } from "@tabler/icons-react"
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
import { CredentialDialog } from "./credential-dialog.tsx"

type Credential = Shapes["ContentCredential"]

/** With what contents ask other systems. */
export function CredentialsPage() {
  const [edited, setEdited] = useState<Credential | "new">()
  const [leaving, setLeaving] = useState<Credential>()
  const queries = useQueryClient()
  const create = (
    <Allowed to="content_credentials:manage">
      <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setEdited("new")}>
        New credential
      </Button>
    </Allowed>
  )
  const remove = async ({ id, name }: Credential) => {
    const { error } = await client.DELETE("/v1/content-credentials/{id}", { params: { path: { id } } })
    if (error) throw error
    void queries.invalidateQueries({ queryKey: ["get", "/v1/content-credentials"] })
    sayDone(`${name} was deleted.`)
  }
  const columns: readonly Column<Credential, "created" | "name">[] = [
    { heading: "Name", kind: "title", sort: "name", cell: ({ name }) => name },
    { heading: "Host", kind: "text", cell: ({ host }) => host },
    { heading: "User name", kind: "text", cell: ({ username }) => username },
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
      cell: (credential) => (
        <Allowed to="content_credentials:manage">
          <MoreMenu what={credential.name} size="md">
            <Menu.Item
              leftSection={<IconPencil size={16} aria-hidden />}
              onClick={() => setEdited(credential)}
            >
              Edit
            </Menu.Item>
            <Menu.Item
              color="red"
              leftSection={<IconTrash size={16} aria-hidden />}
              onClick={() => setLeaving(credential)}
            >
              Delete
            </Menu.Item>
          </MoreMenu>
        </Allowed>
      ),
      text: () => "",
    },
  ]
  return (
    <Page
      wide
      title="Content credentials"
      intro="User names and passwords that connected content in your messages asks other systems with."
      action={create}
    >
      <Allowed to="content_blocks:read" instead={<NotAllowed permission="content_blocks:read" />}>
        <DataTable
          label="Content credentials"
          path="/v1/content-credentials"
          columns={columns}
          usual={{ sort: "name", order: "asc" }}
          read={(query) => client.GET("/v1/content-credentials", { params: { query } })}
          empty={
            <EmptyState icon={IconKey} title="No credentials yet" action={create}>
              Keep the password of a system here, and name it in a message:{" "}
              {"{% connected_content … :basic_auth name %}"}
            </EmptyState>
          }
        />
      </Allowed>
      {edited === undefined ? null : (
        <CredentialDialog
          credential={edited === "new" ? undefined : edited}
          onClose={() => setEdited(undefined)}
        />
      )}
      {leaving === undefined ? null : (
        <ConfirmDialog
          title={`Delete ${leaving.name}?`}
          confirm="Delete"
          cancel="Keep"
          onConfirm={() => remove(leaving)}
          onClose={() => setLeaving(undefined)}
        >
          <Text size="sm">Messages whose content names it are not sent from then on.</Text>
        </ConfirmDialog>
      )}
    </Page>
  )
}
