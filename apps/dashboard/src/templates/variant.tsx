import { Alert, Group, Menu, Paper, Stack, Text, Title } from "@mantine/core"
import { needsMarketingMessages, renderTemplate } from "@parley/whatsapp/templates"
import { IconCopy, IconEye, IconPencil, IconSend, IconTrash } from "@tabler/icons-react"
import { useNavigate } from "@tanstack/react-router"
import { useState } from "react"
import { api, type Shapes } from "../api/client.ts"
import { Loading } from "../look/dialogs/sheet.tsx"
import { ButtonLink } from "../look/links.tsx"
import { MoreMenu } from "../look/more-menu.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { Instant } from "../look/time/instant.tsx"
import { useMay } from "../session/me.ts"
import { useBusinessAccounts } from "./business-accounts.ts"
import { CategoryChange } from "./category-change.tsx"
import { definitionOfTemplate } from "./definition-of-template.ts"
import { DeleteTemplate } from "./delete-template.tsx"
import { EndPause } from "./end-pause.tsx"
import { languageName } from "./language-name.ts"
import { Phone } from "./phone/phone.tsx"
import { pictureOf, pictureUrls } from "./phone/pictures.ts"
import { sampleValues } from "./phone/sample-values.ts"
import { ContactPreview } from "./preview/contact-preview.tsx"
import { TestSend } from "./preview/test-send.tsx"
import { StatusBadge } from "./status-badge.tsx"
import { HeldLaunches, UsedBy } from "./template-uses.tsx"

type Open = "preview" | "test" | "delete" | undefined

/** One language of a template: how it looks, how it stands, and what can be done with it. */
export function Variant({ id }: { id: string }) {
  const template = api.useQuery("get", "/v1/templates/{id}", { params: { path: { id } } })
  if (template.isPending) return <Loading />
  if (template.error) return <ProblemAlert failure={template.error} retry={template.refetch} />
  return <Shown template={template.data} />
}

function Shown({ template }: { template: Shapes["Template"] }) {
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  const { explanation } = template
  const definition = definitionOfTemplate(template)
  const isUnsendable = needsMarketingMessages(definition)
  const language = languageName(template.language)
  const account = useBusinessAccounts().data?.find(({ id }) => id === template.business_account_id)
  return (
    <Paper withBorder p="lg" component="section" aria-label={language}>
      <Stack gap="md">
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Stack gap={4} align="flex-start">
            <Title order={2} size="h5">
              {language}
            </Title>
            <StatusBadge explanation={explanation} />
          </Stack>
          <Actions template={template} isUnsendable={isUnsendable} onOpen={setOpen} />
        </Group>
        <Standing template={template} />
        {isUnsendable ? (
          <Alert color="yellow" variant="light" p="sm">
            <Text size="sm">
              It can't be sent: GIF headers only work with Meta's Marketing Messages API. Duplicate it and use
              an image or a video.
            </Text>
          </Alert>
        ) : null}
        <CategoryChange template={template} />
        {template.can_unpause ? <EndPause id={template.id} /> : null}
        <HeldLaunches template={template} />
        <Phone
          from={account?.numbers[0]?.verified_name ?? account?.name ?? "Your business"}
          message={{
            ...renderTemplate(definition, sampleValues(definition)),
            pictureUrl: pictureOf(definition.components),
            cardPictureUrls: pictureUrls(definition.components),
          }}
          caption="With sample values"
        />
        <UsedBy id={template.id} />
      </Stack>
      {open === "preview" ? <ContactPreview template={template} onClose={close} /> : null}
      {open === "test" ? <TestSend template={template} onClose={close} /> : null}
      {open === "delete" ? <DeleteTemplate template={template} onClose={close} /> : null}
    </Paper>
  )
}

function Standing({ template }: { template: Shapes["Template"] }) {
  const { explanation, status_detail, quality_score, updated_at } = template
  return (
    <Stack gap={6}>
      {explanation.tone === "good" ? null : (
        <Alert color={explanation.tone === "problem" ? "red" : "gray"} variant="light" p="sm">
          <Text size="sm">{explanation.meaning}</Text>
          {explanation.advice === null ? null : <Text size="sm">{explanation.advice}</Text>}
          {status_detail === null ? null : (
            <Text size="sm" mt={4}>
              Meta says: {status_detail}
            </Text>
          )}
        </Alert>
      )}
      <Text size="sm" c="dimmed">
        {quality_score === null || quality_score === "UNKNOWN"
          ? ""
          : `Quality ${quality_score.toLowerCase()}. `}
        Changed <Instant at={updated_at} ago />.{" "}
        {template.edit.allowed || template.edit.reason === null ? "" : template.edit.reason}
        {template.edit.allowed_at === null ? null : (
          <>
            {" "}
            Again from <Instant at={template.edit.allowed_at} />.
          </>
        )}
      </Text>
    </Stack>
  )
}

function Actions({
  template,
  isUnsendable,
  onOpen,
}: {
  template: Shapes["Template"]
  /** Whatever its status. */
  isUnsendable: boolean
  onOpen: (open: Open) => void
}) {
  const may = useMay()
  const navigate = useNavigate()
  const mayWrite = may("templates:write")
  return (
    <Group gap={6} wrap="nowrap">
      {mayWrite && template.edit.allowed ? (
        <ButtonLink
          to="/templates/$groupId/edit/$templateId"
          params={{ groupId: template.group_id, templateId: template.id }}
          variant="default"
          size="xs"
          leftSection={<IconPencil size={14} aria-hidden />}
        >
          Edit
        </ButtonLink>
      ) : null}
      <MoreMenu what={languageName(template.language)}>
        <Menu.Item
          leftSection={<IconEye size={16} aria-hidden />}
          disabled={!may("contacts:read")}
          onClick={() => onOpen("preview")}
        >
          Preview as a contact
        </Menu.Item>
        <Menu.Item
          leftSection={<IconSend size={16} aria-hidden />}
          disabled={!mayWrite || template.status !== "APPROVED" || isUnsendable}
          onClick={() => onOpen("test")}
        >
          Send a test to yourself
        </Menu.Item>
        <Menu.Item
          leftSection={<IconCopy size={16} aria-hidden />}
          disabled={!mayWrite}
          onClick={() => void navigate({ to: "/templates/new", search: { from: template.id } })}
        >
          Duplicate
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          color="red"
          leftSection={<IconTrash size={16} aria-hidden />}
          disabled={!mayWrite || template.status === "DISABLED"}
          onClick={() => onOpen("delete")}
        >
          Delete
        </Menu.Item>
      </MoreMenu>
    </Group>
  )
}
