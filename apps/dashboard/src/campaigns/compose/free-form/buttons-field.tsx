import { Button, CloseButton, Group, Stack, Text, TextInput } from "@mantine/core"
import { IconPlus } from "@tabler/icons-react"
import { replyButton } from "./kinds.ts"
import type { PartProps } from "./part-props.ts"

const most = 3

/** Up to three buttons that answer for the person. */
export function ButtonsField({ message, onChange, field }: PartProps) {
  if (message.type !== "interactive" || message.interactive.type !== "button") return null
  const { interactive } = message
  const { buttons } = interactive.action
  const set = (next: typeof buttons) =>
    onChange({ type: "interactive", interactive: { ...interactive, action: { buttons: next } } })
  return (
    <Stack gap="xs">
      {buttons.map((button, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a button is nothing but its place
        <Group key={place} gap="xs" align="flex-end" wrap="nowrap">
          <TextInput
            size="sm"
            flex={1}
            label={`Button ${place + 1}`}
            maxLength={20}
            value={button.reply.title}
            {...field(`interactive.action.buttons.${place}`)}
            onChange={(event) =>
              set(
                buttons.with(place, {
                  ...button,
                  reply: { ...button.reply, title: event.currentTarget.value },
                }),
              )
            }
          />
          {buttons.length === 1 ? null : (
            <CloseButton
              size="lg"
              aria-label={`Remove button ${place + 1}`}
              onClick={() => set(buttons.toSpliced(place, 1))}
            />
          )}
        </Group>
      ))}
      <Text size="xs" c="dimmed">
        At most 20 characters each. What someone taps comes back as their answer.
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
