import { answerOf, type ParleyApi } from "../api/client.ts"
import { openApi, readInstallation } from "../installation.ts"
import { chooseNumber } from "./choose-number.ts"
import type { Context } from "./context.ts"

type Ask = (api: ParleyApi, params: { path: { id: string } }) => Promise<unknown>

/** Does something to a number, then says what was `done`. */
async function take({ out, environment }: Context, wanted: string, ask: Ask, done: string): Promise<void> {
  const api = await openApi(readInstallation(environment))
  const { id, display_phone_number } = await chooseNumber(api, wanted)
  await ask(api, { path: { id } })
  out.line(`${out.paint("green", "✓")} ${display_phone_number} ${done}`)
}

/** `parley number code`: Meta sends the six digits that prove the number. */
export const requestCode = (context: Context, wanted: string, options: { call?: boolean }) =>
  take(
    context,
    wanted,
    (api, params) =>
      api.POST("/v1/numbers/{id}/request-code", { params, body: { method: options.call ? "VOICE" : "SMS" } }),
    `gets a code by ${options.call ? "a call" : "text message"}. Next: parley number verify`,
  )

/** `parley number verify`. */
export const verifyNumber = (context: Context, wanted: string, code: string) =>
  take(
    context,
    wanted,
    (api, params) => api.POST("/v1/numbers/{id}/verify", { params, body: { code } }),
    "is verified. Next: parley number register",
  )

/** `parley number register`. */
export const registerNumber = (context: Context, wanted: string, { pin }: { pin?: string }) =>
  take(
    context,
    wanted,
    (api, params) =>
      api.POST("/v1/numbers/{id}/register", { params, body: pin === undefined ? {} : { pin } }),
    "is in service.",
  )

/** `parley number refresh`. */
export const refreshNumber = (context: Context, wanted: string) =>
  take(
    context,
    wanted,
    (api, params) => api.POST("/v1/numbers/{id}/refresh", { params }),
    "is known here as Meta sees it.",
  )

/** `parley number pin`. */
export const setPin = (context: Context, wanted: string, pin: string) =>
  take(
    context,
    wanted,
    (api, params) => api.PUT("/v1/numbers/{id}/pin", { params, body: { pin } }),
    "has the new PIN.",
  )

/** `parley number name`. */
export const setDisplayName = (context: Context, wanted: string, name: string) =>
  take(
    context,
    wanted,
    (api, params) => api.POST("/v1/numbers/{id}/display-name", { params, body: { display_name: name } }),
    `: Meta reviews “${name}”.`,
  )

/** `parley number rate`; without a rate, as fast as Meta's throughput level allows. */
export const setRate = (context: Context, wanted: string, rate: string | undefined) =>
  take(
    context,
    wanted,
    (api, params) =>
      api.PATCH("/v1/numbers/{id}", {
        params,
        body: { rate_per_second: rate === undefined ? null : Number(rate) },
      }),
    rate === undefined ? "sends as fast as Meta allows." : `sends ${rate} messages a second at most.`,
  )

/** `parley webhooks`. @returns 1 when Meta did not agree to something */
export async function orderWebhooks({ out, environment }: Context): Promise<number> {
  const api = await openApi(readInstallation(environment))
  const { warnings } = await answerOf(api.POST("/v1/connect/webhooks"))
  for (const { message, help } of warnings) out.line(`${out.paint("red", "✗")} ${message} ${help}`)
  if (warnings.length === 0) out.line(`${out.paint("green", "✓")} Meta delivers here.`)
  return warnings.length === 0 ? 0 : 1
}
