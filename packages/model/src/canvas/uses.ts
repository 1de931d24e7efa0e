/** What a canvas uses. */
import type { ActionTrigger } from "../campaign/action-triggers.ts"
import { useOf } from "../campaign/definition.ts"
import { blocksNamed, blocksOfContent } from "../content/content-blocks.ts"
import { filesOfContent } from "../content/library-files.ts"
import { conditionsOf, type Filter } from "../filter/filter.ts"
import type { CanvasDefinition } from "./definition.ts"
import { contentsOf, filtersOf, liquidOf, listensFor } from "./steps/index.ts"

/** Every trigger of a canvas, with its path. */
export const triggersIn = ({
  entry,
  exits,
  steps,
}: CanvasDefinition): { path: string; trigger: ActionTrigger }[] => [
  ...(entry.kind === "action"
    ? entry.triggers.map((trigger, at) => ({ path: `entry.triggers.${at}`, trigger }))
    : []),
  ...exits.triggers.map((trigger, at) => ({ path: `exits.triggers.${at}`, trigger })),
  ...steps.flatMap((step, place) =>
    listensFor(step).map(({ path, trigger }) => ({ path: `steps.${place}.${path}`, trigger })),
  ),
]

/** Every filter of a canvas, with its path. */
export const filtersIn = ({
  audience,
  exits,
  steps,
}: CanvasDefinition): { path: string; filter: Filter }[] => [
  { path: "audience", filter: audience },
  ...(exits.filter ? [{ path: "exits.filter", filter: exits.filter }] : []),
  ...steps.flatMap((step, place) =>
    filtersOf(step).map(({ path, filter }) => ({ path: `steps.${place}.${path}`, filter })),
  ),
]

/** Every message of a canvas, with its path. */
export const contentsIn = ({ steps }: CanvasDefinition) =>
  steps.flatMap((step, place) =>
    contentsOf(step).map(({ path, content }) => ({
      stepId: step.id,
      path: `steps.${place}.${path}`,
      content,
    })),
  )

/** What a canvas uses, such as `segment:0190…`: asked by what is about to change. */
export function usesOfCanvas(definition: CanvasDefinition): string[] {
  const contents = contentsIn(definition).map(({ content }) => content)
  const templates = contents.flatMap((content) =>
    content.kind === "template" ? [useOf("template", content.template_id)] : [],
  )
  const blocks = [
    ...contents.flatMap(blocksOfContent),
    ...definition.steps.flatMap((step) => liquidOf(step).flatMap(({ text }) => blocksNamed(text))),
  ].map((name) => useOf("content_block", name))
  const files = contents.flatMap(filesOfContent).map((id) => useOf("media_file", id))
  const conditions = filtersIn(definition).flatMap(({ filter }) => conditionsOf(filter))
  const named = conditions.flatMap(({ condition }) =>
    namedBy.flatMap(([member, kind]) => {
      const id: unknown = Reflect.get(condition, member)
      return typeof id === "string" ? [useOf(kind, id)] : []
    }),
  )
  const happening = triggersIn(definition).flatMap(({ trigger }) =>
    trigger.on === "segment"
      ? [useOf("segment", trigger.segment_id)]
      : (trigger.on === "message" || trigger.on === "click") && trigger.campaign_id !== undefined
        ? [useOf("campaign", trigger.campaign_id)]
        : [],
  )
  const canvases = definition.steps.flatMap((step) =>
    step.kind === "send_to_canvas" && step.canvas_id !== null ? [`canvas:${step.canvas_id}`] : [],
  )
  return [...new Set([...templates, ...blocks, ...files, ...named, ...happening, ...canvases])].sort()
}

/** The members by which conditions name something. */
const namedBy = [
  ["segment_id", "segment"],
  ["list_id", "list"],
  ["tag_id", "contact_tag"],
  ["campaign_id", "campaign"],
] as const
