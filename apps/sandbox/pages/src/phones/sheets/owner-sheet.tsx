import { Button, Divider, Group, Stack, Switch, Text, TextInput } from "@mantine/core"
import { useState } from "react"
import { command } from "../../api.ts"
import { useChange } from "../../live.ts"
import type { PhoneOwner } from "../chat/chat-record.ts"
import { Sheet } from "./sheet.tsx"

const digitsPattern = /^[1-9]\d{4,14}$/

/** Who one is: name, username, whether businesses see the number, and another number. */
export function OwnerSheet({
  person,
  onClose,
  onMoved,
}: {
  person: PhoneOwner
  onClose: () => void
  onMoved: (waId: string) => void
}) {
  const [name, setName] = useState(person.name)
  const [username, setUsername] = useState(person.username ?? "")
  const [isHidden, setHidden] = useState(person.number_hidden)
  const save = useChange((change: object) => command("PUT", `people/${person.wa_id}`, change))
  const trimmed = name.trim()
  const usernameMistake = mistakeInUsername(username, isHidden)
  return (
    <Sheet onClose={onClose} title="Profile">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const change = { name: trimmed, number_hidden: isHidden, ...(username === "" ? {} : { username }) }
          save.mutate(change, { onSuccess: onClose })
        }}
      >
        <Stack>
          <TextInput
            label="Name"
            dir="auto"
            maxLength={128}
            error={trimmed === "" ? "A name is needed." : undefined}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label="Username"
            leftSection="@"
            maxLength={35}
            error={usernameMistake}
            value={username}
            onChange={(event) => setUsername(event.currentTarget.value.trim())}
          />
          <Switch
            label="Hide my phone number"
            description="Businesses see the username and a business-scoped user id, no number."
            checked={isHidden}
            onChange={(event) => setHidden(event.currentTarget.checked)}
          />
          <Stack gap={2}>
            <Text size="sm" fw={500}>
              Business-scoped user ids
            </Text>
            {Object.entries(person.user_ids).map(([businessId, userId]) => (
              <Text key={businessId} size="xs" c="dimmed">
                {userId} for business {businessId}
              </Text>
            ))}
          </Stack>
          <Button
            type="submit"
            loading={save.isPending}
            disabled={trimmed === "" || usernameMistake !== undefined}
          >
            Save
          </Button>
        </Stack>
      </form>
      <Divider my="lg" />
      <ChangeNumber waId={person.wa_id} onMoved={onMoved} />
    </Sheet>
  )
}

function ChangeNumber({ waId, onMoved }: { waId: string; onMoved: (waId: string) => void }) {
  const [wanted, setWanted] = useState("")
  const digits = wanted.replace(/[\s+()-]/g, "")
  const move = useChange((to: string) => command("POST", `people/${waId}/move`, { wa_id: to }), {
    tellsErrors: false,
  })
  const isGood = digitsPattern.test(digits) && digits !== waId
  const mistake =
    wanted === "" || isGood ? move.error?.message : "5 to 15 digits with the country code, another than now."
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (isGood) move.mutate(digits, { onSuccess: () => onMoved(digits) })
      }}
    >
      <Text size="sm" c="dimmed" mb="xs">
        Changing the number keeps the chats and tells their businesses.
      </Text>
      <Group align="flex-start" gap="xs">
        <TextInput
          flex={1}
          label="New phone number"
          inputMode="tel"
          error={mistake}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" mt={25} disabled={!isGood} loading={move.isPending}>
          Change
        </Button>
      </Group>
    </form>
  )
}

function mistakeInUsername(username: string, isHidden: boolean): string | undefined {
  if (username === "") return isHidden ? "A hidden number needs a username." : undefined
  return /^[A-Za-z0-9._]{3,35}$/.test(username) ? undefined : "3 to 35 letters, digits, dots and underscores."
}
