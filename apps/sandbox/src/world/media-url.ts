import { createHmac } from "node:crypto"
import type { Media } from "./objects.ts"
import type { World } from "./world.ts"

const urlLivesMs = 5 * 60 * 1000

/** A signed address of a file, as Meta gives it to the app that may read it: it lives five minutes. */
export function mediaUrl(
  world: World,
  publicUrl: string,
  media: Media,
  source: "getMedia" | "webhook",
): string {
  const ext = Math.floor((world.clock.nowMs() + urlLivesMs) / 1000)
  return `${publicUrl}/whatsapp_business/attachments/?mid=${media.id}&source=${source}&ext=${ext}&hash=${mediaHash(media, ext)}`
}

/** What proves that we gave the address of this file until `ext`, in Unix seconds. */
export function mediaHash(media: Media, ext: number): string {
  return createHmac("sha256", media.sha256_hex).update(`${media.id} ${ext}`).digest("base64url")
}
