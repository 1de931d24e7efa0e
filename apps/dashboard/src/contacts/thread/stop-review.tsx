import { Alert, Button, Group, Text } from "@mantine/core"
import { useQueryClient } from "@tanstack/react-query"
import { api, client } from "../../api/client.ts"
import { useAction } from "../../look/action.ts"
import { sayDone, sayFailed } from "../../look/toasts.ts"
import { Allowed } from "../../session/allowed.tsx"

/** Above the box of a thread in which somebody may have asked to be left alone, until a member says whether they did. */
export function StopReview({ conversationId, contactName }: { conversationId: string; contactName: string }) {
  const conversation = api.useQuery("get", "/v1/conversations/{id}", {
    params: { path: { id: conversationId } },
  })
  if (conversation.data === undefined || conversation.data.maybe_stop_at === null) return null
  return (
    <Alert color="yellow" p="xs" title="Did they ask you to stop?">
      <Group gap="sm" justify="space-between">
        <Text size="sm">They wrote something that may be an opt-out. Nothing was changed by it.</Text>
        <Allowed to="conversations:reply">
          <StopReviewButtons conversationId={conversationId} contactName={contactName} />
        </Allowed>
      </Group>
    </Alert>
  )
}

/** Says whether a message was an opt-out. */
export function StopReviewButtons({
  conversationId,
  contactName,
}: {
  conversationId: string
  contactName: string
}) {
  const queries = useQueryClient()
  const review = useAction(async (outcome: "unsubscribed" | "dismissed") => {
    const { error } = await client.POST("/v1/conversations/{id}/stop-review", {
      params: { path: { id: conversationId } },
      body: { outcome },
    })
    if (error) throw error
    await queries.invalidateQueries({
      predicate: ({ queryKey: [, path] }) => String(path).startsWith("/v1/conversations"),
    })
    sayDone(
      outcome === "unsubscribed" ? `${contactName} is unsubscribed.` : `${contactName} stays as they were.`,
    )
  }, sayFailed)
  return (
    <Group gap="xs">
      <Button
        size="compact-sm"
        aria-label={`Unsubscribe ${contactName}`}
        loading={review.isBusy}
        onClick={() => void review.run("unsubscribed")}
      >
        Unsubscribe
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={`Not an opt-out: ${contactName}`}
        disabled={review.isBusy}
        onClick={() => void review.run("dismissed")}
      >
        Not an opt-out
      </Button>
    </Group>
  )
}
