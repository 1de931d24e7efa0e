import {
  type BusinessProfile,
  type BusinessProfileChange,
  getProfile,
  updateProfile,
  uploadSample,
} from "@parley/whatsapp/graph"
import { z } from "zod"
import { requireRevision } from "../../platform/errors.ts"
import { fields } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { accountOfNumber } from "../accounts/accounts.ts"
import { inTurn } from "../numbers/number-lock.ts"
import type { NumberRef } from "../numbers/registration.ts"
import { answered } from "../refusal.ts"
import { revisionOf } from "../revision.ts"
import { checkPicture } from "./picture.ts"

/** Meta's lines of business. */
const verticals = [
  "OTHER",
  "AUTO",
  "BEAUTY",
  "APPAREL",
  "EDU",
  "ENTERTAIN",
  "EVENT_PLAN",
  "FINANCE",
  "GROCERY",
  "GOVT",
  "HOTEL",
  "HEALTH",
  "NONPROFIT",
  "PROF_SERVICES",
  "RETAIL",
  "TRAVEL",
  "RESTAURANT",
  "ALCOHOL",
  "ONLINE_GAMBLING",
  "PHYSICAL_GAMBLING",
  "OTC_DRUGS",
] as const

const atMost = (length: number) => z.string().trim().max(length, `at most ${length} characters`)

/** A change of the profile, within Meta's limits ("Business profiles"). What is left out stays as it is; "" empties it. */
export const profileChange = z.strictObject({
  about: atMost(139).min(1, "at least 1 character: WhatsApp always shows something").optional(),
  address: atMost(256).optional(),
  description: atMost(512).optional(),
  email: z
    .union([z.literal(""), z.email("must be an e-mail address").max(128, "must have at most 128 characters")])
    .optional(),
  websites: z
    .array(
      z
        .url({ protocol: /^https?$/, error: "an address that starts with http:// or https://" })
        .max(256, "must have at most 256 characters"),
    )
    .max(2, "at most two addresses")
    .optional(),
  vertical: z.enum(verticals, "one of Meta's lines of business").optional(),
})

/** The public profile as the API shows it; what is not set is null. */
export const profile = z
  .object({
    about: z.string().nullable(),
    address: z.string().nullable(),
    description: z.string().nullable(),
    email: z.string().nullable(),
    websites: z.array(z.string()),
    vertical: z.string().nullable(),
    picture_url: z.string().nullable(),
    revision: fields.revision,
  })
  .meta({ id: "BusinessProfile" })

/** @throws Problem not_found, meta_rejected, meta_unreachable */
export async function readProfile(platform: Platform, number: NumberRef): Promise<z.input<typeof profile>> {
  const { graph, phone_number_id } = await open(platform, number)
  return asAnswer(answered(await getProfile(graph, phone_number_id)))
}

/**
 * Changes what people see of the number.
 * @param revision of the profile that the member has read; it is compared with what Meta has now
 * @returns the profile as Meta has it then
 * @throws Problem not_found, conflict, meta_rejected, meta_unreachable
 */
export function changeProfile(
  platform: Platform,
  number: NumberRef,
  change: BusinessProfileChange,
  revision?: number,
): Promise<z.input<typeof profile>> {
  return inTurn(platform, number, async (tx) => {
    const { graph, phone_number_id } = await accountOfNumber(platform, tx, number.numberId)
    if (revision !== undefined) {
      const now = asAnswer(answered(await getProfile(graph, phone_number_id)))
      requireRevision(now, revision, "business profile")
    }
    answered(await updateProfile(graph, phone_number_id, change))
    return asAnswer(answered(await getProfile(graph, phone_number_id)))
  })
}

/**
 * Sets the profile's picture through Meta's resumable upload.
 * @throws Problem unsupported_media_type, too_large, invalid_request (not square, too small), meta_rejected, meta_unreachable
 */
export async function changePicture(
  platform: Platform,
  number: NumberRef,
  picture: Buffer,
): Promise<z.input<typeof profile>> {
  const mimeType = checkPicture(picture)
  const { graph } = await open(platform, number)
  const file = {
    bytes: picture,
    mimeType,
    filename: mimeType === "image/png" ? "picture.png" : "picture.jpg",
  }
  const { handle } = answered(await uploadSample(graph, platform.config.meta.appId, file))
  return changeProfile(platform, number, { profilePictureHandle: handle })
}

function open(platform: Platform, { workspaceId, numberId }: NumberRef) {
  return platform.db.workspace(workspaceId, (tx) => accountOfNumber(platform, tx, numberId))
}

function asAnswer(read: BusinessProfile): z.output<typeof profile> {
  const texts = {
    about: read.about ?? null,
    address: read.address ?? null,
    description: read.description ?? null,
    email: read.email ?? null,
    websites: read.websites ?? [],
    vertical: read.vertical ?? null,
  }
  // Without the picture: Meta signs a new address for every reader.
  return { ...texts, picture_url: read.profilePictureUrl ?? null, revision: revisionOf(Object.values(texts)) }
}
