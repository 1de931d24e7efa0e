import type { Shapes } from "../api/client.ts"
import type { Screen } from "./screen.ts"
import { figure, oneLine, table } from "./table.ts"

const minute = (instant: string) => `${new Date(instant).toISOString().slice(0, 16).replace("T", " ")} UTC`

/** What a launch would do, for the person who is asked whether it should. */
export function printLaunchPreview(
  screen: Screen,
  { campaign, people, template, number, last_launch }: Shapes["LaunchPreview"],
  { at, whose }: { at?: string | undefined; whose?: string | undefined } = {},
): void {
  screen.line(screen.paint("bold", oneLine(campaign.name)))
  const to = people === 1 ? "1 person" : `${figure(people)} people`
  const rows = [
    ["To", whose === undefined ? to : `${to} whose messages ${whose}`],
    ["Template", template === null ? "deleted" : `${template.name} (${template.language})`],
    ["From", `${number.verified_name} ${number.display_phone_number}`],
    ["When", at === undefined ? "now" : minute(at)],
  ]
  for (const line of table(rows)) screen.line(`  ${line}`)
  if (last_launch === null || whose !== undefined) return
  const { id, state, scheduled_at } = last_launch
  const isUnderWay = state === "expanding" || state === "sending" || state === "paused"
  const standing =
    state === "scheduled"
      ? `is scheduled already, for ${minute(scheduled_at)}`
      : isUnderWay
        ? `is being sent already, since ${minute(scheduled_at)}`
        : `was launched before, at ${minute(scheduled_at)}`
  screen.line(
    `${screen.paint("yellow", "!")} This campaign ${standing}: launch ${id} (${state}). People would get it twice.`,
  )
}
