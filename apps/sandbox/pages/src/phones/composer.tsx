import { ActionIcon, CloseButton, Group, Menu, Text, TextInput } from "@mantine/core"
import { IconPaperclip, IconSend2 } from "@tabler/icons-react"
import { useState } from "react"

type Written = { type: string; [member: string]: unknown }

const ATTACHMENTS: readonly { label: string; written: Written }[] = [
  { label: "Picture", written: { type: "image", image: { caption: "" } } },
  { label: "Voice message", written: { type: "audio", audio: { voice: true } } },
  { label: "Document", written: { type: "document", document: { filename: "document.pdf" } } },
  {
    label: "Location",
    written: { type: "location", location: { latitude: 52.52, longitude: 13.405, name: "Berlin" } },
  },
  {
    label: "Contact",
    written: {
      type: "contacts",
      contacts: [
        {
          name: { formatted_name: "Noor Haddad", first_name: "Noor", last_name: "Haddad" },
          phones: [{ phone: "+49 1512 0000001", wa_id: "4915120000001", type: "CELL" }],
        },
      ],
    },
  },
]

/** The line one types in. */
export function Composer({
  answered,
  isBlocked,
  onNoAnswer,
  onWrite,
}: {
  /** The text of the message that is being answered. */
  answered: string | undefined
  isBlocked: boolean
  onNoAnswer: () => void
  onWrite: (written: Written) => void
}) {
  const [body, setBody] = useState("")
  if (isBlocked) {
    return (
      <Text c="dimmed" size="sm" p="md" ta="center">
        You have blocked this business.
      </Text>
    )
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (body.trim() === "") return
        onWrite({ type: "text", text: { body } })
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
      <Group gap="xs" p="sm" wrap="nowrap">
        <Menu position="top-start">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Attach">
              <IconPaperclip size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {ATTACHMENTS.map(({ label, written }) => (
              <Menu.Item key={label} onClick={() => onWrite(written)}>
                {label}
              </Menu.Item>
            ))}
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
