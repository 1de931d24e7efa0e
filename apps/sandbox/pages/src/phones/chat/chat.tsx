import { ActionIcon, Button, Text } from "@mantine/core"
import { notifications } from "@mantine/notifications"
import { IconArrowLeft } from "@tabler/icons-react"
import { useEffect, useRef, useState } from "react"
import type { NumberView } from "../../../../src/control/views/shapes.ts"
import { command } from "../../api.ts"
import { useChange, useLive } from "../../live.ts"
import type { Tap, Written } from "../content/content.ts"
import type { Arrival } from "../entry-point.ts"
import look from "../phone.module.css"
import { ChatSheet, type OpenSheet } from "../sheets/chat-sheet.tsx"
import { Bubble } from "./bubble.tsx"
import { ChatMenu } from "./chat-menu.tsx"
import { type ChatMessage, chatSchema, type PhoneOwner } from "./chat-record.ts"
import { Composer } from "./composer.tsx"
import { MessageActions } from "./message-actions.tsx"
import { type ThreadEntry, threadOf } from "./thread.ts"
import { Ticks } from "./ticks.tsx"

/** Messages asked for at first, and how many more each time: a thousand bubbles would be drawn again each second. */
const shownAtFirst = 60
const shownMore = 120

/** The chat between a person and a business number, from the person's side. */
export function Chat({
  person,
  number,
  arrival,
  onBack,
}: {
  person: PhoneOwner
  number: NumberView
  /** How the chat was come to. */
  arrival: Arrival
  onBack: () => void
}) {
  const [limit, setLimit] = useState(shownAtFirst)
  const { data: chat } = useLive(
    chatSchema,
    `views/chats/${person.wa_id}/${number.phone_number_id}?limit=${limit}`,
    { keepsPrevious: true },
  )
  const [referral, setReferral] = useState(arrival.referral)
  const [answered, setAnswered] = useState<ThreadEntry>()
  const [sheet, setSheet] = useState<{ open: OpenSheet; answers: string | undefined }>()
  const write = useChange((message: object) =>
    command("POST", `people/${person.wa_id}/messages`, { to: number.phone_number_id, ...message }),
  )
  const messages = chat?.data ?? []
  const thread = threadOf(messages, chat?.templates ?? [])
  useReading(person.wa_id, number.phone_number_id, messages)
  const screen = useScrollToEnd(messages.at(-1)?.id)

  const send = (written: Written, answers: string | undefined) =>
    write.mutate(answers === undefined ? written : { ...written, context: { id: answers } })
  const tapped = (tap: Tap, { id }: ChatMessage) => {
    if (tap.opens !== undefined) setSheet({ open: tap.opens, answers: id })
    else if (tap.writes !== undefined) send(tap.writes, id)
    else if (tap.kind === "link") window.open(tap.detail, "_blank", "noreferrer")
    else notifications.show({ title: tap.label, message: tap.detail })
  }
  return (
    <>
      <div className={look.top}>
        <ActionIcon variant="subtle" c="white" aria-label="Back to the chats" onClick={onBack}>
          <IconArrowLeft size={20} />
        </ActionIcon>
        <div style={{ flex: 1, minWidth: 0 }}>
          <Text fw={600} c="white" truncate>
            {number.verified_name}
          </Text>
          <Text size="xs" c="white">
            {chat?.typing === true ? "typing…" : number.display_phone_number}
          </Text>
        </div>
        <ChatMenu person={person} number={number} />
      </div>
      <div ref={screen} className={look.thread}>
        <div className={look.chat} role="log" aria-label={`Chat with ${number.verified_name}`}>
          {chat !== undefined && thread.length === 0 ? (
            <div className={look.nothing}>Nothing here yet: write, or wait for a template.</div>
          ) : null}
          {chat?.earlier === true ? (
            <Button variant="default" size="xs" mx="auto" onClick={() => setLimit(limit + shownMore)}>
              Earlier messages
            </Button>
          ) : null}
          {thread.map((entry) => (
            <MessageActions
              key={entry.message.id}
              isOwn={entry.isOwn}
              onReply={() => setAnswered(entry)}
              onReact={(emoji) =>
                write.mutate({ type: "reaction", reaction: { message_id: entry.message.id, emoji } })
              }
            >
              <div className={entry.message.status === "failed" ? look.quiet : undefined}>
                <Bubble
                  content={entry.content}
                  side={entry.isOwn ? "own" : "other"}
                  quote={entry.quote}
                  reactions={entry.reactions}
                  below={<Ticks message={entry.message} />}
                  onTap={(tap) => tapped(tap, entry.message)}
                  onOpenList={() =>
                    setSheet({ open: { kind: "list", content: entry.content }, answers: entry.message.id })
                  }
                />
              </div>
            </MessageActions>
          ))}
        </div>
      </div>
      <Composer
        answered={answered?.content.body || answered?.content.header?.text}
        draft={arrival.draft}
        ad={referral?.headline}
        isBlocked={person.blocked_numbers.includes(number.phone_number_id)}
        onNoAnswer={() => setAnswered(undefined)}
        onText={(body) => {
          const text = { type: "text", text: { body } }
          send(referral === undefined ? text : { ...text, referral }, answered?.message.id)
          setReferral(undefined)
          setAnswered(undefined)
        }}
        onFile={(choice, file) =>
          setSheet({ open: { kind: "file", choice, file }, answers: answered?.message.id })
        }
        onSheet={(kind) => setSheet({ open: { kind }, answers: answered?.message.id })}
      />
      {sheet === undefined ? null : (
        <ChatSheet
          sheet={sheet.open}
          number={number}
          currency={chat?.currency ?? "USD"}
          onClose={() => setSheet(undefined)}
          onSend={(written) => {
            send(written, sheet.answers)
            setSheet(undefined)
            setAnswered(undefined)
          }}
        />
      )}
    </>
  )
}

/** A person who has the chat open reads what arrives. */
function useReading(waId: string, numberId: string, messages: readonly ChatMessage[]): void {
  const unread = messages.filter(
    (message) => message.direction === "outbound" && message.status === "delivered",
  ).length
  useEffect(() => {
    if (unread > 0)
      void command("POST", `people/${waId}/read`, { phone_number_id: numberId }).catch(() => undefined)
  }, [unread, waId, numberId])
}

/**
 * A new message moves the chat to its end. The screen is laid out from its end upwards: zero is the end, pictures that
 * arrive late and earlier messages leave what is read where it is.
 */
function useScrollToEnd(newestId: string | undefined) {
  const screen = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new message is what moves the chat
  useEffect(() => {
    screen.current?.scrollTo({ top: 0 })
  }, [newestId])
  return screen
}
