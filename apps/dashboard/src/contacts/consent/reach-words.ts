/** What can be sent to a person from one number at this moment, in words. Pure. */
import type { Shapes } from "../../api/client.ts"
import { dayIn, timeOfDay } from "../../look/time/instants.ts"
import type { Notation } from "../../look/time/notation.ts"

type Reach = Pick<
  Shapes["Reachability"],
  "marketing" | "utility" | "free_form" | "subscription" | "window_closes_at"
>

interface ReachInWords {
  /** `all`: any template, marketing among them. `some`: not marketing. `nothing`: neither a template nor an answer. */
  extent: "all" | "some" | "nothing"
  label: string
  sentence: string
}

const why: Readonly<Record<string, string>> = {
  group_archived: "the group is archived",
  not_subscribed: "not subscribed",
  unsubscribed: "unsubscribed",
  suppressed: "in a suppression list",
  us_marketing: "Meta delivers none to US numbers",
}

/**
 * What a person can get now. The verdicts may be from before the window closed: the clock decides.
 * @param asked.notation as the member reads times: `Can get replies until 14:05.`
 */
export function reachInWords(
  reach: Reach,
  { now, notation }: { now: Date; notation: Notation },
): ReachInWords {
  const closes = reach.window_closes_at === null ? undefined : new Date(reach.window_closes_at)
  const isOpen = closes !== undefined && closes > now
  const replies =
    isOpen && reach.free_form.reachable ? `replies until ${timeInWords(closes, now, notation)}` : undefined
  if (reach.marketing.reachable) {
    const sentence =
      replies === undefined
        ? "Can get templates. Replies only after they write."
        : `Can get templates, and ${replies}.`
    return { extent: "all", label: "Reachable", sentence }
  }
  // Without a subscription a utility template is an answer to what they wrote.
  const isSubscribed = reach.subscription === "subscribed"
  const utility = reach.utility.reachable && (isSubscribed || isOpen)
  const reason = reasonOf(reach.marketing)
  if (replies === undefined && !utility) {
    const couldAnswer = !isSubscribed && reach.marketing.reason !== null && reach.marketing.reason.code in why
    const sentence = couldAnswer
      ? `Can't be messaged until they write: ${reason}.`
      : `Can't be messaged: ${reason}.`
    return { extent: "nothing", label: "Not reachable", sentence }
  }
  const what =
    replies === undefined
      ? "utility templates"
      : !utility
        ? replies
        : isSubscribed
          ? `utility templates, and ${replies}`
          : replies.replace("replies", "replies and utility templates")
  return { extent: "some", label: "No marketing", sentence: `Can get ${what}. No marketing: ${reason}.` }
}

/** Why a verdict is what it is, as the end of a sentence without its full stop. */
function reasonOf({ reason }: Shapes["ReachVerdict"]): string {
  if (reason === null) return "not known"
  return (
    why[reason.code] ??
    reason.title.replace(/\.$/, "").replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase())
  )
}

/** A window closes within 24 hours: `14:05`, or `9:30 tomorrow`. */
function timeInWords(at: Date, now: Date, notation: Notation): string {
  const dayOf = dayIn(notation.zone)
  return `${timeOfDay(at, notation)}${dayOf(at) === dayOf(now) ? "" : " tomorrow"}`
}
