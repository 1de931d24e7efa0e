import { setTimeout as sleep } from "node:timers/promises"
import { z } from "zod"
import { answerOf, everyRow, type ParleyApi, type Shapes } from "../api/client.ts"
import { Failure } from "../failure.ts"
import { openApi, readInstallation } from "../installation.ts"
import { launchProgress, printLaunch, whyItWaits } from "../print/launch.ts"
import { printLaunchPreview } from "../print/launch-preview.ts"
import type { Screen } from "../print/screen.ts"
import { table } from "../print/table.ts"
import { chooseOne } from "./choose.ts"
import { confirm } from "./confirm.ts"
import type { Context } from "./context.ts"

/** `parley campaign list` */
export async function listCampaigns({ out, environment }: Context): Promise<void> {
  const api = await openApi(readInstallation(environment))
  const campaigns = await everyRow((query) => api.GET("/v1/campaigns", { params: { query } }))
  if (campaigns.length === 0) {
    out.line(
      "There is no campaign yet. Write one in the dashboard, under Campaigns, or create it with POST /v1/campaigns.",
    )
    return
  }
  const rows = campaigns.map((each) => [each.name, each.id, each.created_at.slice(0, 16).replace("T", " ")])
  const [head = "", ...lines] = table([["campaign", "id", "created"], ...rows])
  out.line(out.paint("bold", head))
  for (const line of lines) out.line(line)
}

type Launch = Shapes["LaunchReport"]

const instant = z.iso.datetime({ offset: true })

/** `parley campaign launch`. @throws Failure when it is not meant, or was launched before and `--again` is not said */
export async function launchCampaign(
  context: Context,
  wanted: string,
  options: { at?: string; evenIfIncomplete?: boolean; watch?: boolean; yes?: boolean; again?: boolean },
): Promise<void> {
  if (options.at !== undefined && !instant.safeParse(options.at).success) {
    throw new Failure(
      `--at ${options.at} is not an instant.`,
      "Write it with its offset, such as 2026-11-22T09:00:00Z or 2026-11-22T10:00:00+01:00.",
    )
  }
  const { out } = context
  const api = await openApi(readInstallation(context.environment))
  const chosen = chooseOne(
    await everyRow((query) => api.GET("/v1/campaigns", { params: { query } })),
    wanted,
    {
      what: "campaign",
      is: (each) => [each.id, each.name],
      show: (each) => `${each.name}  ${each.id}`,
    },
  )
  const preview = await answerOf(
    api.GET("/v1/campaigns/{id}/launches/preview", { params: { path: { id: chosen.id } } }),
  )
  printLaunchPreview(context.err, preview, options)
  const { last_launch: before } = preview
  if (before !== null && !options.again && (options.yes || context.ask === undefined)) {
    throw new Failure(
      "Nothing was launched: the campaign was launched before.",
      `To send it to everyone once more, repeat the command with --yes --again. To reach those it missed:
npx parley launch resend ${before.id} --to unsent`,
    )
  }
  await confirm(context, {
    yes: options.yes,
    question: before === null ? "Launch it?" : "Launch it again?",
    nothing: "Nothing was launched.",
  })
  const body = { ...(options.at && { at: options.at }), ...ifIncomplete(options) }
  const launched = await answerOf(
    api.POST("/v1/campaigns/{id}/launches", {
      params: { path: { id: chosen.id }, header: { "idempotency-key": onceAfter(preview, body) } },
      body,
    }),
  )
  out.line(
    `${out.paint("green", "✓")} Launch ${launched.id} of “${chosen.name}” for ${launched.scheduled_at}`,
  )
  if (options.watch) await watchLaunch(api, context, launched)
  else out.line(context.out.paint("dim", `  npx parley campaign status ${launched.id} --watch`))
}

/** The same for two commands that run at once, and saw the same last launch: they come to one launch. */
const onceAfter = ({ campaign, last_launch }: Shapes["LaunchPreview"], body: object) =>
  `launch of ${campaign.id} after ${last_launch?.id ?? "none"} ${JSON.stringify(body)}`

/** What `--even-if-incomplete` adds to a request. */
export const ifIncomplete = ({ evenIfIncomplete }: { evenIfIncomplete?: boolean }) =>
  evenIfIncomplete ? { even_if_incomplete: true } : {}

/** `parley campaign status` */
export async function campaignStatus(
  context: Context,
  id: string,
  options: { watch?: boolean },
): Promise<void> {
  const api = await openApi(readInstallation(context.environment))
  const now = await readLaunch(api, id)
  if (options.watch) await watchLaunch(api, context, now)
  else printLaunch(context.out, now)
}

const readLaunch = (api: ParleyApi, id: string) =>
  answerOf(api.GET("/v1/launches/{id}", { params: { path: { id } } }))

const pollMs = 500
/** Statuses continue arriving for hours, as telephones are switched on; a watcher waits for the bulk of them. */
const lingerMs = 15_000

/** Follows a launch, then shows how it stands. */
export async function watchLaunch(api: ParleyApi, { out, err }: Context, first: Launch): Promise<void> {
  const last = await followLaunch(api, err, first)
  printLaunch(out, last)
}

/**
 * Shows a launch's progress until all of it was sent and was reported sent or failed, or for {@link lingerMs} longer; and, as
 * it changes, why nothing goes meanwhile.
 */
async function followLaunch(api: ParleyApi, screen: Screen, first: Launch): Promise<Launch> {
  const progress = screen.progress()
  let now = first
  let wentOutMs: number | undefined
  let told: string | undefined
  while (now.state !== "canceled") {
    const { share, text } = launchProgress(now)
    const wait = whyItWaits(now)
    if (wait !== told) {
      progress.clear()
      screen.line(wait ?? "It goes on.")
      told = wait
    }
    progress.show(share, text)
    if (now.state === "completed") {
      wentOutMs ??= performance.now()
      const isReported = now.sent + now.failed.total - now.refused >= now.accepted
      if (isReported || performance.now() - wentOutMs > lingerMs) break
    }
    await sleep(pollMs)
    now = await readLaunch(api, now.id)
  }
  progress.clear()
  return now
}
