import { answerOf } from "../api/client.ts"
import { Failure } from "../failure.ts"
import { openOperatorApi, readInstallation } from "../installation.ts"
import { figure, table } from "../print/table.ts"
import type { Context } from "./context.ts"

const open = ({ environment }: Context) => openOperatorApi(readInstallation(environment))
const spoken = (days: number | null) => (days === null ? "for good" : `${figure(days)} days`)

/** `parley retention list`: what is kept, and how long. */
export async function listRetention(context: Context): Promise<void> {
  const { out } = context
  const api = await open(context)
  const { data } = await answerOf(api.GET("/v1/retention"))
  const rows = data.map(({ what, days, description }) => [what, spoken(days), description])
  for (const line of table([["what", "is kept", ""], ...rows])) out.line(line)
  out.line()
  out.line(out.paint("dim", "Next: parley retention set <what> <days> shows what that would free."))
}

/** `parley retention set`: shows what would go, and with `--yes` has it deleted. */
export async function setRetention(
  context: Context,
  what: string,
  time: string,
  options: { yes?: boolean },
): Promise<void> {
  const { out } = context
  const days = readDays(time)
  const api = await open(context)
  const path = { what }
  const change = async () => {
    await answerOf(api.PATCH("/v1/retention/{what}", { params: { path }, body: { days } }))
  }
  if (days === null) {
    await change()
    return out.line(`${out.paint("green", "✓")} ${what} is kept for good.`)
  }
  const { rows, bytes } = await answerOf(
    api.GET("/v1/retention/{what}/preview", { params: { path, query: { days } } }),
  )
  const freed = `${figure(rows)} rows, about ${figure(bytes)} bytes`
  if (!options.yes) {
    out.line(`That would delete ${freed} that are there now, and each day what becomes older.`)
    return out.line("Nothing is changed. Say it again with --yes; what is deleted cannot be brought back.")
  }
  await change()
  out.line(`${out.paint("green", "✓")} ${what} is kept for ${spoken(days)}; ${freed} go, some each minute.`)
}

function readDays(time: string): number | null {
  if (time === "forever") return null
  const days = Number(time)
  if (Number.isInteger(days) && days > 0) return days
  throw new Failure(`${time} is no time.`, "Give a number of days, or `forever`.")
}
