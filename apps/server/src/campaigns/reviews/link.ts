/** The address by which somebody without an account sees one campaign, and nothing else. */
import { createHmac, timingSafeEqual } from "node:crypto"
import type { Platform } from "../../platform/index.ts"

export const reviewPath = "/review"

interface ReviewLink {
  workspaceId: string
  reviewId: string
}

const formOfToken = 1
const macBytes = 16
const bodyBytes = 1 + 16 + 16 + 4

/** Makes and reads the tokens of links, with one key derived once. Whether one was revoked, the database knows. */
export function reviewLinks({ secrets, config }: Pick<Platform, "secrets" | "config">) {
  const key = Buffer.from(secrets.derive("review links"), "hex")
  const sign = (body: Buffer) => createHmac("sha256", key).update(body).digest().subarray(0, macBytes)
  return {
    url({ workspaceId, reviewId }: ReviewLink, expiresAt: Date): string {
      const body = Buffer.alloc(bodyBytes)
      body.writeUInt8(formOfToken, 0)
      uuidBytes(workspaceId).copy(body, 1)
      uuidBytes(reviewId).copy(body, 17)
      body.writeUInt32BE(Math.floor(expiresAt.getTime() / 1000), 33)
      return `${config.publicUrl}${reviewPath}/${Buffer.concat([body, sign(body)]).toString("base64url")}`
    },
    /** @returns undefined for a link that is forged, cut off or expired */
    read(token: string, now: Date): ReviewLink | undefined {
      const bytes = Buffer.from(token, "base64url")
      // Base64 has spellings that mean the same: only our own is one.
      if (bytes.length !== bodyBytes + macBytes || bytes.toString("base64url") !== token) return undefined
      const body = bytes.subarray(0, bodyBytes)
      if (!timingSafeEqual(sign(body), bytes.subarray(bodyBytes)) || body.readUInt8(0) !== formOfToken)
        return undefined
      if (body.readUInt32BE(33) * 1000 <= now.getTime()) return undefined
      return { workspaceId: uuidOf(body.subarray(1, 17)), reviewId: uuidOf(body.subarray(17, 33)) }
    },
  }
}

const uuidBytes = (id: string) => Buffer.from(id.replaceAll("-", ""), "hex")
const uuidOf = (bytes: Buffer) =>
  bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")
