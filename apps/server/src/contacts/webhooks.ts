import { numberWebhooks } from "../connect/index.ts"
import { applyPreferences } from "./apply-preferences.ts"
import { changeIdentities } from "./identity/change-identity.ts"

/** Marketing stopped or resumed in WhatsApp's own settings. */
export const preferenceWebhooks = numberWebhooks(["user_preference"], applyPreferences)

/** Contacts who have another phone number, or another id of Meta's. */
export const identityWebhooks = numberWebhooks(["number_changed"], changeIdentities)
