/** The public profile of a number. Source: Meta, "Business profiles". */
import { z } from "zod"
import { acknowledged, successSchema } from "./acknowledgement.ts"
import type { GraphClient } from "./client.ts"
import { optionalText } from "./fields.ts"
import type { GraphResult } from "./result.ts"

export interface BusinessProfile {
  about?: string | undefined
  address?: string | undefined
  description?: string | undefined
  email?: string | undefined
  profilePictureUrl?: string | undefined
  websites?: string[] | undefined
  vertical?: string | undefined
}

export type BusinessProfileChange = Omit<BusinessProfile, "profilePictureUrl"> & {
  profilePictureHandle?: string | undefined
}

const profileSchema = z
  .object({
    data: z
      .array(
        z.object({
          about: optionalText,
          address: optionalText,
          description: optionalText,
          email: optionalText,
          profile_picture_url: optionalText,
          websites: z.array(z.string()).optional(),
          vertical: optionalText,
        }),
      )
      .default([]),
  })
  .transform(
    ({ data: [profile] }): BusinessProfile => ({
      about: profile?.about,
      address: profile?.address,
      description: profile?.description,
      email: profile?.email,
      profilePictureUrl: profile?.profile_picture_url,
      websites: profile?.websites,
      vertical: profile?.vertical,
    }),
  )

/**
 * What people see of a number.
 * @example
 * const profile = await getProfile(graph, "106540352242922")
 * if (profile.ok) console.log(profile.data.about, profile.data.websites)
 */
export function getProfile(graph: GraphClient, phoneNumberId: string): Promise<GraphResult<BusinessProfile>> {
  const fields = "about,address,description,email,profile_picture_url,websites,vertical"
  return graph.get(`${phoneNumberId}/whatsapp_business_profile`, { fields }, profileSchema)
}

/**
 * Changes the members given. Meta's bounds: about 1–139 characters, address 256, description 512, email 128, two
 * websites of 256 each that start with http:// or https://.
 * @example await updateProfile(graph, "106540352242922", { about: "Coffee, roasted today", websites: ["https://shop.example"] })
 */
export async function updateProfile(
  graph: GraphClient,
  phoneNumberId: string,
  change: BusinessProfileChange,
): Promise<GraphResult<void>> {
  const body = {
    messaging_product: "whatsapp",
    about: change.about,
    address: change.address,
    description: change.description,
    email: change.email,
    websites: change.websites,
    vertical: change.vertical,
    profile_picture_handle: change.profilePictureHandle,
  }
  return acknowledged(await graph.post(`${phoneNumberId}/whatsapp_business_profile`, body, successSchema))
}
