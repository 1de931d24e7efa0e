/**
 * Meta's refusals: code, HTTP status, title. The wording is Meta's ("Error codes" page); the HTTP column is
 * the one Meta published until 2025. Kept apart from the client library's catalogue on purpose: a stand-in
 * that shared the client's table would share its mistakes.
 */
const rows: readonly [code: number, http: number, title: string][] = [
  [0, 401, "AuthException"],
  [1, 400, "An unknown error occurred"],
  [2, 503, "Service temporarily unavailable"],
  [3, 500, "Application does not have the capability to make this API call."],
  [4, 400, "Application request limit reached"],
  [10, 403, "Application does not have permission for this action"],
  [33, 400, "Parameter value is not valid"],
  [100, 400, "Invalid parameter"],
  [190, 401, "Invalid OAuth access token"],
  [200, 403, "Permissions error"],
  [368, 403, "Temporarily blocked for policies violations"],
  [80007, 400, "Rate limit issues"],
  [80008, 400, "There have been too many calls to this WhatsApp Business account."],
  [130403, 400, "Recipient blocked"],
  [130429, 400, "Rate limit hit"],
  [130472, 400, "User's number is part of an experiment"],
  [130497, 403, "Business account is restricted from messaging users in this country."],
  [130501, 400, "Message type is not currently supported for groups"],
  [131000, 500, "Something went wrong"],
  [131005, 403, "Access denied"],
  [131008, 400, "Required parameter is missing"],
  [131009, 400, "Parameter value is not valid"],
  [131016, 500, "Service unavailable"],
  [131021, 400, "Recipient cannot be sender"],
  [131026, 400, "Message undeliverable"],
  [131030, 400, "Recipient phone number not in allowed list"],
  [131031, 403, "Business Account locked"],
  [131037, 400, "The WhatsApp provided number needs display name approval before messaging can be sent."],
  [131042, 400, "Business eligibility payment issue"],
  [131045, 500, "Message failed to send due to phone number registration error."],
  [131047, 400, "Re-engagement message"],
  [131048, 400, "Spam rate limit hit"],
  [131049, 400, "This message was not delivered to maintain healthy ecosystem engagement."],
  [
    131050,
    400,
    "Unable to deliver the message. This recipient has chosen to stop receiving marketing messages on WhatsApp from your business",
  ],
  [131051, 400, "Unsupported message type"],
  [131052, 400, "Media download error"],
  [131053, 400, "Media upload error"],
  [131055, 400, "Method not allowed"],
  [131056, 400, "(Business Account, Consumer Account) pair rate limit hit"],
  [131057, 500, "Account in maintenance mode"],
  [131060, 400, "This message is currently unavailable."],
  [131061, 400, "Template requires the Marketing Messages API"],
  [131062, 400, "Business-scoped user ID recipients are not supported for this message."],
  [131063, 400, "Marketing templates are disabled on Cloud API for this account"],
  [131064, 400, "Messaging limit reached due to template classification violations"],
  [132000, 400, "Number of parameters does not match the expected number of params"],
  [132001, 404, "Template name does not exist in the translation"],
  [132005, 400, "Translated text too long"],
  [132007, 400, "Template content violates WhatsApp policy"],
  [132008, 400, "Template parameter value is not valid"],
  [132012, 400, "Parameter format does not match format in the created template"],
  [132015, 400, "Template is paused"],
  [132016, 400, "Template is disabled"],
  [132018, 400, "There is an issue with the template parameters"],
  [132068, 400, "Flow is blocked"],
  [132069, 400, "Flow is throttled"],
  [133000, 500, "Incomplete deregistration"],
  [133004, 503, "Server temporarily unavailable"],
  [133005, 400, "Two step verification PIN mismatch"],
  [133006, 400, "Phone number re-verification needed"],
  [133008, 400, "Too many two step verification PIN guesses"],
  [133009, 400, "Two step verification PIN guessed too fast"],
  [133010, 400, "Phone number not registered"],
  [133015, 400, "Please wait a few minutes before attempting to register this phone number"],
  [133016, 400, "Account register deregister rate limit exceeded"],
  [134011, 400, "WhatsApp Payments terms of service has not been accepted"],
  [134100, 400, "Only marketing messages are supported"],
  [134101, 400, "Template is syncing"],
  [134102, 500, "Template unavailable for use"],
  [135000, 400, "Generic user error"],
  [136024, 400, "Request code error"],
  [136025, 400, "Verify code error"],
  [137000, 400, "Recipient identity key hash mismatch"],
  [138006, 400, "No approved call permission from the recipient"],
  [139000, 400, "Blocked by integrity"],
  [139002, 400, "Publishing failed"],
  [139100, 400, "Failed to block/unblock some users"],
  [139101, 400, "Blocklist limit reached"],
  [139102, 400, "Blocklist concurrent update"],
  [139103, 400, "Internal error while blocking or unblocking users"],
  [139200, 400, "Direct Send access blocked"],
  [1752041, 400, "Duplicate onboarding request"],
  [2388019, 400, "Template limit exceeded"],
  [2494100, 400, "Phone number in maintenance mode"],
]

/** What Meta adds in `error_data.details` when a message fails later, for the codes people meet most. */
const details: ReadonlyMap<number, string> = new Map([
  [
    368,
    "The WhatsApp Business Account associated with the app has been restricted or disabled for violating a platform policy.",
  ],
  [130472, "Failed to send message because this user's phone number is part of an experiment"],
  [130497, "The WhatsApp Business Account is restricted from messaging to users in certain countries."],
  [131000, "Message failed to send due to an unknown error."],
  [131026, "Message Undeliverable."],
  [
    131031,
    "The WhatsApp Business Account associated with the app has been restricted or disabled for violating a platform policy, or we were unable to verify data included in the request against data set on the WhatsApp Business Account.",
  ],
  [131037, "The 555 business phone number used to send the request does not have an approved display name."],
  [131042, "Message failed to send because there were one or more errors related to your payment method."],
  [
    131047,
    "Message failed to send because more than 24 hours have passed since the customer last replied to this number.",
  ],
  [
    131048,
    "Message failed to send because there are restrictions on how many messages can be sent from this phone number. This may be because too many previous messages were blocked or flagged as spam.",
  ],
  [131049, "In order to maintain a healthy ecosystem engagement, the message failed to be delivered."],
  [131050, "The recipient has chosen to stop receiving marketing messages from this business."],
  [131053, "Media file type or size is not supported, or the media could not be fetched from its link."],
  [
    131056,
    "Message failed to send because there were too many messages sent from this phone number to the same phone number in a short period of time.",
  ],
])

/** `error_subcode`s that captured answers carry with a code. */
const subcodes: ReadonlyMap<number, number> = new Map([
  [80007, 2446079],
  [130429, 2494055],
  [131030, 2655007],
])

/** Graph's own codes that say by `is_transient` whether the same call may go well later. */
const transience: ReadonlyMap<number, boolean> = new Map([
  [1, false],
  [2, true],
  [4, true],
])

const byCode: ReadonlyMap<number, { http: number; title: string }> = new Map(
  rows.map(([code, http, title]) => [code, { http, title }]),
)

/** Every refusal there is, to pick one from a list. */
export const knownErrors: readonly { code: number; title: string }[] = rows.map(([code, , title]) => ({
  code,
  title,
}))

/** Meta's title of a code; a code not in the table is "Unknown error". */
export function titleOf(code: number): string {
  return byCode.get(code)?.title ?? "Unknown error"
}

/** The HTTP status an error of this code is answered with. */
export function httpStatusOf(code: number): number {
  if (code > 200 && code < 300) return 403
  return byCode.get(code)?.http ?? 400
}

/** What Meta sends as `error_subcode` with this code, undefined for none. */
export function subcodeOf(code: number): number | undefined {
  return subcodes.get(code)
}

/** `is_transient` of this code, undefined where Meta leaves it out. */
export function isTransient(code: number): boolean | undefined {
  return transience.get(code)
}

/** Codes of the Graph API as such: their envelopes have no `error_data`. */
export function isGraphs(code: number): boolean {
  return code < 368
}

export function detailsOf(code: number): string {
  return details.get(code) ?? titleOf(code)
}
