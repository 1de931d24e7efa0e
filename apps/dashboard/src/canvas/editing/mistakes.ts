/** What keeps a canvas from being saved, by the field at fault. Pure. */
import { mistakesInConversions } from "../../campaigns/compose/conversions.ts"
import { deliveryMistakes } from "../../campaigns/compose/when/delivery-draft.ts"
import { isWholeFilter } from "../../segments/builder/kinds/index.ts"
import { mistakesOf } from "../steps/index.ts"
import { triggerMistakes } from "../steps/parts/trigger-mistakes.ts"
import type { CanvasValues } from "./draft.ts"

const incomplete = "Complete or remove the conditions that lack something"
const isName = (name: string) => /^[A-Za-z_][A-Za-z0-9_]{0,99}$/.test(name) && name !== "__proto__"

export function mistakesIn(values: CanvasValues): Record<string, string> {
  const { name, audience, exits, entry, entry_limit, variants, controls, context, steps } = values
  return Object.fromEntries([
    ...(name.trim() === "" ? [["name", "Enter a name"]] : []),
    ...mistakesInConversions(values.conversions),
    ...entryMistakes(entry),
    ...(entry_limit === null || (Number.isInteger(entry_limit.count) && entry_limit.count >= 1)
      ? []
      : [["entry_limit.count", "Enter a number from 1"]]),
    ...(isWholeFilter(audience) ? [] : [["audience", incomplete]]),
    ...triggerMistakes(exits.triggers, "exits.triggers"),
    ...(exits.filter === null || isWholeFilter(exits.filter) ? [] : [["exits.filter", incomplete]]),
    ...variants.flatMap(({ name: called, weight }, place) => [
      ...(called.trim() === "" ? [[`variants.${place}.name`, "Enter a name"]] : []),
      ...(Number.isInteger(weight) && weight >= 0 && weight <= 1000
        ? []
        : [[`variants.${place}.weight`, "Enter a number from 0 to 1,000"]]),
    ]),
    ...(variants.some(({ weight }) => weight > 0)
      ? []
      : [["variants.0.weight", "One variant has a share above 0"]]),
    ...quietMistakes(controls.quiet_hours),
    ...context.flatMap(({ name: called }, place) =>
      isName(called) ? [] : [[`context.${place}.name`, "Letters, digits and _, not beginning with a digit"]],
    ),
    ...steps.flatMap((step, place) =>
      mistakesOf(step).map(([path, message]) => [`steps.${place}.${path}`, message]),
    ),
  ])
}

function entryMistakes(entry: CanvasValues["entry"]): string[][] {
  if (entry.kind === "recurring")
    return Object.entries(deliveryMistakes(entry)).map(([path, message]) => [
      path.replace(/^delivery/, "entry"),
      message,
    ])
  if (entry.kind === "once") return []
  const isBackwards = entry.from !== null && entry.until !== null && entry.until <= entry.from
  return [
    ...(entry.kind === "action" ? triggerMistakes(entry.triggers, "entry.triggers") : []),
    ...(isBackwards ? [["entry.until", "It is before the beginning"]] : []),
  ]
}

function quietMistakes(quiet: CanvasValues["controls"]["quiet_hours"]): string[][] {
  if (quiet === null) return []
  return [
    ...(quiet.from === "" ? [["controls.quiet_hours.from", "Enter a time"]] : []),
    ...(quiet.until === "" ? [["controls.quiet_hours.until", "Enter a time"]] : []),
    ...(quiet.from !== "" && quiet.from === quiet.until
      ? [["controls.quiet_hours.until", "Enter a different time from the start"]]
      : []),
  ]
}
