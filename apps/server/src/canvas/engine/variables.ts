import type { Run } from "./runs.ts"
import type { CanvasVersion } from "./versions.ts"

/** What Liquid may name of a run, in groups of Braze's names. */
export function variablesOf({ context, variant }: Run, version: CanvasVersion): Record<string, unknown> {
  const { event_properties, whats_app, ...own } = context
  const of = version.definition.variants[variant]
  return {
    ...(event_properties !== undefined && { event_properties }),
    ...(whats_app !== undefined && { whats_app }),
    context: own,
    canvas_entry_properties: own,
    canvas: {
      api_id: version.canvasId,
      name: version.name,
      variant_api_id: of?.id ?? "",
      variant_name: of?.name ?? "",
    },
  }
}
