import { Badge, Group, Text, Tooltip } from "@mantine/core"
import { IconAlertTriangle, IconBooks, IconPlus, IconTemplate } from "@tabler/icons-react"
import { client, type Shapes } from "../../api/client.ts"
import { asWords } from "../../look/as-words.ts"
import { ButtonLink, pathOf } from "../../look/links.tsx"
import { Page } from "../../look/page/page.tsx"
import type { Column } from "../../look/table/column.ts"
import { DataTable } from "../../look/table/data-table.tsx"
import { EmptyState } from "../../look/table/empty-state.tsx"
import type { ListFilter } from "../../look/table/list-state.ts"
import { Instant } from "../../look/time/instant.tsx"
import { Allowed, NotAllowed } from "../../session/allowed.tsx"
import { useBusinessAccounts } from "../business-accounts.ts"
import { languageName } from "../language-name.ts"
import { DraftList } from "./draft-list.tsx"
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
const asOption = (value: string) => ({ value, label: asWords(value) })

type TemplateGroup = Shapes["TemplateGroup"]

const filters: readonly ListFilter<"status" | "category" | "business_account_id">[] = [
  { name: "status", label: "Status", kind: "choice", choices: statuses.map(asOption) },
  { name: "category", label: "Category", kind: "choice", choices: categories.map(asOption) },
]

/** With the account of each where there are several: they have templates of the same names. */
function TemplateList() {
  const accounts = useBusinessAccounts().data ?? []
  const nameOf = (id: string) => accounts.find((account) => account.id === id)?.name ?? null
  const account: Column<TemplateGroup> = {
    heading: "Account",
    cell: ({ business_account_id }) => nameOf(business_account_id),
  }
  const ofAccount: (typeof filters)[number] = {
    name: "business_account_id",
    label: "Account",
    kind: "choice",
    choices: accounts.map(({ id, name }) => ({ value: id, label: name ?? id })),
  }
  const areSeveral = accounts.length > 1
  return (
    <DataTable
      label="Templates"
      path="/v1/template-groups"
      columns={areSeveral ? columns.toSpliced(1, 0, account) : columns}
      filters={areSeveral ? [...filters, ofAccount] : filters}
      usual={{ sort: "created", order: "desc" }}
      read={(query) => client.GET("/v1/template-groups", { params: { query } })}
      searchFor="Search names and texts"
      linkOf={({ id }) => pathOf("/templates/$groupId", id)}
      empty={<NoTemplates />}
    />
  )
}

const changedAt = ({ templates }: TemplateGroup) =>
  templates
    .map(({ updated_at }) => updated_at)
    .sort()
    .at(-1)

const columns: readonly Column<TemplateGroup, "created" | "name" | "changed">[] = [
  { heading: "Name", kind: "title", sort: "name", cell: ({ name }) => name },
  {
    heading: "Text",
    kind: "text",
    cell: ({ templates: [first] }) => (
      <Text span inherit c="dimmed" dir="auto">
        {first?.body}
      </Text>
    ),
    text: ({ templates: [first] }) => first?.body,
  },
  {
    heading: "Category",
    kind: "short",
    cell: ({ templates }) => (
      <Group gap={6} wrap="nowrap">
        <Badge variant="default" fw={500}>
          {asOption(templates[0]?.category ?? "").label}
        </Badge>
        <ComingCategory templates={templates} />
      </Group>
    ),
    text: ({ templates }) => templates[0]?.category,
  },
  {
    heading: "Languages",
    cell: ({ templates }) => <Languages templates={templates} />,
    text: ({ templates }) => templates.map(({ language, status }) => `${language} ${status}`).join(", "),
  },
  {
    heading: "Changed",
    kind: "short",
    sort: "changed",
    cell: (group) => {
      const changed = changedAt(group)
      return changed === undefined ? null : <Instant at={changed} ago c="dimmed" />
    },
    text: changedAt,
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

function NoTemplates() {
  const accounts = useBusinessAccounts()
  const isConnected = (accounts.data?.length ?? 0) > 0
  return (
    <EmptyState
      icon={IconTemplate}
      title="No templates yet"
      action={
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
    </EmptyState>
  )
}
