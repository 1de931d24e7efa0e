import { Alert, Badge, Paper, Select, Text, Title } from "@mantine/core"
import { useState } from "react"
import type { Shapes } from "../../api/client.ts"
import { useServerNow } from "../../api/server-time.ts"
import { Loading } from "../../look/page/loading.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { Instant } from "../../look/time/instant.tsx"
import { timeLeft } from "../../look/time/instants.ts"
import { useMay } from "../../session/me.ts"
import { useBusinessAccounts } from "../../templates/business-accounts.ts"
import { AnswerBox } from "./answer-box.tsx"
import { Messages } from "./messages.tsx"
import { SendTemplate } from "./send-template.tsx"
import { StopReview } from "./stop-review.tsx"
import classes from "./thread.module.css"
import { useThread } from "./use-thread.ts"

type Reach = Shapes["Reachability"]

const soonMs = 60 * 60_000

/** The thread with one contact, number by number: what was said, how long it may be answered, and the box to do it. */
export function ThreadPanel({
  contactId,
  contactName,
  reach,
}: {
  contactId: string
  contactName: string
  /** The number they wrote to last comes first. */
  reach: readonly Reach[]
}) {
  const [chosen, setChosen] = useState<string | null>(null)
  const numbers = useNumberNames()
  const open = reach.find(({ number_id }) => number_id === chosen) ?? reach[0]
  return (
    <Paper withBorder component="section" aria-label="Conversation" className={classes.panel ?? ""}>
      <div className={classes.head}>
        <Title order={2} size="h4">
          Conversation
        </Title>
        {open === undefined ? null : <WindowState reach={open} />}
        {reach.length < 2 ? null : (
          <Select
            size="xs"
            w={260}
            aria-label="Number"
            allowDeselect={false}
            value={open?.number_id ?? null}
            onChange={setChosen}
            data={reach.map(({ number_id: id }) => ({
              value: id,
              label: numbers.get(id)?.label ?? "Number",
            }))}
          />
        )}
      </div>
      {open === undefined ? (
        <Text size="sm" c="dimmed" p="lg">
          Connect a WhatsApp number to write to this person.
        </Text>
      ) : (
        <OneThread
          key={open.number_id}
          contactId={contactId}
          contactName={contactName}
          reach={open}
          number={numbers.get(open.number_id)}
        />
      )}
    </Paper>
  )
}

interface NumberName {
  accountId: string
  name: string
  label: string
}

function useNumberNames(): ReadonlyMap<string, NumberName> {
  const accounts = useBusinessAccounts()
  return new Map(
    (accounts.data ?? []).flatMap(({ id: accountId, numbers }) =>
      numbers.map(({ id, verified_name: name, display_phone_number: phone }): [string, NumberName] => [
        id,
        { accountId, name, label: `${name} · ${phone}` },
      ]),
    ),
  )
}

/** How long they may be answered freely. */
function WindowState({ reach: { window_closes_at, last_inbound_at } }: { reach: Reach }) {
  const now = useServerNow()
  if (window_closes_at === null || last_inbound_at === null)
    return <Badge color="gray">Has not written yet</Badge>
  const closes = new Date(window_closes_at)
  const left = closes.getTime() - now.getTime()
  if (left <= 0) {
    return (
      <Text size="sm" c="dimmed">
        Window closed <Instant at={window_closes_at} ago />
      </Text>
    )
  }
  return <Badge color={left < soonMs ? "yellow" : "teal"}>Open for {timeLeft(left)}</Badge>
}

function OneThread({
  contactId,
  contactName,
  reach,
  number,
}: {
  contactId: string
  contactName: string
  reach: Reach
  number: NumberName | undefined
}) {
  const inHand = useThread({ contactId, numberId: reach.number_id })
  const { thread, failure, retry } = inHand
  return (
    <>
      {thread === undefined ? (
        failure ? (
          <ProblemAlert failure={failure} retry={retry} />
        ) : (
          <Loading />
        )
      ) : (
        <Messages inHand={{ ...inHand, thread }} contactName={contactName} />
      )}
      <div className={classes.write}>
        {reach.conversation_id === null ? null : (
          <StopReview conversationId={reach.conversation_id} contactName={contactName} />
        )}
        {reach.waits === null ? null : (
          <Alert color="yellow" p="xs">
            <Text size="sm">
              {reach.waits.title} {reach.waits.advice}
            </Text>
          </Alert>
        )}
        <Write contactId={contactId} reach={reach} number={number} />
      </div>
    </>
  )
}

/** The box for an answer while the window is open, a template otherwise; for each role what it may do. */
function Write({
  contactId,
  reach,
  number,
}: {
  contactId: string
  reach: Reach
  number: NumberName | undefined
}) {
  const may = useMay()
  const now = useServerNow()
  const { conversation_id: conversationId, window_closes_at: closesAt } = reach
  const isOpen = closesAt !== null && new Date(closesAt) > now
  const template = (isPrimary: boolean) =>
    number === undefined || !may("messages:send") ? null : (
      <SendTemplate
        contactId={contactId}
        sender={{ accountId: number.accountId, name: number.name, reach }}
        isPrimary={isPrimary}
      />
    )
  if (isOpen && conversationId !== null && may("conversations:reply"))
    return <AnswerBox conversationId={conversationId} beside={template(false)} />
  return (
    <>
      <Text size="sm" c="dimmed">
        {sentence({ isOpen, mayAnswer: may("conversations:reply"), maySend: may("messages:send") })}
      </Text>
      <div>{template(!isOpen)}</div>
    </>
  )
}

function sentence({
  isOpen,
  mayAnswer,
  maySend,
}: {
  isOpen: boolean
  mayAnswer: boolean
  maySend: boolean
}): string {
  if (isOpen && !mayAnswer) return "You can read this conversation. Agents and admins can answer."
  return maySend
    ? "Free text is possible for 24 hours after this person writes. Until then, send a template."
    : "You can read this conversation. Agents, marketers and admins can write to this person."
}
