import { Table, Text, TextInput } from "@mantine/core"
import { useDebouncedCallback } from "@mantine/hooks"
import { IconAddressBook, IconSearch } from "@tabler/icons-react"
import { keepPreviousData } from "@tanstack/react-query"
import { getRouteApi } from "@tanstack/react-router"
import { api } from "../api/client.ts"
import { Empty } from "../look/empty.tsx"
import { Instant } from "../look/instant.tsx"
import { AnchorLink } from "../look/links.tsx"
import { Page } from "../look/page.tsx"
import { Pager, usePages } from "../look/pages.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { Loading, Sheet } from "../look/sheet.tsx"
import { Allowed, NotAllowed } from "../session/allowed.tsx"
import { nameOf } from "./name.ts"

const route = getRouteApi("/framed/contacts")

/** Everybody who may be messaged, found by the beginning of a name, phone or external id. */
export function ContactsPage() {
  return (
    <Page
      wide
      title="Contacts"
      intro="People come in by import, by the API, and by writing to one of your numbers."
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
        placeholder="Name, phone or external id"
        leftSection={<IconSearch size={16} aria-hidden />}
        maw={360}
        mb="md"
        defaultValue={search ?? ""}
        onChange={(event) => look(event.currentTarget.value.trim())}
      />
      {contacts.error ? <ProblemAlert failure={contacts.error} retry={contacts.refetch} /> : null}
      {contacts.isPending ? <Loading /> : null}
      {contacts.data?.data.length === 0 ? (
        <Empty icon={IconAddressBook} title={search === undefined ? "No contacts yet" : "Nobody found"}>
          {search === undefined
            ? "Import a file with `npx parley import contacts.csv`, or send contacts to POST /v1/contacts."
            : `No contact's name, phone or external id begins with “${search}”.`}
        </Empty>
      ) : null}
      {contacts.data && contacts.data.data.length > 0 ? (
        <>
          <Sheet label="Contacts" columns={["Name", "Phone", "Language", "Country", "Since"]}>
            {contacts.data.data.map((contact) => (
              <Table.Tr key={contact.id}>
                <Table.Td>
                  <AnchorLink to="/contacts/$contactId" params={{ contactId: contact.id }} size="sm" fw={550}>
                    {nameOf(contact)}
                  </AnchorLink>
                </Table.Td>
                <Table.Td>{contact.phone}</Table.Td>
                <Table.Td>{contact.language}</Table.Td>
                <Table.Td>{contact.country}</Table.Td>
                <Table.Td>
                  <Text size="sm" c="dimmed">
                    <Instant at={contact.created_at} ago />
                  </Text>
                </Table.Td>
              </Table.Tr>
            ))}
          </Sheet>
          <Pager pages={pages} next={contacts.data.next} />
        </>
      ) : null}
    </>
  )
}
