import { Group, SegmentedControl, Stack, Text, useComputedColorScheme } from "@mantine/core"
import { useState } from "react"
import { Message, type ShownMessage } from "./message.tsx"
import look from "./phone.module.css"

/** A phone with one message on it, in light or dark. */
export function Phone({ message, from, caption }: { message: ShownMessage; from: string; caption?: string }) {
  const page = useComputedColorScheme("light")
  const [chosen, setChosen] = useState<string>()
  const scheme = chosen ?? page
  return (
    <Stack gap="sm">
      <div className={look.phone} data-scheme={scheme} role="img" aria-label={`Preview: ${spoken(message)}`}>
        <div className={look.bar}>
          <span className={look.face} aria-hidden>
            {from.charAt(0).toUpperCase()}
          </span>
          {from}
        </div>
        <div className={look.chat}>
          <Message message={message} />
        </div>
      </div>
      <Group justify="center" gap="xs">
        <SegmentedControl
          size="xs"
          value={scheme}
          onChange={setChosen}
          aria-label="Colours of the phone"
          data={[
            { value: "light", label: "Light" },
            { value: "dark", label: "Dark" },
          ]}
        />
      </Group>
      {caption === undefined ? null : (
        <Text size="xs" c="dimmed" ta="center">
          {caption}
        </Text>
      )}
    </Stack>
  )
}

/** The message for whoever cannot see the picture of it. */
function spoken({ header, body, footer, buttons }: ShownMessage): string {
  const heading = header?.format === "TEXT" ? header.text : header?.format.toLowerCase()
  return [heading, body, footer, ...buttons.map((button) => `button ${button.text}`)]
    .filter((part) => part !== undefined && part !== "")
    .join(". ")
}
