import type { TemplateDefinition } from "@parley/whatsapp/templates"
import { IconBooks, IconSearch } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { getRouteApi, Navigate, useNavigate } from "@tanstack/react-router"
import { useMemo, useState } from "react"
import { api, client, type Shapes } from "../api/client.ts"
import { ButtonLink } from "../look/links.tsx"
import { Loading } from "../look/page/loading.tsx"
import { Page } from "../look/page/page.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { EmptyState } from "../look/table/empty-state.tsx"
import { sayDone } from "../look/toasts.ts"
import { Allowed, NotAllowed } from "../session/allowed.tsx"
import { useMe, useWorkspace } from "../session/me.ts"
import { Builder } from "./builder/builder.tsx"
import { type Draft, draftOf, emptyDraft } from "./builder/draft/draft.ts"
import { welcomeExample } from "./builder/draft/example.ts"
import { beginDraft, type KeptDraft, useKeptDraft } from "./builder/draft/kept-draft.ts"
import { submissionOf } from "./builder/draft/submission.ts"
import { useBusinessAccounts } from "./business-accounts.ts"
import { definitionOfTemplate } from "./definition-of-template.ts"
import { languageName } from "./language-name.ts"
import { definitionOfFormat } from "./library/definition-of-format.ts"
import { NotConnected } from "./not-connected.tsx"

const route = getRouteApi("/framed/templates/new")

/** A template from nothing, as a copy of another, as another language of a name, or from a format of Meta's library. */
export function NewTemplatePage() {
  const { from, name, library } = route.useSearch()
  return (
    <Page
      title={titleOf({ from, name, library })}
      up={
        library === undefined
          ? { to: "/templates", label: "Templates" }
          : [
              { to: "/templates", label: "Templates" },
              { to: "/templates/library", label: "Template library" },
            ]
      }
      wide
      action={
        from === undefined && name === undefined && library === undefined ? (
          <ButtonLink
            to="/templates/library"
            variant="default"
            leftSection={<IconBooks size={18} aria-hidden />}
          >
            Template library
          </ButtonLink>
        ) : undefined
      }
    >
      <Allowed to="templates:write" instead={<NotAllowed permission="templates:write" />}>
        <InDraft />
      </Allowed>
    </Page>
  )
}

function titleOf({
  from,
  name,
  library,
}: Readonly<Record<"from" | "name" | "library", string | undefined>>): string {
  if (name !== undefined) return `Add a language to ${name}`
  if (from !== undefined) return "Duplicate template"
  return library === undefined ? "New template" : "Customize a library template"
}

/** The address names the draft from the start, so that a reload finds what was written. */
function InDraft() {
  const search = route.useSearch()
  const [loads, setLoads] = useState(0)
  const id = useMemo(() => search.draft ?? beginDraft(), [search.draft])
  if (search.draft === undefined)
    return <Navigate to="/templates/new" search={{ ...search, draft: id }} replace />
  return <OneDraft key={`${id} ${loads}`} id={id} reload={() => setLoads(loads + 1)} />
}

function OneDraft({ id, reload }: { id: string; reload: () => void }) {
  const kept = useKeptDraft({ id })
  const accounts = useBusinessAccounts()
  if (accounts.data === undefined || kept.data === undefined) {
    if (accounts.error) return <ProblemAlert failure={accounts.error} retry={accounts.refetch} />
    return kept.error ? <ProblemAlert failure={kept.error} retry={kept.refetch} /> : <Loading />
  }
  const [first] = accounts.data
  if (first === undefined) return <NotConnected />
  return <BeginSomewhere id={id} kept={kept.data} accounts={accounts.data} first={first} reload={reload} />
}

interface DraftOnPage {
  id: string
  /** What the server has of it. */
  kept: KeptDraft | null
  reload: () => void
}

function BeginSomewhere({
  accounts,
  first,
  ...draft
}: DraftOnPage & { accounts: readonly Shapes["BusinessAccount"][]; first: Shapes["BusinessAccount"] }) {
  const { from, library, language, account } = route.useSearch()
  const chosen = accounts.find(({ id }) => id === account) ?? first
  const choice = { draft, accounts, account: chosen.id }
  if (from !== undefined) return <BeginFrom {...choice} id={from} />
  if (library !== undefined && language !== undefined)
    return <BeginFromLibrary {...choice} name={library} language={language} />
  return <BeginFromNothing {...choice} />
}

interface Choice {
  draft: DraftOnPage
  accounts: readonly Shapes["BusinessAccount"][]
  /** The account to start with. */
  account: string
}

function BeginFromNothing(choice: Choice) {
  const { name, example } = route.useSearch()
  const business = choice.accounts.find(({ id }) => id === choice.account)?.name ?? "us"
  const initial = useMemo(() => {
    if (example !== undefined) return welcomeExample(business)
    return name === undefined ? emptyDraft : { ...emptyDraft, name }
  }, [name, example, business])
  return <Begin {...choice} initial={initial} />
}

/** A copy gets a name of its own; another language keeps the name and starts with the text to translate. */
function BeginFrom({ id, ...choice }: Choice & { id: string }) {
  const { name } = route.useSearch()
  const original = api.useQuery("get", "/v1/templates/{id}", { params: { path: { id } } })
  const initial = useMemo(() => {
    if (original.data === undefined) return undefined
    const draft = draftOf(definitionOfTemplate(original.data))
    return name === undefined ? { ...draft, name: `${draft.name}_copy` } : { ...draft, name, language: "" }
  }, [original.data, name])
  if (original.error) return <ProblemAlert failure={original.error} retry={original.refetch} />
  if (original.data === undefined || initial === undefined) return <Loading />
  const { business_account_id, language } = original.data
  return <Begin {...choice} account={business_account_id} initial={initial} originalLanguage={language} />
}

function BeginFromLibrary({ name, language, ...choice }: Choice & { name: string; language: string }) {
  const query = { business_account_id: choice.account, search: name, language, limit: 100 }
  const formats = api.useQuery("get", "/v1/template-library", { params: { query } })
  const format = formats.data?.data.find((one) => one.name === name && one.language === language)
  const initial = useMemo(() => format && draftOf(definitionOfFormat(format)), [format])
  if (formats.error) return <ProblemAlert failure={formats.error} retry={formats.refetch} />
  if (formats.isPending) return <Loading />
  if (initial === undefined) {
    return (
      <EmptyState
        icon={IconSearch}
        title="Not in Meta's library"
        action={<ButtonLink to="/templates/library">Template library</ButtonLink>}
      >
        There is no {name} in {languageName(language)}. Choose another one.
      </EmptyState>
    )
  }
  return <Begin {...choice} initial={initial} />
}

interface Beginning extends Choice {
  /** What the draft starts with, where nothing of it is kept. */
  initial: Draft
  /** The language of the template it starts from. */
  originalLanguage?: string
}

function Begin({ draft, accounts, account, initial, originalLanguage }: Beginning) {
  const { name } = route.useSearch()
  const workspace = useWorkspace()
  const { member } = useMe()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const submit = async (definition: TemplateDefinition, accountId: string, draftId: string | undefined) => {
    const { data, error } = await client.POST("/v1/templates", {
      body: {
        ...submissionOf(definition),
        business_account_id: accountId,
        ...(draftId === undefined ? {} : { draft_id: draftId }),
      },
    })
    if (error) throw error
    await queries.invalidateQueries()
    sayDone("Submitted for review.")
    const { group_id: groupId, language } = data
    await navigate({ to: "/templates/$groupId", params: { groupId }, search: { language } })
  }
  return (
    <Builder
      place={{ memberId: member.id, workspaceId: workspace.id, id: draft.id, kept: draft.kept }}
      initial={initial}
      accounts={accounts}
      account={account}
      nameIsFixed={name !== undefined}
      original={
        name === undefined || originalLanguage === undefined
          ? undefined
          : { language: originalLanguage, text: initial.body }
      }
      submitLabel="Submit to Meta"
      submit={submit}
      reload={draft.reload}
      leave={() => navigate({ to: "/templates" })}
    />
  )
}
