import { chmod, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Readable } from "node:stream"
import { setTimeout as sleep } from "node:timers/promises"
import { z } from "zod"
import { freePort } from "../../../apps/server/src/platform/free-port.ts"
import { JsonClient } from "./json-client.ts"
import { type Program, startProgram } from "./process.ts"

export { HttpError, JsonClient } from "./json-client.ts"
export { type Program, startProgram } from "./process.ts"

const withId = z.object({ id: z.string() })
const anything = z.unknown()

const reasons = z.object({
  total: z.number(),
  reasons: z.array(z.object({ code: z.string(), count: z.number() })),
})

/** Where a launch stands, as the API reports it. */
export const launchReport = z.object({
  id: z.string(),
  state: z.string(),
  audience: z.number(),
  waiting: z.number(),
  suppressed: reasons,
  accepted: z.number(),
  sent: z.number(),
  delivered: z.number(),
  read: z.number(),
  failed: reasons,
  refused: z.number(),
  replied: z.number(),
})
export type LaunchReport = z.output<typeof launchReport>

/** What the sandbox, standing for Meta, has counted for a number. */
export const ledger = z.object({
  accepted: z.number(),
  recipients: z.number(),
  duplicates: z.array(z.object({ wa_id: z.string(), count: z.number() })),
  throttled: z.number(),
})

/** A number that is connected, verified, registered and has its group. */
export interface ConnectedNumber {
  accountId: string
  numberId: string
  groupId: string
  phoneNumberId: string
}

export interface Installation {
  sandbox: JsonClient
  sandboxUrl: string
  sandboxProgram: Program
  /** The public API, through the first server. */
  api: JsonClient
  apiUrl: string
  /** May do everything in the first workspace. */
  apiKey: string
  server: Program
  /** One more process on the same database, for example `{ ROLES: "worker" }`. */
  startServer(environment?: Record<string, string>): Promise<Program>
  /** Login with Facebook, a new number, its code, registration. */
  connectNumber(throughput?: "STANDARD" | "HIGH" | "UNLIMITED"): Promise<ConnectedNumber>
  /** A marketing template with the variables first_name and city, written, submitted and approved. @returns its id */
  approveTemplate(accountId: string): Promise<string>
  /** Subscribes `count` generated contacts through the CSV import, and waits until it has ended. */
  importSubscribers(groupId: string, count: number): Promise<void>
  /** A campaign with that template to everybody, launched now. @returns the launch's id */
  launchToEverybody(number: ConnectedNumber, templateId: string): Promise<string>
  stop(): Promise<void>
}

interface Options {
  /** For the server. */
  environment?: Record<string, string>
  /** Node's own options for the first server, for example a profiler's. */
  nodeOptions?: string[]
  sandboxEnvironment?: Record<string, string>
  /** What browsers call this machine; passkeys need a name. Default: 127.0.0.1 */
  host?: string
}

const graphScopes = ["whatsapp_business_management", "whatsapp_business_messaging"]

/** Starts the sandbox and a server as processes of their own, the server's PostgreSQL included unless DATABASE_URL is given. */
export async function startInstallation(options: Options = {}): Promise<Installation> {
  const folder = await mkdtemp(join(tmpdir(), "parley-installation-"))
  await chmod(folder, 0o755) // PostgreSQL may run as another account than we do
  const apiKey = `pk_${"installation".padEnd(40, "0")}`
  const [sandboxPort, serverPort] = [await freePort(), await freePort()]
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`
  const serverUrl = `http://${options.host ?? "127.0.0.1"}:${serverPort}`
  const sandboxProgram = await startProgram("apps/sandbox/src/main.ts", {
    url: sandboxUrl,
    health: "/_sandbox/clock",
    environment: {
      SANDBOX_PORT: String(sandboxPort),
      SANDBOX_DATA: join(folder, "sandbox"),
      ...options.sandboxEnvironment,
    },
  })
  const sandbox = new JsonClient(sandboxUrl)
  const app = await sandbox.post(
    "/_sandbox/apps",
    { name: "Parley" },
    z.object({ app_id: z.string(), app_secret: z.string() }),
  )
  const programs: Program[] = []
  let numbers = 0

  const environment = {
    DATA_DIR: join(folder, "parley"),
    API_KEY: apiKey,
    META_APP_ID: app.app_id,
    META_APP_SECRET: app.app_secret,
    META_GRAPH_URL: sandboxUrl,
    META_DIALOG_URL: sandboxUrl,
    META_SDK_URL: `${sandboxUrl}/en_US/sdk.js`,
    META_LOGIN_CONFIG_ID: "1",
    CLOCK_URL: `${sandboxUrl}/_sandbox/clock`,
    PUBLIC_URL: serverUrl,
    WEBHOOK_VERIFY_TOKEN: "installation-verify-token",
    LOG_LEVEL: "warn",
    ...options.environment,
  }
  const startServer = async (more: Record<string, string> = {}, nodeOptions: string[] = []) => {
    const port = Number(more.PORT ?? (programs.length === 0 ? serverPort : await freePort()))
    const program = await startProgram("apps/server/src/main.ts", {
      url: `http://127.0.0.1:${port}`,
      health: "/ready",
      environment: { ...environment, PORT: String(port), ...more },
      nodeOptions,
    })
    programs.push(program)
    return program
  }
  const server = await startServer({}, options.nodeOptions)
  const api = new JsonClient(serverUrl, apiKey)

  return {
    sandbox,
    sandboxUrl,
    sandboxProgram,
    api,
    apiUrl: serverUrl,
    apiKey,
    server,
    startServer,

    async connectNumber(throughput = "HIGH") {
      const login = await sandbox.post(
        "/_sandbox/login",
        { app_id: app.app_id, business_name: "Lucky Shrub", waba_name: "Lucky Shrub", scopes: graphScopes },
        z.object({ code: z.string() }),
      )
      const connected = await api.post(
        "/v1/connect/whatsapp",
        { code: login.code },
        z.object({ business_accounts: z.array(withId).min(1) }),
      )
      const accountId = connected.business_accounts.at(-1)?.id ?? ""
      const number = await api.post(
        `/v1/business_accounts/${accountId}/numbers`,
        {
          cc: "1",
          phone_number: `650555${String((serverPort + numbers++) % 10_000).padStart(4, "0")}`,
          verified_name: "Lucky Shrub",
        },
        z.object({ id: z.string(), phone_number_id: z.string() }),
      )
      await api.post(`/v1/numbers/${number.id}/request_code`, { method: "SMS" }, anything)
      const sim = await sandbox.get(
        `/_sandbox/numbers/${number.phone_number_id}/codes`,
        z.object({ data: z.array(z.object({ code: z.string() })) }),
      )
      await api.post(`/v1/numbers/${number.id}/verify`, { code: sim.data[0]?.code }, anything)
      await api.post(`/v1/numbers/${number.id}/register`, {}, anything)
      await sandbox.send(
        "PATCH",
        `/_sandbox/numbers/${number.phone_number_id}`,
        { throughput_level: throughput },
        anything,
      )
      const groups = await api.get(
        "/v1/subscription_groups",
        z.object({ data: z.array(z.object({ id: z.string(), number_id: z.string() })) }),
      )
      const groupId = groups.data.find((group) => group.number_id === number.id)?.id ?? ""
      const rate = { STANDARD: 80, HIGH: 1_000, UNLIMITED: 100_000 }[throughput]
      await api.send("PATCH", `/v1/numbers/${number.id}`, { rate_per_second: rate }, anything)
      return { accountId, numberId: number.id, groupId, phoneNumberId: number.phone_number_id }
    },

    async approveTemplate(accountId) {
      const template = await api.post(
        "/v1/templates",
        {
          business_account_id: accountId,
          ...summerSale,
        },
        z.object({ id: z.string(), meta_id: z.string() }),
      )
      await sandbox.post(`/_sandbox/templates/${template.meta_id}/review`, { decision: "APPROVED" }, anything)
      await api.post("/v1/templates/sync", { business_account_id: accountId }, anything)
      return template.id
    },

    async importSubscribers(groupId, count) {
      const created = await api.post(
        "/v1/imports",
        { file_name: "subscribers.csv", subscription_group_id: groupId, consent_source: "sign-up form" },
        withId,
      )
      const path = `/v1/imports/${created.id}`
      await api.upload(`${path}/file`, Readable.from(subscribers(count)), anything)
      for (let state = "queued"; state !== "completed"; ) {
        await sleep(50)
        const now = await api.get(path, z.object({ state: z.string(), failure: z.string().nullable() }))
        if (now.state === "failed") throw new Error(`The import failed: ${now.failure}`)
        state = now.state
      }
    },

    async launchToEverybody(number, templateId) {
      const campaign = await api.post(
        "/v1/campaigns",
        {
          name: "Summer sale",
          number_id: number.numberId,
          content: {
            kind: "template",
            template_id: templateId,
            values: {
              body: {
                first_name: '{{ contact.first_name | default: "there" }}',
                city: '{{ contact.attributes.city | default: "town" }}',
              },
            },
          },
        },
        withId,
      )
      const launch = await api.post(`/v1/campaigns/${campaign.id}/launches`, {}, withId)
      return launch.id
    },

    async stop() {
      await Promise.all(programs.map((program) => program.stop()))
      await sandboxProgram.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A marketing template with two variables, as it is submitted. */
export const summerSale = {
  name: "summer_sale",
  language: "en_US",
  category: "MARKETING",
  parameter_format: "NAMED",
  components: [
    {
      type: "BODY",
      text: "Hello {{first_name}}, our summer sale in {{city}} starts today. See you there!",
      example: {
        body_text_named_params: [
          { param_name: "first_name", example: "Ana" },
          { param_name: "city", example: "Lima" },
        ],
      },
    },
    { type: "FOOTER", text: "Reply STOP to opt out" },
  ],
}

const rowsAtOnce = 1_000

/** German mobile numbers, which leave room for ten million people. */
function* subscribers(count: number): Generator<string> {
  yield "phone,first_name,subscription_state,city\n"
  for (let first = 0; first < count; first += rowsAtOnce) {
    let rows = ""
    for (let n = first; n < Math.min(first + rowsAtOnce, count); n++) {
      rows += `+49151${String(10_000_000 + n)},Ana ${n},subscribed,Lima\n`
    }
    yield rows
  }
}
