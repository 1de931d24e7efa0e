import { createHash, createHmac } from "node:crypto"
import { createServer, type IncomingMessage } from "node:http"
import { buffer } from "node:stream/consumers"

export interface BucketServer {
  /** What S3_… variables a server needs for it. */
  environment: Record<string, string>
  files: Map<string, Buffer>
  /** Answers so until it is set to undefined. */
  failure: { status: number; code: string } | undefined
  close(): Promise<void>
}

const secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
const accessKeyId = "AKIDEXAMPLE"
const region = "eu-test-1"
const bucket = "parley-files"

const sha256 = (value: string | Buffer) => createHash("sha256").update(value).digest("hex")
const hmac = (key: string | Buffer, value: string) => createHmac("sha256", key).update(value).digest()

/**
 * Why a request is not one that the owner of the key signed: undefined when it is. As AWS describes it, "Create a signed AWS
 * API request" (Signature Version 4), and written from that alone.
 */
function faultOf({ method, url = "", headers }: IncomingMessage, body: Buffer): string | undefined {
  const authorization =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/
  const [, key, day, where, names = "", signature] = authorization.exec(headers.authorization ?? "") ?? []
  const at = String(headers["x-amz-date"])
  if (key !== accessKeyId || where !== region || !at.startsWith(String(day))) return "AccessDenied"
  const signedNames = names.split(";")
  if (!["host", "x-amz-content-sha256", "x-amz-date"].every((name) => signedNames.includes(name)))
    return "AccessDenied"
  if (headers["x-amz-content-sha256"] !== sha256(body)) return "XAmzContentSHA256Mismatch"
  const [path, query = ""] = url.split("?")
  const canonical = [
    method,
    path,
    query,
    ...signedNames.map((name) => `${name}:${String(headers[name]).trim()}`),
    "",
    names,
    headers["x-amz-content-sha256"],
  ].join("\n")
  const scope = `${day}/${region}/s3/aws4_request`
  const text = ["AWS4-HMAC-SHA256", at, scope, sha256(canonical)].join("\n")
  const signingKey = [region, "s3", "aws4_request"].reduce(hmac, hmac(`AWS4${secret}`, String(day)))
  return hmac(signingKey, text).toString("hex") === signature ? undefined : "SignatureDoesNotMatch"
}

/** A bucket of S3 on this machine: keeps, gives and takes away files of those who sign as its owner. */
export async function openBucketServer(): Promise<BucketServer> {
  const files = new Map<string, Buffer>()
  const server = createServer(async (request, response) => {
    const body = await buffer(request)
    const refuse = (status: number, code: string) =>
      response
        .writeHead(status)
        .end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>No.</Message></Error>`)
    if (self.failure) return refuse(self.failure.status, self.failure.code)
    const fault = faultOf(request, body)
    if (fault) return refuse(403, fault)
    if (!request.url?.startsWith(`/${bucket}/`)) return refuse(404, "NoSuchBucket")
    const key = request.url.slice(bucket.length + 2)
    if (request.method === "PUT") {
      files.set(key, body)
      return response.end()
    }
    if (request.method === "DELETE") {
      files.delete(key)
      return response.writeHead(204).end()
    }
    const file = files.get(key)
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "") ?? []
    if (file && from && to) return response.writeHead(206).end(file.subarray(Number(from), Number(to) + 1))
    return file ? response.end(file) : refuse(404, "NoSuchKey")
  })
  const { promise: listening, resolve } = Promise.withResolvers<void>()
  server.listen(0, "127.0.0.1", resolve)
  await listening
  const address = server.address()
  const port = typeof address === "object" ? address?.port : undefined
  const self: BucketServer = {
    environment: {
      S3_ENDPOINT: `http://127.0.0.1:${port}`,
      S3_BUCKET: bucket,
      S3_REGION: region,
      S3_ACCESS_KEY_ID: accessKeyId,
      S3_SECRET_ACCESS_KEY: secret,
    },
    files,
    failure: undefined,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
  return self
}
