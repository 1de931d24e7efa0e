import { Paper, Text } from "@mantine/core"
import { languageName } from "../language-name.ts"

/** What is being translated. */
export interface Original {
  language: string
  text: string
}

/** The text in the language one translates from, to have it before one's eyes. */
export function OriginalText({ language, text }: Original) {
  return (
    <Paper p="sm" bg="var(--mantine-color-default-hover)">
      <Text size="xs" c="dimmed">
        In {languageName(language)}
      </Text>
      <Text size="sm" dir="auto" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
        {text}
      </Text>
    </Paper>
  )
}
