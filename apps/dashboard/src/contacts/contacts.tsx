import { Anchor, Group } from "@mantine/core"
import type { ContactField } from "@parley/model"
import { IconAddressBook, IconPlus, IconUpload } from "@tabler/icons-react"
import { client, type Shapes } from "../api/client.ts"
import { ButtonLink, pathOf } from "../look/links.tsx"
import { Page } from "../look/page/page.tsx"
import type { Column } from "../look/table/column.ts"
import { DataTable } from "../look/table/data-table.tsx"
import { EmptyState } from "../look/table/empty-state.tsx"
import { Instant } from "../look/time/instant.tsx"
import { Allowed, NotAllowed } from "../session/allowed.tsx"
import { ChooseContactForConsent } from "./consent/choose-contact.tsx"
import { fieldWords, shownFields } from "./field-words.ts"
import { nameOf } from "./name.ts"

/** Everyone who may be messaged, found by the start of a name, phone or external id. */
export function ContactsPage() {
  return (
    <Page
      wide
      title="Contacts"
      intro="People you import, add through the API, or who message you."
      action={
        <Group gap="xs">
          <Allowed to="contacts:write">
            <ButtonLink to="/contacts/new" variant="default" leftSection={<IconPlus size={18} aria-hidden />}>
              Add a contact
            </ButtonLink>
            <ButtonLink to="/contacts/import" leftSection={<IconUpload size={18} aria-hidden />}>
              Import contacts
            </ButtonLink>
          </Allowed>
        </Group>
      }
    >
      <Allowed to="contacts:read" instead={<NotAllowed permission="contacts:read" />}>
        <ContactList />
        <ChooseContactForConsent />
      </Allowed>
    </Page>
  )
}

function ContactList() {
  return (
    <DataTable
      label="Contacts"
      path="/v1/contacts"
      columns={columns}
      usual={{ sort: "created", order: "desc" }}
      read={(query) => client.GET("/v1/contacts", { params: { query } })}
      searchFor="Search by name, phone or external ID"
      linkOf={({ id }) => pathOf("/contacts/$contactId", id)}
      empty={<NoContacts />}
    />
  )
}

/** Those that the name is made of. */
const ofName: ReadonlySet<ContactField> = new Set(["first_name", "last_name"])
const isShort: ReadonlySet<ContactField> = new Set(["phone", "time_zone"])
const isExtra: ReadonlySet<ContactField> = new Set(["external_id", "time_zone"])

const columnOf = (field: ContactField): Column<Shapes["Contact"]> => ({
  heading: fieldWords[field].label,
  kind: isShort.has(field) ? "short" : "text",
  isExtra: isExtra.has(field),
  cell: (contact) => contact[field],
})

const columns: readonly Column<Shapes["Contact"], "created">[] = [
  {
    heading: "Name",
    kind: "title",
    cell: (contact) => <bdi>{nameOf(contact)}</bdi>,
    text: nameOf,
  },
  ...shownFields.filter((field) => !ofName.has(field)).map(columnOf),
  {
    heading: "Added",
    kind: "short",
    sort: "created",
    cell: ({ created_at }) => <Instant at={created_at} ago c="dimmed" />,
    text: ({ created_at }) => created_at,
  },
]

function NoContacts() {
  return (
    <EmptyState
      icon={IconAddressBook}
      title="No contacts yet"
      action={
        <Allowed to="contacts:write">
          <ButtonLink to="/contacts/import">Import a CSV</ButtonLink>
        </Allowed>
      }
    >
      Import a CSV with phone numbers and consent, or{" "}
      <Anchor href="/docs" target="_blank" rel="noreferrer" inherit underline="always">
        add them through the API
      </Anchor>
      .
    </EmptyState>
  )
}
