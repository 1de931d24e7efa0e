import { Badge, Button, Checkbox, Group, Select, Stack, Text, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useDisclosure } from "@mantine/hooks"
import { IconPlus } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { api, client, type Shapes } from "../../api/client.ts"
import { useServerNow } from "../../api/server-time.ts"
import { useAction } from "../../look/action.ts"
import { Copyable } from "../../look/copyable.tsx"
import { ConfirmDialog } from "../../look/dialogs/confirm-dialog.tsx"
import { FormDialog } from "../../look/form/form-dialog.tsx"
import { Section } from "../../look/page/section.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { Instant } from "../../look/time/instant.tsx"
import { sayDone } from "../../look/toasts.ts"
import { useMay } from "../../session/me.ts"

type Review = Shapes["CampaignReview"]
type Comment = Shapes["CampaignReviewComment"]

const useRead = () => {
  const queries = useQueryClient()
  return () =>
    queries.invalidateQueries({
      predicate: ({ queryKey }) => /^\/v1\/campaigns\/\{id\}\/review/.test(String(queryKey[1])),
    })
}

/** Links for people without an account, and what they said. */
export function ReviewLinks({ campaignId }: { campaignId: string }) {
  const may = useMay()
  const [isMaking, making] = useDisclosure()
  const now = useServerNow()
  const params = { path: { id: campaignId } }
  const links = api.useQuery(
    "get",
    "/v1/campaigns/{id}/reviews",
    { params },
    { enabled: may("campaigns:write") },
  )
  const comments = api.useQuery("get", "/v1/campaigns/{id}/review-comments", { params })
  const open = (links.data?.data ?? []).filter(
    ({ revoked_at, expires_at }) => revoked_at === null && new Date(expires_at) > now,
  )
  return (
    <Section
      title="Review links"
      intro="Show the campaign to people without an account: each variant and language, how many people get it and when, and no contact's data. They can comment."
      aside={
        may("campaigns:write") ? (
          <Button variant="default" leftSection={<IconPlus size={18} aria-hidden />} onClick={making.open}>
            New link
          </Button>
        ) : null
      }
    >
      <Stack>
        <ProblemAlert failure={links.error ?? comments.error ?? undefined} />
        {open.map((link) => (
          <OpenLink key={link.id} link={link} />
        ))}
        {(comments.data?.data ?? []).map((comment) => (
          <ShownComment key={comment.id} campaignId={campaignId} comment={comment} />
        ))}
        {open.length === 0 && comments.data?.data.length === 0 ? (
          <Text size="sm" c="dimmed">
            No links are open, and nobody has commented.
          </Text>
        ) : null}
      </Stack>
      {isMaking ? <NewLink campaignId={campaignId} onClose={making.close} /> : null}
    </Section>
  )
}

function OpenLink({ link: { id, campaign_id, name, url, expires_at } }: { link: Review }) {
  const [isAsking, asking] = useDisclosure()
  const read = useRead()
  const revoke = async () => {
    const { error } = await client.POST("/v1/campaigns/{id}/reviews/{review_id}/revoke", {
      params: { path: { id: campaign_id, review_id: id } },
    })
    if (error) throw error
    sayDone("The link was revoked.")
    await read()
  }
  return (
    <Group align="end" gap="xs">
      <div style={{ flex: "1 1 16rem", minWidth: 0 }}>
        <Copyable label={`Link for ${name}`} text={url} />
        <Text size="xs" c="dimmed">
          Until <Instant at={expires_at} />
        </Text>
      </div>
      <Button variant="subtle" color="red" mb={18} onClick={asking.open}>
        Revoke
      </Button>
      {isAsking ? (
        <ConfirmDialog
          title={`Revoke the link for ${name}?`}
          confirm="Revoke"
          onConfirm={revoke}
          onClose={asking.close}
        >
          <Text size="sm">It opens nothing any more. What was said by it stays.</Text>
        </ConfirmDialog>
      ) : null}
    </Group>
  )
}

function ShownComment({
  campaignId,
  comment: { id, author, body, review, created_at, is_of_now, resolved_at },
}: {
  campaignId: string
  comment: Comment
}) {
  const may = useMay()
  const read = useRead()
  const resolve = useAction(async (resolved: boolean) => {
    const { error } = await client.PATCH("/v1/campaigns/{id}/review-comments/{comment_id}", {
      params: { path: { id: campaignId, comment_id: id } },
      body: { resolved },
    })
    if (error) throw error
    await read()
  })
  return (
    <Stack gap={4} component="article" aria-label={`Comment by ${author}`}>
      <Group gap="xs">
        <Text size="sm" fw={600} style={{ overflowWrap: "anywhere" }}>
          <bdi>{author}</bdi>
        </Text>
        <Text size="xs" c="dimmed">
          by the link for <bdi>{review}</bdi>, <Instant at={created_at} ago />
        </Text>
        {is_of_now ? null : <Badge color="gray">Before the last change</Badge>}
      </Group>
      <Text
        size="sm"
        {...(resolved_at === null ? {} : { c: "dimmed" })}
        style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}
      >
        <bdi>{body}</bdi>
      </Text>
      {may("campaigns:write") ? (
        <Checkbox
          size="xs"
          label="Resolved"
          checked={resolved_at !== null}
          disabled={resolve.isBusy}
          onChange={(event) => resolve.run(event.currentTarget.checked)}
        />
      ) : null}
      <ProblemAlert failure={resolve.failure} />
    </Stack>
  )
}

const lifetimes = [
  { value: "1", label: "1 day" },
  { value: "7", label: "7 days" },
  { value: "14", label: "14 days" },
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
] as const

function NewLink({ campaignId, onClose }: { campaignId: string; onClose: () => void }) {
  const read = useRead()
  const form = useForm({
    initialValues: { name: "", expires_in_days: "14" },
    validate: { name: (name) => (name.trim() === "" ? "Enter who it is for" : null) },
  })
  return (
    <FormDialog
      title="New review link"
      form={form}
      words={{ name: "Who it is for", expires_in_days: "Works for" }}
      isNew
      submit="Make link"
      onClose={onClose}
      onSubmit={async ({ name, expires_in_days }) => {
        const { error } = await client.POST("/v1/campaigns/{id}/reviews", {
          params: { path: { id: campaignId } },
          body: { name, expires_in_days: Number(expires_in_days) },
        })
        if (error) throw error
        sayDone("The link is ready to copy.")
        onClose()
        await read()
      }}
    >
      <TextInput
        label="Who it is for"
        placeholder="Legal"
        maxLength={100}
        data-autofocus
        {...form.getInputProps("name")}
      />
      <Select
        label="Works for"
        data={lifetimes}
        allowDeselect={false}
        {...form.getInputProps("expires_in_days")}
      />
    </FormDialog>
  )
}
