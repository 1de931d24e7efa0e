import { Group, Select, SimpleGrid, Stack } from "@mantine/core"
import {
  libraryIndustries,
  libraryTopics,
  libraryUseCases,
  templateLanguages,
} from "@parley/whatsapp/templates"
import { IconSearch } from "@tabler/icons-react"
import { keepPreviousData } from "@tanstack/react-query"
import { useState } from "react"
import { api, type Shapes } from "../../api/client.ts"
import { asWords } from "../../look/as-words.ts"
import { withChosen } from "../../look/form/choices.ts"
import { FieldSelect } from "../../look/form/field-select.tsx"
import { Loading } from "../../look/page/loading.tsx"
import { Page } from "../../look/page/page.tsx"
import { Pager } from "../../look/page/pages.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { SearchField } from "../../look/table/data-table.tsx"
import { EmptyState } from "../../look/table/empty-state.tsx"
import type { ListTerms } from "../../look/table/list-state.ts"
import { useListAddress } from "../../look/table/use-list.ts"
import { Allowed, NotAllowed } from "../../session/allowed.tsx"
import { useBusinessAccounts } from "../business-accounts.ts"
import { languageName } from "../language-name.ts"
import { NotConnected } from "../not-connected.tsx"
import { FormatCard } from "./format-card.tsx"
import { SubmitAsItIs } from "./submit-unchanged.tsx"

/** Meta's template library: formats to take over as they are, or to write on. */
export function TemplateLibraryPage() {
  return (
    <Page
      title="Template library"
      intro="Pre-approved by Meta: use as is and send right away."
      up={{ to: "/templates", label: "Templates" }}
      wide
    >
      <Allowed to="templates:read" instead={<NotAllowed permission="templates:read" />}>
        <Library />
      </Allowed>
    </Page>
  )
}

function Library() {
  const accounts = useBusinessAccounts()
  if (accounts.isPending) return <Loading />
  if (accounts.error) return <ProblemAlert failure={accounts.error} retry={accounts.refetch} />
  const [first] = accounts.data
  return first === undefined ? <NotConnected /> : <Formats accounts={accounts.data} first={first} />
}

const languages = templateLanguages.map((value) => ({ value, label: languageName(value) }))

/** What can be asked of the library, under the names that the API and the address have for it. */
const terms: ListTerms = {
  filters: [
    { name: "business_account_id", label: "Business account", kind: "text" },
    { name: "topic", label: "Topic", kind: "text" },
    { name: "usecase", label: "Use case", kind: "text" },
    { name: "industry", label: "Industry", kind: "text" },
    { name: "language", label: "Language", kind: "text" },
  ],
  sorts: [],
}

type Account = Shapes["BusinessAccount"]

function Formats({ accounts, first }: { accounts: readonly Account[]; first: Account }) {
  const { state, change, pages } = useListAddress(terms)
  const [submitting, setSubmitting] = useState<Shapes["LibraryTemplate"]>()
  const { search, filters } = state
  const { business_account_id: accountId, topic, usecase, industry, language } = filters
  const account = accounts.find(({ id }) => id === accountId) ?? first
  const narrowBy = (name: string) => (value: string | null) => {
    const { [name]: _, ...others } = filters
    change({ ...state, filters: value === null ? others : { ...others, [name]: value } })
  }
  const query = {
    business_account_id: account.id,
    limit: 12,
    ...(search === "" ? {} : { search }),
    ...(topic === undefined ? {} : { topic }),
    ...(usecase === undefined ? {} : { usecase }),
    ...(industry === undefined ? {} : { industry }),
    ...(language === undefined ? {} : { language }),
    ...(pages.after === undefined ? {} : { after: pages.after }),
  }
  const formats = api.useQuery(
    "get",
    "/v1/template-library",
    { params: { query } },
    { placeholderData: keepPreviousData },
  )
  const shown = formats.data?.data ?? []
  return (
    <Stack>
      <Group gap="sm">
        <SearchField
          label="Search the library"
          placeholder="Search names and texts"
          size="sm"
          maxLength={200}
          style={{ flex: "1 1 220px" }}
          value={search}
          onSearch={(wanted) => change({ ...state, search: wanted }, true)}
        />
        <Filter
          label="Topic"
          placeholder="Any topic"
          data={choices(libraryTopics, topic, shown, ({ topic }) => [topic])}
          value={topic}
          onChange={narrowBy("topic")}
        />
        <Filter
          label="Use case"
          placeholder="Any use case"
          data={choices(libraryUseCases, usecase, shown, ({ usecase }) => [usecase])}
          value={usecase}
          onChange={narrowBy("usecase")}
        />
        <Filter
          label="Industry"
          placeholder="Any industry"
          data={choices(libraryIndustries, industry, shown, ({ industry }) => industry)}
          value={industry}
          onChange={narrowBy("industry")}
        />
        <Filter
          label="Language"
          placeholder="Any language"
          data={withChosen(languages, language ?? "")}
          value={language}
          onChange={narrowBy("language")}
        />
        {accounts.length > 1 ? (
          <Select
            aria-label="Business account"
            data={accounts.map(({ id, name }) => ({ value: id, label: name }))}
            value={account.id}
            allowDeselect={false}
            onChange={narrowBy("business_account_id")}
            style={{ flex: "1 1 180px" }}
          />
        ) : null}
      </Group>
      <ProblemAlert failure={formats.error} retry={formats.refetch} />
      {formats.isPending ? <Loading /> : null}
      {formats.data?.data.length === 0 ? (
        <EmptyState icon={IconSearch} title="No results">
          Try fewer words, or remove a filter.
        </EmptyState>
      ) : null}
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3, lg: 4 }} spacing="md">
        {shown.map((format) => (
          <FormatCard
            key={format.id}
            format={format}
            account={account}
            onSubmit={() => setSubmitting(format)}
          />
        ))}
      </SimpleGrid>
      <Pager pages={pages} next={formats.data?.next} />
      {submitting === undefined ? null : (
        <SubmitAsItIs format={submitting} account={account} onClose={() => setSubmitting(undefined)} />
      )}
    </Stack>
  )
}

/** Details, and what formats turn out to be filed under beside it: Meta's own lists grow. */
function choices(
  known: readonly string[],
  chosen: string | undefined,
  formats: readonly Shapes["LibraryTemplate"][],
  filedUnder: (format: Shapes["LibraryTemplate"]) => readonly (string | null)[],
): { value: string; label: string }[] {
  const found = [chosen, ...formats.flatMap(filedUnder)].filter((code) => code !== null && code !== undefined)
  return [...new Set([...known, ...found])].sort().map((value) => ({ value, label: asWords(value) }))
}

function Filter({
  label,
  value = "",
  ...rest
}: {
  label: string
  placeholder: string
  data: { value: string; label: string }[]
  value: string | undefined
  onChange: (value: string | null) => void
}) {
  return <FieldSelect {...rest} value={value} aria-label={label} clearable style={{ flex: "1 1 160px" }} />
}
