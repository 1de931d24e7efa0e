/** Marketing that nobody gets, as an update has unsubscribed them before. */
import { type CanvasStep, contentsOf } from "../steps/index.ts"
import { type CanvasProblem, type Checked, type KnownOfCanvas, warningAt } from "./problem.ts"

export function checkConsent(checked: Checked): CanvasProblem[] {
  const { known, steps } = checked
  const groupId = known.subscriptionGroupId ?? null
  if (groupId === null) return []
  const unsubscribed = unsubscribedAt(checked, groupId)
  return steps.flatMap((step) =>
    contentsOf(step)
      .filter(({ content }) => unsubscribed.has(step.id) && mayNeedConsent(content, known))
      .map(({ path }) =>
        warningAt({
          ...{ code: "unsubscribed_before", stepId: step.id, field: path },
          message:
            "A step before this one unsubscribes people from the group of the number: they get no marketing from it.",
          help: "Put the update after the message, or send a template that is no marketing.",
        }),
      ),
  )
}

/** The steps that people come to after an update of the canvas has unsubscribed them. */
function unsubscribedAt({ steps, ways }: Checked, groupId: string): ReadonlySet<string> {
  const byId = new Map(steps.map((step) => [step.id, step]))
  const unsubscribed = new Set<string>()
  for (let changes = true; changes; ) {
    changes = false
    for (const { from, to } of ways) {
      const step = byId.get(from)
      const state = (step && stateSetBy(step, groupId)) ?? (unsubscribed.has(from) ? "unsubscribed" : null)
      if (state !== "unsubscribed" || unsubscribed.has(to)) continue
      unsubscribed.add(to)
      changes = true
    }
  }
  return unsubscribed
}

function stateSetBy(step: CanvasStep, groupId: string) {
  if (step.kind !== "user_update") return undefined
  return step.changes
    .flatMap((change) => (change.do === "subscription" && change.group_id === groupId ? [change.state] : []))
    .at(-1)
}

/** Free-form messages need a subscription as marketing does. */
const mayNeedConsent = (
  content: ReturnType<typeof contentsOf>[number]["content"],
  { templates }: KnownOfCanvas,
): boolean =>
  content.kind === "free_form" ||
  (templates?.get(content.template_id)?.category ?? "MARKETING") === "MARKETING"
