import { Button, Radio, Stack, Text } from "@mantine/core"
import { useState } from "react"
import type { Content, Row } from "../content/content.ts"
import { Sheet } from "./sheet.tsx"

/** The sheet a list message opens: one row is picked and sent. */
export function ListSheet({
  content,
  onClose,
  onPick,
}: {
  content: Content
  onClose: () => void
  onPick: (row: Row) => void
}) {
  const [picked, setPicked] = useState<string>()
  const rows = (content.list?.sections ?? []).flatMap((section) => section.rows)
  const row = rows.find((candidate) => candidate.id === picked)
  return (
    <Sheet onClose={onClose} title={content.list?.button}>
      <Stack>
        {content.list?.sections.map((section) => (
          <Radio.Group
            key={section.title}
            label={section.title}
            aria-label={section.title || content.list?.button}
            value={picked ?? null}
            onChange={setPicked}
          >
            <Stack gap="xs" mt="xs">
              {section.rows.map(({ id, title, description }) => (
                <Radio key={id} value={id} label={title} description={description} />
              ))}
            </Stack>
          </Radio.Group>
        ))}
        {rows.length === 0 ? <Text c="dimmed">The list is empty.</Text> : null}
        <Button disabled={row === undefined} onClick={() => row !== undefined && onPick(row)}>
          Send
        </Button>
      </Stack>
    </Sheet>
  )
}
