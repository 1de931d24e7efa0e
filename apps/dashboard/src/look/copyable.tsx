import { ActionIcon, CopyButton, TextInput, Tooltip } from "@mantine/core"
import { IconCheck, IconCopy } from "@tabler/icons-react"

/** A text to take elsewhere: a link, a key, an id. */
export function Copyable({ label, text }: { label: string; text: string }) {
  return (
    <TextInput
      label={label}
      value={text}
      readOnly
      onFocus={(event) => event.currentTarget.select()}
      styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
      rightSection={
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Tooltip label={copied ? "Copied" : "Copy"}>
              <ActionIcon
                variant="subtle"
                color={copied ? "teal" : "gray"}
                onClick={copy}
                aria-label={`Copy ${label.toLowerCase()}`}
              >
                {copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
              </ActionIcon>
            </Tooltip>
          )}
        </CopyButton>
      }
    />
  )
}
