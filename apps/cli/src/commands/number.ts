import { z } from "zod"
import { diagnosis, number } from "../api/answers.ts"
import { openApi, readInstallation } from "../installation.ts"
import { chooseNumber } from "./choose-number.ts"
import type { Context } from "./context.ts"

/** What is done to a number: the call, and what to say once it is done. */
interface Step {
  method: "post" | "put" | "patch"
  path: string
  body?: object
  done: string
}

async function take({ out, environment }: Context, wanted: string, step: Step): Promise<void> {
  const api = await openApi(readInstallation(environment))
  const { id, display_phone_number } = await chooseNumber(api, wanted)
  await api[step.method](`/v1/numbers/${id}${step.path}`, step.body, number)
  out.line(`${out.paint("green", "✓")} ${display_phone_number} ${step.done}`)
}

/** `parley number code`: Meta sends the six digits that prove the number. */
export const requestCode = (context: Context, wanted: string, options: { call?: boolean }) =>
  take(context, wanted, {
    method: "post",
    path: "/request-code",
    body: { method: options.call ? "VOICE" : "SMS" },
    done: `gets a code by ${options.call ? "a call" : "text message"}. Next: parley number verify`,
  })

/** `parley number verify`. */
export const verifyNumber = (context: Context, wanted: string, code: string) =>
  take(context, wanted, {
    method: "post",
    path: "/verify",
    body: { code },
    done: "is verified. Next: parley number register",
  })

/** `parley number register`. */
export const registerNumber = (context: Context, wanted: string, options: { pin?: string }) =>
  take(context, wanted, {
    method: "post",
    path: "/register",
    body: options.pin === undefined ? {} : { pin: options.pin },
    done: "is in service.",
  })

/** `parley number refresh`. */
export const refreshNumber = (context: Context, wanted: string) =>
  take(context, wanted, { method: "post", path: "/refresh", done: "is known here as Meta sees it." })

/** `parley number pin`. */
export const setPin = (context: Context, wanted: string, pin: string) =>
  take(context, wanted, { method: "put", path: "/pin", body: { pin }, done: "has the new PIN." })

/** `parley number name`. */
export const setDisplayName = (context: Context, wanted: string, name: string) =>
  take(context, wanted, {
    method: "post",
    path: "/display-name",
    body: { display_name: name },
    done: `: Meta reviews “${name}”.`,
  })

/** `parley number rate`; without a rate, as fast as Meta's throughput level allows. */
export const setRate = (context: Context, wanted: string, rate: string | undefined) =>
  take(context, wanted, {
    method: "patch",
    path: "",
    body: { rate_per_second: rate === undefined ? null : Number(rate) },
    done: rate === undefined ? "sends as fast as Meta allows." : `sends ${rate} messages a second at most.`,
  })

/** `parley webhooks`. @returns 1 when Meta did not agree to something */
export async function orderWebhooks({ out, environment }: Context): Promise<number> {
  const api = await openApi(readInstallation(environment))
  const { warnings } = await api.post(
    "/v1/connect/webhooks",
    undefined,
    z.object({ warnings: z.array(z.object({ message: z.string(), help: z.string() })), doctor: diagnosis }),
  )
  for (const { message, help } of warnings) out.line(`${out.paint("red", "✗")} ${message} ${help}`)
  if (warnings.length === 0) out.line(`${out.paint("green", "✓")} Meta delivers here.`)
  return warnings.length === 0 ? 0 : 1
}
