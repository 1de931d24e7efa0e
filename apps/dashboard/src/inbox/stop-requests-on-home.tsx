import { Box, Group, Text } from "@mantine/core"
import { api, type Shapes } from "../api/client.ts"
import { nameOf } from "../contacts/name.ts"
import { StopReviewButtons } from "../contacts/thread/stop-review.tsx"
import { AnchorLink } from "../look/links.tsx"
import { Section } from "../look/page/section.tsx"
import { Rows } from "../look/rows/rows.tsx"
import { Instant } from "../look/time/instant.tsx"
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
  const name = nameOf({ ...contact, external_id: null })
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
        <StopReviewButtons conversationId={id} contactName={name} />
      </Allowed>
    </Group>
  )
}
