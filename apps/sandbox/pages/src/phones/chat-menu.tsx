import { ActionIcon, Menu } from "@mantine/core"
import { notifications } from "@mantine/notifications"
import { IconDotsVertical } from "@tabler/icons-react"
import type { NumberView } from "../../../src/control/views/shapes.ts"
import { command } from "../api.ts"
import { useChange } from "../live.ts"
import type { PhoneOwner } from "./chat-record.ts"

/** What a person can decide about a business. */
export function ChatMenu({ person, number }: { person: PhoneOwner; number: NumberView }) {
  const id = number.phone_number_id
  const change = useChange((part: object) => command("PUT", `people/${person.wa_id}`, part))
  const report = useChange(() => command("POST", `people/${person.wa_id}/report`, { phone_number_id: id }))
  const isBlocked = person.blocked_numbers.includes(id)
  const isStopped = person.marketing_stopped.includes(id)
  const toggled = (ids: readonly string[]) =>
    ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" c="white" aria-label="About this business">
          <IconDotsVertical size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => change.mutate({ marketing_stopped: toggled(person.marketing_stopped) })}>
          {isStopped ? "Resume offers and announcements" : "Stop offers and announcements"}
        </Menu.Item>
        <Menu.Item
          onClick={() =>
            report.mutate(undefined, { onSuccess: () => notifications.show({ message: "Reported." }) })
          }
        >
          Report
        </Menu.Item>
        <Menu.Item
          {...(isBlocked ? {} : { color: "red" })}
          onClick={() => change.mutate({ blocked_numbers: toggled(person.blocked_numbers) })}
        >
          {isBlocked ? "Unblock" : "Block"}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
