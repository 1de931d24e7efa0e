import { Button, Group, Stack, Table, Text, TextInput } from "@mantine/core"
import { useDebouncedValue } from "@mantine/hooks"
import { IconDownload, IconListDetails } from "@tabler/icons-react"
import { keepPreviousData } from "@tanstack/react-query"
import { useState } from "react"
import { api, type Shapes } from "../api/client.ts"
import { Empty } from "../look/empty.tsx"
import { Instant } from "../look/instant.tsx"
import { Page } from "../look/page.tsx"
import { Pager, usePages } from "../look/pages.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { Loading, Sheet } from "../look/sheet.tsx"
import { Allowed, NotAllowed } from "../session/allowed.tsx"
import { useWorkspace } from "../session/me.ts"
import { asWords, changedFields } from "./audit-words.ts"

type Filter = { actor?: string; action?: string; subject?: string; from?: string; to?: string }

/** Who changed what, when, from what to what. */
export function AuditPage() {
  return (
    <Page
      wide
      title="Audit log"
      intro="Every change in this workspace: who made it, when, and what was before."
    >
      <Allowed to="audit:read" instead={<NotAllowed permission="audit:read" />}>
        <AuditLog />
      </Allowed>
    </Page>
  )
}

function AuditLog() {
  const [typed, setTyped] = useState({ actor: "", subject: "", from: "", to: "" })
  const [settled] = useDebouncedValue(typed, 250)
  const filter = asFilter(settled)
  const pages = usePages(JSON.stringify(filter))
  const query = { ...filter, ...(pages.after === undefined ? {} : { after: pages.after }) }
  const records = api.useQuery(
    "get",
    "/v1/audit",
    { params: { query } },
    { placeholderData: keepPreviousData },
  )
  const field = (name: keyof typeof typed, label: string, more: { type?: string; placeholder?: string }) => (
    <TextInput
      label={label}
      size="sm"
      w={{ base: "100%", xs: 180 }}
      value={typed[name]}
      onChange={({ currentTarget: { value } }) => setTyped((all) => ({ ...all, [name]: value }))}
      {...more}
    />
  )
  return (
    <Stack>
      <Group align="flex-end" gap="sm">
        {field("actor", "Who", { placeholder: "A name, or api_key" })}
        {field("subject", "What", { placeholder: "template, or a name" })}
        {field("from", "From", { type: "date" })}
        {field("to", "Until", { type: "date" })}
        <ExportButton filter={filter} />
      </Group>
      {records.error ? <ProblemAlert failure={records.error} retry={records.refetch} /> : null}
      {records.data === undefined ? (
        records.error ? null : (
          <Loading />
        )
      ) : records.data.data.length === 0 ? (
        <Empty icon={IconListDetails} title="Nothing found">
          {Object.keys(filter).length === 0
            ? "Changes appear here as soon as somebody makes one."
            : "No change matches these filters. Try fewer of them."}
        </Empty>
      ) : (
        <div>
          <Sheet label="Audit log" columns={["When", "Who", "What", "Change"]}>
            {records.data.data.map((record) => (
              <RecordRow key={record.id} record={record} />
            ))}
          </Sheet>
          <Pager pages={pages} next={records.data.next} />
        </div>
      )}
    </Stack>
  )
}

/** Days are the browser's; the end day is included. */
function asFilter({
  actor,
  subject,
  from,
  to,
}: {
  actor: string
  subject: string
  from: string
  to: string
}): Filter {
  const startOf = (day: string, plusDays: number) => {
    const [year = 0, month = 1, date = 1] = day.split("-").map(Number)
    return new Date(year, month - 1, date + plusDays).toISOString()
  }
  return {
    ...(actor.trim() === "" ? {} : { actor: actor.trim() }),
    ...(subject.trim() === "" ? {} : { subject: subject.trim() }),
    ...(from === "" ? {} : { from: startOf(from, 0) }),
    ...(to === "" ? {} : { to: startOf(to, 1) }),
  }
}

function ExportButton({ filter }: { filter: Filter }) {
  const { id } = useWorkspace()
  const query = new URLSearchParams({ workspace: id, ...filter })
  return (
    <Button
      component="a"
      href={`/v1/audit/export?${query}`}
      download="audit.csv"
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden />}
    >
      Export
    </Button>
  )
}

function RecordRow({ record }: { record: Shapes["AuditRecord"] }) {
  const { at, actor, action, subject, before, after } = record
  return (
    <Table.Tr style={{ verticalAlign: "top" }}>
      <Table.Td style={{ whiteSpace: "nowrap" }}>
        <Instant at={at} size="sm" />
      </Table.Td>
      <Table.Td>
        <Text size="sm">{actor.name ?? asWords(actor.kind)}</Text>
        {actor.kind === "api_key" ? (
          <Text size="xs" c="dimmed">
            API key
          </Text>
        ) : null}
      </Table.Td>
      <Table.Td>
        <Text size="sm" fw={550}>
          {asWords(action)}
        </Text>
        {subject.name === null ? null : (
          <Text size="sm" c="dimmed">
            {subject.name}
          </Text>
        )}
      </Table.Td>
      <Table.Td maw={460}>
        {changedFields(before, after).map(({ field, was, is }) => (
          <Text key={field} size="xs" lineClamp={3} title={`${was ?? ""} → ${is ?? ""}`}>
            <Text span inherit c="dimmed">
              {asWords(field)}:
            </Text>{" "}
            {was === undefined ? null : (
              <Text span inherit td="line-through" c="dimmed">
                {was}
              </Text>
            )}{" "}
            {is}
          </Text>
        ))}
      </Table.Td>
    </Table.Tr>
  )
}
