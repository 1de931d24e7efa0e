import type { Shapes } from "../api/client.ts"
import type { Screen } from "./screen.ts"
import { figure, table } from "./table.ts"

type Launch = Omit<Shapes["LaunchReport"], "created_at" | "hold">
type Standing = Pick<Shapes["LaunchReport"], "id" | "state" | "hold">

/** How far a launch is, as a share and in words. */
export function launchProgress(now: Launch): { share: number; text: string } {
  if (now.state === "scheduled") return { share: 0, text: `scheduled for ${now.scheduled_at}` }
  const gone = now.audience - now.waiting
  const share = now.audience === 0 ? (now.state === "completed" ? 1 : 0) : gone / now.audience
  const text = `${figure(gone)} of ${figure(now.audience)} · sent ${figure(now.sent)} · delivered ${figure(now.delivered)} · read ${figure(now.read)} · replied ${figure(now.replied)}`
  return { share, text }
}

/** One line of the table of a launch: a count, its share of the audience, and under it the reasons for it. */
export type LaunchRow = readonly [label: string, count: string, share: string]

/** The launch as a table. Each contact of the audience is suppressed, refused by Meta, accepted by Meta, or waiting. */
export function launchRows(launch: Launch): LaunchRow[] {
  const row = (label: string, count: number): LaunchRow => [
    label,
    figure(count),
    percent(count, launch.audience),
  ]
  const because = ({ reasons }: Shapes["LaunchReasons"]): LaunchRow[] =>
    reasons.map(({ code, title, count }) => [
      `    ${/^\d+$/.test(code) ? `${code} ` : ""}${title}`,
      figure(count),
      "",
    ])
  return [
    row("Audience", launch.audience),
    row("  suppressed", launch.suppressed.total),
    ...because(launch.suppressed),
    row("  waiting", launch.waiting),
    ...(launch.in_doubt.count > 0 ? [row("    in doubt", launch.in_doubt.count)] : []),
    row("  refused by Meta", launch.refused),
    row("  accepted by Meta", launch.accepted),
    row("Sent", launch.sent),
    row("Delivered", launch.delivered),
    row("Read", launch.read),
    row("Replied", launch.replied),
    row("Failed", launch.failed.total),
    ...because(launch.failed),
    ...(launch.retrying > 0 ? [row("To go once more", launch.retrying)] : []),
  ]
}

/** Why nothing of a launch goes now, and what to do about it; undefined where it goes. */
export function whyItWaits({ id, state, hold }: Standing): string | undefined {
  // Meta's own titles have no full stop.
  const because = hold && [hold.title.replace(/\.?$/, "."), hold.advice].filter(Boolean).join(" ")
  const waits = [
    state === "paused" && `It is paused. Let it go on with: npx parley launch resume ${id}`,
    because && `It waits: ${because}`,
  ].filter(Boolean)
  return waits.length === 0 ? undefined : waits.join("\n")
}

/** How a launch stands, and what to do where it waits. */
export function printLaunch(screen: Screen, launch: Launch & Standing): void {
  screen.line(`${screen.paint("bold", `Launch ${launch.id}`)}  ${launch.state}`)
  for (const line of table(launchRows(launch), ["left", "right", "right"])) screen.line(`  ${line}`)
  const { in_doubt: inDoubt, id } = launch
  const wait = whyItWaits(launch)
  if (wait !== undefined) screen.line(wait)
  if (inDoubt.count > 0) screen.line(screen.paint("dim", `  npx parley doubts list --launch ${id}`))
}

function percent(count: number, whole: number): string {
  return whole === 0 ? "" : `${((count / whole) * 100).toFixed(1)} %`
}
