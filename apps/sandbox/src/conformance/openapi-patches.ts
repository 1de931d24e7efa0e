/** Where Meta's OpenAPI document contradicts Meta's documentation or what the platform really answers. */
export interface Patch {
  name: string
  /** What is true instead, and where it is documented or seen. */
  reason: string
  /** Names from the document's root to the object that is changed. */
  at: readonly string[]
  /** Members to set; undefined removes one. */
  merge: Readonly<Record<string, unknown>>
}

const text = { type: "string" }
const texts = { type: "array", items: text }

function schema(name: string, ...inner: string[]): string[] {
  return ["components", "schemas", name, ...inner]
}

function answer(method: string, path: string, ...inner: string[]): string[] {
  const response = ["paths", `/{Version}${path}`, method, "responses", "200"]
  return [...response, "content", "application/json", "schema", ...inner]
}

/** What numbers have beside what the document gives them; said once for the node and for the list. */
const numberMembers = {
  platform_type: { enum: ["CLOUD_API", "ON_PREMISE", "NOT_APPLICABLE"] },
  throughput: { type: "object", properties: { level: { enum: ["STANDARD", "HIGH", "NOT_APPLICABLE"] } } },
  last_onboarded_time: { type: "string", pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\+0000$" },
  webhook_configuration: {
    type: "object",
    properties: { application: text, whatsapp_business_account: text, phone_number: text },
  },
}

const component = ["properties", "components", "items", "properties"]
const example = [...component, "example", "properties"]
const button = [...component, "buttons", "items", "properties"]
const headerExample = { header_text: texts }
const urlButton = { url: text, example: texts }
const parameterFormat = { parameter_format: { enum: ["POSITIONAL", "NAMED"] } }

const envelope: readonly Patch[] = [
  {
    name: "error-data",
    reason: "The error codes page builds on error_data.details; the schema of errors leaves error_data out.",
    at: schema("GraphAPIError", "properties", "error", "properties"),
    merge: {
      error_data: {
        type: "object",
        properties: { messaging_product: { const: "whatsapp" }, details: text },
        required: ["details"],
      },
    },
  },
]

const messages: readonly Patch[] = [
  {
    name: "contact-user-id",
    reason: "A message to a business-scoped user ID is answered with user_id in the place of wa_id (2026).",
    at: schema("MessageResponsePayload", "properties", "contacts", "items", "properties"),
    merge: { user_id: { type: "string", pattern: "^[A-Z]{2}\\.(ENT\\.)?[0-9A-Za-z]{1,128}$" } },
  },
  {
    name: "read-is-acknowledged",
    reason:
      "Marking as read is posted to the same edge and answered with success; the document lists sends only.",
    at: schema("MessageResponsePayload", "properties"),
    merge: { success: { const: true } },
  },
  {
    name: "media-size-is-a-number",
    reason: "The media page shows file_size as a number of bytes.",
    at: answer("get", "/{Media-ID}", "properties"),
    merge: { file_size: { type: "integer", minimum: 1 } },
  },
]

const numbers: readonly Patch[] = [
  {
    name: "number-members",
    reason: "The phone numbers page and real answers show far more members than the node's schema.",
    at: schema("PhoneNumberInfo", "properties"),
    merge: {
      ...numberMembers,
      status: { enum: ["PENDING", "CONNECTED", "DISCONNECTED", "BANNED", "RESTRICTED", "UNVERIFIED"] },
      account_mode: { enum: ["SANDBOX", "LIVE"] },
      is_pin_enabled: { type: "boolean" },
      quality_rating: { enum: ["GREEN", "YELLOW", "RED", "UNKNOWN"] },
      code_verification_status: { enum: ["VERIFIED", "NOT_VERIFIED", "EXPIRED"] },
    },
  },
  {
    name: "listed-number-members",
    reason: "The same members stand in the account's list of numbers.",
    at: schema("WhatsAppBusinessAccountPhoneNumber", "properties"),
    merge: numberMembers,
  },
  {
    name: "listed-number-without-status",
    reason: "status is not among the fields that the list gives unasked.",
    at: schema("WhatsAppBusinessAccountPhoneNumber"),
    merge: { required: ["id", "display_phone_number"] },
  },
  {
    name: "flat-profile",
    reason: "The profile page and every client read the members in data[0] itself, not in business_profile.",
    at: schema("WhatsAppBusinessProfileResponse", "properties", "data"),
    merge: { items: { $ref: "#/components/schemas/WhatsAppBusinessProfile" } },
  },
]

const accounts: readonly Patch[] = [
  {
    name: "account-members",
    reason: "The account node's reference lists the namespace (by default) and the owner.",
    at: schema("WhatsAppBusinessAccount", "properties"),
    merge: {
      message_template_namespace: text,
      owner_business_info: { type: "object", properties: { id: text, name: text }, required: ["id", "name"] },
    },
  },
  {
    name: "verification-in-lower-case",
    reason: "business_verification_status is lower-case in real answers, and has more steps.",
    at: schema("BusinessVerificationStatus"),
    merge: { enum: ["verified", "not_verified", "pending", "pending_submission", "rejected"] },
  },
  {
    name: "subscribed-app-is-nested",
    reason:
      "The webhook overrides page shows the app in whatsapp_business_api_data and the override beside it.",
    at: schema("SubscribedApp"),
    merge: {
      properties: {
        whatsapp_business_api_data: {
          type: "object",
          properties: { id: text, name: text, link: text },
          required: ["id", "name", "link"],
        },
        override_callback_uri: text,
      },
    },
  },
]

const templates: readonly Patch[] = [
  {
    name: "template-members",
    reason: "The template node's reference lists many more fields than the example the schema was made of.",
    at: answer("get", "/{TEMPLATE_ID}", "properties"),
    merge: {
      ...parameterFormat,
      rejected_reason: text,
      last_updated_time: text,
      quality_score: { type: "object", properties: { score: text, date: { type: "integer" } } },
    },
  },
  {
    name: "template-edit-names-it",
    reason: "The Graph reference adds id, name and category to the answer of an edit.",
    at: [
      "paths",
      "/{Version}/{TEMPLATE_ID}",
      "post",
      "responses",
      "200",
      "content",
      "application/json",
      "schema",
      "properties",
    ],
    merge: { id: text, name: text, category: { enum: ["AUTHENTICATION", "MARKETING", "UTILITY"] } },
  },
  {
    name: "template-header-example",
    reason: "A text header with a variable has example.header_text (template components page).",
    at: answer("get", "/{TEMPLATE_ID}", ...example),
    merge: headerExample,
  },
  {
    name: "template-url-button",
    reason: "URL buttons have url, and an example where it ends in a variable (template components page).",
    at: answer("get", "/{TEMPLATE_ID}", ...button),
    merge: urlButton,
  },
  {
    name: "listed-template-members",
    reason: "parameter_format is among the fields that the list gives unasked.",
    at: answer("get", "/{WABA-ID}/message_templates", "properties", "data", "items", "properties"),
    merge: parameterFormat,
  },
  {
    name: "listed-template-header-example",
    reason: "As for the single template.",
    at: answer("get", "/{WABA-ID}/message_templates", "properties", "data", "items", ...example),
    merge: headerExample,
  },
  {
    name: "listed-template-url-button",
    reason: "As for the single template.",
    at: answer("get", "/{WABA-ID}/message_templates", "properties", "data", "items", ...button),
    merge: urlButton,
  },
  {
    name: "template-summary",
    reason: "summary=total_count,… adds a summary to the list (template management page).",
    at: answer("get", "/{WABA-ID}/message_templates", "properties"),
    merge: { summary: { type: "object", additionalProperties: { type: ["integer", "boolean"] } } },
  },
  {
    name: "template-next-page",
    reason: "Lists have next where there is a next page, as all of Graph.",
    at: answer("get", "/{WABA-ID}/message_templates", "properties", "paging", "properties"),
    merge: { next: text, previous: text },
  },
]

const features: readonly Patch[] = [
  {
    name: "settings-in-capitals",
    reason: "Settings are ENABLED and DISABLED, DEFAULT and DISABLE_ALL in the calling pages and in clients.",
    at: schema("CallingSettingsResponse", "properties"),
    merge: {
      status: { enum: ["ENABLED", "DISABLED"] },
      call_icon_visibility: { enum: ["DEFAULT", "DISABLE_ALL"] },
      callback_permission_status: { enum: ["ENABLED", "DISABLED"] },
    },
  },
  {
    name: "settings-as-they-were-set",
    reason: "Clients' recorded answers hold no ip_addresses or callback permission until calling is set up.",
    at: schema("CallingSettingsResponse"),
    merge: { required: ["status"] },
  },
  {
    name: "payload-encryption-in-capitals",
    reason: "As for calling.",
    at: schema("PayloadEncryptionSettingsResponse", "properties"),
    merge: { status: { enum: ["ENABLED", "DISABLED"] } },
  },
  {
    name: "storage-in-capitals",
    reason: "As for calling.",
    at: schema("StorageConfigurationSettingsResponse", "properties"),
    merge: { status: { enum: ["DEFAULT", "IN_COUNTRY_STORAGE_ENABLED"] } },
  },
  {
    name: "identity-check-in-settings",
    reason: "The identity check is read back from the settings it is set in.",
    at: schema("PhoneNumberSettingsResponse", "properties"),
    merge: {
      user_identity_change: {
        type: "object",
        properties: { enable_identity_key_check: { type: "boolean" } },
        required: ["enable_identity_key_check"],
      },
    },
  },
  {
    name: "flow-created",
    reason:
      "Creating a flow also answers success, and what is wrong with the JSON posted with it (flows reference).",
    at: answer("post", "/{WABA-ID}/flows", "properties"),
    merge: {
      success: { type: "boolean" },
      validation_errors: { type: "array", items: { type: "object", required: ["error", "message"] } },
    },
  },
  {
    name: "assigned-tasks",
    reason: "Tasks are what the edge assigns; the account's reference lists them for each person.",
    at: schema("AssignedUser", "properties"),
    merge: { tasks: texts },
  },
  {
    name: "credit-pages",
    reason: "The edge is paged as every other list of Graph.",
    at: answer("get", "/{Business-ID}/extendedcredits", "properties"),
    merge: { paging: { $ref: "#/components/schemas/CursorPaging" } },
  },
]

export const patches: readonly Patch[] = [
  ...envelope,
  ...messages,
  ...numbers,
  ...accounts,
  ...templates,
  ...features,
]
