import { createHash } from "node:crypto"
import type { Readable } from "node:stream"
import { AwsV4Signer } from "aws4fetch"
import { Agent, type Dispatcher, request } from "undici"
import { type BytesOfFile, type FileStore, requireKey } from "./file-store.ts"

export interface S3Bucket {
  /** Such as `https://s3.eu-central-1.amazonaws.com`, without a slash at its end. */
  endpoint: string
  bucket: string
  region: string
  accessKeyId: string
  secretAccessKey: string
}

/** How long the store may be silent, in milliseconds. */
const silenceMs = 30_000

/** Files in a bucket of S3, or of what speaks as it does (MinIO, R2, Ceph and others): addressed by path, signed by version 4. */
export class S3Store implements FileStore {
  readonly #bucket: S3Bucket
  readonly #agent = new Agent({ connections: 16, headersTimeout: silenceMs, bodyTimeout: silenceMs })

  constructor(bucket: S3Bucket) {
    this.#bucket = bucket
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    const { statusCode, body } = await this.#ask("PUT", key, bytes)
    if (statusCode !== 200) throw await refusal("PUT", statusCode, body)
    await body.dump()
  }

  async read(key: string, part?: BytesOfFile): Promise<Readable | undefined> {
    const headers = part && { range: `bytes=${part.from}-${part.to}` }
    const { statusCode, body } = await this.#ask("GET", key, undefined, headers)
    if (statusCode === (part ? 206 : 200)) return body
    const error = await refusal("GET", statusCode, body)
    if (statusCode === 404 && !error.message.includes("NoSuchBucket")) return undefined
    throw error
  }

  async delete(key: string): Promise<void> {
    const { statusCode, body } = await this.#ask("DELETE", key)
    const isGone = statusCode === 204 || statusCode === 200 || statusCode === 404
    if (!isGone) throw await refusal("DELETE", statusCode, body)
    await body.dump()
  }

  close(): Promise<void> {
    return this.#agent.destroy()
  }

  async #ask(
    method: "GET" | "PUT" | "DELETE",
    key: string,
    bytes?: Uint8Array,
    headers: Record<string, string> = {},
  ): Promise<Dispatcher.ResponseData> {
    const { endpoint, bucket, region, accessKeyId, secretAccessKey } = this.#bucket
    const digest = createHash("sha256")
      .update(bytes ?? "")
      .digest("hex")
    const signed = await new AwsV4Signer({
      service: "s3",
      region,
      accessKeyId,
      secretAccessKey,
      method,
      url: `${endpoint}/${bucket}/${requireKey(key)}`,
      headers: { "x-amz-content-sha256": digest },
    }).sign()
    return request(signed.url, {
      method,
      headers: { ...headers, ...Object.fromEntries(signed.headers) },
      body: bytes ?? null,
      dispatcher: this.#agent,
    })
  }
}

/** What the store says, as far as it fits a log: it answers XML with a code and a sentence. */
async function refusal(
  method: string,
  status: number,
  body: Dispatcher.ResponseData["body"],
): Promise<Error> {
  const said = (await body.text()).slice(0, 1_000)
  const part = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(said)?.[1]
  return new Error(
    `the file store answered ${method} with ${[status, part("Code"), part("Message")].filter(Boolean).join(" ")}`,
  )
}
