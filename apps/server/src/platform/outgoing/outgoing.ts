import { lookup as lookUp } from "node:dns/promises"
import { isIP, type LookupFunction } from "node:net"
import { Agent, buildConnector, type Dispatcher, request } from "undici"
import { reachOf } from "./networks.ts"

/** Of an answer no more is read. */
const mostAnswerBytes = 64 * 1024
const connectMs = 10_000

/** Resolves a name to all of its addresses. @throws when there is none */
type Resolve = (name: string) => Promise<readonly { address: string; family: number }[]>

const resolveByMachine: Resolve = (name) => lookUp(name, { all: true })

/** An address that must not be reached for a user. */
class NotReachable extends Error {
  override name = "NotReachable"
}

/** What came of posting something. `failure` is in words. */
export interface PostOutcome {
  /** null: no answer */
  status: number | null
  failure: string | null
  /** The beginning of the answer. */
  answer: string
  durationMs: number
  /** What the answer's Retry-After asks for. */
  retryAfterSeconds: number | undefined
}

/** What came of asking. `failure` is in words. */
interface AskOutcome {
  /** null: no answer */
  status: number | null
  failure: string | null
  text: string
}

/** Asks addresses that users gave us. */
export interface Outgoing {
  /**
   * What is wrong with an address that a user gives, in words; undefined: nothing is known against it. A name that cannot be
   * resolved now may be another time.
   */
  problemWith(url: string): Promise<string | undefined>
  /** Posts a body. No redirect is followed. Resolves always, unless `signal` is aborted. */
  post(
    url: string,
    options: { headers: Record<string, string>; body: string; timeoutMs: number; signal: AbortSignal },
  ): Promise<PostOutcome>
  /**
   * Asks for something, over HTTP or HTTPS, at the usual ports; at any port of networks that the operator allows. No redirect is
   * followed. Resolves always.
   */
  ask(
    url: string,
    options: {
      method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE"
      headers: Record<string, string>
      body: string | null
      timeoutMs: number
      /** What is longer is no answer. */
      mostBytes: number
    },
  ): Promise<AskOutcome>
  close(): Promise<void>
}

/**
 * Requests to addresses of users, who must not reach by them what only this machine can reach: other services of it, its
 * network, a cloud's metadata. The address that was examined is the one that is connected to, whatever the name resolves to a
 * moment later, and no proxy is asked.
 * @param allowedNetworks what may be reached although it is private
 */
export function createOutgoing(
  allowedNetworks: readonly string[],
  resolve: Resolve = resolveByMachine,
): Outgoing {
  const { isReachable, isAllowed } = reachOf(allowedNetworks)
  const refusal = (host: string) => `${host} is a private address, which cannot be reached from here`

  const lookup: LookupFunction = (name, { all }, told) => {
    resolve(name).then(
      (addresses) => {
        const [first] = addresses
        const refused = addresses.find(({ address }) => !isReachable(address))
        if (first === undefined || refused !== undefined) told(new NotReachable(refusal(name)), [])
        else if (all) told(null, [...addresses])
        else told(null, first.address, first.family)
      },
      (error: NodeJS.ErrnoException) => told(error, []),
    )
  }
  const connector = buildConnector({ lookup, timeout: connectMs, allowH2: false })
  const agent: Dispatcher = new Agent({
    allowH2: false,
    maxHeaderSize: 16 * 1024,
    connect(options, callback) {
      // What is an address already is not looked up.
      const host = bare(options.hostname)
      if (isIP(host) !== 0 && !isReachable(host)) callback(new NotReachable(refusal(host)), null)
      else connector(options, callback)
    },
  })

  return {
    async problemWith(url) {
      const parsed = URL.parse(url)
      if (parsed === null) return "must be an address such as https://example.com/parley"
      if (parsed.username !== "" || parsed.password !== "")
        return "must not contain a user name or a password; check the signature instead"
      const host = bare(parsed.hostname)
      const isAddress = isIP(host) !== 0
      const found = isAddress ? [{ address: host }] : await soon(resolve(host).catch(() => []))
      const isOwn = found.length > 0 && found.every(({ address }) => isAllowed(address))
      if (parsed.protocol !== "https:" && !(parsed.protocol === "http:" && isOwn))
        return "must begin with https://"
      return found.every(({ address }) => isReachable(address)) ? undefined : refusal(host)
    },

    async post(url, { headers, body, timeoutMs, signal }) {
      const startMs = performance.now()
      const outcome = (rest: Partial<PostOutcome>): PostOutcome => ({
        status: null,
        failure: null,
        answer: "",
        retryAfterSeconds: undefined,
        durationMs: Math.round(performance.now() - startMs),
        ...rest,
      })
      const timeout = AbortSignal.timeout(timeoutMs)
      let status: number | null = null
      try {
        const answered = await request(url, {
          method: "POST",
          dispatcher: agent,
          headers,
          body,
          signal: AbortSignal.any([timeout, signal]),
        })
        status = answered.statusCode
        const answer = await beginningOf(answered.body)
        return outcome({ status, answer, retryAfterSeconds: secondsOf(answered.headers["retry-after"]) })
      } catch (error) {
        if (signal.aborted) throw error
        const seconds = timeoutMs / 1000
        if (timeout.aborted)
          return outcome({ status: null, failure: `It did not answer within ${seconds} seconds.` })
        return outcome({ status: null, failure: inWords(error) })
      }
    },

    async ask(url, { method, headers, body, timeoutMs, mostBytes }) {
      const failed = (failure: string): AskOutcome => ({ status: null, failure, text: "" })
      const parsed = URL.parse(url)
      if (parsed === null || !/^https?:$/.test(parsed.protocol) || parsed.username !== "")
        return failed("It is no address such as https://example.com/points.")
      const timeout = AbortSignal.timeout(timeoutMs)
      try {
        if (parsed.port !== "") {
          const host = bare(parsed.hostname)
          const found = isIP(host) === 0 ? await resolve(host) : [{ address: host }]
          if (!found.every(({ address }) => isAllowed(address)))
            return failed("Only the ports 80 and 443 are asked.")
        }
        const answered = await request(parsed, {
          method,
          dispatcher: agent,
          headers,
          body,
          signal: timeout,
        })
        const text = await beginningOf(answered.body, mostBytes + 1)
        return Buffer.byteLength(text) > mostBytes
          ? failed(`Its answer has more than ${mostBytes.toLocaleString("en")} bytes.`)
          : { status: answered.statusCode, failure: null, text }
      } catch (error) {
        return failed(
          timeout.aborted ? `It did not answer within ${timeoutMs / 1000} seconds.` : inWords(error),
        )
      }
    },

    close: () => agent.destroy(),
  }
}

/** Who saves an address does not wait long for a name that nobody knows. */
const saveWithinMs = 3_000

async function soon<T>(resolving: Promise<readonly T[]>): Promise<readonly T[]> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<readonly T[]>((resolve) => {
    timer = setTimeout(resolve, saveWithinMs, [])
  })
  return Promise.race([resolving, late]).finally(() => clearTimeout(timer))
}

const bare = (host: string) => host.replace(/^\[|\]$/g, "")

const secondsOf = (header: string | string[] | undefined) =>
  typeof header === "string" && /^\d{1,6}$/.test(header) ? Number(header) : undefined

/** Left early, the loop closes the connection. */
async function beginningOf(body: AsyncIterable<Uint8Array>, most = mostAnswerBytes): Promise<string> {
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of body) {
    pieces.push(piece)
    length += piece.length
    if (length >= most) break
  }
  return Buffer.concat(pieces).subarray(0, most).toString("utf8")
}

const words: Readonly<Record<string, string>> = {
  ECONNREFUSED: "Nothing listens at this address.",
  ENOTFOUND: "The name in the address is not known.",
  EAI_AGAIN: "The name in the address could not be looked up.",
  ECONNRESET: "The connection was closed before an answer came.",
  UND_ERR_SOCKET: "The connection was closed before an answer came.",
  UND_ERR_CONNECT_TIMEOUT: "No connection could be made in time.",
  ETIMEDOUT: "No connection could be made in time.",
  CERT_HAS_EXPIRED: "Its certificate has expired.",
  DEPTH_ZERO_SELF_SIGNED_CERT: "Its certificate is not signed by anyone who is trusted.",
  ERR_TLS_CERT_ALTNAME_INVALID: "Its certificate is for another name.",
}

function inWords(error: unknown): string {
  if (!(error instanceof Error)) return "It could not be reached."
  const code = "code" in error && typeof error.code === "string" ? error.code : ""
  return words[code] ?? `${error.message}.`.replace(/\.\.$/, ".")
}
