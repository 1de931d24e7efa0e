import { Badge, Group, Stack, Text } from "@mantine/core"
import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { client } from "../../api/client.ts"
import { useServerNow } from "../../api/server-time.ts"
import { Section } from "../../look/page/section.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { useNotation } from "../../look/time/notation.ts"
import { ContactSelect } from "../../templates/preview/contact-select.tsx"
import { asRequest, type Draft, draftsOf, type FilterDraft } from "./draft.ts"
import { valueInWords } from "./explained-words.ts"
import { fieldLabel } from "./kinds/contact.tsx"
import { kindForms } from "./kinds/index.ts"

/** Why one contact is among those that a filter selects, or is not, with what decided. */
export function Explain({ filter, isWhole }: { filter: FilterDraft; isWhole: boolean }) {
  const [contactId, setContactId] = useState<string | null>(null)
  const asked = JSON.stringify(asRequest(filter))
  const explained = useQuery({
    queryKey: ["get", "/v1/segments/preview/explain", contactId, asked],
    queryFn: async ({ signal }) => {
      const body = { filter: asRequest(JSON.parse(asked)), contact_id: contactId ?? "" }
      const { data, error } = await client.POST("/v1/segments/preview/explain", { body, signal })
      if (data === undefined) throw error
      return data
    },
    enabled: isWhole && contactId !== null,
  })
  const { data } = explained
  const drafts = draftsOf(filter)
  const asking = { now: useServerNow(), notation: useNotation() }
  return (
    <Section title="Is this person in it?">
      <ContactSelect value={contactId} onChange={setContactId} />
      <ProblemAlert failure={explained.error} retry={explained.refetch} />
      {data === undefined ? null : (
        <Stack gap="xs">
          <div>
            <Badge color={data.is_member ? "teal" : "gray"}>{data.is_member ? "In it" : "Not in it"}</Badge>
          </div>
          {data.conditions.map(({ path, on, holds, value }) => {
            const draft = drafts.find((one) => one.path === path)?.draft
            return (
              <Group key={path} gap="xs" wrap="nowrap" align="baseline">
                <Badge color={holds ? "teal" : "red"} variant="light" miw="max-content">
                  {holds ? "True" : "False"}
                </Badge>
                <Text size="sm" style={{ overflowWrap: "anywhere" }}>
                  {draft === undefined ? on : `${calledBy(draft)}: ${valueInWords(draft, value, asking)}`}
                </Text>
              </Group>
            )
          })}
        </Stack>
      )}
    </Section>
  )
}

/** A condition by what it is about, such as `Country`. */
function calledBy(draft: Draft): string {
  const about = draft.on === "contact" ? fieldLabel(String(draft.field)) : draft.name
  return typeof about === "string" && about !== "" ? about : kindForms[draft.on].label
}
