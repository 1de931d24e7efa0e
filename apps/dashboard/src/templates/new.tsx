import type { TemplateDefinition } from "@parley/whatsapp/templates"
import { IconBooks, IconSearch } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { getRouteApi, useNavigate } from "@tanstack/react-router"
import { useMemo } from "react"
import { api, client, type Shapes } from "../api/client.ts"
import { Loading } from "../look/dialogs/sheet.tsx"
import { ButtonLink } from "../look/links.tsx"
import { Page } from "../look/page.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { EmptyState } from "../look/table/empty-state.tsx"
import { sayDone } from "../look/toasts.ts"
import { Allowed, NotAllowed } from "../session/allowed.tsx"
import { useWorkspace } from "../session/me.ts"
import { Builder } from "./builder/builder.tsx"
import { type Draft, draftOf, emptyDraft } from "./builder/draft/draft.ts"
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
        <BeginSomewhere />
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

function BeginSomewhere() {
  const { from, library, language, account } = route.useSearch()
  const accounts = useBusinessAccounts()
  if (accounts.isPending) return <Loading />
  if (accounts.error) return <ProblemAlert failure={accounts.error} retry={accounts.refetch} />
  const first = accounts.data.find(({ id }) => id === account) ?? accounts.data[0]
  if (first === undefined) return <NotConnected />
  const choice = { accounts: accounts.data, account: first.id }
  if (from !== undefined) return <BeginFrom {...choice} id={from} />
  if (library !== undefined && language !== undefined)
    return <BeginFromLibrary {...choice} name={library} language={language} />
  return <BeginFromNothing {...choice} />
}

interface Choice {
  accounts: readonly Shapes["BusinessAccount"][]
  /** The account to start with. */
  account: string
}

function BeginFromNothing(choice: Choice) {
  const { name } = route.useSearch()
  const initial = useMemo(() => (name === undefined ? emptyDraft : { ...emptyDraft, name }), [name])
  return <Begin {...choice} origin="" initial={initial} />
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
  return (
    <Begin
      {...choice}
      account={business_account_id}
      origin={id}
      initial={initial}
      originalLanguage={language}
    />
  )
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
  return <Begin {...choice} origin={`library/${name}/${language}`} initial={initial} />
}

interface Beginning extends Choice {
  /** What the draft started with: each beginning is kept in this browser on its own. */
  origin: string
  initial: Draft
  /** The language of the template it starts from. */
  originalLanguage?: string
}

function Begin({ accounts, account, origin, initial, originalLanguage }: Beginning) {
  const { name } = route.useSearch()
  const workspace = useWorkspace()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const submit = async (definition: TemplateDefinition, accountId: string) => {
    const { data, error } = await client.POST("/v1/templates", {
      body: { ...submissionOf(definition), business_account_id: accountId },
    })
    if (error) throw error
    await queries.invalidateQueries()
    sayDone("Submitted for review.")
    await navigate({ to: "/templates/$groupId", params: { groupId: data.group_id } })
  }
  return (
    <Builder
      draftKey={`parley.template.${workspace.id}.new.${origin}.${name ?? ""}`}
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
    />
  )
}
