import { Box, Select, SimpleGrid, Stack, Text } from "@mantine/core"
import { useDebouncedValue } from "@mantine/hooks"
import { keepPreviousData } from "@tanstack/react-query"
import { useState } from "react"
import { api, type Shapes } from "../../api/client.ts"
import { useAttributes } from "../../contacts/attributes/use-attributes.ts"
import { Dialog } from "../../look/dialogs/dialog.tsx"
import { Loading } from "../../look/page/loading.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { useBusinessAccounts } from "../business-accounts.ts"
import { languageName } from "../language-name.ts"
import { Phone } from "../phone/phone.tsx"
import { shownPreview } from "../phone/shown-preview.ts"
import { personalForm } from "../values/given-values.ts"
import { valueIssuesOf } from "../values/issues.ts"
import { useValues } from "../values/use-values.ts"
import { ValueFields } from "../values/value-fields.tsx"
import look from "./contact-preview.module.css"
import { ContactSelect } from "./contact-select.tsx"

/** Shows a template as one real contact would get it, with what is known of them in its variables. */
export function ContactPreview({ template, onClose }: { template: Shapes["Template"]; onClose: () => void }) {
  const attributes = useAttributes()
  return (
    <Dialog onClose={onClose} title="Preview as a contact" size={820} losesNothing>
      {attributes.isPending ? <Loading /> : <Filled template={template} attributes={attributes.names} />}
    </Dialog>
  )
}

function Filled({ template, attributes }: { template: Shapes["Template"]; attributes: readonly string[] }) {
  const [contactId, setContactId] = useState<string | null>(null)
  const [language, setLanguage] = useState("template")
  const values = useValues(template, personalForm(attributes))
  const account = useBusinessAccounts().data?.find(({ id }) => id === template.business_account_id)
  const [settled] = useDebouncedValue(values.form, 300)
  const preview = api.useQuery(
    "post",
    "/v1/messages/preview",
    {
      body: {
        contact_id: contactId ?? "",
        content: {
          kind: "template",
          template_id: template.id,
          values: values.valuesOf(settled),
          ...(language === "contact" ? { language: "contact" as const } : {}),
        },
      },
    },
    { enabled: contactId !== null, placeholderData: keepPreviousData, retry: false },
  )
  const refused = valueIssuesOf(preview.error)
  const errors = values.errorsWith(refused.length > 0 ? refused : (preview.data?.preview?.issues ?? []))
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
      <Stack>
        <ContactSelect value={contactId} onChange={setContactId} />
        <Select
          label="Language"
          allowDeselect={false}
          value={language}
          onChange={(value) => setLanguage(value ?? "template")}
          data={[
            { value: "template", label: languageName(template.language) },
            { value: "contact", label: "The contact's language, if available" },
          ]}
        />
        <ValueFields values={values} errors={errors} />
        {refused.length > 0 ? null : <ProblemAlert failure={preview.error} />}
      </Stack>
      <Box className={look.beside}>
        {preview.data?.preview ? (
          <Phone
            from={account?.numbers[0]?.verified_name ?? account?.name ?? "Your business"}
            message={shownPreview(preview.data.preview)}
            caption={`In ${languageName(preview.data.language ?? template.language)}`}
          />
        ) : (
          <Text size="sm" c="dimmed">
            {contactId === null && "Choose a contact to see what they would get."}
            {refused.length > 0 && "Fix the marked fields to see what they would get."}
          </Text>
        )}
      </Box>
    </SimpleGrid>
  )
}
