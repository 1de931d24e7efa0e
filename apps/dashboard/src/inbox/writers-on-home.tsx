import { Badge, Box, Button, Group, Text } from "@mantine/core"
import { keepPreviousData } from "@tanstack/react-query"
import { useState } from "react"
import { api, type Shapes } from "../api/client.ts"
import { useServerNow } from "../api/server-time.ts"
import { useNumbers } from "../connect/health/use-numbers.ts"
import { nameOf } from "../contacts/name.ts"
import { AnchorLink } from "../look/links.tsx"
import { Loading } from "../look/page/loading.tsx"
import { Section } from "../look/page/section.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { Rows } from "../look/rows/rows.tsx"
import { Instant } from "../look/time/instant.tsx"
import { timeLeft } from "../look/time/instants.ts"

const few = 5
const many = 100
/** Less than so much time is left: answer soon. */
const soonMs = 2 * 60 * 60_000

/** On Home: the people who wrote in the last 24 hours, and for how long they can be answered freely. */
export default function WroteLately() {
  const [limit, setLimit] = useState(few)
  const isConnected = (useNumbers()?.length ?? 0) > 0
  const conversations = api.useQuery(
    "get",
    "/v1/conversations",
    { params: { query: { window: "open", limit } } },
    { placeholderData: keepPreviousData },
  )
  const { data, error, isPending, refetch } = conversations
  if (!isConnected && (data === undefined || data.data.length === 0)) return null
  return (
    <Section
      title="Conversations"
      intro={
        data === undefined || data.data.length === 0
          ? undefined
          : "People who wrote in the last 24 hours. You can answer freely until the window closes."
      }
    >
      <ProblemAlert failure={error} retry={refetch} />
      {isPending ? <Loading /> : null}
      {data === undefined ? null : data.data.length === 0 ? (
        <Text size="sm" c="dimmed">
          No one wrote in the last 24 hours.
        </Text>
      ) : (
        <Rows label="People who wrote">
          {data.data.map((conversation) => (
            <Writer key={conversation.id} conversation={conversation} />
          ))}
        </Rows>
      )}
      {data?.next && limit < many ? (
        <Button
          variant="subtle"
          size="compact-sm"
          style={{ alignSelf: "flex-start" }}
          onClick={() => setLimit(many)}
        >
          Show all conversations
        </Button>
      ) : null}
    </Section>
  )
}

function Writer({ conversation }: { conversation: Shapes["Conversation"] }) {
  const { contact_id, contact, last_inbound_at, window_closes_at, maybe_stop_at } = conversation
  return (
    <Group gap="sm" justify="space-between" wrap="nowrap">
      <Box miw={0}>
        <AnchorLink
          to="/contacts/$contactId"
          params={{ contactId: contact_id }}
          size="sm"
          fw={550}
          lineClamp={1}
        >
          <bdi>{nameOf({ ...contact, external_id: null })}</bdi>
        </AnchorLink>
        {last_inbound_at === null ? null : (
          <Text size="sm" c="dimmed">
            Wrote <Instant at={last_inbound_at} ago />
          </Text>
        )}
      </Box>
      <Group gap="xs" justify="flex-end">
        {maybe_stop_at === null ? null : <Badge color="yellow">Possible opt-out</Badge>}
        {window_closes_at === null ? null : <Window closesAt={new Date(window_closes_at)} />}
      </Group>
    </Group>
  )
}

function Window({ closesAt }: { closesAt: Date }) {
  const left = closesAt.getTime() - useServerNow().getTime()
  if (left <= 0) return <Badge color="gray">Window closed</Badge>
  return (
    <Badge color={left < soonMs ? "yellow" : "teal"} miw="max-content">
      {timeLeft(left)} left
    </Badge>
  )
}
