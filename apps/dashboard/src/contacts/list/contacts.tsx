import { Anchor, Group } from "@mantine/core"
import type { ContactField } from "@parley/model"
import { IconAddressBook, IconPlus, IconUpload } from "@tabler/icons-react"
import { useLocation } from "@tanstack/react-router"
import { api, client, type Shapes } from "../../api/client.ts"
import { nameOfCountry } from "../../look/form/countries.ts"
import { ButtonLink, pathOf } from "../../look/links.tsx"
import { Loading } from "../../look/page/loading.tsx"
import { Page } from "../../look/page/page.tsx"
import type { Column } from "../../look/table/column.ts"
import { DataTable } from "../../look/table/data-table.tsx"
import { EmptyState } from "../../look/table/empty-state.tsx"
import { Instant } from "../../look/time/instant.tsx"
import { Allowed, NotAllowed } from "../../session/allowed.tsx"
import { useMay } from "../../session/me.ts"
import { languageName } from "../../templates/language-name.ts"
import { ChooseContactForConsent } from "../consent/choose-contact.tsx"
import { fieldWords, shownFields } from "../field-words.ts"
import { nameOf } from "../name.ts"
import { BulkActions } from "./bulk-actions.tsx"
import { ConsentCell, consentInWords } from "./consent-cell.tsx"
import { asFilters, listFilters } from "./filters.ts"
import { ReachCell, reachInWords, WindowCell } from "./reach-cell.tsx"

/** Everyone who may be messaged, found by any of their names and identifiers. */
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

type Listed = Shapes["ListedContact"]
type ConsentGroup = Shapes["SubscriptionGroup"]

function ContactList() {
  const may = useMay()
  const shownList = useLocation({ select: ({ search }) => Reflect.get(search, "list_id") as unknown })
  const groups = api.useQuery("get", "/v1/subscription-groups", { params: { query: { limit: 500 } } })
  const tags = api.useQuery("get", "/v1/contact-tags", { params: { query: { limit: 500 } } })
  const lists = api.useQuery(
    "get",
    "/v1/lists",
    { params: { query: { limit: 500 } } },
    { enabled: may("segments:read") },
  )
  // Filters in the address are understood once it is known what there is to choose.
  if (groups.isPending || tags.isPending || lists.isLoading) return <Loading />
  const active = groups.data?.data.filter(({ archived_at }) => archived_at === null) ?? []
  const listOf = (id: unknown) => lists.data?.data.find((list) => list.id === id)
  const canChange = may("contacts:write") || may("subscriptions:write") || may("contacts:export")
  return (
    <DataTable
      label="Contacts"
      path="/v1/contacts"
      columns={columnsWith(active)}
      filters={listFilters({
        groups: active,
        tags: tags.data?.data ?? [],
        lists: lists.data?.data ?? [],
      })}
      usual={{ sort: "created", order: "desc" }}
      read={({ sort, order, limit, after, total, ...narrowed }) =>
        client.GET("/v1/contacts", {
          params: {
            query: {
              ...asFilters(narrowed),
              limit,
              include: "tags,subscriptions,reach",
              ...(sort && { sort }),
              ...(order && { order }),
              ...(after && { after }),
              ...(total && { total }),
            },
          },
        })
      }
      searchFor="Search names, phones, IDs and e-mail"
      linkOf={({ id }) => pathOf("/contacts/$contactId", id)}
      bulk={
        canChange
          ? (rows, clear) => (
              <BulkActions
                which={{ contact_ids: rows.map(({ id }) => id) }}
                count={rows.length}
                groups={active}
                list={listOf(shownList)}
                onDone={clear}
              />
            )
          : undefined
      }
      bulkExports={may("contacts:export")}
      bulkOfAll={({ search, filters, amount }, clear) => (
        <BulkActions
          which={{ matching: asFilters({ ...filters, search }) }}
          count={amount}
          groups={active}
          list={listOf(filters.list_id)}
          onDone={clear}
        />
      )}
      empty={<NoContacts />}
    />
  )
}

/** Those that the name is made of, and those that have columns of their own. */
const elsewhere: ReadonlySet<ContactField> = new Set(["first_name", "last_name", "country", "language"])
const isShort: ReadonlySet<ContactField> = new Set(["phone", "time_zone"])
const isShown: ReadonlySet<ContactField> = new Set(["phone"])

const columnOf = (field: ContactField): Column<Listed> => ({
  heading: fieldWords[field].label,
  kind: isShort.has(field) ? "short" : "text",
  isExtra: !isShown.has(field),
  cell: (contact) => contact[field],
})

const columnsWith = (groups: readonly ConsentGroup[]): readonly Column<Listed, "created">[] => [
  {
    heading: "Name",
    kind: "title",
    cell: (contact) => <bdi>{nameOf(contact)}</bdi>,
    text: nameOf,
  },
  ...shownFields.filter((field) => !elsewhere.has(field)).map(columnOf),
  {
    heading: "Consent",
    cell: ({ subscriptions }) => <ConsentCell groups={groups} said={subscriptions} />,
    text: ({ subscriptions }) => consentInWords(groups, subscriptions),
  },
  {
    heading: "Reachable",
    kind: "short",
    cell: ({ reach }) => reach && <ReachCell reach={reach} />,
    text: ({ reach }) => reach && reachInWords(reach).label,
  },
  {
    heading: "Window open until",
    kind: "short",
    isExtra: true,
    cell: ({ reach }) => reach && <WindowCell reach={reach} />,
    text: ({ reach }) => reach?.window_closes_at,
  },
  {
    heading: "Country",
    cell: ({ country }) => country && nameOfCountry(country),
    text: ({ country }) => country,
  },
  {
    heading: "Language",
    isExtra: true,
    cell: ({ language }) => language && languageName(language),
    text: ({ language }) => language,
  },
  {
    heading: "Tags",
    kind: "text",
    cell: ({ tags }) => tags?.map(({ name }) => name).join(", "),
    text: ({ tags }) => tags?.map(({ name }) => name).join(", "),
  },
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
          <ButtonLink to="/contacts/import">Import contacts</ButtonLink>
        </Allowed>
      }
    >
      Import a CSV or an Excel file with phone numbers and consent, or{" "}
      <Anchor href="/docs" target="_blank" rel="noreferrer" inherit underline="always">
        add them through the API
      </Anchor>
      .
    </EmptyState>
  )
}
