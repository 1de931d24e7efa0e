import { Stack, Text } from "@mantine/core"
import { api } from "../../api/client.ts"
import { Section } from "../../look/page/section.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { Instant } from "../../look/time/instant.tsx"

/** What WhatsApp's refusals told about a person, such as that the phone is not on WhatsApp. Nothing where it told nothing. */
export function Refusals({ contactId }: { contactId: string }) {
  const told = api.useQuery("get", "/v1/contacts/{id}/delivery", { params: { path: { id: contactId } } })
  if (told.error) return <ProblemAlert failure={told.error} retry={told.refetch} />
  if (told.data === undefined || told.data.data.length === 0) return null
  return (
    <Section title="Delivery problems" intro="What WhatsApp said when messages to this person failed.">
      <Stack gap="sm">
        {told.data.data.map(({ code, title, advice, last_at, times }) => (
          <div key={code}>
            <Text size="sm" fw={550}>
              {title}
            </Text>
            <Text size="sm">{advice}</Text>
            <Text size="xs" c="dimmed">
              {times === 1 ? "Once" : `${times} times`}, last <Instant at={last_at} ago /> · code {code}
            </Text>
          </div>
        ))}
      </Stack>
    </Section>
  )
}
