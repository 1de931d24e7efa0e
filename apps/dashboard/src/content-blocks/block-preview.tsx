import { Paper, Stack, Text } from "@mantine/core"
import { useDebouncedValue } from "@mantine/hooks"
import { keepPreviousData } from "@tanstack/react-query"
import { useState } from "react"
import { api } from "../api/client.ts"
import { Section } from "../look/page/section.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { Allowed } from "../session/allowed.tsx"
import { ContactSelect } from "../templates/preview/contact-select.tsx"

/** What one contact would read where the block stands, as it is written now. */
export function BlockPreview({ content }: { content: string }) {
  return (
    <Allowed to="contacts:read">
      <Section title="Preview">
        <Preview content={content} />
      </Section>
    </Allowed>
  )
}

function Preview({ content }: { content: string }) {
  const [contactId, setContactId] = useState<string | null>(null)
  const [settled] = useDebouncedValue(content, 300)
  const preview = api.useQuery(
    "post",
    "/v1/content-blocks/preview",
    { body: { content: settled, contact_id: contactId ?? "" } },
    {
      enabled: contactId !== null && settled.trim() !== "",
      placeholderData: keepPreviousData,
      retry: false,
    },
  )
  return (
    <Stack>
      <ContactSelect value={contactId} onChange={setContactId} />
      <ProblemAlert failure={preview.error} />
      {preview.data === undefined || preview.error ? null : (
        <Paper withBorder p="md">
          <Text size="sm" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
            {preview.data.text}
          </Text>
        </Paper>
      )}
    </Stack>
  )
}
