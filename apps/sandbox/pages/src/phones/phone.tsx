import { ActionIcon, Avatar, Button, Menu, Text } from "@mantine/core"
import { IconDotsVertical, IconMessagePlus } from "@tabler/icons-react"
import { useState } from "react"
import { type ChatSummary, chatsSchema, numbersSchema } from "../../../src/control/views/shapes.ts"
import { timeOfDay } from "../clock-reading.ts"
import { useLive } from "../live.ts"
import { Chat } from "./chat/chat.tsx"
import { type PhoneOwner, personSchema } from "./chat/chat-record.ts"
import type { Arrival } from "./entry-point.ts"
import look from "./phone.module.css"
import { NewChatSheet } from "./sheets/new-chat-sheet.tsx"
import { OwnerSheet } from "./sheets/owner-sheet.tsx"

/** One person's phone: its chat list, and the chat that is open. */
export function Phone({
  waId,
  opens,
  onPutAway,
  onMoved,
}: {
  waId: string
  /** The number whose chat is open at first. */
  opens?: string | undefined
  onPutAway: () => void
  /** The person has another number now. */
  onMoved: (waId: string) => void
}) {
  const { data: person } = useLive(personSchema, `people/${waId}`)
  const { data: chats } = useLive(chatsSchema, `views/chats/${waId}`)
  const [arrival, setArrival] = useState<Arrival | undefined>(
    opens === undefined ? undefined : { numberId: opens, draft: "", referral: undefined },
  )
  if (person === undefined || chats === undefined) return <div className={look.phone} />
  return (
    <section className={look.phone} aria-label={`Phone of ${person.name}`}>
      {arrival === undefined ? (
        <ChatList
          person={person}
          chats={chats.data}
          onOpen={setArrival}
          onPutAway={onPutAway}
          onMoved={onMoved}
        />
      ) : (
        <OpenChat person={person} arrival={arrival} onBack={() => setArrival(undefined)} />
      )}
    </section>
  )
}

/** The number may be one that nothing was written to yet. */
function OpenChat({ person, arrival, onBack }: { person: PhoneOwner; arrival: Arrival; onBack: () => void }) {
  const { data: numbers } = useLive(numbersSchema, `views/numbers?search=${arrival.numberId}`)
  const number = numbers?.data.find(({ phone_number_id }) => phone_number_id === arrival.numberId)
  if (number === undefined) return null
  return <Chat person={person} number={number} arrival={arrival} onBack={onBack} />
}

function ChatList({
  person,
  chats,
  onOpen,
  onPutAway,
  onMoved,
}: {
  person: PhoneOwner
  chats: readonly ChatSummary[]
  onOpen: (arrival: Arrival) => void
  onPutAway: () => void
  onMoved: (waId: string) => void
}) {
  const [sheet, setSheet] = useState<"chat" | "owner">()
  const close = () => setSheet(undefined)
  return (
    <>
      <div className={look.top}>
        <div style={{ flex: 1, minWidth: 0 }}>
          <Text fw={600} c="white" truncate dir="auto">
            {person.name}
          </Text>
          <Text size="xs" c="white" truncate>
            {whoOneIs(person)}
          </Text>
        </div>
        <ActionIcon variant="subtle" c="white" aria-label="New chat" onClick={() => setSheet("chat")}>
          <IconMessagePlus size={19} />
        </ActionIcon>
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="subtle" c="white" aria-label="About this phone">
              <IconDotsVertical size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => setSheet("owner")}>Profile and number</Menu.Item>
            <Menu.Item onClick={onPutAway}>Put this phone away</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
      <div className={look.screen}>
        {person.moved_to === null ? null : (
          <Text size="sm" p="md" role="status">
            {person.name} has another number now: +{person.moved_to}. This one is on WhatsApp no more.
          </Text>
        )}
        {chats.length === 0 ? (
          <div className={look.empty}>
            <Text c="dimmed" size="sm" ta="center">
              No chats yet. Write to a business, click its ad or scan its code.
            </Text>
            <Button onClick={() => setSheet("chat")}>New chat</Button>
          </div>
        ) : (
          chats.map((chat) => <ChatEntry key={chat.number.phone_number_id} chat={chat} onOpen={onOpen} />)
        )}
      </div>
      {sheet === "chat" ? <NewChatSheet waId={person.wa_id} onClose={close} onOpen={onOpen} /> : null}
      {sheet === "owner" ? <OwnerSheet person={person} onClose={close} onMoved={onMoved} /> : null}
    </>
  )
}

function ChatEntry({
  chat: { number, last_at, messages },
  onOpen,
}: {
  chat: ChatSummary
  onOpen: (arrival: Arrival) => void
}) {
  return (
    <button
      type="button"
      className={look.entry}
      onClick={() => onOpen({ numberId: number.phone_number_id, draft: "", referral: undefined })}
    >
      <Avatar name={number.verified_name} color="initials" radius="xl" aria-hidden />
      <span style={{ flex: 1, minWidth: 0 }}>
        <Text span display="block" fw={600} truncate dir="auto">
          {number.verified_name}
        </Text>
        <Text span display="block" size="sm" c="dimmed" truncate>
          {`${messages} ${messages === 1 ? "message" : "messages"} · ${number.display_phone_number}`}
        </Text>
      </span>
      <Text span size="xs" c="dimmed">
        {timeOfDay(last_at)}
      </Text>
    </button>
  )
}

/** What businesses see: the number, or the username that hides it. */
function whoOneIs({ wa_id, username, number_hidden }: PhoneOwner): string {
  if (number_hidden) return `@${username ?? "hidden"} · number hidden`
  return username === null ? `+${wa_id}` : `+${wa_id} · @${username}`
}
