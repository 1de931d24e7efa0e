import { answerOf, everyRow, type Shapes } from "../api/client.ts"
import { Failure } from "../failure.ts"
import { openApi, readInstallation } from "../installation.ts"
import { table } from "../print/table.ts"
import type { Context } from "./context.ts"

const open = ({ environment }: Context) => openApi(readInstallation(environment))

type Kinds = Shapes["NewWebhookEndpoint"]["kinds"]

/** `parley webhook create`: adds an endpoint, and prints its secret. */
export async function createWebhook(
  context: Context,
  url: string,
  options: { kind?: string[]; description?: string },
): Promise<void> {
  const { out } = context
  const api = await open(context)
  const offered = await answerOf(api.GET("/v1/webhook-kinds"))
  const names = offered.data.map(({ kind }) => kind)
  const unknown = options.kind?.find((kind) => !names.includes(kind))
  if (unknown !== undefined)
    throw new Failure(`There is no kind of event called ${unknown}.`, `There are: ${names.join(", ")}`)
  const created = await answerOf(
    api.POST("/v1/webhook-endpoints", {
      body: {
        url,
        // Those that the API offered.
        kinds: options.kind === undefined ? null : (options.kind as NonNullable<Kinds>),
        description: options.description ?? null,
        is_enabled: true,
      },
    }),
  )
  out.line(`${out.paint("green", "✓")} ${created.id} is told of ${options.kind?.join(", ") ?? "everything"}.`)
  out.line(`Its secret, which is not shown again: ${created.secret}`)
  out.line(out.paint("dim", `Next: parley webhook test ${created.id}`))
}

/** `parley webhook list` */
export async function listWebhooks(context: Context): Promise<void> {
  const { out } = context
  const api = await open(context)
  const endpoints = await everyRow((query) => api.GET("/v1/webhook-endpoints", { params: { query } }))
  if (endpoints.length === 0) return out.line("No webhooks yet: parley webhook create <url>")
  const rows = endpoints.map(({ id, url, kinds, is_enabled, failing_since }) => [
    id,
    is_enabled ? (failing_since === null ? "on" : "failing") : "off",
    kinds === null ? "all" : kinds.join(","),
    url,
  ])
  for (const line of table([["id", "status", "events", "url"], ...rows])) out.line(line)
}

/** `parley webhook test`: sends a test and says what came back. @returns the exit code: 1 where it did not arrive */
export async function testWebhook(context: Context, id: string): Promise<number> {
  const { out } = context
  const api = await open(context)
  const { state, log } = await answerOf(
    api.POST("/v1/webhook-endpoints/{id}/test", { params: { path: { id } } }),
  )
  const tried = log.at(-1)
  const took = `${tried?.duration_ms ?? 0} ms`
  if (state === "delivered")
    out.line(`${out.paint("green", "✓")} It answered ${tried?.status} after ${took}.`)
  else out.line(`${out.paint("red", "✗")} ${tried?.failure ?? "It did not arrive."} (${took})`)
  return state === "delivered" ? 0 : 1
}

/** `parley webhook log`: the latest deliveries to an endpoint. */
export async function logWebhook(context: Context, id: string, options: { failed?: boolean }): Promise<void> {
  const { out } = context
  const api = await open(context)
  const query = { limit: 50, ...(options.failed ? { state: "failed" as const } : {}) }
  const { data } = await answerOf(
    api.GET("/v1/webhook-endpoints/{id}/deliveries", { params: { path: { id }, query } }),
  )
  if (data.length === 0) return out.line("Nothing was sent.")
  const rows = data.map(({ at, kind, state, attempts, last_status, last_failure }) => [
    at,
    kind,
    state,
    String(attempts),
    last_failure ?? (last_status === null ? "" : String(last_status)),
  ])
  const heading = ["happened", "event", "status", "attempts", "answer"]
  for (const line of table([heading, ...rows], ["left", "left", "left", "right", "left"])) out.line(line)
}
