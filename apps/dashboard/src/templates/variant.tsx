import { Alert, Box, Button, Group, Menu, Paper, Stack, Text, Title } from "@mantine/core"
import { needsMarketingMessages, renderTemplate } from "@parley/whatsapp/templates"
import { IconCopy, IconEye, IconPencil, IconTrash } from "@tabler/icons-react"
import { useNavigate } from "@tanstack/react-router"
import type { ReactNode } from "react"
import { api, type Shapes } from "../api/client.ts"
import { asWords } from "../look/as-words.ts"
import { AnchorLink, ButtonLink } from "../look/links.tsx"
import { MoreMenu } from "../look/more-menu.tsx"
import { Instant } from "../look/time/instant.tsx"
import { useMay } from "../session/me.ts"
import { useBusinessAccounts } from "./business-accounts.ts"
import { CategoryChange } from "./category-change.tsx"
import { definitionOfTemplate } from "./definition-of-template.ts"
import { EndPause } from "./end-pause.tsx"
import { languageName } from "./language-name.ts"
import { StatusBadge } from "./list/status-badge.tsx"
import { Phone } from "./phone/phone.tsx"
import { pictureOf, pictureUrls } from "./phone/pictures.ts"
import { sampleValues } from "./phone/sample-values.ts"
import { HeldLaunches, UsedBy } from "./template-uses.tsx"
import look from "./variant.module.css"

export type TemplateDialog = "preview" | "test" | "delete" | undefined

/** One language of a template: what is known of it and what can be done with it, and beside that how it looks. */
export function Variant({
  template,
  onOpen,
}: {
  template: Shapes["Template"]
  onOpen: (dialog: TemplateDialog) => void
}) {
  const may = useMay()
  const definition = definitionOfTemplate(template)
  const language = languageName(template.language)
  const accounts = useBusinessAccounts().data ?? []
  const account = accounts.find(({ id }) => id === template.business_account_id)
  return (
    <section aria-label={language} className={look.columns}>
      <Stack gap="md">
        <Paper withBorder p="lg">
          <Stack gap="md">
            <Group justify="space-between" wrap="nowrap" align="flex-start">
              <Group gap="sm">
                <Title order={2} size="h4">
                  {language}
                </Title>
                <StatusBadge explanation={template.explanation} />
              </Group>
              <Actions template={template} onOpen={onOpen} />
            </Group>
            <Standing template={template} />
            {needsMarketingMessages(definition) ? (
              <Alert color="yellow" variant="light" p="sm">
                <Text size="sm">
                  It can't be sent: GIF headers only work with Meta's Marketing Messages API. Duplicate it and
                  use an image or a video.
                </Text>
              </Alert>
            ) : null}
            <DraftOfChange template={template} />
            <CategoryChange template={template} />
            {template.can_unpause ? <EndPause id={template.id} /> : null}
            <HeldLaunches template={template} />
            <Facts template={template} account={accounts.length > 1 ? account?.name : undefined} />
          </Stack>
        </Paper>
        <Paper withBorder p="lg">
          <UsedBy id={template.id} />
        </Paper>
      </Stack>
      <Box className={look.phone}>
        <Phone
          from={account?.numbers[0]?.verified_name ?? account?.name ?? "Your business"}
          message={{
            ...renderTemplate(definition, sampleValues(definition)),
            pictureUrl: pictureOf(definition.components),
            cardPictureUrls: pictureUrls(definition.components),
          }}
          caption="With sample values"
        />
        {may("contacts:read") ? (
          <Group justify="center" mt="sm">
            <Button
              variant="default"
              size="xs"
              leftSection={<IconEye size={14} aria-hidden />}
              onClick={() => onOpen("preview")}
            >
              Preview as a contact
            </Button>
          </Group>
        ) : null}
      </Box>
    </section>
  )
}

/** What keeps it from being sent, and what to do about that. */
function Standing({ template: { explanation, status_detail } }: { template: Shapes["Template"] }) {
  if (explanation.tone === "good") return null
  return (
    <Alert
      color={explanation.tone === "problem" ? "red" : "gray"}
      variant="light"
      p="sm"
      title={explanation.meaning}
    >
      {explanation.advice === null ? null : <Text size="sm">{explanation.advice}</Text>}
      {status_detail === null ? null : (
        <Text size="sm" mt={4}>
          Meta says: {status_detail}
        </Text>
      )}
    </Alert>
  )
}

/** Changes that somebody has started. */
function DraftOfChange({ template }: { template: Shapes["Template"] }) {
  const may = useMay()
  const drafts = api.useQuery(
    "get",
    "/v1/template-drafts",
    { params: { query: { template_id: template.id, limit: 1 } } },
    { enabled: may("templates:write") && template.edit.allowed },
  )
  const [draft] = drafts.data?.data ?? []
  if (draft === undefined) return null
  return (
    <Text size="sm">
      {draft.changed_by_name ?? "Somebody"} started a change <Instant at={draft.updated_at} ago />.{" "}
      <AnchorLink
        to="/templates/$groupId/edit/$templateId"
        params={{ groupId: template.group_id, templateId: template.id }}
      >
        Continue it
      </AnchorLink>
    </Text>
  )
}

const qualities: Readonly<Record<string, string>> = {
  GREEN: "High",
  YELLOW: "Medium: some people block or report it",
  RED: "Low: many people block or report it, and Meta may pause it",
}

function Facts({ template, account }: { template: Shapes["Template"]; account: string | undefined }) {
  const { category, quality_score, edit, updated_at, library_template_name } = template
  const editing = [
    edit.reason,
    edit.edits_left === null || !edit.allowed
      ? null
      : `${edit.edits_left} ${edit.edits_left === 1 ? "edit" : "edits"} left in 30 days.`,
  ].filter((part) => part !== null)
  return (
    <dl className={look.facts}>
      <Fact name="Category">{asWords(category)}</Fact>
      <Fact name="Quality">{qualities[quality_score ?? ""] ?? "Not rated yet"}</Fact>
      {account === undefined ? null : <Fact name="Account">{account}</Fact>}
      {library_template_name === null ? null : (
        <Fact name="From Meta's library">{library_template_name}</Fact>
      )}
      <Fact name="Changed">
        <Instant at={updated_at} ago />
      </Fact>
      {editing.length === 0 && edit.allowed_at === null ? null : (
        <Fact name="Editing">
          {editing.join(" ")}
          {edit.allowed_at === null ? null : (
            <>
              {" "}
              Again from <Instant at={edit.allowed_at} />.
            </>
          )}
        </Fact>
      )}
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Actions({
  template,
  onOpen,
}: {
  template: Shapes["Template"]
  onOpen: (dialog: TemplateDialog) => void
}) {
  const may = useMay()
  const navigate = useNavigate()
  const mayWrite = may("templates:write")
  // Where editing is what to do next, the page offers it at its top.
  const isEditable = mayWrite && template.edit.allowed && template.status === "APPROVED"
  return (
    <Group gap={6} wrap="nowrap">
      {isEditable ? (
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
