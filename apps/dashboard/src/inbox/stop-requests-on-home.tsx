import { Box, Button, Group, Text } from "@mantine/core"
import { useQueryClient } from "@tanstack/react-query"
import { api, client, type Shapes } from "../api/client.ts"
import { nameOf } from "../contacts/name.ts"
import { useAction } from "../look/action.ts"
import { AnchorLink } from "../look/links.tsx"
import { Section } from "../look/page/section.tsx"
import { Rows } from "../look/rows/rows.tsx"
import { Instant } from "../look/time/instant.tsx"
import { sayDone, sayFailed } from "../look/toasts.ts"
import { Allowed } from "../session/allowed.tsx"

type Conversation = Shapes["Conversation"]

/** On Home: people who may have asked to be left alone in words of their own, for someone to read. */
export default function StopRequests() {
  const { data } = api.useQuery("get", "/v1/conversations", {
    params: { query: { maybe_stop: "true", limit: 20 } },
  })
  if (data === undefined || data.data.length === 0) return null
  return (
    <Section
      title="Possible opt-outs"
      intro="These people may have asked you to stop, in words that aren't acted on by themselves. Read what they wrote."
    >
      <Rows label="Possible opt-outs">
        {data.data.map((conversation) => (
          <Request key={conversation.id} conversation={conversation} />
        ))}
      </Rows>
    </Section>
  )
}

function Request({
  conversation: { id, contact_id, contact, maybe_stop_at },
}: {
  conversation: Conversation
}) {
  const queries = useQueryClient()
  const name = nameOf({ ...contact, external_id: null })
  const review = useAction(async (outcome: "unsubscribed" | "dismissed") => {
    const { error } = await client.POST("/v1/conversations/{id}/stop-review", {
      params: { path: { id } },
      body: { outcome },
    })
    if (error) throw error
    await queries.invalidateQueries({ queryKey: ["get", "/v1/conversations"] })
    sayDone(outcome === "unsubscribed" ? `${name} is unsubscribed.` : `${name} stays as they were.`)
  }, sayFailed)
  return (
    <Group gap="sm" justify="space-between">
      <Box miw={0}>
        <AnchorLink to="/contacts/$contactId" params={{ contactId: contact_id }} size="sm" fw={550}>
          <bdi>{name}</bdi>
        </AnchorLink>
        {maybe_stop_at === null ? null : (
          <Text size="sm" c="dimmed">
            Wrote <Instant at={maybe_stop_at} ago />
          </Text>
        )}
      </Box>
      <Allowed to="conversations:reply">
        <Group gap="xs">
          <Button
            size="compact-sm"
            aria-label={`Unsubscribe ${name}`}
            loading={review.isBusy}
            onClick={() => void review.run("unsubscribed")}
          >
            Unsubscribe
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`Dismiss the message of ${name}`}
            disabled={review.isBusy}
            onClick={() => void review.run("dismissed")}
          >
            Not an opt-out
          </Button>
        </Group>
      </Allowed>
    </Group>
  )
}
