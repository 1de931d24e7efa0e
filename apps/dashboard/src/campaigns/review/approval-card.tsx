import { Alert, Button, Group, Stack, Text, Textarea } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { api, client, type Shapes } from "../../api/client.ts"
import { ConfirmDialog } from "../../look/dialogs/confirm-dialog.tsx"
import { Section } from "../../look/page/section.tsx"
import { Instant } from "../../look/time/instant.tsx"
import { useAmount } from "../../look/time/notation.ts"
import { sayDone } from "../../look/toasts.ts"
import { useMay, useMe, useWorkspace } from "../../session/me.ts"

type Approval = Shapes["CampaignApproval"]
type Campaign = Pick<Shapes["Campaign"], "id" | "name" | "delivery">

/** What was asked for last; undefined while that is read, null: nothing. */
export function useApproval(campaignId: string): Approval | null | undefined {
  const { data } = api.useQuery("get", "/v1/campaigns/{id}/approvals", {
    params: { path: { id: campaignId } },
  })
  return data === undefined ? undefined : (data.data[0] ?? null)
}

/** Whether it lets the campaign go out as it is. */
export const isOpen = (approval: Approval | null | undefined, { delivery }: Pick<Campaign, "delivery">) =>
  approval?.state === "approved" && (approval.used_at === null || delivery.kind !== "once")

/** Where campaigns need a second member: what was asked for, and what this member can do about it. */
export function ApprovalCard({ campaign, isReady = true }: { campaign: Campaign; isReady?: boolean }) {
  const { approval_above: above } = useWorkspace()
  const approval = useApproval(campaign.id)
  const amount = useAmount()
  const may = useMay()
  if (approval === undefined || (above === null && approval?.state !== "pending")) return null
  const isPending = approval?.state === "pending"
  const isDone = isOpen(approval, campaign)
  return (
    <Section
      title="Approval"
      intro={
        above === null
          ? undefined
          : above === 0
            ? "Another member approves each campaign before it goes out."
            : `Another member approves campaigns to more than ${amount(above)} people before they go out.`
      }
      aside={
        isPending || isDone || !may("campaigns:write") ? null : (
          <AskButton campaign={campaign} isDisabled={!isReady} />
        )
      }
    >
      {approval === null ? null : <Standing approval={approval} campaign={campaign} isDone={isDone} />}
    </Section>
  )
}

function Standing({
  approval,
  campaign,
  isDone,
}: {
  approval: Approval
  campaign: Campaign
  isDone: boolean
}) {
  const { member: me } = useMe()
  const may = useMay()
  const amount = useAmount()
  const { state, asked_by, asked_at, decided_by, decided_at, people, note, decision_note, used_at } = approval
  const isMine = asked_by.id === me.id
  const by = decided_by?.name ?? "A member who left"
  const said: Record<Approval["state"], string> = {
    pending: `${isMine ? "You" : (asked_by.name ?? "A member who left")} asked for approval to send it to ${amount(people)} ${people === 1 ? "person" : "people"}.`,
    approved:
      used_at !== null && !isDone
        ? `${by} approved it, and it went out. To send it again, ask again.`
        : `${by} approved it as it is now.`,
    declined: `${by} declined. Change it, then ask again.`,
    withdrawn: "The last request was withdrawn.",
    void: "The campaign, or what it is made from, was edited since: it needs approval again.",
  }
  return (
    <Alert
      color={isDone ? "teal" : state === "pending" ? "blue" : "yellow"}
      variant="light"
      title={isDone ? "Approved" : state === "pending" ? "Waiting for approval" : "Not approved"}
    >
      <Stack gap="xs">
        <Text size="sm" role="status">
          {said[state]} <Instant at={decided_at ?? asked_at} ago c="dimmed" />
        </Text>
        {note === null ? null : <Quoted by={asked_by.name} text={note} />}
        {decision_note === null ? null : <Quoted by={by} text={decision_note} />}
        {state !== "pending" ? null : (
          <Group gap="xs">
            {may("campaigns:approve") && !isMine ? (
              <>
                <DecideButton campaign={campaign} approval={approval} action="approve" />
                <DecideButton campaign={campaign} approval={approval} action="decline" />
              </>
            ) : null}
            {isMine ? <DecideButton campaign={campaign} approval={approval} action="withdraw" /> : null}
            {isMine ? (
              <Text size="sm">Another member has to decide: they were told.</Text>
            ) : may("campaigns:approve") ? null : (
              <Text size="sm">Your role can't approve campaigns.</Text>
            )}
          </Group>
        )}
      </Stack>
    </Alert>
  )
}

function Quoted({ by, text }: { by: string | null; text: string }) {
  return (
    <Text size="sm" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
      <bdi>{by}</bdi>: {text}
    </Text>
  )
}

function useRead() {
  const queries = useQueryClient()
  return () =>
    queries.invalidateQueries({
      predicate: ({ queryKey }) => String(queryKey[1]).startsWith("/v1/campaigns"),
    })
}

function AskButton({ campaign: { id, name }, isDisabled }: { campaign: Campaign; isDisabled: boolean }) {
  const [isAsking, asking] = useDisclosure()
  const [note, setNote] = useState("")
  const read = useRead()
  const ask = async () => {
    const { error } = await client.POST("/v1/campaigns/{id}/approvals", {
      params: { path: { id } },
      body: note.trim() === "" ? {} : { note },
    })
    if (error) throw error
    sayDone("Approval asked for.")
    await read()
  }
  return (
    <>
      <Button disabled={isDisabled} onClick={asking.open}>
        Ask for approval
      </Button>
      {isAsking ? (
        <ConfirmDialog
          title={`Ask for approval of ${name}?`}
          confirm="Ask for approval"
          isDangerous={false}
          onConfirm={ask}
          onClose={asking.close}
        >
          <Stack gap="xs">
            <Text size="sm">
              Members who may approve are told. An edit of the campaign after that makes it void.
            </Text>
            <Note value={note} onChange={setNote} />
          </Stack>
        </ConfirmDialog>
      ) : null}
    </>
  )
}

const words = {
  approve: {
    label: "Approve",
    done: "Approved.",
    text: "It can be launched as it is now. An edit makes the approval void.",
  },
  decline: { label: "Decline", done: "Declined.", text: "It can't be launched until somebody approves it." },
  withdraw: { label: "Withdraw", done: "Withdrawn.", text: "Nobody has to decide any more." },
} as const

function DecideButton({
  campaign: { id, name },
  approval,
  action,
}: {
  campaign: Campaign
  approval: Approval
  action: keyof typeof words
}) {
  const [isAsking, asking] = useDisclosure()
  const [note, setNote] = useState("")
  const read = useRead()
  const { label, done, text } = words[action]
  const decide = async () => {
    const params = { path: { id, approval_id: approval.id } }
    const body = note.trim() === "" ? {} : { note }
    const { error } =
      action === "withdraw"
        ? await client.POST("/v1/campaigns/{id}/approvals/{approval_id}/withdraw", { params })
        : action === "approve"
          ? await client.POST("/v1/campaigns/{id}/approvals/{approval_id}/approve", { params, body })
          : await client.POST("/v1/campaigns/{id}/approvals/{approval_id}/decline", { params, body })
    if (error) throw error
    sayDone(done)
    await read()
  }
  return (
    <>
      <Button variant={action === "approve" ? "filled" : "default"} onClick={asking.open}>
        {label}
      </Button>
      {isAsking ? (
        <ConfirmDialog
          title={`${label} ${name}?`}
          confirm={label}
          isDangerous={false}
          onConfirm={decide}
          onClose={asking.close}
        >
          <Stack gap="xs">
            <Text size="sm">{text}</Text>
            {action === "withdraw" ? null : <Note value={note} onChange={setNote} />}
          </Stack>
        </ConfirmDialog>
      ) : null}
    </>
  )
}

function Note({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  return (
    <Textarea
      label="Note"
      description="They read it. Optional."
      autosize
      minRows={2}
      maxLength={1000}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
