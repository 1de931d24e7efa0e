import { Group, NumberInput, SimpleGrid, Slider, Stack, Text, Textarea } from "@mantine/core"
import type { Behaviour } from "../../../src/people/behaviour.ts"

const shares = [
  { member: "delivered_share", label: "Are reached" },
  { member: "read_share", label: "Read it" },
  { member: "reply_share", label: "Answer it" },
  { member: "block_share", label: "Block the number after it" },
  { member: "unreachable_share", label: "Are not on WhatsApp (131026)" },
  { member: "marketing_capped_share", label: "Had too much marketing (131049)" },
] as const
const ranges = [
  { member: "sent_ms", label: "Until it is sent" },
  { member: "delivered_ms", label: "Until it is delivered" },
  { member: "read_ms", label: "Until it is read" },
  { member: "reply_ms", label: "Until it is answered" },
] as const

/** What someone does with a message, as sliders and spans of time. */
export function BehaviourFields({
  behaviour,
  onChange,
}: {
  behaviour: Behaviour
  onChange: (part: Partial<Behaviour>) => void
}) {
  return (
    <Stack>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
        {shares.map(({ member, label }) => (
          <div key={member}>
            <Group justify="space-between">
              <Text size="sm" fw={500}>
                {label}
              </Text>
              <Text size="sm">{Math.round(behaviour[member] * 100)} %</Text>
            </Group>
            <Slider
              thumbLabel={label}
              label={null}
              value={Math.round(behaviour[member] * 100)}
              onChange={(percent) => onChange({ [member]: percent / 100 })}
            />
          </div>
        ))}
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {ranges.map(({ member, label }) => (
          <Group key={member} align="flex-end" grow>
            <NumberInput
              label={label}
              description="at least, ms"
              min={0}
              value={behaviour[member][0]}
              onChange={(value) => onChange({ [member]: [Number(value), behaviour[member][1]] })}
            />
            <NumberInput
              aria-label={`${label}, at most`}
              description="at most, ms"
              min={0}
              value={behaviour[member][1]}
              error={behaviour[member][1] < behaviour[member][0] ? "Less than at least" : undefined}
              onChange={(value) => onChange({ [member]: [behaviour[member][0], Number(value)] })}
            />
          </Group>
        ))}
      </SimpleGrid>
      <Textarea
        label="Answers"
        description="One on each line; one of them is picked"
        autosize
        value={behaviour.replies.join("\n")}
        error={behaviour.replies.some((reply) => reply === "") ? "An answer is not empty." : undefined}
        onChange={(event) => onChange({ replies: event.currentTarget.value.split("\n") })}
      />
    </Stack>
  )
}

/** Whether every span ends after it starts. */
export function hasOrderedRanges(behaviour: Behaviour): boolean {
  return ranges.every(({ member }) => behaviour[member][0] <= behaviour[member][1])
}
