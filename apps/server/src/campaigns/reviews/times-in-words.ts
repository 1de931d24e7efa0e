/** When a campaign goes out, for people who know nothing of campaigns. Pure. */
import type { CampaignDelivery } from "@parley/model"
import type { Times } from "./reviewed.ts"

export function timesInWords({ delivery, launches, zone }: Times): string {
  const at = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short", timeZone: zone })
  const planned = launches.map((launch) =>
    launch.local === null
      ? `${at.format(launch.at)} (${zone})`
      : `${launch.local}, by the clock of each person`,
  )
  const usual = usually(delivery, zone)
  if (planned.length === 0) return usual ?? "Not scheduled yet"
  return [...(usual === null ? [] : [usual]), `Scheduled: ${planned.join("; ")}`].join(". ")
}

const units = { daily: "day", weekly: "week", monthly: "month" } as const

function usually(delivery: CampaignDelivery, zone: string): string | null {
  if (delivery.kind === "once") return null
  if (delivery.kind === "api") return "Each time that another system asks for it"
  if (delivery.kind === "action") return "As people do something that it waits for"
  const { frequency, interval, weekdays, day_of_month: monthDay, time, clock } = delivery
  const every = interval === 1 ? `Every ${units[frequency]}` : `Every ${interval} ${units[frequency]}s`
  const days = frequency === "weekly" ? ` on ${weekdays.map(capital).join(", ")}` : ""
  const ofMonth = frequency === "monthly" ? ` on day ${monthDay}` : ""
  const whose = clock === "contact" ? "by the clock of each person" : `(${zone})`
  const end =
    delivery.ends_on === null
      ? delivery.count === null
        ? ""
        : `, ${delivery.count} times`
      : ` until ${delivery.ends_on}`
  return `${every}${days}${ofMonth} at ${time} ${whose}, from ${delivery.starts_on}${end}`
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)
