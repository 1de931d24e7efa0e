import { explainError } from "@parley/whatsapp/errors"
import { z } from "zod"
import { Problem } from "../../platform/errors.ts"
import type { Platform } from "../../platform/index.ts"
import { callbackUrl, readAppSubscription, webhookFields } from "../webhooks/subscription.ts"
import { type Check, failed, ok, skipped, warning } from "./check.ts"
import { visitMeta } from "./fix.ts"

const meta = { name: "meta" }
const mode = { name: "app_mode" }
const subscription = { name: "webhook_subscription" }

/** Can Meta be reached, does it accept the app's id and secret, and does the app deliver its webhooks here? One call tells. */
export async function checkApp(platform: Platform): Promise<Check[]> {
  const { graphUrl, appId } = platform.config.meta
  try {
    const current = await readAppSubscription(platform)
    const webhooks =
      current || (await anyAccount(platform))
        ? judge(platform, current)
        : skipped(subscription, "Ordered when the first business account is connected.")
    return [
      ok(meta, `${graphUrl} answers, and accepts app ${appId} and its secret.`),
      judgeMode(platform),
      webhooks,
    ]
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return [
      failed(meta, error.message, helpWith(error, graphUrl)),
      skipped(subscription, "Unknown while Meta does not answer the app."),
    ]
  }
}

/** Meta's own trouble says nothing of the app's id and secret. */
function helpWith({ code, help, extra }: Problem, graphUrl: string): string {
  if (code === "meta_unreachable")
    return `See that this machine can reach ${graphUrl} (META_GRAPH_URL, firewall, proxy).`
  const answer = z.object({ code: z.number() }).safeParse(extra.meta)
  if (answer.success && ["meta", "rate"].includes(explainError(answer.data.code).fault)) return help
  return "Compare META_APP_ID and META_APP_SECRET with App dashboard → Settings → Basic."
}

function judgeMode(platform: Platform): Check {
  return platform.config.meta.appMode === "live"
    ? ok(mode, "The app is live.")
    : warning(
        mode,
        "The app is in development: only test recipients can be reached.",
        "When it is ready, switch the app to live in the App Dashboard, then set META_APP_MODE=live.",
        visitMeta(platform, "app_dashboard"),
      )
}

function anyAccount({ db }: Platform): Promise<{ id: string } | undefined> {
  return db.system((tx) =>
    tx
      .selectFrom("business_accounts")
      .select("id")
      .where("disconnected_at", "is", null)
      .limit(1)
      .executeTakeFirst(),
  )
}

function judge(platform: Platform, current: Awaited<ReturnType<typeof readAppSubscription>>): Check {
  const here = callbackUrl(platform)
  const again = "Subscribe to webhooks again."
  const order = { kind: "subscribe_webhooks" } as const
  if (!current) return failed(subscription, "The app is not subscribed to WhatsApp webhooks.", again, order)
  if (current.callbackUrl !== here) {
    const help = `Set PUBLIC_URL to where Meta reaches this server. ${again}`
    return failed(subscription, `Webhooks go to ${current.callbackUrl}, not to ${here}.`, help, order)
  }
  if (!current.active) return failed(subscription, "Meta has switched the webhooks off.", again, order)
  const missing = webhookFields.filter((field) => !current.fields.includes(field))
  if (missing.length > 0) return failed(subscription, `Not subscribed: ${missing.join(", ")}.`, again, order)
  return ok(subscription, `Webhooks go to ${here}.`)
}
