import { answerOf, everyRow, type ParleyApi, type Shapes } from "../api/client.ts"
import { openApi, readInstallation } from "../installation.ts"
import { printLaunch } from "../print/launch.ts"
import { printLaunchPreview } from "../print/launch-preview.ts"
import { table } from "../print/table.ts"
import { ifIncomplete, watchLaunch } from "./campaign.ts"
import { confirm } from "./confirm.ts"
import type { Context } from "./context.ts"

type Launch = Shapes["LaunchReport"]
type Ask = (api: ParleyApi, params: { path: { id: string } }) => Promise<{ data?: Launch }>

const minute = (instant: string | null) => instant?.slice(0, 16).replace("T", " ") ?? ""

type State = Launch["state"]
export const launchStates: readonly State[] = [
  "scheduled",
  "expanding",
  "sending",
  "paused",
  "completed",
  "canceled",
]

/** `parley launch list` */
export async function listLaunches(
  { out, environment }: Context,
  { state }: { state?: State },
): Promise<void> {
  const api = await openApi(readInstallation(environment))
  const launches = await everyRow((query) =>
    api.GET("/v1/launches", { params: { query: { ...query, ...(state && { state }) } } }),
  )
  if (launches.length === 0) return out.line(state ? `No launch is ${state}.` : "There is no launch yet.")
  const rows = launches.map(({ id, campaign, state, scheduled_at, expires_at }) => [
    id,
    campaign.name,
    state,
    minute(scheduled_at),
    minute(expires_at),
  ])
  for (const line of table([["launch", "campaign", "state", "at (UTC)", "expires (UTC)"], ...rows]))
    out.line(line)
}

/** Does something to a launch, says what was `done`, and shows how it stands. */
async function take({ out, environment }: Context, id: string, ask: Ask, done: string): Promise<void> {
  const api = await openApi(readInstallation(environment))
  const launch = await answerOf(ask(api, { path: { id } }))
  out.line(`${out.paint("green", "✓")} ${done}`)
  printLaunch(out, launch)
}

/** `parley launch pause` */
export const pauseLaunch = (context: Context, id: string) =>
  take(context, id, (api, params) => api.POST("/v1/launches/{id}/pause", { params }), "The launch is paused.")

/** `parley launch resume` */
export const resumeLaunch = (context: Context, id: string) =>
  take(context, id, (api, params) => api.POST("/v1/launches/{id}/resume", { params }), "The launch goes on.")

/** `parley launch cancel` */
export const cancelLaunch = (context: Context, id: string) =>
  take(
    context,
    id,
    (api, params) => api.POST("/v1/launches/{id}/cancel", { params }),
    "The launch is canceled.",
  )

/** `parley launch retries`: what goes once more by itself, and when. */
export async function listRetries({ out, environment }: Context, id: string): Promise<void> {
  const api = await openApi(readInstallation(environment))
  const { data } = await answerOf(api.GET("/v1/launches/{id}/retries", { params: { path: { id } } }))
  if (data.length === 0) return out.line("Nothing of it goes once more by itself.")
  const rows = data.map(({ code, title, count, first_at, last_at }) => [
    code,
    String(count),
    minute(first_at),
    minute(last_at),
    title,
  ])
  for (const line of table([["code", "messages", "from (UTC)", "to (UTC)", "why it failed"], ...rows]))
    out.line(line)
}

/** `parley launch keep`: puts the people that a launch came to the same for on a new static list. */
export async function keepPeople(
  { out, environment }: Context,
  id: string,
  options: { state: "accepted" | "failed" | "suppressed" | "waiting"; reason?: string; name: string },
): Promise<void> {
  const api = await openApi(readInstallation(environment))
  const list = await answerOf(api.POST("/v1/lists", { body: { name: options.name } }))
  let [people, after]: [number, string | null] = [0, null]
  do {
    const body = {
      list_id: list.id,
      state: options.state,
      ...(options.reason !== undefined && { reason: options.reason }),
      ...(after !== null && { after }),
    }
    const step: Shapes["LaunchPeopleListed"] = await answerOf(
      api.POST("/v1/launches/{id}/people/list", { params: { path: { id } }, body }),
    )
    people += step.changed
    after = step.next
  } while (after !== null)
  out.line(`${out.paint("green", "✓")} ${people} people are on the list ${options.name} (${list.id}).`)
}

/** `parley launch resend`: another launch, for a part of the audience. @throws Failure when it is not meant */
export async function resendLaunch(
  context: Context,
  id: string,
  options: {
    to: "failed" | "unsent"
    template?: string
    evenIfIncomplete?: boolean
    watch?: boolean
    yes?: boolean
  },
): Promise<void> {
  const { out } = context
  const api = await openApi(readInstallation(context.environment))
  const other = options.template === undefined ? {} : { template_id: options.template }
  const { campaign_id } = await answerOf(api.GET("/v1/launches/{id}", { params: { path: { id } } }))
  const preview = await answerOf(
    api.GET("/v1/campaigns/{id}/launches/preview", {
      params: { path: { id: campaign_id }, query: { resends: id, to: options.to, ...other } },
    }),
  )
  printLaunchPreview(context.err, preview, { whose: whose[options.to] })
  await confirm(context, { yes: options.yes, question: "Send it?", nothing: "Nothing was launched." })
  const launch = await answerOf(
    api.POST("/v1/launches/{id}/resend", {
      params: { path: { id } },
      body: { to: options.to, ...other, ...ifIncomplete(options) },
    }),
  )
  out.line(`${out.paint("green", "✓")} Launch ${launch.id} for those whose messages ${whose[options.to]}`)
  if (options.watch) await watchLaunch(api, context, launch)
  else out.line(out.paint("dim", `  npx parley campaign status ${launch.id} --watch`))
}

const whose = { failed: "failed", unsent: "were not sent" } as const
