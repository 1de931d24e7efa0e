import { Badge, Group, Stack, Text } from "@mantine/core"
import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { client } from "../../api/client.ts"
import { attributeInWords } from "../../contacts/details-in-words.ts"
import { Section } from "../../look/page/section.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { ContactSelect } from "../../templates/preview/contact-select.tsx"
import { asRequest, draftsOf, type FilterDraft } from "./draft.ts"
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
  /** A condition by what it is about, such as `Country`. */
  const called = (path: string): string | undefined => {
    const draft = drafts.find((one) => one.path === path)?.draft
    if (draft === undefined) return undefined
    const about = draft.on === "contact" ? fieldLabel(String(draft.field)) : draft.name
    return typeof about === "string" && about !== "" ? about : kindForms[draft.on].label
  }
  return (
    <Section title="Is this person in it?">
      <ContactSelect value={contactId} onChange={setContactId} />
      <ProblemAlert failure={explained.error} retry={explained.refetch} />
      {data === undefined ? null : (
        <Stack gap="xs">
          <div>
            <Badge color={data.is_member ? "teal" : "gray"}>{data.is_member ? "In it" : "Not in it"}</Badge>
          </div>
          {data.conditions.map(({ path, on, holds, value }) => (
            <Group key={path} gap="xs" wrap="nowrap" align="baseline">
              <Badge color={holds ? "teal" : "red"} variant="light">
                {holds ? "True" : "False"}
              </Badge>
              <Text size="sm" style={{ overflowWrap: "anywhere" }}>
                {called(path) ?? on}
                {value === null || value === undefined ? " · nothing known" : ` · ${attributeInWords(value)}`}
              </Text>
            </Group>
          ))}
        </Stack>
      )}
    </Section>
  )
}
