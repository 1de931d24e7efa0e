/** What the App Dashboard sends when someone tries a webhook field out. */
const metadata = { display_phone_number: "16505551111", phone_number_id: "123456123" }

export const sampleValues: Readonly<Record<string, object>> = {
  messages: {
    messaging_product: "whatsapp",
    metadata,
    contacts: [{ profile: { name: "test user name" }, wa_id: "16315551181" }],
    messages: [
      {
        from: "16315551181",
        id: "ABGGFlA5Fpa",
        timestamp: "1504902988",
        type: "text",
        text: { body: "this is a text message" },
      },
    ],
  },
  message_template_status_update: {
    event: "APPROVED",
    message_template_id: 12345678,
    message_template_name: "my_message_template",
    message_template_language: "pt-BR",
    reason: null,
  },
  message_template_quality_update: {
    previous_quality_score: "GREEN",
    new_quality_score: "YELLOW",
    message_template_id: 12345678,
    message_template_name: "my_message_template",
    message_template_language: "pt-BR",
  },
  phone_number_quality_update: {
    display_phone_number: "16505551111",
    event: "FLAGGED",
    current_limit: "TIER_10K",
  },
  phone_number_name_update: {
    display_phone_number: "16505551111",
    decision: "APPROVED",
    requested_verified_name: "WhatsApp",
    rejection_reason: null,
  },
  account_update: { phone_number: "16505551111", event: "VERIFIED_ACCOUNT" },
  account_review_update: { decision: "APPROVED" },
  business_capability_update: {
    max_daily_conversations_per_business: "TIER_2K",
    max_phone_numbers_per_business: 25,
  },
  account_alerts: {
    entity_type: "BUSINESS",
    entity_id: "12345678",
    alert_info: {
      alert_severity: "CRITICAL",
      alert_status: "ACTIVE",
      alert_type: "OBA_APPROVED",
      alert_description: "Sample alert description",
    },
  },
  template_category_update: {
    message_template_id: 12345678,
    message_template_name: "my_message_template",
    message_template_language: "en-US",
    previous_category: "MARKETING",
    new_category: "UTILITY",
  },
  message_template_components_update: {
    message_template_id: 12345678,
    message_template_name: "my_message_template",
    message_template_language: "en-US",
    message_template_element: "message template text",
    message_template_title: "message template header",
    message_template_footer: "message template footer",
    message_template_buttons: [
      {
        message_template_button_type: "URL",
        message_template_button_text: "message template button text",
        message_template_button_url: "https://example.com",
        message_template_button_phone_number: "12342342345",
      },
    ],
  },
  user_preferences: {
    messaging_product: "whatsapp",
    metadata,
    contacts: [{ profile: { name: "test user name" }, wa_id: "16315551181" }],
    user_preferences: [
      {
        wa_id: "16315551181",
        detail: "User requested to stop marketing messages",
        category: "marketing_messages",
        value: "stop",
        timestamp: 1504902988,
      },
    ],
  },
  security: { display_phone_number: "16505551111", event: "PIN_CHANGED", requester: "1234567890" },
  flows: {
    event: "FLOW_STATUS_CHANGE",
    message: "Flow Webhook 1 changed status from DRAFT to PUBLISHED",
    flow_id: "6627390910605886",
    old_status: "DRAFT",
    new_status: "PUBLISHED",
  },
}
