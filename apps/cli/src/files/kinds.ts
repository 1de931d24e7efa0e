/** What is kept in files: how each kind reads in one, and how the API takes it. */
import {
  campaignControls,
  campaignDefinition,
  campaignDelivery,
  campaignMembers,
  filterSchema,
} from "@parley/model"
import { canvas } from "./canvas-file.ts"
import { contentForApi, contentInFile } from "./content-file.ts"
import {
  arranged,
  type KindOfFile,
  read,
  texts,
  trimmed,
  withDefaults,
  withoutDefaults,
} from "./kind-of-file.ts"
import {
  identifiedIn,
  namedIn,
  numberForApi,
  numberInFile,
  ownMembers,
  type References,
} from "./references.ts"
import { isMembers, type Members } from "./yaml-file.ts"

/** In the order in which they are pushed: what one kind names is of a kind before it. */
export const kinds = ["content-blocks", "segments", "templates", "campaigns", "canvases"] as const
/** The name of its folder. */
export type Kind = (typeof kinds)[number]

/** What one of each is called in a sentence. */
export const kindWords: Readonly<Record<Kind, string>> = {
  "content-blocks": "content block",
  segments: "segment",
  templates: "template",
  campaigns: "campaign",
  canvases: "canvas",
}

const blockDefaults = { description: null, tags: [], state: "active" }
const contentBlock: KindOfFile = {
  defaults: blockDefaults,
  toFile: (members) =>
    arranged(
      {
        ...members,
        name: read(trimmed, members.name),
        description: read(trimmed, members.description),
        tags: read(texts, members.tags),
      },
      blockDefaults,
      ["name", "description", "tags", "state", "content"],
    ),
  toApi: (members) => withDefaults(blockDefaults, members),
}

const segmentDefaults = {
  description: null,
  tags: [],
  is_suppression: false,
  allowed_tags: [],
  is_live: false,
}
const segment: KindOfFile = {
  defaults: segmentDefaults,
  toFile: (members, references) =>
    arranged(
      {
        ...members,
        name: read(trimmed, members.name),
        description: read(trimmed, members.description),
        tags: read(texts, members.tags),
        allowed_tags: read(texts, members.allowed_tags),
        filter: namedIn(read(filterSchema, members.filter), references),
      },
      segmentDefaults,
      ["name", "description", "tags", "is_live", "is_suppression", "allowed_tags", "filter"],
    ),
  toApi: (members, references) =>
    withDefaults(segmentDefaults, { ...members, filter: identifiedIn(members.filter, references) }),
}

const templateDefaults = { parameter_format: "POSITIONAL", message_send_ttl_seconds: null }
const template: KindOfFile = {
  defaults: templateDefaults,
  toFile: (members) =>
    arranged(members, templateDefaults, ["name", "language", "account", "category", "parameter_format"]),
  toApi: (members) => withDefaults(templateDefaults, members),
}

const known: Members = {
  number_id: null,
  variants: [],
  control_share: 0,
  audience: { all: [] },
  tags: [],
  folder: null,
}
const members = Object.keys(campaignMembers) as (keyof typeof campaignMembers)[]
const campaignDefaults: Members = {
  ...ownMembers(members.map((name) => [name, read(campaignDefinition.shape[name], undefined)])),
  ...known,
}

const campaign: KindOfFile = {
  defaults: campaignDefaults,
  toFile(given, references) {
    const said = ownMembers([
      ...Object.entries(given),
      ...members.map((name): [string, unknown] => [name, read(campaignMembers[name], given[name])]),
      ["name", read(trimmed, given.name)],
      ["folder", read(trimmed, given.folder)],
      ["tags", read(texts, given.tags)],
    ])
    const { number_id, ...rest } = arranged(said, campaignDefaults, [])
    return arranged(
      {
        ...rest,
        ...numberInFile(number_id, references),
        ...("variants" in rest && { variants: variantsInFile(rest.variants, references) }),
        ...("audience" in rest && { audience: namedIn(rest.audience, references) }),
        ...("delivery" in rest && {
          delivery: namedIn(withoutDefaults(campaignDelivery, rest.delivery), references),
        }),
        ...("controls" in rest && {
          controls: namedIn(withoutDefaults(campaignControls, rest.controls), references),
        }),
      },
      {},
      ["name", "folder", "tags", "number", "number_id", "delivery", "audience", "variants", "control_share"],
    )
  },
  toApi({ number, ...given }, references) {
    const number_id = numberForApi({ ...given, number }, references)
    const ofNumber = typeof number_id === "string" ? number_id : undefined
    return withDefaults(campaignDefaults, {
      ...given,
      ...(number_id === undefined ? {} : { number_id }),
      ...("variants" in given && { variants: variantsForApi(given.variants, references, ofNumber) }),
      ...("audience" in given && { audience: identifiedIn(given.audience, references) }),
      ...("delivery" in given && { delivery: identifiedIn(given.delivery, references) }),
      ...("controls" in given && { controls: identifiedIn(given.controls, references) }),
    })
  },
}

function variantsInFile(variants: unknown, references: References): unknown {
  if (!Array.isArray(variants)) return variants
  return variants.map((variant: unknown) => {
    if (!isMembers(variant)) return variant
    const { id: _, name, weight, content, ...rest } = variant
    return {
      name,
      ...(weight === 1 ? {} : { weight }),
      ...rest,
      content: contentInFile(content, references),
    }
  })
}

function variantsForApi(variants: unknown, references: References, numberId: string | undefined): unknown {
  if (!Array.isArray(variants)) return variants
  return variants.map((variant: unknown) => {
    if (!isMembers(variant)) return variant
    return { ...variant, content: contentForApi(variant.content, references, numberId) }
  })
}

export const kindsOfFiles: Readonly<Record<Kind, KindOfFile>> = {
  "content-blocks": contentBlock,
  segments: segment,
  templates: template,
  campaigns: campaign,
  canvases: canvas,
}

/**
 * What of a file is compared. Samples of media are addresses that Meta renews by itself.
 */
export function compared(kind: Kind, members: Members): Members {
  if (kind !== "templates") return members
  return JSON.parse(JSON.stringify(members, (name, value) => (name === "header_handle" ? undefined : value)))
}

/**
 * Gives the variants of a file the ids of those that are there: by their names, and where those are others by their places.
 * People keep the variant that they got by it.
 */
export function withVariantIds(variants: unknown, there: unknown): unknown {
  if (!Array.isArray(variants) || !Array.isArray(there)) return variants
  const left = new Map(there.filter(isMembers).map((variant, place) => [place, variant]))
  const take = (place: number | undefined) => {
    const id = place === undefined ? undefined : left.get(place)?.id
    if (place !== undefined) left.delete(place)
    return id === undefined ? {} : { id }
  }
  const named = variants.map((variant: unknown) => {
    if (!isMembers(variant)) return variant
    const same = [...left].find(([, { name }]) => name === variant.name)?.[0]
    return { ...take(same), ...variant }
  })
  return named.map((variant, place) =>
    isMembers(variant) && !("id" in variant)
      ? { ...take(left.has(place) ? place : undefined), ...variant }
      : variant,
  )
}
