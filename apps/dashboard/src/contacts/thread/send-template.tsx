import { Alert, Box, Button, Group, SimpleGrid, Stack, Text } from "@mantine/core"
import { useDebouncedValue, useDisclosure } from "@mantine/hooks"
import { IconAlertTriangle, IconCheck } from "@tabler/icons-react"
import { keepPreviousData, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { api, client, type Shapes } from "../../api/client.ts"
import { useAction } from "../../look/action.ts"
import { Dialog } from "../../look/dialogs/dialog.tsx"
import { Loading } from "../../look/page/loading.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { sayDone } from "../../look/toasts.ts"
import { ApprovedTemplateSelect } from "../../templates/approved-template-select.tsx"
import { Bubble } from "../../templates/phone/phone.tsx"
import { shownPreview } from "../../templates/phone/shown-preview.ts"
import { personalForm } from "../../templates/values/given-values.ts"
import { valueIssuesOf } from "../../templates/values/issues.ts"
import { useValues } from "../../templates/values/use-values.ts"
import { ValueFields } from "../../templates/values/value-fields.tsx"
import { useAttributes } from "../attributes/use-attributes.ts"

interface Sender {
  accountId: string
  /** As it shows itself on phones. */
  name: string
  reach: Shapes["Reachability"]
}

/** A template to one contact, from the number whose thread is open. */
export function SendTemplate({
  contactId,
  sender,
  isPrimary,
}: {
  contactId: string
  sender: Sender
  isPrimary: boolean
}) {
  const [isOpen, { open, close }] = useDisclosure(false)
  return (
    <>
      <Button variant={isPrimary ? "filled" : "default"} onClick={open}>
        Send a template
      </Button>
      {isOpen ? <SendDialog contactId={contactId} sender={sender} onClose={close} /> : null}
    </>
  )
}

function SendDialog({
  contactId,
  sender,
  onClose,
}: {
  contactId: string
  sender: Sender
  onClose: () => void
}) {
  const [templateId, setTemplateId] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const template = api.useQuery(
    "get",
    "/v1/templates/{id}",
    { params: { path: { id: templateId ?? "" } } },
    { enabled: templateId !== null },
  )
  const attributes = useAttributes()
  // As it is now: a window may have closed since the page asked.
  const now = api.useQuery(
    "get",
    "/v1/contacts/{id}/reachability",
    { params: { path: { id: contactId } } },
    { refetchOnMount: "always" },
  )
  const reach = now.data?.data.find(({ number_id }) => number_id === sender.reach.number_id) ?? sender.reach
  return (
    <Dialog title="Send a template" size={820} isBusy={isBusy} onClose={onClose}>
      <Stack>
        <ApprovedTemplateSelect
          label="Template"
          accountId={sender.accountId}
          value={templateId}
          onChange={setTemplateId}
          error={null}
        />
        <ProblemAlert failure={template.error} retry={template.refetch} />
        {templateId !== null && (template.isPending || attributes.isPending) ? <Loading /> : null}
        {template.data === undefined || attributes.isPending ? null : (
          <FilledTemplate
            key={template.data.id}
            template={template.data}
            attributes={attributes.names}
            contactId={contactId}
            sender={{ ...sender, reach }}
            onBusy={setBusy}
            onClose={onClose}
          />
        )}
      </Stack>
    </Dialog>
  )
}

/** The rules that a template of a category meets; of one that is not known the strictest. */
function verdictOf({ marketing, utility, authentication }: Shapes["Reachability"], category: string) {
  if (category === "UTILITY") return utility
  return category === "AUTHENTICATION" ? authentication : marketing
}

function FilledTemplate({
  template,
  attributes,
  contactId,
  sender,
  onBusy,
  onClose,
}: {
  template: Shapes["Template"]
  attributes: readonly string[]
  contactId: string
  sender: Sender
  onBusy: (isBusy: boolean) => void
  onClose: () => void
}) {
  const queries = useQueryClient()
  const values = useValues(template, personalForm(attributes))
  const [settled] = useDebouncedValue(values.form, 300)
  const contentOf = (form: typeof settled) => ({
    kind: "template" as const,
    template_id: template.id,
    values: values.valuesOf(form),
  })
  const preview = api.useQuery(
    "post",
    "/v1/messages/preview",
    { body: { contact_id: contactId, content: contentOf(settled) } },
    { placeholderData: keepPreviousData, retry: false },
  )
  const { reach } = sender
  const send = useAction(async () => {
    onBusy(true)
    try {
      const { error } = await client.POST("/v1/messages", {
        body: { contact_id: contactId, number_id: reach.number_id, content: contentOf(values.form) },
      })
      if (error) throw error
      sayDone("Template queued.")
      onClose()
      void queries.invalidateQueries({
        predicate: ({ queryKey: [, path] }) =>
          /^\/v1\/(messages|contacts\/\{id\}\/threads)/.test(String(path)),
      })
    } finally {
      onBusy(false)
    }
  })
  const refused = valueIssuesOf(send.failure ?? preview.error)
  const errors = values.errorsWith(refused.length > 0 ? refused : (preview.data?.preview?.issues ?? []))
  const verdict = verdictOf(reach, template.category)
  const waits = verdict === reach.marketing ? reach.marketing_waits : reach.waits
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
        <Stack>
          <ValueFields values={values} errors={errors} numberId={reach.number_id} />
          {refused.length > 0 ? null : <ProblemAlert failure={send.failure ?? preview.error} />}
        </Stack>
        <Box>
          {preview.data?.preview ? <Bubble message={shownPreview(preview.data.preview)} /> : null}
        </Box>
      </SimpleGrid>
      <Eligibility verdict={verdict} waits={waits} />
      <Group justify="flex-end">
        <Button variant="default" disabled={send.isBusy} onClick={onClose}>
          Cancel
        </Button>
        <Button
          loading={send.isBusy}
          disabled={!verdict.reachable || values.isUnreadable}
          onClick={() => void send.run()}
        >
          Send
        </Button>
      </Group>
    </>
  )
}

/** Whether it will go, before it is sent. */
function Eligibility({
  verdict,
  waits,
}: {
  verdict: Shapes["ReachVerdict"]
  waits: Shapes["Reachability"]["waits"]
}) {
  if (!verdict.reachable) {
    return (
      <Alert
        color="red"
        icon={<IconAlertTriangle aria-hidden />}
        role="status"
        title="Not reachable with this template"
      >
        {verdict.reason?.title} {verdict.reason?.advice}
      </Alert>
    )
  }
  if (waits !== null) {
    return (
      <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />} role="status" title="It will wait">
        {waits.title} {waits.advice}
      </Alert>
    )
  }
  return (
    <Group gap={6} role="status">
      <IconCheck size={16} aria-hidden color="var(--fine-mark)" />
      <Text size="sm">Reachable with this template.</Text>
    </Group>
  )
}
