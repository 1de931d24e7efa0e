import { Button, Group, SimpleGrid, Stack, Text, TextInput, Title } from "@mantine/core"
import { useLocalStorage } from "@mantine/hooks"
import { useEffect, useState } from "react"
import { useLive } from "../live.ts"
import { peopleSchema } from "./chat/chat-record.ts"
import { Phone } from "./phone.tsx"

/**
 * Phones side by side: those that were added, at first those of everyone who has a chat.
 * @param props.phone one to take, when a link leads to it
 * @param props.number the number whose chat is open on that one
 */
export function PhonesPage({
  phone,
  number,
}: Readonly<Partial<Record<"phone" | "number", string | undefined>>>) {
  const [chosen, setChosen] = useLocalStorage<string[]>({ key: "sandbox-phones", defaultValue: [] })
  useEffect(() => {
    if (phone !== undefined) setChosen((now) => [phone, ...now.filter((other) => other !== phone)])
  }, [phone, setChosen])
  const [waId, setWaId] = useState("")
  const { data: people } = useLive(peopleSchema, "people?limit=3")
  const shown = chosen.length > 0 ? chosen : (people?.data ?? []).map((person) => person.wa_id)
  const digits = waId.replace(/\D/g, "")
  return (
    <Stack>
      <Group justify="space-between" align="flex-end">
        <Title order={1} size="h3">
          Phones
        </Title>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (digits.length < 5 || shown.includes(digits)) return
            setChosen([digits, ...shown])
            setWaId("")
          }}
        >
          <Group align="flex-end" gap="xs">
            <TextInput
              label="Phone number"
              placeholder="4915123456789"
              inputMode="tel"
              value={waId}
              onChange={(event) => setWaId(event.currentTarget.value)}
            />
            <Button type="submit" disabled={digits.length < 5 || digits.length > 15}>
              Take this phone
            </Button>
          </Group>
        </form>
      </Group>
      {shown.length === 0 ? (
        <Text c="dimmed">
          No phones yet. Type any number with its country code to take that person’s phone, or send someone a
          message and their phone appears.
        </Text>
      ) : (
        <SimpleGrid cols={{ base: 1, md: 2, xl: 3 }} maw={1320}>
          {shown.map((id) => (
            <Phone
              key={id}
              waId={id}
              opens={id === phone ? number : undefined}
              onPutAway={() => setChosen(shown.filter((other) => other !== id))}
              onMoved={(waId) => setChosen([...new Set(shown.map((other) => (other === id ? waId : other)))])}
            />
          ))}
        </SimpleGrid>
      )}
    </Stack>
  )
}
