import type { TemplateDefinition } from "@parley/whatsapp/templates"
import { IconPlugConnected } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { getRouteApi, useNavigate } from "@tanstack/react-router"
import { useMemo } from "react"
import { api, client, type Shapes } from "../api/client.ts"
import { Empty } from "../look/empty.tsx"
import { ButtonLink } from "../look/links.tsx"
import { Page } from "../look/page.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { sayDone } from "../look/said.ts"
import { Loading } from "../look/sheet.tsx"
import { Allowed, NotAllowed } from "../session/allowed.tsx"
import { useWorkspace } from "../session/me.ts"
import { Builder } from "./builder/builder.tsx"
import { type Draft, draftOf, emptyDraft } from "./builder/draft.ts"
import { submissionOf } from "./builder/submission.ts"
import { useBusinessAccounts } from "./business-accounts.ts"
import { definitionOfTemplate } from "./definition-of-template.ts"

const route = getRouteApi("/framed/templates/new")

/** A template from nothing, as a copy of another, or as another language of a name. */
export function NewTemplatePage() {
  const { from, name } = route.useSearch()
  const title =
    name !== undefined
      ? `Another language of ${name}`
      : from !== undefined
        ? "A copy of a template"
        : "New template"
  return (
    <Page title={title} up={{ to: "/templates", label: "Templates" }} wide>
      <Allowed to="templates:write" instead={<NotAllowed permission="templates:write" />}>
        {from === undefined ? <Begin original={undefined} /> : <BeginFrom id={from} />}
      </Allowed>
    </Page>
  )
}

function BeginFrom({ id }: { id: string }) {
  const original = api.useQuery("get", "/v1/templates/{id}", { params: { path: { id } } })
  if (original.isPending) return <Loading />
  if (original.error) return <ProblemAlert failure={original.error} retry={original.refetch} />
  return <Begin original={original.data} />
}

function Begin({ original }: { original: Shapes["Template"] | undefined }) {
  const { name, account } = route.useSearch()
  const workspace = useWorkspace()
  const accounts = useBusinessAccounts()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const initial = useMemo(() => beginning(original, name), [original, name])
  if (accounts.isPending) return <Loading />
  if (accounts.error) return <ProblemAlert failure={accounts.error} retry={accounts.refetch} />
  const first =
    accounts.data.find(({ id }) => id === (original?.business_account_id ?? account)) ?? accounts.data[0]
  if (first === undefined) return <NotConnected />

  const submit = async (definition: TemplateDefinition, accountId: string) => {
    const { data, error } = await client
      .POST("/v1/templates", { body: { ...submissionOf(definition), business_account_id: accountId } })
      .catch((failure: unknown) => ({ data: undefined, error: failure }))
    if (data === undefined) return error
    await queries.invalidateQueries()
    sayDone("Submitted. Meta's decision shows up here by itself.")
    await navigate({ to: "/templates/$groupId", params: { groupId: data.group_id } })
    return undefined
  }
  return (
    <Builder
      draftKey={`parley.template.${workspace.id}.new.${original?.id ?? ""}.${name ?? ""}`}
      initial={initial}
      accounts={accounts.data}
      account={first.id}
      nameIsFixed={name !== undefined}
      submitLabel="Submit to Meta"
      submit={submit}
    />
  )
}

/** A copy gets a name of its own; another language keeps the name and begins with the text to translate. */
function beginning(original: Shapes["Template"] | undefined, name: string | undefined): Draft {
  if (original === undefined) return name === undefined ? emptyDraft : { ...emptyDraft, name }
  const draft = draftOf(definitionOfTemplate(original))
  return { ...draft, name: name ?? `${draft.name}_copy` }
}

function NotConnected() {
  return (
    <Empty
      icon={IconPlugConnected}
      title="Connect WhatsApp first"
      next={<ButtonLink to="/connect/whatsapp">Connect WhatsApp</ButtonLink>}
    >
      Meta reviews templates for a WhatsApp Business account, and none is connected yet.
    </Empty>
  )
}
