import { type OutsideAnswer, requestKey } from "../liquid/connected-content.ts"
import type { ContentTexts } from "../liquid/content-texts.ts"
import type { Personal, Rendered } from "../liquid/render.ts"
import { gaveUp, type Later, type NotAsked, type OutsideContent } from "./ask-outside.ts"

/** Of one message. */
const mostRequests = 10

export interface Asking {
  outside: OutsideContent
  workspaceId: string
  messageId: string
  /** Ends the asking. */
  signal: AbortSignal
}

/**
 * Renders for one message, with what other systems answer: as often as an answer is missing, it is asked for and all is rendered
 * again. Nothing is asked twice.
 * @returns `busy` when the turn of the workspace did not come; `gave_up` where an answer that the content insists on did not come
 */
export async function renderWithAnswers(
  texts: ContentTexts,
  personal: Personal,
  { outside, workspaceId, messageId, signal }: Asking,
): Promise<Rendered | Later | "busy" | typeof gaveUp | NotAsked> {
  const answers: Record<string, OutsideAnswer> = {}
  for (let asked = 0; asked <= mostRequests; asked += 1) {
    const known = { ...personal, answers }
    const here = texts.renderHere(known)
    const apart = here === undefined ? await texts.renderApart([known], workspaceId) : undefined
    const rendered = here ?? (apart === "busy" ? undefined : apart?.[0])
    if (rendered === undefined) return "busy"
    if (rendered.ok || rendered.why !== "asks") return rendered
    if (signal.aborted) return "busy"
    const answer = await outside.answer(rendered.request, { workspaceId, messageId })
    if (answer === gaveUp || "laterMs" in answer || "refused" in answer) return answer
    answers[requestKey(rendered.request)] = answer
  }
  return { ok: false, text: 0, why: "error", message: `asks other systems more than ${mostRequests} times` }
}
