import { Button, Text, Textarea, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useDisclosure } from "@mantine/hooks"
import { IconListDetails, IconPlus } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { client, type Shapes } from "../../api/client.ts"
import { useAddressDialog } from "../../look/dialogs/address-dialog.ts"
import { ConfirmDialog } from "../../look/dialogs/confirm-dialog.tsx"
import { FormDialog } from "../../look/form/form-dialog.tsx"
import { AnchorLink } from "../../look/links.tsx"
import { Page } from "../../look/page/page.tsx"
import type { Column } from "../../look/table/column.ts"
import { DataTable } from "../../look/table/data-table.tsx"
import { EmptyState } from "../../look/table/empty-state.tsx"
import { Instant } from "../../look/time/instant.tsx"
import { useAmount } from "../../look/time/notation.ts"
import { sayDone } from "../../look/toasts.ts"
import { Allowed, NotAllowed } from "../../session/allowed.tsx"

type List = Shapes["ContactList"]
const key = ["get", "/v1/lists"]

/** Static lists: who is on one stays on it until somebody takes them off. */
export function ListsPage() {
  const [isOpen, { open, close }] = useAddressDialog("list")
  const create = (
    <Allowed to="contacts:write">
      <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={open}>
        New list
      </Button>
    </Allowed>
  )
  return (
    <Page wide title="Lists" intro="Contacts you put together by hand, an import or the API." action={create}>
      <Allowed to="segments:read" instead={<NotAllowed permission="segments:read" />}>
        <DataTable
          label="Lists"
          path="/v1/lists"
          columns={columns}
          usual={{ sort: "created", order: "desc" }}
          read={(query) => client.GET("/v1/lists", { params: { query } })}
          empty={
            <EmptyState icon={IconListDetails} title="No lists yet" action={create}>
              A list keeps the contacts that you put on it. A segment changes by itself as contacts do.
            </EmptyState>
          }
        />
      </Allowed>
      {isOpen ? (
        <Allowed to="contacts:write">
          <NewList onClose={close} />
        </Allowed>
      ) : null}
    </Page>
  )
}

const columns: readonly Column<List, "created" | "name">[] = [
  {
    heading: "Name",
    kind: "title",
    sort: "name",
    cell: ({ id, name }) => (
      <AnchorLink to="/contacts" search={{ list_id: id }} inherit fw={550}>
        {name}
      </AnchorLink>
    ),
    text: ({ name }) => name,
  },
  { heading: "Description", kind: "text", cell: ({ description }) => description },
  {
    heading: "Contacts",
    kind: "number",
    cell: ({ members }) => <Members count={members} />,
    text: ({ members }) => members,
  },
  {
    heading: "Created",
    kind: "short",
    sort: "created",
    cell: ({ created_at }) => <Instant at={created_at} ago c="dimmed" />,
    text: ({ created_at }) => created_at,
  },
  {
    heading: "Actions",
    kind: "actions",
    cell: (list) => (
      <Allowed to="contacts:write">
        <DeleteList list={list} />
      </Allowed>
    ),
  },
]

function Members({ count }: { count: number }) {
  const amount = useAmount()
  return amount(count)
}

function NewList({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient()
  const form = useForm({
    initialValues: { name: "", description: "" },
    validate: { name: (name) => (name.trim() === "" ? "Enter a name" : null) },
  })
  return (
    <FormDialog
      title="New list"
      form={form}
      words={{ name: "Name", description: "Description" }}
      isNew
      draft="new list"
      submit="Create list"
      onClose={onClose}
      onSubmit={async ({ name, description }) => {
        const { data, error } = await client.POST("/v1/lists", {
          body: { name, description: description.trim() === "" ? null : description },
        })
        if (data === undefined) throw error
        sayDone(`${data.name} was created.`)
        onClose()
        void queries.invalidateQueries({ queryKey: key })
      }}
    >
      <TextInput label="Name" maxLength={100} data-autofocus {...form.getInputProps("name")} />
      <Textarea
        label="Description"
        autosize
        minRows={2}
        maxLength={1000}
        {...form.getInputProps("description")}
      />
    </FormDialog>
  )
}

function DeleteList({ list: { id, name } }: { list: List }) {
  const queries = useQueryClient()
  const [isAsking, asking] = useDisclosure(false)
  const remove = async () => {
    const { error } = await client.DELETE("/v1/lists/{id}", { params: { path: { id } } })
    if (error) throw error
    sayDone(`${name} was deleted.`)
    void queries.invalidateQueries({ queryKey: key })
  }
  return (
    <>
      <Button size="compact-sm" variant="subtle" color="red" onClick={asking.open}>
        Delete
      </Button>
      {isAsking ? (
        <ConfirmDialog
          title={`Delete ${name}?`}
          confirm="Delete"
          cancel="Keep"
          onConfirm={remove}
          onClose={asking.close}
        >
          <Text size="sm">Its contacts stay. A list that a segment selects by can't be deleted.</Text>
        </ConfirmDialog>
      ) : null}
    </>
  )
}
