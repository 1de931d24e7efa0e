import { ActionIcon, Button, Group, Menu, Stack, Text } from "@mantine/core"
import { notifications } from "@mantine/notifications"
import { IconDotsVertical } from "@tabler/icons-react"
import { useState } from "react"
import type { NumberView } from "../../../../src/control/views/shapes.ts"
import { command } from "../../api.ts"
import { useChange } from "../../live.ts"
import { Sheet } from "../sheets/sheet.tsx"
import type { PhoneOwner } from "./chat-record.ts"

/** What a person can decide about a business. */
export function ChatMenu({ person, number }: { person: PhoneOwner; number: NumberView }) {
  const id = number.phone_number_id
  const [isReporting, setReporting] = useState(false)
  const change = useChange((part: object) => command("PUT", `people/${person.wa_id}`, part))
  const isBlocked = person.blocked_numbers.includes(id)
  const isStopped = person.marketing_stopped.includes(id)
  const toggled = (ids: readonly string[]) =>
    ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]
  return (
    <>
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
          <Menu.Item onClick={() => setReporting(true)}>Report</Menu.Item>
          <Menu.Item
            {...(isBlocked ? {} : { color: "red" })}
            onClick={() => change.mutate({ blocked_numbers: toggled(person.blocked_numbers) })}
          >
            {isBlocked ? "Unblock" : "Block"}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isReporting ? (
        <ReportSheet person={person} number={number} onClose={() => setReporting(false)} />
      ) : null}
    </>
  )
}

/** Asks first: a report blocks the business, and its quality suffers. */
function ReportSheet({
  person,
  number,
  onClose,
}: {
  person: PhoneOwner
  number: NumberView
  onClose: () => void
}) {
  const report = useChange(() =>
    command("POST", `people/${person.wa_id}/report`, { phone_number_id: number.phone_number_id }),
  )
  return (
    <Sheet onClose={onClose} title={`Report ${number.verified_name}?`}>
      <Stack>
        <Text size="sm">
          The business is blocked and is not told. The template it wrote last loses quality: first YELLOW,
          then RED, which pauses it.
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            color="red"
            loading={report.isPending}
            onClick={() =>
              report.mutate(undefined, {
                onSuccess: () => {
                  notifications.show({ message: "Reported and blocked." })
                  onClose()
                },
              })
            }
          >
            Report and block
          </Button>
        </Group>
      </Stack>
    </Sheet>
  )
}
