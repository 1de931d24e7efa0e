import { Badge } from "@mantine/core"
import type { Shapes } from "../../api/client.ts"
import { useServerNow } from "../../api/server-time.ts"
import { Instant } from "../../look/time/instant.tsx"

type Reach = Shapes["ContactReach"]

/** What reaches a contact, and why not everything does. */
export function reachInWords({ marketing, utility }: Reach): {
  label: string
  color: string
  why: string | null
} {
  if (marketing.reachable) return { label: "Yes", color: "teal", why: null }
  if (utility.reachable) return { label: "Utility only", color: "yellow", why: marketing.reason }
  return { label: "No", color: "gray", why: utility.reason ?? "No number is connected." }
}

export function ReachCell({ reach }: { reach: Reach }) {
  const { label, color, why } = reachInWords(reach)
  return (
    <Badge color={color} {...(why === null ? {} : { title: why })}>
      {label}
    </Badge>
  )
}

/** Until when free text may be sent. */
export function WindowCell({ reach: { window_closes_at: closes } }: { reach: Reach }) {
  const now = useServerNow()
  if (closes === null || new Date(closes) <= now) return null
  return <Instant at={closes} />
}
