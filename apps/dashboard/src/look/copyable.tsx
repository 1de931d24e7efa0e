import { ActionIcon, CopyButton, TextInput, Tooltip } from "@mantine/core"
import { IconCheck, IconCopy } from "@tabler/icons-react"

/** A text to take elsewhere: a link, a key, an id. */
export function Copyable({
  label,
  text,
  autoFocus = false,
}: {
  label: string
  text: string
  /** It takes the place of what had the focus. */
  autoFocus?: boolean
}) {
  return (
    <TextInput
      label={label}
      value={text}
      readOnly
      autoFocus={autoFocus}
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
