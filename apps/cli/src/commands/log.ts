import { answerOf, everyRow } from "../api/client.ts"
import { Failure } from "../failure.ts"
import { openOperatorApi, readInstallation } from "../installation.ts"
import { figure, table } from "../print/table.ts"
import type { Context } from "./context.ts"

const open = ({ environment }: Context) => openOperatorApi(readInstallation(environment))

/** `parley log list`: what arrived and could not be applied, the oldest first. */
export async function listSetAside(context: Context): Promise<void> {
  const { out } = context
  const api = await open(context)
  const entries = await everyRow((query) => api.GET("/v1/log/set-aside", { params: { query } }))
  if (entries.length === 0)
    return out.line("Nothing is set aside: everything that arrived was applied or waits its turn.")
  const rows = entries.map(({ id, topic, received_at, characters, failure }) => [
    id,
    topic,
    received_at,
    figure(characters),
    failure,
  ])
  const heading = ["id", "topic", "received", "characters", "why it could not be applied"]
  for (const line of table([heading, ...rows], ["left", "left", "left", "right"])) out.line(line)
  out.line()
  out.line(
    out.paint("dim", "Next: parley log show <id>, and once the cause is fixed, parley log apply --all"),
  )
}

/** `parley log show`: one with its payload; with `--payload` nothing else, for another program. */
export async function showSetAside(
  context: Context,
  id: string,
  options: { payload?: boolean },
): Promise<void> {
  const { out } = context
  const api = await open(context)
  const entry = await answerOf(api.GET("/v1/log/set-aside/{id}", { params: { path: { id } } }))
  if (options.payload) return out.line(entry.payload)
  const facts = [
    ["topic", entry.topic],
    ["received", entry.received_at],
    ["set aside", `${entry.set_aside_at}, after ${entry.tries} ${entry.tries === 1 ? "try" : "tries"}`],
    ["why", entry.failure],
  ]
  for (const line of table(facts)) out.line(line)
  out.line()
  out.line(entry.payload)
}

/** `parley log apply`: one or all go back into the log. */
export async function applySetAside(
  context: Context,
  id: string | undefined,
  options: { all?: boolean },
): Promise<void> {
  if ((id === undefined) === !options.all)
    throw new Failure("Say which: an id, or --all.", "`parley log list` shows them.")
  const api = await open(context)
  const { entries } = await answerOf(
    id === undefined
      ? api.POST("/v1/log/set-aside/apply")
      : api.POST("/v1/log/set-aside/{id}/apply", { params: { path: { id } } }),
  )
  const { out } = context
  out.line(
    `${out.paint("green", "✓")} ${figure(entries)} ${entries === 1 ? "entry is" : "entries are"} applied again.`,
  )
  if (entries > 0) out.line("What still cannot be applied is set aside again within seconds: parley log list")
}

/** `parley log delete`: one is forgotten for good. */
export async function deleteSetAside(context: Context, id: string): Promise<void> {
  const api = await open(context)
  await api.DELETE("/v1/log/set-aside/{id}", { params: { path: { id } } })
  context.out.line(`${context.out.paint("green", "✓")} It is deleted.`)
}
