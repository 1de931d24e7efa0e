/** A campaign while it is being written: as its form has it, and as the API takes it. Pure. */
import type { Shapes } from "../../api/client.ts"
import { type ContentDraft, givenContent, isBlank, noMessage } from "../../composer/content.ts"
import { asGroup, asRequest, type FilterDraft, opened } from "../../segments/builder/draft.ts"
import { isWholeFilter } from "../../segments/builder/kinds/index.ts"
import { asDelivery, type DeliveryDraft, deliveryMistakes, openedDelivery } from "./when/delivery-draft.ts"

export type Campaign = Shapes["Campaign"]
export interface VariantDraft {
  /** Of one that was saved. */
  id?: string
  name: string
  weight: number
  content: ContentDraft
}

export type Controls = Partial<Shapes["CampaignControls"]>

export interface CampaignValues {
  name: string
  number_id: string | null
  variants: VariantDraft[]
  control_share: number
  audience: FilterDraft
  /** Absent in what a browser kept from before there were any. */
  controls?: Controls
  delivery: DeliveryDraft
  /** Absent in what a browser kept from before there was any. */
  optimized_delivery?: boolean
  tags: string[]
  folder: string
}

/** How many variants a campaign may have, by what the API takes. */
export const mostVariants = 8

/** `Variant A`, or the first letter that is free. */
export function nextName(variants: readonly Pick<VariantDraft, "name">[]): string {
  const taken = new Set(variants.map(({ name }) => name))
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".split("")
  return letters.map((letter) => `Variant ${letter}`).find((name) => !taken.has(name)) ?? "Variant"
}

/** A campaign always has a message to be written. */
export const valuesOf = (campaign: Campaign): CampaignValues => ({
  name: campaign.name,
  number_id: campaign.number_id,
  variants:
    campaign.variants.length === 0
      ? [{ name: nextName([]), weight: 1, content: noMessage }]
      : campaign.variants,
  control_share: campaign.control_share,
  audience: opened(campaign.audience),
  controls: campaign.controls,
  delivery: openedDelivery(campaign.delivery),
  optimized_delivery: campaign.optimized_delivery,
  tags: campaign.tags,
  folder: campaign.folder ?? "",
})

/** As the API takes it. The only message is left out while it is blank. */
export function asBody({ variants, audience, delivery, folder, name, ...rest }: CampaignValues) {
  const isStarted = variants.length > 1 || variants.some(({ content }) => !isBlank(content))
  return {
    ...rest,
    name: name.trim(),
    folder: folder.trim() === "" ? null : folder.trim(),
    audience: asRequest(audience),
    delivery: asDelivery(delivery),
    variants: isStarted
      ? variants.map(({ content, ...variant }) => ({ ...variant, content: givenContent(content) }))
      : [],
  }
}

/** What keeps it from being saved, by the field at fault. */
export function mistakesIn(values: CampaignValues): Record<string, string> {
  const { name, variants, audience, delivery } = values
  const isOne = variants.length === 1
  const ofVariants = variants.flatMap(({ name: called, content, weight }, place): [string, string][] => {
    const at = `variants.${place}`
    return [
      ...(called.trim() === "" ? [[`${at}.name`, "Enter a name"] as [string, string]] : []),
      ...(Number.isInteger(weight) && weight >= 0 && weight <= 1000
        ? []
        : [[`${at}.weight`, "Enter a number from 0 to 1,000"] as [string, string]]),
      ...(!isOne && content.kind === "template" && content.template_id === null
        ? [[`${at}.content.template_id`, "Choose a template"] as [string, string]]
        : []),
    ]
  })
  const noWeight = variants.every(({ weight }) => weight === 0)
  return Object.fromEntries([
    ...(name.trim() === "" ? [["name", "Enter a name"]] : []),
    ...ofVariants,
    ...(noWeight ? [["variants.0.weight", "One variant has a share above 0"]] : []),
    ...(isWholeFilter(audience)
      ? []
      : [["audience", "Complete or remove the conditions that lack something"]]),
    ...Object.entries(deliveryMistakes(delivery)),
  ])
}

/** What it still lacks before it can be launched, with the field where that is added. */
export function lacksOf({ number_id, variants }: CampaignValues): { path: string; message: string }[] {
  return [
    ...(number_id === null ? [{ path: "number_id", message: "Choose the number that sends it." }] : []),
    ...variants.flatMap((variant, place) =>
      isBlank(variant.content)
        ? [
            {
              path:
                variant.content.kind === "template"
                  ? `variants.${place}.content.template_id`
                  : `variants.${place}.content.message.text.body`,
              message:
                variant.content.kind === "template"
                  ? `${variant.name}: choose a template.`
                  : `${variant.name}: write the message.`,
            },
          ]
        : [],
    ),
  ]
}

/** Of all people who get a message, the part that gets each variant, in whole percent. */
export function sharesOf(variants: readonly Pick<VariantDraft, "weight">[]): number[] {
  const total = variants.reduce((sum, { weight }) => sum + weight, 0)
  return variants.map(({ weight }) => (total === 0 ? 0 : Math.round((weight / total) * 100)))
}

/** The variant that a path is about, `variants.1.content…` → 1. */
export function placeIn(path: string): number | undefined {
  const [, place] = /^variants\.(\d+)/.exec(path) ?? []
  return place === undefined ? undefined : Number(place)
}

/** Nobody is left out by conditions. */
export function isEveryone(filter: FilterDraft): boolean {
  const group = asGroup(filter)
  return group?.join === "all" && group.parts.length === 0
}
