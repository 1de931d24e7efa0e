import { Button, CloseButton, Group, Stack, Text } from "@mantine/core"
import { IconPlus } from "@tabler/icons-react"
import { interactive, replyButton } from "./kinds.ts"
import { LimitedInput } from "./limited-input.tsx"
import type { PartProps } from "./part-props.ts"

const most = 3

/** Up to three buttons that answer for the person. */
export function ButtonsField({ message, onChange, field }: PartProps) {
  if (message.type !== "interactive" || message.interactive.type !== "button") return null
  const { interactive: inner } = message
  const { buttons } = inner.action
  const set = (next: typeof buttons) => onChange(interactive({ ...inner, action: { buttons: next } }))
  return (
    <Stack gap="xs">
      {buttons.map((button, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a button is nothing but its place
        <Group key={place} gap="xs" align="flex-start" wrap="nowrap">
          <LimitedInput
            label={`Button ${place + 1}`}
            most={20}
            value={button.reply.title}
            {...field(`interactive.action.buttons.${place}`)}
            onChange={(title) => set(buttons.with(place, { ...button, reply: { ...button.reply, title } }))}
          />
          {buttons.length === 1 ? null : (
            <CloseButton
              size="lg"
              mt={25}
              aria-label={`Remove button ${place + 1}`}
              onClick={() => set(buttons.toSpliced(place, 1))}
            />
          )}
        </Group>
      ))}
      <Text size="xs" c="dimmed">
        What someone taps comes back as their answer.
      </Text>
      {buttons.length >= most ? null : (
        <Button
          size="xs"
          variant="default"
          w="fit-content"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => set([...buttons, replyButton(buttons)])}
        >
          Add a button
        </Button>
      )}
    </Stack>
  )
}
