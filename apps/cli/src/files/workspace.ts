/** What a workspace has of what is kept in files, read with the lists of the API. */
import { libraryId } from "@parley/model"
import { answerOf, everyRow, type ParleyApi, type Shapes } from "../api/client.ts"
import { ApiError } from "../api/http.ts"
import { Failure } from "../failure.ts"
import { type Kind, kindsOfFiles, kindWords } from "./kinds.ts"
import { type ReferenceKind, References } from "./references.ts"
import { isMembers, type Members } from "./yaml-file.ts"

/** One campaign, canvas, segment, content block or template as the workspace has it. */
export interface WorkspaceObject {
  kind: Kind
  id: string
  revision: number
  name: string
  /** By which a file is its: the name; of a template with its language and account. */
  key: string
  /** As the API answers it. */
  answered: Members
  /** As a file has it. */
  members: Members
}

export interface Workspace {
  id: string
  name: string
  accounts: readonly { id: string; name: string }[]
  objects: readonly WorkspaceObject[]
  references: References
}

type Rows = { [K in Kind]: Members[] }

/**
 * Reads what there is: a few lists, whatever their length, and canvases one by one, as their list has no steps.
 * @param texts of the files, which say what else has to be known by its name
 */
export async function readWorkspace(
  api: ParleyApi,
  { kinds, texts, renamed }: { kinds: readonly Kind[]; texts: string; renamed: ReadonlyMap<string, string> },
): Promise<Workspace> {
  const workspace = await answerOf(api.GET("/v1/workspace"))
  const rows = await readKinds(api, kinds)
  const everything = texts + JSON.stringify(Object.values(rows))
  const mentions = (what: ReferenceKind | "template") => new RegExp(`\\b${what}(_id)?\\b`).test(everything)
  const references = new References(renamed)
  const accounts = await accountsOf(api)
  for (const account of accounts)
    for (const { id, display_phone_number } of account.numbers) {
      references.add("number", [{ id, name: `+${display_phone_number.replaceAll(/\D/g, "")}` }])
      references.setAccount(id, account.id)
    }
  references.add("segment", kinds.includes("segments") ? namesIn(rows.segments) : [])
  references.add("campaign", kinds.includes("campaigns") ? namesIn(rows.campaigns) : [])
  references.add("canvas", kinds.includes("canvases") ? namesIn(rows.canvases) : [])
  const others: [ReferenceKind, () => Promise<{ id: string; name: string }[]>][] = [
    ["group", () => everyRow((query) => api.GET("/v1/subscription-groups", { params: { query } }))],
    ["list", () => everyRow((query) => api.GET("/v1/lists", { params: { query } }))],
    ["tag", () => everyRow((query) => api.GET("/v1/contact-tags", { params: { query } }))],
    ["segment", () => everyRow((query) => api.GET("/v1/segments", { params: { query } }))],
    ["campaign", () => everyRow((query) => api.GET("/v1/campaigns", { params: { query } }))],
    ["canvas", () => everyRow((query) => api.GET("/v1/canvases", { params: { query } }))],
  ]
  const isRead = (what: ReferenceKind) => kinds.some((kind) => kindWords[kind] === what)
  for (const [kind, readAll] of others)
    if (!isRead(kind) && mentions(kind)) references.add(kind, await unlessForbidden(readAll))
  if (everything.includes(libraryId("")))
    references.add(
      "file",
      await unlessForbidden(() => everyRow((query) => api.GET("/v1/media", { params: { query } }))),
    )
  const templates = kinds.includes("templates")
    ? rows.templates.map(asTemplate)
    : mentions("template")
      ? await unlessForbidden(() => everyRow((query) => api.GET("/v1/templates", { params: { query } })))
      : []
  references.addTemplates(templates)
  return { ...workspace, accounts, references, objects: objectsOf(rows, { accounts, references }) }
}

async function readKinds(api: ParleyApi, wanted: readonly Kind[]): Promise<Rows> {
  const none: Members[] = []
  const rows: Rows = {
    "content-blocks": none,
    segments: none,
    templates: none,
    campaigns: none,
    canvases: none,
  }
  const lists = {
    "content-blocks": () => everyRow((query) => api.GET("/v1/content-blocks", { params: { query } })),
    segments: () => everyRow((query) => api.GET("/v1/segments", { params: { query } })),
    templates: () => everyRow((query) => api.GET("/v1/templates", { params: { query } })),
    campaigns: () => everyRow((query) => api.GET("/v1/campaigns", { params: { query } })),
    canvases: () => everyCanvas(api),
  }
  for (const kind of wanted) rows[kind] = (await lists[kind]()).map((row) => ({ ...row }))
  return rows
}

const atOnce = 8

async function everyCanvas(api: ParleyApi): Promise<Shapes["Canvas"][]> {
  const listed = await everyRow((query) => api.GET("/v1/canvases", { params: { query } }))
  const canvases: Shapes["Canvas"][] = []
  for (let place = 0; place < listed.length; place += atOnce) {
    const some = listed.slice(place, place + atOnce)
    const read = some.map(({ id }) => answerOf(api.GET("/v1/canvases/{id}", { params: { path: { id } } })))
    canvases.push(...(await Promise.all(read)))
  }
  return canvases
}

const accountsOf = async (api: ParleyApi): Promise<Shapes["BusinessAccount"][]> =>
  (
    await unlessForbidden(() => everyRow((query) => api.GET("/v1/business-accounts", { params: { query } })))
  ).filter(({ disconnected_at }) => disconnected_at === null)

/** What a key may not read has no names: files then have ids, and what they name is said to be missing. */
async function unlessForbidden<T>(readAll: () => Promise<T[]>): Promise<T[]> {
  try {
    return await readAll()
  } catch (error) {
    if (error instanceof ApiError && error.status === 403) return []
    throw error
  }
}

const text = (value: unknown): string => (typeof value === "string" ? value : "")
const namesIn = (rows: readonly Members[]) => rows.map(({ id, name }) => ({ id: text(id), name: text(name) }))
const asTemplate = ({ id, name, language, business_account_id }: Members) => ({
  id: text(id),
  name: text(name),
  language: text(language),
  business_account_id: text(business_account_id),
})

function objectsOf(rows: Rows, { accounts, references }: Pick<Workspace, "accounts" | "references">) {
  const of = (kind: Kind, members: readonly string[]) =>
    rows[kind].map((row): WorkspaceObject => {
      const kept = Object.fromEntries(members.filter((name) => name in row).map((name) => [name, row[name]]))
      const account = kind === "templates" ? accountIn(accounts, text(row.business_account_id)) : undefined
      const said = account === undefined ? kept : { ...kept, account }
      return {
        kind,
        id: text(row.id),
        revision: Number(row.revision),
        name: text(row.name),
        key: keyOf(kind, said),
        answered: row,
        members: inFile(kind, said, references),
      }
    })
  return [
    ...of("content-blocks", ["name", "description", "tags", "state", "content"]),
    ...of("segments", ["name", "description", "tags", "filter", "is_suppression", "allowed_tags", "is_live"]),
    ...of("templates", [
      "name",
      "language",
      "category",
      "parameter_format",
      "message_send_ttl_seconds",
      "components",
    ]),
    ...of("campaigns", ["name", "tags", "folder", ...Object.keys(kindsOfFiles.campaigns.defaults)]),
    ...of("canvases", ["name", ...Object.keys(kindsOfFiles.canvases.defaults)]),
  ]
}

/** The account that a template's file names: none where there is one alone, so that the file is good for another workspace. */
const accountIn = (accounts: Workspace["accounts"], id: string): string | undefined =>
  accounts.length < 2 ? undefined : accounts.find((account) => account.id === id)?.name

/** @throws Failure where the account of a template is not known */
export function accountFor(
  { accounts }: Pick<Workspace, "accounts">,
  members: Members,
  path: string,
): string {
  const named = accounts.filter(({ name }) => members.account === undefined || name === members.account)
  const [account] = named
  if (account !== undefined && named.length === 1) return account.id
  throw new Failure(
    `${path} does not say which business account the template is of.`,
    `Write it as \`account:\`, one of: ${accounts.map(({ name }) => name).join(", ") || "there is none"}.`,
  )
}

export const keyOf = (kind: Kind, { name, language, account }: Members): string =>
  kind === "templates" ? [name, language, account ?? ""].join("\n") : text(name)

/** As a file has it, plain JSON. */
export const inFile = (kind: Kind, members: Members, references: References): Members => {
  const said: unknown = JSON.parse(JSON.stringify(kindsOfFiles[kind].toFile(members, references)))
  return isMembers(said) ? said : {}
}
