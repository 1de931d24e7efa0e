/** The address of a contact's own preference page. Who has it may change what the contact subscribed to and their language, and sees nothing else. */
import { createHmac, timingSafeEqual } from "node:crypto"
import type { Platform } from "../../platform/index.ts"

export interface PreferenceLink {
  workspaceId: string
  contactId: string
  /** The day on which it was made, at midnight in UTC. */
  issuedAt: Date
}

export const preferencePath = "/preferences"

/** A message may be read again after months. */
export const lifetimeDays = 365

const dayMs = 24 * 60 * 60_000
const formOfToken = 1
const macBytes = 16
const bodyBytes = 1 + 16 + 16 + 2

/** Makes and reads the tokens of links, with one key derived once. */
export function preferenceLinks({ secrets, config }: Pick<Platform, "secrets" | "config">) {
  const key = Buffer.from(secrets.derive("preference links"), "hex")
  const sign = (body: Buffer) => createHmac("sha256", key).update(body).digest().subarray(0, macBytes)
  const tokenOf = (workspaceId: string, contactId: string, now: Date): string => {
    const body = Buffer.alloc(bodyBytes)
    body.writeUInt8(formOfToken, 0)
    uuidBytes(workspaceId).copy(body, 1)
    uuidBytes(contactId).copy(body, 17)
    // The day alone, so that a message that is rendered again says the same.
    body.writeUInt16BE(Math.floor(now.getTime() / dayMs), 33)
    return Buffer.concat([body, sign(body)]).toString("base64url")
  }
  return {
    url: (workspaceId: string, contactId: string, now: Date): string =>
      `${config.publicUrl}${preferencePath}/${tokenOf(workspaceId, contactId, now)}`,
    /** @returns undefined for a link that is forged, cut off or too old */
    read(token: string, now: Date): PreferenceLink | undefined {
      const bytes = Buffer.from(token, "base64url")
      // Base64 has spellings that mean the same: only our own is one.
      if (bytes.length !== bodyBytes + macBytes || bytes.toString("base64url") !== token) return undefined
      const body = bytes.subarray(0, bodyBytes)
      if (!timingSafeEqual(sign(body), bytes.subarray(bodyBytes)) || body.readUInt8(0) !== formOfToken)
        return undefined
      const issuedAt = new Date(body.readUInt16BE(33) * dayMs)
      if (now.getTime() - issuedAt.getTime() > lifetimeDays * dayMs) return undefined
      return { workspaceId: uuidOf(body.subarray(1, 17)), contactId: uuidOf(body.subarray(17, 33)), issuedAt }
    },
  }
}

/** Where a message is shown to someone else than its contact. It leads to the page that says so. */
export const examplePreferenceLink = ({ publicUrl }: Pick<Platform["config"], "publicUrl">): string =>
  `${publicUrl}${preferencePath}/example`

const uuidBytes = (id: string) => Buffer.from(id.replaceAll("-", ""), "hex")
const uuidOf = (bytes: Buffer) =>
  bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")
