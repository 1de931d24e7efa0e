import { ActionIcon, CloseButton, Group, Menu, Text, TextInput } from "@mantine/core"
import { IconPaperclip, IconSend2 } from "@tabler/icons-react"
import { useRef, useState } from "react"
import { type Choice, choices } from "./sending.ts"

/** The line one types in. */
export function Composer({
  answered,
  draft,
  ad,
  isBlocked,
  onNoAnswer,
  onText,
  onFile,
  onSheet,
}: {
  /** The text of the message that is being answered. */
  answered: string | undefined
  /** What was already written when the chat was opened. */
  draft: string
  /** The ad that was clicked: the next text says so. */
  ad: string | undefined
  isBlocked: boolean
  onNoAnswer: () => void
  onText: (body: string) => void
  onFile: (choice: Choice, file: File) => void
  onSheet: (kind: "location" | "contact") => void
}) {
  const [body, setBody] = useState(draft)
  const [choice, setChoice] = useState<Choice>()
  const picker = useRef<HTMLInputElement>(null)
  if (isBlocked) {
    return (
      <Text c="dimmed" size="sm" p="md" ta="center">
        You have blocked this business.
      </Text>
    )
  }
  const pick = (wanted: Choice) => {
    setChoice(wanted)
    const input = picker.current
    if (input === null) return
    input.accept = wanted.accept
    input.value = ""
    input.click()
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (body.trim() === "") return
        onText(body)
        setBody("")
      }}
    >
      {answered === undefined ? null : (
        <Group px="sm" pt="xs" wrap="nowrap" justify="space-between">
          <Text size="sm" c="dimmed" truncate dir="auto">
            Answering: {answered}
          </Text>
          <CloseButton size="sm" aria-label="Do not answer it" onClick={onNoAnswer} />
        </Group>
      )}
      {ad === undefined ? null : (
        <Text px="sm" pt="xs" size="sm" c="dimmed" truncate dir="auto">
          From the ad: {ad}
        </Text>
      )}
      <input
        ref={picker}
        type="file"
        hidden
        aria-label="File to send"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          if (file !== undefined && choice !== undefined) onFile(choice, file)
        }}
      />
      <Group gap="xs" p="sm" wrap="nowrap">
        <Menu position="top-start">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Attach">
              <IconPaperclip size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {choices.map((wanted) => (
              <Menu.Item key={wanted.label} onClick={() => pick(wanted)}>
                {wanted.label}
              </Menu.Item>
            ))}
            <Menu.Item onClick={() => onSheet("location")}>Location</Menu.Item>
            <Menu.Item onClick={() => onSheet("contact")}>Contact</Menu.Item>
          </Menu.Dropdown>
        </Menu>
        <TextInput
          flex={1}
          aria-label="Message"
          placeholder="Message"
          radius="xl"
          dir="auto"
          maxLength={4096}
          value={body}
          onChange={(event) => setBody(event.currentTarget.value)}
        />
        <ActionIcon type="submit" size="lg" radius="xl" aria-label="Send" disabled={body.trim() === ""}>
          <IconSend2 size={18} />
        </ActionIcon>
      </Group>
    </form>
  )
}
