import { Badge, Group, Select, Stack, Text, TextInput, Tooltip } from "@mantine/core"
import { useDebouncedValue } from "@mantine/hooks"
import { IconAlertTriangle, IconBooks, IconPlus, IconSearch, IconTemplate } from "@tabler/icons-react"
import { keepPreviousData } from "@tanstack/react-query"
import { useState } from "react"
import { api, type Shapes } from "../api/client.ts"
import { type Column, Loading, Sheet } from "../look/dialogs/sheet.tsx"
import { Empty } from "../look/empty.tsx"
import { AnchorLink, ButtonLink } from "../look/links.tsx"
import { Page } from "../look/page.tsx"
import { Pager, usePages } from "../look/pages.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { Instant } from "../look/time/instant.tsx"
import { Allowed, NotAllowed } from "../session/allowed.tsx"
import { useBusinessAccounts } from "./business-accounts.ts"
import { DraftList } from "./draft-list.tsx"
import { languageName } from "./language-name.ts"
import { StatusBadge } from "./status-badge.tsx"
import { SyncButton } from "./sync-button.tsx"

/** Every template by name, with its languages and how each stands. */
export function TemplatesPage() {
  return (
    <Page
      title="Templates"
      intro="Messages approved by Meta. You need one to start a conversation."
      wide
      action={
        <Group gap="xs">
          <Allowed to="templates:read">
            <ButtonLink
              to="/templates/library"
              variant="default"
              leftSection={<IconBooks size={18} aria-hidden />}
            >
              Template library
            </ButtonLink>
          </Allowed>
          <Allowed to="templates:write">
            <SyncButton />
            <ButtonLink to="/templates/new" leftSection={<IconPlus size={18} aria-hidden />}>
              New template
            </ButtonLink>
          </Allowed>
        </Group>
      }
    >
      <Allowed to="templates:read" instead={<NotAllowed permission="templates:read" />}>
        <DraftList />
        <TemplateList />
      </Allowed>
    </Page>
  )
}

const statuses = ["APPROVED", "PENDING", "REJECTED", "PAUSED", "DISABLED", "IN_APPEAL", "ARCHIVED"]
const categories = ["MARKETING", "UTILITY", "AUTHENTICATION"]
const asOption = (value: string) => ({
  value,
  label: value.charAt(0) + value.slice(1).toLowerCase().replace("_", " "),
})

function TemplateList() {
  const [search, setSearch] = useState("")
  const [status, setStatus] = useState<string | null>(null)
  const [category, setCategory] = useState<string | null>(null)
  const [wanted] = useDebouncedValue(search.trim(), 250)
  const pages = usePages(`${wanted} ${status} ${category}`)
  const query = {
    limit: 25,
    ...(wanted === "" ? {} : { search: wanted }),
    ...(status === null ? {} : { status }),
    ...(category === null ? {} : { category }),
    ...(pages.after === undefined ? {} : { after: pages.after }),
  }
  const groups = api.useQuery(
    "get",
    "/v1/template-groups",
    { params: { query } },
    { placeholderData: keepPreviousData },
  )
  const isFiltered = wanted !== "" || status !== null || category !== null
  return (
    <Stack>
      <Group gap="sm">
        <TextInput
          aria-label="Search templates"
          placeholder="Search names and texts"
          leftSection={<IconSearch size={16} aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          style={{ flex: "1 1 220px" }}
        />
        <Select
          aria-label="Status"
          placeholder="Any status"
          data={statuses.map(asOption)}
          value={status}
          onChange={setStatus}
          clearable
          w={160}
        />
        <Select
          aria-label="Category"
          placeholder="Any category"
          data={categories.map(asOption)}
          value={category}
          onChange={setCategory}
          clearable
          w={170}
        />
      </Group>
      <ProblemAlert failure={groups.error} retry={groups.refetch} />
      {groups.isPending ? <Loading /> : null}
      {groups.data?.data.length === 0 ? isFiltered ? <NothingFound /> : <NoTemplates /> : null}
      {groups.data && groups.data.data.length > 0 ? (
        <>
          <TemplateSheet groups={groups.data.data} />
          <Pager pages={pages} next={groups.data.next} />
        </>
      ) : null}
    </Stack>
  )
}

/** With the account of each where there are several: they have templates of the same names. */
function TemplateSheet({ groups }: { groups: readonly Shapes["TemplateGroup"][] }) {
  const accounts = useBusinessAccounts().data ?? []
  const account: Column<Shapes["TemplateGroup"]> = {
    heading: "Account",
    cell: ({ business_account_id }) => accounts.find(({ id }) => id === business_account_id)?.name,
  }
  const shown = accounts.length > 1 ? columns.toSpliced(1, 0, account) : columns
  return <Sheet label="Templates" rows={groups} keyOf={({ id }) => id} columns={shown} />
}

const columns: readonly Column<Shapes["TemplateGroup"]>[] = [
  {
    heading: "Name",
    kind: "title",
    cell: ({ id, name, templates: [first] }) => (
      <>
        <AnchorLink to="/templates/$groupId" params={{ groupId: id }} inherit fw={550}>
          {name}
        </AnchorLink>
        <Text size="sm" c="dimmed" lineClamp={1} maw={420} dir="auto">
          {first?.body ?? ""}
        </Text>
      </>
    ),
  },
  {
    heading: "Category",
    cell: ({ templates }) => (
      <Stack gap={4} align="flex-start">
        <Badge variant="default" fw={500}>
          {asOption(templates[0]?.category ?? "").label}
        </Badge>
        <ComingCategory templates={templates} />
      </Stack>
    ),
  },
  { heading: "Languages", cell: ({ templates }) => <Languages templates={templates} /> },
  {
    heading: "Changed",
    kind: "short",
    cell: ({ templates }) => {
      const changed = templates
        .map(({ updated_at }) => updated_at)
        .sort()
        .at(-1)
      return changed === undefined ? null : <Instant at={changed} ago c="dimmed" />
    },
  },
]

function Languages({ templates }: Pick<Shapes["TemplateGroup"], "templates">) {
  return (
    <Group gap={6}>
      {templates.slice(0, 4).map(({ id, language, explanation }) => (
        <StatusBadge key={id} explanation={explanation} label={languageName(language)} />
      ))}
      {templates.length > 4 ? <Text size="sm">and {templates.length - 4} more</Text> : null}
    </Group>
  )
}

/** A change of category that Meta has announced of one of the languages. */
function ComingCategory({ templates }: Pick<Shapes["TemplateGroup"], "templates">) {
  const change = templates.map(({ category_change }) => category_change).find((one) => one !== null)
  if (change === null || change === undefined) return null
  return (
    <Tooltip label={change.meaning} multiline maw={300} events={{ hover: true, focus: true, touch: true }}>
      <Text size="xs" fw={550} style={{ whiteSpace: "nowrap" }}>
        <IconAlertTriangle size={14} aria-hidden style={{ verticalAlign: "text-bottom" }} /> Becomes{" "}
        {change.category.toLowerCase()}
      </Text>
    </Tooltip>
  )
}

function NothingFound() {
  return (
    <Empty icon={IconSearch} title="No results">
      Try fewer words, or remove a filter.
    </Empty>
  )
}

function NoTemplates() {
  const accounts = useBusinessAccounts()
  const isConnected = (accounts.data?.length ?? 0) > 0
  return (
    <Empty
      icon={IconTemplate}
      title="No templates yet"
      next={
        isConnected ? (
          <Allowed to="templates:write">
            <ButtonLink to="/templates/new">Write the first template</ButtonLink>
          </Allowed>
        ) : (
          <ButtonLink to="/connect/whatsapp">Connect WhatsApp</ButtonLink>
        )
      }
    >
      {isConnected
        ? "Write your message, preview it on a phone, and submit it to Meta. Most reviews take minutes."
        : "Templates belong to a WhatsApp Business account. Connect one first."}
    </Empty>
  )
}
