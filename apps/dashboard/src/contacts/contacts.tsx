import { Anchor, Group, TextInput } from "@mantine/core"
import { useDebouncedCallback } from "@mantine/hooks"
import { IconAddressBook, IconPlus, IconSearch, IconUpload } from "@tabler/icons-react"
import { keepPreviousData } from "@tanstack/react-query"
import { getRouteApi } from "@tanstack/react-router"
import { api } from "../api/client.ts"
import { Loading, Sheet } from "../look/dialogs/sheet.tsx"
import { Empty } from "../look/empty.tsx"
import { AnchorLink, ButtonLink } from "../look/links.tsx"
import { Page } from "../look/page.tsx"
import { Pager, usePages } from "../look/pages.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { Instant } from "../look/time/instant.tsx"
import { Allowed, NotAllowed } from "../session/allowed.tsx"
import { nameOf } from "./name.ts"

const route = getRouteApi("/framed/contacts")

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
      </Allowed>
    </Page>
  )
}

function ContactList() {
  const { search } = route.useSearch()
  const navigate = route.useNavigate()
  const look = useDebouncedCallback(
    (typed: string) => navigate({ search: typed === "" ? {} : { search: typed }, replace: true }),
    200,
  )
  const pages = usePages(search)
  const query = {
    ...(search === undefined ? {} : { search }),
    ...(pages.after === undefined ? {} : { after: pages.after }),
  }
  const contacts = api.useQuery(
    "get",
    "/v1/contacts",
    { params: { query } },
    { placeholderData: keepPreviousData },
  )
  return (
    <>
      <TextInput
        aria-label="Search contacts"
        placeholder="Search by name, phone or external ID"
        leftSection={<IconSearch size={16} aria-hidden />}
        maw={360}
        mb="md"
        defaultValue={search ?? ""}
        onChange={(event) => look(event.currentTarget.value.trim())}
      />
      {contacts.error ? <ProblemAlert failure={contacts.error} retry={contacts.refetch} /> : null}
      {contacts.isPending ? <Loading /> : null}
      {contacts.data?.data.length === 0 ? <NoContacts search={search} /> : null}
      {contacts.data && contacts.data.data.length > 0 ? (
        <>
          <Sheet
            label="Contacts"
            rows={contacts.data.data}
            keyOf={({ id }) => id}
            columns={[
              {
                heading: "Name",
                kind: "title",
                cell: (contact) => (
                  <AnchorLink to="/contacts/$contactId" params={{ contactId: contact.id }} inherit fw={550}>
                    <bdi>{nameOf(contact)}</bdi>
                  </AnchorLink>
                ),
              },
              { heading: "Phone", kind: "short", cell: ({ phone }) => phone },
              { heading: "Language", cell: ({ language }) => language },
              { heading: "Country", cell: ({ country }) => country },
              {
                heading: "Added",
                kind: "short",
                cell: ({ created_at }) => <Instant at={created_at} ago c="dimmed" />,
              },
            ]}
          />
          <Pager pages={pages} next={contacts.data.next} />
        </>
      ) : null}
    </>
  )
}

function NoContacts({ search }: { search: string | undefined }) {
  if (search !== undefined) {
    return (
      <Empty icon={IconAddressBook} title={`No results for “${search}”`}>
        Search finds the start of a name, a phone number or an external ID.
      </Empty>
    )
  }
  return (
    <Empty
      icon={IconAddressBook}
      title="No contacts yet"
      next={
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
    </Empty>
  )
}
