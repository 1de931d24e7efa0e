import {
  ActionIcon,
  Group,
  Popover,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
  Tooltip,
} from "@mantine/core"
import {
  type Icon,
  IconBold,
  IconCode,
  IconItalic,
  IconMoodSmile,
  IconStrikethrough,
} from "@tabler/icons-react"
import { memo, useEffect, useRef, useState } from "react"
import { useAmount } from "../../look/time/notation.ts"
import { useTyped } from "../../look/typed.ts"
import look from "./builder.module.css"
import { variablesIn } from "./draft/draft.ts"
import { VariableMenu } from "./variable-menu.tsx"

const marks: readonly { label: string; mark: string; icon: Icon }[] = [
  { label: "Bold", mark: "*", icon: IconBold },
  { label: "Italic", mark: "_", icon: IconItalic },
  { label: "Strikethrough", mark: "~", icon: IconStrikethrough },
  { label: "Monospace", mark: "```", icon: IconCode },
]
const emoji = "😀 😊 😍 🎉 🎁 🛍️ 🔥 ⭐ ✅ ❌ ⏰ 📦 🚚 📅 💳 🧾 📍 ☎️ 👋 🙏 👍 ❤️ ☕ 🌿".split(" ")

/** A text with WhatsApp's marks, emoji and variables, its length, and a sample for each variable. */
export function TextEditor({
  label,
  value,
  maxLength,
  variable,
  samples,
  onChange,
  onSample,
  minRows = 4,
}: {
  label: string
  value: string
  maxLength: number
  /** What a new variable would be called. */
  variable: string
  samples: Readonly<Record<string, string>>
  onChange: (text: string) => void
  onSample: (name: string, sample: string) => void
  minRows?: number
}) {
  const field = useRef<HTMLTextAreaElement>(null)
  const text = useTyped(value, onChange)
  const surround: Surround = (before, after) => {
    const { selectionStart: from = text.value.length, selectionEnd: to = text.value.length } =
      field.current ?? {}
    text.set(text.value.slice(0, from) + before + text.value.slice(from, to) + after + text.value.slice(to))
    const caret = from === to && after === "" ? from + before.length : to + before.length
    requestAnimationFrame(() => {
      field.current?.focus()
      field.current?.setSelectionRange(from === to ? caret : from + before.length, caret)
    })
  }
  // The same for every text, so that a key draws no button again.
  const latest = useRef(surround)
  useEffect(() => {
    latest.current = surround
  })
  const [surroundLatest] = useState((): Surround => (before, after) => latest.current(before, after))
  const amount = useAmount()
  const length = Array.from(text.value).length
  return (
    <Stack gap="xs">
      <Group gap={4} role="toolbar" aria-label={`Formatting of ${label.toLowerCase()}`}>
        <Tools variable={variable} surround={surroundLatest} />
        <Text size="xs" c={length > maxLength ? "var(--mantine-color-error)" : "dimmed"} ml="auto">
          {amount(length)} / {amount(maxLength)}
        </Text>
      </Group>
      <Textarea
        ref={field}
        aria-label={label}
        classNames={{ input: look.growing ?? "" }}
        style={{ "--rows": minRows }}
        dir="auto"
        value={text.value}
        error={length > maxLength}
        onChange={(event) => text.set(event.currentTarget.value)}
        onBlur={text.onBlur}
      />
      <Samples names={variablesIn(value)} samples={samples} onSample={onSample} />
    </Stack>
  )
}

/** Puts something before and after what is selected, or where the caret is. */
type Surround = (before: string, after: string) => void

const Tools = memo(function Tools({ variable, surround }: { variable: string; surround: Surround }) {
  return (
    <>
      {marks.map(({ label, mark, icon: MarkIcon }) => (
        <Tooltip key={label} label={label}>
          <ActionIcon variant="default" aria-label={label} onClick={() => surround(mark, mark)}>
            <MarkIcon size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      ))}
      <EmojiPicker onPick={(picked) => surround(picked, "")} />
      <VariableMenu next={variable} onAdd={(name) => surround(`{{${name}}}`, "")} />
    </>
  )
})

function EmojiPicker({ onPick }: { onPick: (emoji: string) => void }) {
  return (
    <Popover withArrow trapFocus>
      <Popover.Target>
        <ActionIcon variant="default" aria-label="Emoji">
          <IconMoodSmile size={16} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={6}>
        <SimpleGrid cols={8} spacing={2}>
          {emoji.map((one) => (
            <ActionIcon key={one} variant="subtle" color="gray" aria-label={one} onClick={() => onPick(one)}>
              {one}
            </ActionIcon>
          ))}
        </SimpleGrid>
      </Popover.Dropdown>
    </Popover>
  )
}

/** The values that reviewers see in place of the variables. */
export function Samples({
  names,
  samples,
  onSample,
}: {
  names: readonly string[]
  samples: Readonly<Record<string, string>>
  onSample: (name: string, sample: string) => void
}) {
  if (names.length === 0) return null
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
      {names.map((name) => (
        <TextInput
          key={name}
          size="xs"
          label={`Sample for {{${name}}}`}
          placeholder="As people would see it"
          value={samples[name] ?? ""}
          onChange={(event) => onSample(name, event.currentTarget.value)}
        />
      ))}
    </SimpleGrid>
  )
}
