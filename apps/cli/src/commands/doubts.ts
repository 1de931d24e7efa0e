import { answerOf, everyRow } from "../api/client.ts"
import { Failure } from "../failure.ts"
import { openApi, readInstallation } from "../installation.ts"
import { figure, table } from "../print/table.ts"
import { chooseNumber } from "./choose-number.ts"
import { confirm } from "./confirm.ts"
import type { Context } from "./context.ts"

/** `parley doubts list`: messages of which it is not known whether Meta has them, the oldest first. */
export async function listDoubts(context: Context, options: { launch?: string }): Promise<void> {
  const { out } = context
  const api = await openApi(readInstallation(context.environment))
  const of = { status: "in_doubt" as const, ...(options.launch && { source_id: options.launch }) }
  const messages = await everyRow((query) =>
    api.GET("/v1/messages", { params: { query: { ...query, ...of } } }),
  )
  if (messages.length === 0)
    return out.line("Nothing is in doubt: of every message it is known whether Meta has it.")
  const rows = messages.map(({ id, source, contact_id, unanswered, doubts }) => [
    id,
    source.kind,
    source.id,
    contact_id ?? "a test",
    figure(unanswered),
    figure(doubts),
  ])
  const heading = ["message", "of", "its id", "contact", "posts without an answer", "workers lost"]
  for (const line of table([heading, ...rows], ["left", "left", "left", "left", "right", "right"]))
    out.line(line)
  out.line()
  out.line(
    out.paint("dim", "Next: parley doubts decide send-again|leave, with messages, --launch or --number"),
  )
}

/** `parley doubts decide` */
export async function decideDoubts(
  context: Context,
  decision: "send-again" | "leave",
  ids: readonly string[],
  options: { launch?: string; number?: string; yes?: boolean },
): Promise<void> {
  const { out } = context
  if (ids.length === 0 && options.launch === undefined && options.number === undefined)
    throw new Failure("Say which: messages, --launch or --number.", "`parley doubts list` shows them.")
  const api = await openApi(readInstallation(context.environment))
  const number = options.number === undefined ? undefined : await chooseNumber(api, options.number)
  if (decision === "send-again" && ids.length === 0) {
    await confirm(context, {
      yes: options.yes,
      question: `Send every message in doubt of ${number?.display_phone_number ?? `launch ${options.launch}`} again? People may get it twice.`,
      nothing: "Nothing was sent again.",
    })
  }
  const { decided } = await answerOf(
    api.POST("/v1/messages/decide", {
      body: {
        decision: decision === "leave" ? "leave" : "send_again",
        ...(ids.length > 0 && { message_ids: [...ids] }),
        ...(options.launch !== undefined && { source_id: options.launch }),
        ...(number && { number_id: number.id }),
      },
    }),
  )
  if (decided === 0) {
    out.line(`${out.paint("yellow", "!")} Nothing was decided: of none of these the grace period is over.`)
    return out.line(out.paint("dim", "`parley doubts list` shows what is in doubt."))
  }
  const messages = decided === 1 ? "1 message" : `${figure(decided)} messages`
  const done = decision === "leave" ? "ended as failed, until a status says otherwise" : "on the way again"
  out.line(`${out.paint("green", "✓")} ${messages} ${done}.`)
  out.line(
    out.paint(
      "dim",
      "Not those whose grace period runs: a status may still tell. `parley doubts list` shows them.",
    ),
  )
}
