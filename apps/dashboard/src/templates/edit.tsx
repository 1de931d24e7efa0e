import { Alert } from "@mantine/core"
import type { TemplateDefinition } from "@parley/whatsapp/templates"
import { useQueryClient } from "@tanstack/react-query"
import { getRouteApi, useNavigate } from "@tanstack/react-router"
import { useState } from "react"
import { api, client, type Shapes } from "../api/client.ts"
import { ButtonLink } from "../look/links.tsx"
import { Loading } from "../look/page/loading.tsx"
import { Page } from "../look/page/page.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { dayAndTime } from "../look/time/instants.ts"
import { useNotation } from "../look/time/notation.ts"
import { sayDone } from "../look/toasts.ts"
import { Allowed, NotAllowed } from "../session/allowed.tsx"
import { useMe, useWorkspace } from "../session/me.ts"
import { Builder } from "./builder/builder.tsx"
import { draftOf } from "./builder/draft/draft.ts"
import { beginDraft, type KeptDraft, useKeptDraft } from "./builder/draft/kept-draft.ts"
import { useBusinessAccounts } from "./business-accounts.ts"
import { definitionOfTemplate } from "./definition-of-template.ts"
import { languageName } from "./language-name.ts"

const route = getRouteApi("/framed/templates/$groupId/edit/$templateId")

/** Edits a template within Meta's limits. */
export function EditTemplatePage() {
  const { groupId, templateId } = route.useParams()
  // What is being edited must not change under the editor's hands: the revision tells when someone else was quicker.
  const template = api.useQuery(
    "get",
    "/v1/templates/{id}",
    { params: { path: { id: templateId } } },
    { staleTime: Number.POSITIVE_INFINITY, refetchOnMount: "always" },
  )
  const opened = useFirst(template.isFetching ? undefined : template.data)
  const title = template.data ? `Edit ${template.data.name}` : "Edit template"
  return (
    <Page
      title={title}
      up={[
        { to: "/templates", label: "Templates" },
        { to: "/templates/$groupId", id: groupId, label: template.data?.name ?? "Template" },
      ]}
      wide
    >
      <Allowed to="templates:write" instead={<NotAllowed permission="templates:write" />}>
        <ProblemAlert failure={template.error} retry={template.refetch} />
        {opened ? <InDraft template={opened} /> : template.isFetching ? <Loading /> : null}
      </Allowed>
    </Page>
  )
}

/** The first of a series of values. */
function useFirst<T>(value: T | undefined): T | undefined {
  const [first, setFirst] = useState(value)
  if (first === undefined && value !== undefined) setFirst(value)
  return first
}

function InDraft({ template }: { template: Shapes["Template"] }) {
  const [loads, setLoads] = useState(0)
  return <OneDraft key={loads} template={template} reload={() => setLoads(loads + 1)} />
}

/** What anyone has changed and not submitted is continued. */
function OneDraft({ template, reload }: { template: Shapes["Template"]; reload: () => void }) {
  const kept = useKeptDraft({ templateId: template.id })
  if (!template.edit.allowed) return <NotNow template={template} />
  if (kept.data === undefined)
    return kept.error ? <ProblemAlert failure={kept.error} retry={kept.refetch} /> : <Loading />
  return <EditForm template={template} kept={kept.data} reload={reload} />
}

function EditForm({
  template,
  kept,
  reload,
}: {
  template: Shapes["Template"]
  kept: KeptDraft | null
  reload: () => void
}) {
  const [started] = useState(() => ({
    id: beginDraft(),
    initial: draftOf(definitionOfTemplate(template)),
    revision: kept?.template_revision ?? template.revision,
    isContinued: kept !== null,
  }))
  const workspace = useWorkspace()
  const { member } = useMe()
  const accounts = useBusinessAccounts()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { group_id: groupId, language } = template
  const toGroup = () => navigate({ to: "/templates/$groupId", params: { groupId }, search: { language } })
  if (accounts.isPending) return <Loading />

  const submit = async (
    { components, category, message_send_ttl_seconds: ttl }: TemplateDefinition,
    _: string,
    draftId: string | undefined,
  ) => {
    const { error } = await client.PATCH("/v1/templates/{id}", {
      params: { path: { id: template.id } },
      body: {
        revision: started.revision,
        components,
        ...(draftId === undefined ? {} : { draft_id: draftId }),
        ...(category === template.category ? {} : { category }),
        ...(ttl === undefined ? {} : { message_send_ttl_seconds: ttl }),
      },
    })
    if (error) throw error
    await queries.invalidateQueries()
    sayDone("Change submitted for review.")
    await toGroup()
  }
  const isOutdated = started.isContinued && started.revision !== template.revision
  return (
    <>
      {isOutdated ? (
        <Alert color="yellow" mb="md" title="The template has changed since this draft was started">
          Discard the draft to start from the template as it is now.
        </Alert>
      ) : null}
      <Builder
        place={{
          memberId: member.id,
          workspaceId: workspace.id,
          id: started.id,
          kept,
          template: { id: template.id, revision: started.revision },
        }}
        initial={started.initial}
        accounts={accounts.data ?? []}
        account={template.business_account_id}
        editing={{ id: template.id, categoryIsFixed: template.status === "APPROVED" }}
        submitLabel="Submit the change"
        submit={submit}
        reload={reload}
        leave={toGroup}
      />
    </>
  )
}

function NotNow({ template }: { template: Shapes["Template"] }) {
  const notation = useNotation()
  return (
    <Alert color="gray" title={`${template.name} in ${languageName(template.language)} cannot be edited now`}>
      {template.edit.reason}{" "}
      {template.edit.allowed_at
        ? `It can be edited from ${dayAndTime(new Date(template.edit.allowed_at), notation, "short")}.`
        : ""}
      <br />
      <ButtonLink to="/templates/new" search={{ from: template.id }} variant="default" mt="sm" size="xs">
        Duplicate
      </ButtonLink>
    </Alert>
  )
}
