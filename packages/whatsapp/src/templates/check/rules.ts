/**
 * Every rule a template is checked by, with what to do when it is broken. The names are stable: clients and
 * documentation refer to them. Source: Meta, "Template components", "Template review", "Authentication templates",
 * "Limited-time offer templates", "Media card carousel templates", "Product card carousel templates", "Time-to-live", "Template categorization"; WhatsApp Business
 * Messaging Policy and Commerce Policy.
 */
export const templateRules = {
  name_format: "Write it like order_update.",
  language_unknown: "Choose one of the languages WhatsApp supports; the code has an underscore, as in pt_BR.",
  ttl_out_of_range: "Choose a time inside the range, or leave it out for Meta's default.",
  component_repeated: "Remove all but one.",
  body_missing: "Add a body: it is the message itself.",

  header_empty: "Write a header or choose none.",
  header_too_long: "Shorten it; the body has room for more.",
  header_variables_too_many: "Keep one variable and move the others into the body.",
  header_line_break: "Write it on one line.",
  header_emoji: "Move the emoji into the body.",
  header_formatting: "Remove the signs: headers are bold by themselves.",
  header_example_missing: "Write a typical value beside the variable.",
  header_sample_missing: "Upload a file like those that will be sent.",
  header_text_with_media: "Remove the text or choose a text header.",
  header_gif: "Choose a video instead, unless you send through the Marketing Messages API.",

  body_empty: "Write what the message says.",
  body_too_long: "Shorten the text, or move a part of it behind a button.",
  body_example_missing: "Write a typical value beside each variable.",
  variables_too_many_for_length: "Write more words, or say more with fewer variables.",
  example_without_variable: "Remove the examples that belong to no variable.",

  footer_empty: "Write a footer or remove it.",
  footer_too_long: "Shorten it to one line.",
  footer_variables: "Move the variable into the body.",
  footer_line_break: "Write it on one line.",

  variable_malformed: "Look for an extra or missing brace. A single brace cannot be sent.",
  variable_name: "Rename it, for instance to first_name.",
  variable_format: "Use one kind of variable everywhere: numbers or names.",
  variable_repeated: "Give the second its own name or number; both can be filled with the same value.",
  variable_gap: "Number them from 1, without gaps.",
  variable_at_edge:
    "Put a word or a greeting before it and a word or a sentence after it; a full stop alone is not enough.",
  variable_adjacent: "Put words between them, or make them one.",

  buttons_empty: "Add a button or remove the buttons.",
  buttons_too_many: "Remove some; people see the first two or three without opening a list.",
  buttons_of_type_too_many: "Remove some of this type.",
  opt_out_button: "Take the mark away, or mark a quick reply.",
  opt_out_category: "Choose the category MARKETING, or take the mark away.",
  quick_replies_scattered: "Move the quick replies together.",
  button_text_empty: "Write what happens on a tap, such as “Track my order”.",
  button_text_too_long: "Two or three words are enough.",
  button_text_variables: "Write a fixed text; only a button's address can have a variable.",
  button_text_line_break: "Write it on one line.",
  button_text_repeated: "Name each by what it does.",
  url_format: "Write the whole address, such as https://shop.example/orders.",
  url_too_long: "Use a shorter address of your own.",
  url_variables_too_many: "Keep one variable, at the end.",
  url_variable_position: "Move it to the end, as in https://shop.example/orders/{{1}}.",
  url_example_missing: "Write one whole address as people will get it.",
  url_shortened:
    "Use the full address on your own domain: reviewers refuse addresses that hide where they lead.",
  url_of_whatsapp: "Use a quick reply instead: people are in WhatsApp already.",
  phone_format: "Write it with the country code, such as +1 555 078 3881.",
  phone_too_long: "Remove spaces or an extension.",
  coupon_example_missing: "Write a code like those that will be sent.",
  coupon_too_long: "Use a shorter code.",
  flow_target: "Choose one flow.",

  product_header_missing: "Choose a header of kind Product, or another button.",
  product_button_missing: "Add the button “View one product”, or choose another header.",

  otp_category: "Choose the category AUTHENTICATION or another kind of button.",
  otp_missing: "Add a button that copies the code or fills it in.",
  otp_apps_missing: "Add the app's package name and signing key hash.",
  otp_apps_too_many: "Remove some apps.",
  otp_package_name: "Copy it from the app's manifest, such as com.example.shop.",
  otp_signature_hash: "Copy the 11 characters that Meta's tool prints for the app's key.",
  otp_terms: "Read Meta's terms of zero-tap codes and accept them.",
  authentication_text: "Remove the text: Meta writes it in every language.",
  authentication_buttons: "Keep the code button alone.",
  authentication_component: "Remove it, or choose the category UTILITY.",
  code_expiration: "Choose 1 to 90 minutes.",

  offer_text_empty: "Write a few words such as “Ends soon”.",
  offer_text_too_long: "Shorten it to 16 characters.",
  offer_category: "Choose the category MARKETING.",
  offer_footer: "Remove the footer.",
  offer_header: "Choose an image or a video.",
  offer_code_missing: "Add the button that copies the code.",
  offer_code_first: "Move the button to the first place.",

  carousel_cards: "Add or remove cards.",
  carousel_component: "Move it into the cards or into the body.",
  carousel_unequal_cards: "Give all cards the same parts.",
  carousel_category: "Choose the category MARKETING.",
  card_header: "Choose an image, a video or a product for the card.",
  card_buttons: "Give the card one or two buttons.",
  card_button_kinds: "Remove the others, or show products on the cards to have a button that views them.",
  product_card_button: "Keep one button: “View one product”, or “Visit a website”.",
  product_card_text: "Remove the text: people see the name and the price that the catalog has.",

  prohibited_goods: "Remove it. Repeated violations cost the account its templates or its number.",
  sensitive_identifiers: "Ask for it on your own site, behind a sign-in, and link there.",
  abusive_content: "Remove it: reviewers reject it as abusive or as a scam, and the account is marked.",
  opt_out_missing:
    "Add a quick reply or a footer such as “Reply STOP to opt out”: people who find no way out block the number.",
  category_may_change:
    "Choose the category it says, or remove what makes it look so; Meta bills the category it finds.",
  utility_mixed: "Send the promotion in a template of its own, so that this one stays a utility template.",
} as const satisfies Record<string, string>

export type TemplateRule = keyof typeof templateRules
