import { ActionIcon, Avatar, Text } from "@mantine/core"
import { IconX } from "@tabler/icons-react"
import { useState } from "react"
import { chatsSchema } from "../../../src/control/views/shapes.ts"
import { timeOfDay } from "../clock-reading.ts"
import { useLive } from "../live.ts"
import { Chat } from "./chat.tsx"
import { personSchema } from "./chat-record.ts"
import look from "./phone.module.css"

/** One person's phone: its chat list, and the chat that is open. */
export function Phone({ waId, onPutAway }: { waId: string; onPutAway: () => void }) {
  const { data: person } = useLive(personSchema, `people/${waId}`)
  const { data: chats } = useLive(chatsSchema, `views/chats/${waId}`)
  const [openId, setOpenId] = useState<string>()
  const open = chats?.data.find((chat) => chat.number.phone_number_id === openId)
  if (person === undefined || chats === undefined) return <div className={look.phone} />
  return (
    <section className={look.phone} aria-label={`Phone of ${person.name}`}>
      {open !== undefined ? (
        <Chat person={person} number={open.number} onBack={() => setOpenId(undefined)} />
      ) : (
        <>
          <div className={look.top}>
            <div style={{ flex: 1 }}>
              <Text fw={600} c="white">
                {person.name}
              </Text>
              <Text size="xs" c="white">
                {person.number_hidden ? `@${person.username ?? "hidden"}` : `+${waId}`}
              </Text>
            </div>
            <ActionIcon variant="subtle" c="white" aria-label="Put this phone away" onClick={onPutAway}>
              <IconX size={18} />
            </ActionIcon>
          </div>
          <div className={look.screen}>
            {chats.data.length === 0 ? (
              <Text c="dimmed" p="md">
                There is no business to write to yet. Log in with Facebook on the start page and add a number.
              </Text>
            ) : (
              chats.data.map(({ number, last_at, messages }) => (
                <button
                  key={number.phone_number_id}
                  type="button"
                  className={look.entry}
                  onClick={() => setOpenId(number.phone_number_id)}
                >
                  <Avatar name={number.verified_name} color="initials" radius="xl" aria-hidden />
                  <span style={{ flex: 1, minWidth: 0 }}>
                    <Text span display="block" fw={600} truncate>
                      {number.verified_name}
                    </Text>
                    <Text span display="block" size="sm" c="dimmed" truncate>
                      {messages === 0
                        ? "Write first"
                        : `${messages} ${messages === 1 ? "message" : "messages"}`}{" "}
                      · {number.display_phone_number}
                    </Text>
                  </span>
                  {last_at === null ? null : (
                    <Text span size="xs" c="dimmed">
                      {timeOfDay(last_at)}
                    </Text>
                  )}
                </button>
              ))
            )}
          </div>
        </>
      )}
    </section>
  )
}
