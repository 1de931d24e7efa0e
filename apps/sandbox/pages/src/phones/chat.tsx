import { ActionIcon, Text } from "@mantine/core"
import { notifications } from "@mantine/notifications"
import { IconArrowLeft } from "@tabler/icons-react"
import { useEffect, useRef, useState } from "react"
import { accountViewSchema, type NumberView } from "../../../src/control/views/shapes.ts"
import { command } from "../api.ts"
import { useChange, useLive } from "../live.ts"
import { Bubble } from "./bubble.tsx"
import { ChatMenu } from "./chat-menu.tsx"
import { type ChatMessage, chatSchema, type PhoneOwner } from "./chat-record.ts"
import { Composer } from "./composer.tsx"
import type { Content, Tap } from "./content.ts"
import { ListSheet } from "./list-sheet.tsx"
import { MessageActions } from "./message-actions.tsx"
import { messageContent } from "./message-content.ts"
import look from "./phone.module.css"
import { Ticks } from "./ticks.tsx"

/** The chat between a person and a business number, from the person's side. */
export function Chat({
  person,
  number,
  onBack,
}: {
  person: PhoneOwner
  number: NumberView
  onBack: () => void
}) {
  const { data: chat } = useLive(chatSchema, `people/${person.wa_id}/chats/${number.phone_number_id}`)
  const { data: account } = useLive(accountViewSchema, `views/accounts/${number.waba_id}`)
  const [answered, setAnswered] = useState<ChatMessage>()
  const [list, setList] = useState<{ content: Content; message: ChatMessage }>()
  const write = useChange((message: object) =>
    command("POST", `people/${person.wa_id}/messages`, { to: number.phone_number_id, ...message }),
  )
  const messages = (chat?.data ?? []).filter(
    (message) => message.direction === "inbound" || hasArrived(message),
  )
  const contents = new Map(
    messages.map((message) => [message.id, messageContent(message.message, account?.templates ?? [])]),
  )
  useReading(person.wa_id, number.phone_number_id, messages)
  const end = useScrollToEnd(messages.length)

  const tapped = (tap: Tap, message: ChatMessage) => {
    if (tap.writes !== undefined) write.mutate({ ...tap.writes, context: { id: message.id } })
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
      <div className={look.screen}>
        <div className={look.chat} role="log" aria-label={`Chat with ${number.verified_name}`}>
          {messages.length === 0 ? (
            <div className={look.nothing}>Nothing here yet: write, or wait for a template.</div>
          ) : null}
          {messages.map((message) => {
            const content = contents.get(message.id)
            if (content === undefined) return null
            const quoted = content.refersTo === undefined ? undefined : contents.get(content.refersTo)
            const isOwn = message.direction === "inbound"
            return (
              <MessageActions
                key={message.id}
                isOwn={isOwn}
                onReply={() => setAnswered(message)}
                onReact={(emoji) =>
                  write.mutate({ type: "reaction", reaction: { message_id: message.id, emoji } })
                }
              >
                <div className={message.status === "failed" ? look.quiet : undefined}>
                  <Bubble
                    content={content}
                    side={isOwn ? "own" : "theirs"}
                    quote={quoted === undefined ? undefined : quoted.body || quoted.header?.text}
                    below={<Ticks message={message} />}
                    onTap={(tap) => tapped(tap, message)}
                    onOpenList={() => setList({ content, message })}
                  />
                </div>
              </MessageActions>
            )
          })}
          <div ref={end} />
        </div>
      </div>
      <Composer
        answered={answered === undefined ? undefined : contents.get(answered.id)?.body}
        isBlocked={person.blocked_numbers.includes(number.phone_number_id)}
        onNoAnswer={() => setAnswered(undefined)}
        onWrite={(message) => {
          write.mutate({ ...message, ...(answered === undefined ? {} : { context: { id: answered.id } }) })
          setAnswered(undefined)
        }}
      />
      {list === undefined ? null : (
        <ListSheet
          content={list.content}
          onClose={() => setList(undefined)}
          onPick={({ id, title, description }) => {
            write.mutate({
              type: "interactive",
              interactive: {
                type: "list_reply",
                list_reply: { id, title, ...(description === "" ? {} : { description }) },
              },
              context: { id: list.message.id },
            })
            setList(undefined)
          }}
        />
      )}
    </>
  )
}

/** On the phone is what was delivered; what failed is shown, faintly, to whoever wonders where it is. */
function hasArrived(message: ChatMessage): boolean {
  return message.status === "delivered" || message.status === "read" || message.status === "failed"
}

/** Whoever has the chat open reads what arrives. */
function useReading(waId: string, numberId: string, messages: readonly ChatMessage[]): void {
  const unread = messages.filter(
    (message) => message.direction === "outbound" && message.status === "delivered",
  ).length
  useEffect(() => {
    if (unread > 0)
      void command("POST", `people/${waId}/read`, { phone_number_id: numberId }).catch(() => undefined)
  }, [unread, waId, numberId])
}

function useScrollToEnd(count: number) {
  const end = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new message is what moves the chat
  useEffect(() => {
    const screen = end.current?.parentElement?.parentElement
    screen?.scrollTo({ top: screen.scrollHeight })
  }, [count])
  return end
}
