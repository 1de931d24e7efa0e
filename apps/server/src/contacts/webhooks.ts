import { numberWebhooks } from "../connect/index.ts"
import { applyPreferences } from "./apply-preferences.ts"
import { changeIdentities } from "./identity/change-identity.ts"

/** Marketing stopped or resumed in WhatsApp's own settings. */
export const preferenceWebhooks = numberWebhooks(["user_preference"], applyPreferences)

/**
 * Contacts who have another phone number, or another id of Meta's. Last of all: in one batch, what came from the old number
 * belongs to the contact who is known by it, and who wrote from the new one joins them.
 */
export const identityWebhooks = numberWebhooks(["number_changed"], changeIdentities, { isLast: true })
