/** Names for ids and ids for names: files name what they refer to, as ids are different in every workspace. */
import { randomUUID } from "node:crypto"
import { libraryFileOf, libraryId } from "@parley/model"
import { isMembers, type Members } from "./yaml-file.ts"

/** What files refer to by a name; a member `segment_id` of the API is `segment` in a file. */
const referenceKinds = ["number", "group", "segment", "list", "tag", "campaign", "canvas"] as const
/** A file is one of the media library. */
export type ReferenceKind = (typeof referenceKinds)[number] | "file"

export interface TemplateName {
  name: string
  language: string
}

/** A reference to what is not there. */
export interface Missing {
  kind: ReferenceKind | "template"
  name: string
  /** Of that name there are several. */
  isAmbiguous: boolean
}

interface Known {
  ids: Map<string, string[]>
  names: Map<string, string>
}

/** What a workspace has, by names and by ids. A name that nothing has gets an id of its own, by which it is found again. */
export class References {
  readonly #known = new Map<ReferenceKind | "template", Known>()
  readonly #missing = new Map<string, Missing>()
  readonly #accountOf = new Map<string, string>()
  readonly #renamed: ReadonlyMap<string, string>

  /** @param renamed names of files that are others in this workspace */
  constructor(renamed: ReadonlyMap<string, string> = new Map()) {
    this.#renamed = renamed
  }

  add(kind: ReferenceKind, things: readonly { id: string; name: string }[]): void {
    for (const { id, name } of things) this.#keep(kind, id, name)
  }

  addTemplates(templates: readonly (TemplateName & { id: string; business_account_id: string })[]): void {
    for (const { id, business_account_id, ...template } of templates) {
      this.#keep("template", id, keyOf(template))
      this.#accountOf.set(id, business_account_id)
    }
  }

  /** Of which account a number or a template is. */
  setAccount(id: string, accountId: string): void {
    this.#accountOf.set(id, accountId)
  }

  accountOf(id: string): string | undefined {
    return this.#accountOf.get(id)
  }

  #keep(kind: ReferenceKind | "template", id: string, name: string): void {
    const known = this.#of(kind)
    known.names.set(id, name)
    known.ids.set(name, [...(known.ids.get(name) ?? []), id])
  }

  #of(kind: ReferenceKind | "template"): Known {
    const known = this.#known.get(kind) ?? { ids: new Map(), names: new Map() }
    this.#known.set(kind, known)
    return known
  }

  /** The name of what an id is; undefined where it has none, or shares it. */
  nameOf(kind: ReferenceKind, id: string): string | undefined {
    const { names, ids } = this.#of(kind)
    const name = names.get(id)
    return name !== undefined && (ids.get(name)?.length ?? 0) < 2 ? name : undefined
  }

  templateOf(id: string): TemplateName | undefined {
    const key = this.#of("template").names.get(id)
    if (key === undefined) return undefined
    const [name = "", language = ""] = key.split("\n")
    return { name, language }
  }

  idOf(kind: ReferenceKind, name: string): string {
    const called = this.#renamed.get(name) ?? name
    const ids = this.#of(kind).ids.get(called) ?? []
    const [id] = ids
    return id !== undefined && ids.length === 1 ? id : this.#unknown(kind, called, ids.length > 1)
  }

  /** @param numberId of the campaign: a template is one of its account's */
  templateIdOf(template: TemplateName, numberId: string | undefined): string {
    const key = keyOf(template)
    const account = numberId === undefined ? undefined : this.#accountOf.get(numberId)
    const all = this.#of("template").ids.get(key) ?? []
    const ids = account === undefined ? all : all.filter((id) => this.#accountOf.get(id) === account)
    const [id] = ids
    return id !== undefined && ids.length === 1 ? id : this.#unknown("template", key, ids.length > 1)
  }

  #unknown(kind: ReferenceKind | "template", name: string, isAmbiguous: boolean): string {
    const known = this.#of(kind)
    for (const [id, one] of this.#missing) if (one.kind === kind && one.name === name) return id
    const id = randomUUID()
    this.#missing.set(id, { kind, name, isAmbiguous })
    known.names.set(id, name)
    return id
  }

  /** What an id stands for that is not there; undefined for what is. */
  missing(id: string): Missing | undefined {
    return this.#missing.get(libraryFileOf(id) ?? id)
  }
}

const keyOf = ({ name, language }: TemplateName) => `${name}\n${language}`

/** Names in the place of ids in what the API says of an audience, a filter or a delivery. */
export const namedIn = (value: unknown, references: References): unknown =>
  mapped(value, (member, inner) => {
    const kind = referenceKinds.find((each) => member === `${each}_id`)
    const name = kind && typeof inner === "string" ? references.nameOf(kind, inner) : undefined
    return kind === undefined || name === undefined ? [member, inner] : [kind, name]
  })

/** Ids in the place of names in what a file says of one. */
export const identifiedIn = (value: unknown, references: References): unknown =>
  mapped(value, (member, inner) => {
    const kind = referenceKinds.find((each) => member === each)
    return kind === undefined || typeof inner !== "string"
      ? [member, inner]
      : [`${kind}_id`, references.idOf(kind, inner)]
  })

/** Names of files of the media library in the place of their ids, in a content: `library:menu.pdf`. */
export const withFileNames = (content: Members, references: References): Members =>
  mappedMembers(content, (member, inner) => {
    const id = member === "id" && typeof inner === "string" ? libraryFileOf(inner) : undefined
    const name = id === undefined ? undefined : references.nameOf("file", id)
    // One that is called like an id would be taken for it.
    const isName = name !== undefined && libraryFileOf(libraryId(name)) === undefined
    return [member, isName ? libraryId(name) : inner]
  })

/** Ids of files of the media library in the place of their names, in what a file says a content is. */
export const withFileIds = (content: Members, references: References): Members =>
  mappedMembers(content, (member, inner) => {
    const isOfLibrary = member === "id" && typeof inner === "string" && inner.startsWith(libraryId(""))
    if (!isOfLibrary || libraryFileOf(inner) !== undefined) return [member, inner]
    return [member, libraryId(references.idOf("file", inner.slice(libraryId("").length)))]
  })

type MapMember = (member: string, inner: unknown) => [string, unknown]

function mapped(value: unknown, one: MapMember): unknown {
  if (Array.isArray(value)) return value.map((inner) => mapped(inner, one))
  return isMembers(value) ? mappedMembers(value, one) : value
}

const mappedMembers = (members: Members, one: MapMember): Members =>
  ownMembers(
    Object.entries(members).map(([member, inner]) => {
      const [name, known] = one(member, inner)
      return [name, mapped(known, one)]
    }),
  )

/** Also where a member is called `__proto__`. */
export const ownMembers = (entries: readonly [string, unknown][]): Members => Object.fromEntries(entries)

/** The number that messages are sent from, by its name where it has one. */
export function numberInFile(id: unknown, references: References): Members {
  const name = typeof id === "string" ? references.nameOf("number", id) : undefined
  return name !== undefined ? { number: name } : id === undefined ? {} : { number_id: id }
}

/** @returns undefined where a file says nothing of it */
export const numberForApi = ({ number, number_id }: Members, references: References): unknown =>
  typeof number === "string" ? references.idOf("number", number) : (number ?? number_id)
