import { Button, Group, Select, Stack, Tabs, Text } from "@mantine/core"
import { needsMarketingMessages } from "@parley/whatsapp/templates"
import { IconLanguage, IconPencil, IconSend } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { getRouteApi, useNavigate } from "@tanstack/react-router"
import { type ReactNode, useState } from "react"
import { api, client, type Shapes } from "../api/client.ts"
import { useAction } from "../look/action.ts"
import { ButtonLink } from "../look/links.tsx"
import { Loading } from "../look/page/loading.tsx"
import { Page } from "../look/page/page.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { sayDone, sayFailed } from "../look/toasts.ts"
import { Allowed, NotAllowed } from "../session/allowed.tsx"
import { useMay } from "../session/me.ts"
import { definitionOfTemplate } from "./definition-of-template.ts"
import { DeleteTemplate } from "./delete-template.tsx"
import { languageName } from "./language-name.ts"
import { StatusDot } from "./list/status-badge.tsx"
import { ContactPreview } from "./preview/contact-preview.tsx"
import { TestSend } from "./preview/test-send.tsx"
import { type TemplateDialog, Variant } from "./variant.tsx"

const route = getRouteApi("/framed/templates/$groupId")

/** One template: each of its languages on a tab, with what is known of it beside a phone that shows it. */
export function TemplateGroupPage() {
  const { groupId } = route.useParams()
  const { language } = route.useSearch()
  const group = api.useQuery("get", "/v1/template-groups/{id}", { params: { path: { id: groupId } } })
  const templates = group.data?.templates ?? []
  const shown = templates.find((one) => one.language === language) ?? templates[0]
  const template = api.useQuery(
    "get",
    "/v1/templates/{id}",
    { params: { path: { id: shown?.id ?? "" } } },
    { enabled: shown !== undefined },
  )
  const [open, setOpen] = useState<TemplateDialog>()
  const close = () => setOpen(undefined)
  return (
    <Page
      title={group.data?.name ?? "Template"}
      up={{ to: "/templates", label: "Templates" }}
      wide
      action={
        group.data && shown ? (
          <Allowed to="templates:write">
            <Group gap="xs">
              <ButtonLink
                to="/templates/new"
                search={{ name: group.data.name, from: shown.id }}
                variant="default"
                leftSection={<IconLanguage size={18} aria-hidden />}
              >
                Add a language
              </ButtonLink>
              {template.data ? <NextStep template={template.data} onTest={() => setOpen("test")} /> : null}
            </Group>
          </Allowed>
        ) : undefined
      }
    >
      <Allowed to="templates:read" instead={<NotAllowed permission="templates:read" />}>
        <ProblemAlert failure={group.error} retry={group.refetch} />
        {group.isPending ? <Loading /> : null}
        {group.data && shown === undefined ? (
          <Text c="dimmed">All languages were deleted. The name can be reused after 30 days.</Text>
        ) : null}
        {group.data && shown ? (
          <LanguageTabs group={group.data} shown={shown.language}>
            <ProblemAlert failure={template.error} retry={template.refetch} />
            {template.isPending ? <Loading /> : null}
            {template.data ? (
              <Variant key={template.data.id} template={template.data} onOpen={setOpen} />
            ) : null}
          </LanguageTabs>
        ) : null}
        {template.data && open === "preview" ? (
          <ContactPreview template={template.data} onClose={close} />
        ) : null}
        {template.data && open === "test" ? <TestSend template={template.data} onClose={close} /> : null}
        {template.data && open === "delete" ? (
          <DeleteTemplate template={template.data} onClose={close} />
        ) : null}
      </Allowed>
    </Page>
  )
}

/** What one would do next with a template as it stands: try it, or fix it. */
function NextStep({ template, onTest }: { template: Shapes["Template"]; onTest: () => void }) {
  if (template.status === "APPROVED") {
    if (needsMarketingMessages(definitionOfTemplate(template))) return null
    return (
      <Button leftSection={<IconSend size={18} aria-hidden />} onClick={onTest}>
        Send a test
      </Button>
    )
  }
  if (!template.edit.allowed) return null
  return (
    <ButtonLink
      to="/templates/$groupId/edit/$templateId"
      params={{ groupId: template.group_id, templateId: template.id }}
      leftSection={<IconPencil size={18} aria-hidden />}
    >
      Edit
    </ButtonLink>
  )
}

/** The children are about the language that is shown. */
function LanguageTabs({
  group,
  shown,
  children,
}: {
  group: Shapes["TemplateGroup"]
  shown: string
  children: ReactNode
}) {
  const navigate = useNavigate()
  const show = (language: string | null) =>
    language &&
    void navigate({
      to: "/templates/$groupId",
      params: { groupId: group.id },
      search: { language },
      replace: true,
    })
  return (
    <Tabs value={shown} onChange={show}>
      <Stack gap="lg">
        <Group justify="space-between" align="flex-end" gap="sm">
          <Tabs.List aria-label="Languages">
            {group.templates.map(({ id, language, explanation }) => (
              <Tabs.Tab key={id} value={language} leftSection={<StatusDot explanation={explanation} />}>
                {languageName(language)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {group.templates.length > 1 ? <Fallback group={group} /> : null}
        </Group>
        <Tabs.Panel value={shown}>{children}</Tabs.Panel>
      </Stack>
    </Tabs>
  )
}

/** Which language contacts get who speak none of these. */
function Fallback({ group }: { group: Shapes["TemplateGroup"] }) {
  const queries = useQueryClient()
  const may = useMay()
  const declare = useAction(async (language: string | null) => {
    const { error } = await client.PATCH("/v1/template-groups/{id}", {
      params: { path: { id: group.id } },
      body: { fallback_language: language },
    })
    if (error) throw error
    await queries.invalidateQueries()
    sayDone("Fallback language saved.")
  }, sayFailed)
  return (
    <Select
      label="Fallback language"
      description="For contacts with another language"
      data={group.templates.map(({ language }) => ({ value: language, label: languageName(language) }))}
      placeholder={`${languageName(group.templates[0]?.language ?? "")} (the oldest)`}
      value={group.fallback_language}
      clearable
      disabled={!may("templates:write") || declare.isBusy}
      onChange={(language) => void declare.run(language)}
      w={320}
      maw="100%"
    />
  )
}
