import { readFile } from "node:fs/promises"
import { join, resolve } from "node:path"
import { answerOf, type ParleyApi, parleyApi } from "./api/client.ts"
import { type HttpOptions, JsonHttp } from "./api/http.ts"
import { Failure } from "./failure.ts"

/** One Parley on this machine, as the environment describes it. */
export interface Installation {
  dataDir: string
  port: number
  sandboxPort: number
  /** Where the API is; not on this machine where PARLEY_URL says so. */
  url: string
  sandboxUrl: string
  /** With a Meta app of its own, Parley talks to Meta and needs no sandbox. */
  usesMeta: boolean
  /** Undefined: the key kept in the data folder. */
  apiKey: string | undefined
  /** Undefined: the key kept in the data folder. */
  operatorKey: string | undefined
}

type Environment = Record<string, string | undefined>

/** @throws Failure naming the variable that is wrong */
export function readInstallation(environment: Environment): Installation {
  const port = readPort(environment, "PORT", 3000)
  const sandboxPort = readPort(environment, "SANDBOX_PORT", 4000)
  return {
    dataDir: resolve(environment.DATA_DIR || ".parley"),
    port,
    sandboxPort,
    url: (environment.PARLEY_URL || `http://localhost:${port}`).replace(/\/+$/, ""),
    sandboxUrl: (environment.SANDBOX_URL || `http://localhost:${sandboxPort}`).replace(/\/+$/, ""),
    usesMeta: Boolean(environment.META_APP_ID),
    apiKey: environment.PARLEY_API_KEY || environment.API_KEY || undefined,
    operatorKey: environment.PARLEY_OPERATOR_KEY || undefined,
  }
}

function readPort(environment: Environment, name: string, fallback: number): number {
  const value = environment[name]
  if (!value) return fallback
  const port = Number(value)
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port
  throw new Failure(`${name} is ${value}, which is not a port.`, `Set ${name} to a number from 1 to 65535.`)
}

export const apiKeyFile = (dataDir: string) => join(dataDir, "api-key")

/** What the first member signs up with where others could come first; undefined: nothing, or there is one already. */
export async function readSetupCode({
  port,
  dataDir,
}: Pick<Installation, "port" | "dataDir">): Promise<string | undefined> {
  const { needs_first_member, needs_setup_code } = await answerOf(
    parleyAt(`http://localhost:${port}`, {}).GET("/v1/setup"),
  )
  if (!(needs_first_member && needs_setup_code)) return undefined
  return (await readFile(join(dataDir, "setup-code"), "utf8")).trim()
}

/** The API of an installation, with its key. @throws Failure when there is no key to be found */
export async function openApi(
  installation: Pick<Installation, "url" | "apiKey" | "dataDir">,
  options: Pick<HttpOptions, "keepsTexts"> = {},
): Promise<ParleyApi> {
  const key = installation.apiKey ?? (await keptKey(installation.dataDir))
  return parleyAt(installation.url, { authorization: `Bearer ${key}` }, options)
}

/** What only the operator of an installation may ask of it. @throws Failure when there is no key to be found */
export async function openOperatorApi({
  url,
  operatorKey,
  dataDir,
}: Pick<Installation, "url" | "operatorKey" | "dataDir">): Promise<ParleyApi> {
  if (operatorKey !== undefined) return apiAt(url, operatorKey)
  const file = join(dataDir, "operator-key")
  try {
    return apiAt(url, (await readFile(file, "utf8")).trim())
  } catch {
    throw new Failure(
      `There is no operator key: PARLEY_OPERATOR_KEY is not set and ${file} cannot be read.`,
      "Run this where the server runs, as the same user, with the same DATA_DIR. Or set PARLEY_OPERATOR_KEY to what is in that file.",
    )
  }
}

const apiAt = (url: string, key: string) => parleyAt(url, { authorization: `Bearer ${key}` })

function parleyAt(
  url: string,
  headers: Record<string, string>,
  options: Partial<HttpOptions> = {},
): ParleyApi {
  const http = new JsonHttp({
    ...options,
    url,
    headers,
    name: "Parley",
    takesKeys: true,
    absent: `Start it with \`npm start\` and try again.\nIf it runs elsewhere, set PARLEY_URL (or PORT) and PARLEY_API_KEY.`,
  })
  return parleyApi(http)
}

async function keptKey(dataDir: string): Promise<string> {
  const file = apiKeyFile(dataDir)
  try {
    return (await readFile(file, "utf8")).trim()
  } catch {
    throw new Failure(
      `There is no API key: PARLEY_API_KEY is not set and ${file} cannot be read.`,
      "Start Parley once with `npm start`: it makes the key. Or set PARLEY_API_KEY to a key that you have.",
    )
  }
}
