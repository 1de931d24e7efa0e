import { Group, SegmentedControl, Stack, Text, useComputedColorScheme } from "@mantine/core"
import type { RenderedButton } from "@parley/whatsapp/templates"
import { useState } from "react"
import { headerLines } from "./header.tsx"
import { offerLines, productLines } from "./header-notes.tsx"
import { Message, type ShownMessage } from "./message.tsx"
import look from "./phone.module.css"

/** A phone with one message on it, in light or dark at the press of a switch. */
export function Phone({ message, from, caption }: { message: ShownMessage; from: string; caption?: string }) {
  const page = useComputedColorScheme("light")
  const [chosen, setChosen] = useState<string>()
  const scheme = chosen ?? page
  return (
    <Stack gap="sm">
      <PhoneScreen message={message} from={from} scheme={scheme} />
      <Group justify="center" gap="xs">
        <SegmentedControl
          size="xs"
          value={scheme}
          onChange={setChosen}
          aria-label="Phone colors"
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

/** The phone alone. */
function PhoneScreen({ message, from, scheme }: { message: ShownMessage; from: string; scheme: string }) {
  return (
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
  )
}

/** The message alone, in the colours of the page, where many are side by side; what is long fades out. */
export function Bubble({ message }: { message: ShownMessage }) {
  const page = useComputedColorScheme("light")
  return (
    <div className={look.bare} data-scheme={page} role="img" aria-label={`Preview: ${spoken(message)}`}>
      <Message message={message} />
    </div>
  )
}

/** The message as text, for screen readers. */
function spoken(message: ShownMessage): string {
  const { header, body, footer, buttons, cards = [] } = message
  return [
    ...(header === undefined ? [] : headerLines(header)),
    ...offerLines(message),
    ...productLines(message),
    body,
    footer,
    ...buttons.map(spokenButton),
    ...cards.map(spokenCard),
  ]
    .filter((part) => part !== undefined && part !== "")
    .join(". ")
}

/** A picture or a video says nothing that can be read out; a product does. */
function spokenCard(
  { header, body, buttons }: NonNullable<ShownMessage["cards"]>[number],
  place: number,
): string {
  const product = header?.format === "PRODUCT" ? headerLines(header) : []
  const parts = [...product, body, ...buttons.map(spokenButton)].filter(Boolean)
  return `Card ${place + 1}: ${parts.join(". ")}`
}

const spokenButton = ({ text }: RenderedButton) => `button ${text}`
