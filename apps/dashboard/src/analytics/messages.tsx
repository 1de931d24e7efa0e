import { IconMessages } from "@tabler/icons-react"
import { api, client, type Shapes } from "../api/client.ts"
import { useNumbers } from "../connect/health/use-numbers.ts"
import { pathOf } from "../look/links.tsx"
import { Page } from "../look/page/page.tsx"
import { StatusTicks } from "../look/status-ticks.tsx"
import type { Column } from "../look/table/column.ts"
import { DataTable } from "../look/table/data-table.tsx"
import { EmptyState } from "../look/table/empty-state.tsx"
import type { ListFilter } from "../look/table/list-state.ts"
import { Instant } from "../look/time/instant.tsx"
import { startOfDay } from "../look/time/instants.ts"
import { Allowed, NotAllowed } from "../session/allowed.tsx"
import { useDayZone } from "../session/day-zone.ts"
import { isMessageStatus, kindInWords, messageStatuses } from "./message-words.ts"

type Message = Shapes["Message"]

/** Every message, whatever became of it, the latest first. */
export function MessagesPage() {
  const zone = useDayZone()
  const numbers = useNumbers()
  const campaigns = api.useQuery("get", "/v1/campaigns", {
    params: { query: { limit: 200, sort: "updated", order: "desc" } },
  })
  const day = (value: string | undefined, daysAfter: number) =>
    value === undefined ? undefined : startOfDay(value, daysAfter, zone).toISOString()
  return (
    <Page wide title="Message log" intro="Every message, what was decided about it, and what became of it.">
      <Allowed to="campaigns:read" instead={<NotAllowed permission="campaigns:read" />}>
        <DataTable
          label="Messages"
          name="messages"
          path="/v1/messages"
          columns={columns}
          filters={filtersOf(numbers ?? [], campaigns.data?.data ?? [])}
          read={({ limit, after, status, from, to, ...others }) =>
            client.GET("/v1/messages", {
              params: {
                query: {
                  limit,
                  order: "desc",
                  ...given({
                    after,
                    from: day(from, 0),
                    to: day(to, 1),
                    campaign_id: others.campaign_id,
                    contact_id: others.contact_id,
                    number_id: others.number_id,
                    source_id: others.source_id,
                    reason: others.reason,
                  }),
                  ...(isMessageStatus(status) ? { status } : {}),
                },
              },
            })
          }
          linkOf={({ id }) => pathOf("/messages/$messageId", id)}
          empty={
            <EmptyState icon={IconMessages} title="No messages yet">
              Each message is listed here as soon as it waits to be sent.
            </EmptyState>
          }
        />
      </Allowed>
    </Page>
  )
}

/** Without what was not asked for. */
const given = (asked: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(asked).filter((pair): pair is [string, string] => pair[1] !== undefined))

type Name = "status" | "reason" | "campaign_id" | "contact_id" | "number_id" | "source_id" | "from" | "to"

const filtersOf = (
  numbers: readonly Shapes["Number"][],
  campaigns: readonly { id: string; name: string }[],
): readonly ListFilter<Name>[] => [
  {
    name: "status",
    label: "State",
    kind: "choice",
    choices: Object.entries(messageStatuses).map(([value, label]) => ({ value, label })),
  },
  { name: "reason", label: "Code", kind: "text", placeholder: "131026 or unsubscribed" },
  {
    name: "campaign_id",
    label: "Campaign",
    kind: "choice",
    isLong: true,
    choices: campaigns.map(({ id, name }) => ({ value: id, label: name })),
  },
  {
    name: "number_id",
    label: "Number",
    kind: "choice",
    choices: numbers.map(({ id, display_phone_number }) => ({ value: id, label: display_phone_number })),
  },
  { name: "contact_id", label: "Contact", kind: "text", placeholder: "The contact's id" },
  { name: "source_id", label: "Launch", kind: "text", placeholder: "The launch's id" },
  { name: "from", label: "From", kind: "day" },
  { name: "to", label: "Until", kind: "day" },
]

const timeOf = ({ decided_at, send_after }: Message) => decided_at ?? send_after
const nameOf = ({ contact_name, contact_id }: Message) =>
  contact_name ?? (contact_id === null ? "A test" : "A contact")

const columns: readonly Column<Message>[] = [
  { heading: "Contact", kind: "title", cell: (row) => <bdi>{nameOf(row)}</bdi>, text: nameOf },
  {
    heading: "Status",
    cell: ({ status, reason }) => <StatusTicks status={status} reason={reason} inFull />,
    text: ({ status }) => messageStatuses[status],
  },
  {
    heading: "Reason",
    kind: "text",
    cell: ({ reason }) => reason && `${/^\d+$/.test(reason.code) ? `${reason.code} ` : ""}${reason.title}`,
    text: ({ reason }) => reason && `${reason.code} ${reason.title}`,
  },
  {
    heading: "From",
    kind: "text",
    cell: ({ source }) => source.name ?? kindInWords(source.kind),
    text: ({ source }) => source.name ?? kindInWords(source.kind),
  },
  {
    heading: "When",
    kind: "short",
    cell: (row) => {
      const at = timeOf(row)
      return at === null ? null : <Instant at={at} c="dimmed" />
    },
    text: timeOf,
  },
  {
    heading: "Read",
    kind: "short",
    isExtra: true,
    cell: ({ read_at }) => read_at && <Instant at={read_at} c="dimmed" />,
    text: ({ read_at }) => read_at,
  },
  {
    heading: "WhatsApp's id",
    kind: "text",
    isExtra: true,
    cell: ({ wamid }) => wamid,
    text: ({ wamid }) => wamid,
  },
]
