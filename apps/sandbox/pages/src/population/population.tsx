import {
  Button,
  Card,
  Group,
  NumberInput,
  SimpleGrid,
  Slider,
  Stack,
  Text,
  Textarea,
  Title,
} from "@mantine/core"
import { notifications } from "@mantine/notifications"
import { useState } from "react"
import { type Behaviour, behaviourSchema } from "../../../src/people/behaviour.ts"
import { settingsSchema } from "../../../src/settings.ts"
import { command } from "../api.ts"
import { useChange, useLive } from "../live.ts"

/** How everybody treats a message who was not told to treat it otherwise. */
export function PopulationPage() {
  const { data: settings } = useLive(settingsSchema, "settings")
  return (
    <Stack maw={860}>
      <div>
        <Title order={1} size="h2">
          Population
        </Title>
        <Text c="dimmed">
          What people do with a message. The same message to the same person always has the same fate.
        </Text>
      </div>
      {settings === undefined ? null : <BehaviourForm population={settings.population} />}
    </Stack>
  )
}

const SHARES = [
  { member: "delivered_share", label: "Are reached" },
  { member: "read_share", label: "Read it" },
  { member: "reply_share", label: "Answer it" },
  { member: "block_share", label: "Block the number after it" },
  { member: "unreachable_share", label: "Are not on WhatsApp (131026)" },
  { member: "marketing_capped_share", label: "Had too much marketing (131049)" },
] as const
const RANGES = [
  { member: "sent_ms", label: "Until it is sent" },
  { member: "delivered_ms", label: "Until it is delivered" },
  { member: "read_ms", label: "Until it is read" },
  { member: "reply_ms", label: "Until it is answered" },
] as const

function BehaviourForm({ population }: { population: Behaviour }) {
  const [draft, setDraft] = useState(population)
  const set = (part: Partial<Behaviour>) => setDraft((before) => ({ ...before, ...part }))
  const save = useChange(() => command("PATCH", "settings", { population: draft }))
  const isValid = behaviourSchema.safeParse(draft).success
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(undefined, {
          onSuccess: () => notifications.show({ message: "People behave so from now on." }),
        })
      }}
    >
      <Stack>
        <Card withBorder>
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
            {SHARES.map(({ member, label }) => (
              <div key={member}>
                <Group justify="space-between">
                  <Text size="sm" fw={500}>
                    {label}
                  </Text>
                  <Text size="sm">{Math.round(draft[member] * 100)} %</Text>
                </Group>
                <Slider
                  thumbLabel={label}
                  label={null}
                  value={Math.round(draft[member] * 100)}
                  onChange={(percent) => set({ [member]: percent / 100 })}
                />
              </div>
            ))}
          </SimpleGrid>
        </Card>
        <Card withBorder>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            {RANGES.map(({ member, label }) => (
              <Group key={member} align="flex-end" grow>
                <NumberInput
                  label={label}
                  description="at least, ms"
                  min={0}
                  value={draft[member][0]}
                  onChange={(value) => set({ [member]: [Number(value), draft[member][1]] })}
                />
                <NumberInput
                  aria-label={`${label}, at most`}
                  description="at most, ms"
                  min={0}
                  value={draft[member][1]}
                  onChange={(value) => set({ [member]: [draft[member][0], Number(value)] })}
                />
              </Group>
            ))}
          </SimpleGrid>
          <Textarea
            mt="md"
            label="Answers"
            description="One on each line; one of them is picked"
            autosize
            value={draft.replies.join("\n")}
            error={draft.replies.some((reply) => reply === "") ? "An answer is not empty." : undefined}
            onChange={(event) => set({ replies: event.currentTarget.value.split("\n") })}
          />
        </Card>
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending} disabled={!isValid}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
