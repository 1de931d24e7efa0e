/** Why messages do not go, or not yet: the words that people read, by the codes that are stored. */

/** Why a message was not sent, and what to do about it. The codes are part of the API: stable. */
export const dropReasons = {
  contact_deleted: ["The contact was deleted before the message was due.", null],
  no_address: [
    "The contact has neither a phone number nor a WhatsApp user id.",
    "Give the contact a phone number.",
  ],
  not_a_test_recipient: [
    "This number reaches its test recipients only, and the contact is not one of them.",
    "Add the contact's phone to the number's test recipients, or use a number of your own with the app in live mode.",
  ],
  phone_shared: ["Another contact with the same phone gets it.", null],
  phone_needed: [
    "Authentication templates go to phone numbers only, and the contact hides their number.",
    "Ask the contact for a phone number.",
  ],
  not_subscribed: [
    "The contact has not subscribed to this number.",
    "Record the contact's consent in the number's subscription group first.",
  ],
  unsubscribed: [
    "The contact has unsubscribed from this number.",
    "Respect it: only the contact can subscribe again, such as by writing START.",
  ],
  suppressed: [
    "The contact is in a suppression list, whose members get no marketing.",
    "See in Segments which suppression lists there are. A list can allow campaigns that have a tag.",
  ],
  capped: [
    "The contact has had as many messages as the workspace's frequency caps allow.",
    "See Settings → Frequency caps. A campaign can be told to ignore them.",
  ],
  already_received: [
    "The contact has had a message of the campaign, which it sends to nobody again so soon.",
    "See the campaign's re-eligibility.",
  ],
  control: ["The contact is in the control group, which gets nothing, for comparison.", null],
  workspace_control: [
    "The contact is in the workspace's control group, which gets no marketing, for comparison.",
    "See Settings → Frequency caps. The group can make exceptions for tags.",
  ],
  window_closed: [
    "Free-form messages are sent only within 24 hours of the contact's last message.",
    "Send an approved template, or wait until the contact writes.",
  ],
  expired: [
    "It expired before it could be sent.",
    "See what it waited for. Give a launch more time, or request a new code.",
  ],
  in_quiet_hours: [
    "It was a time of day at the contact's place at which the campaign writes to nobody.",
    "The campaign's quiet hours can hold messages until they end, instead of dropping them.",
  ],
  us_marketing: [
    "Meta delivers no marketing templates to phone numbers of the United States.",
    "Send a utility template, or write within 24 hours of the contact's last message.",
  ],
  template_disabled: [
    "Meta disabled the template for good.",
    "Use another template, or ask Meta in WhatsApp Manager to reinstate it.",
  ],
  template_missing: ["The template does not exist any more.", "Use another template."],
  gif_header: [
    "Its header is a GIF, which Meta sends through its Marketing Messages API only; this platform sends none.",
    "Use a template with an image or a video, or make a copy of this one that has such a header.",
  ],
  empty_variable: [
    "A variable of the template was empty.",
    'Give it a default, such as {{ contact.first_name | default: "there" }}.',
  ],
  text_too_long: [
    "A text came out longer than WhatsApp allows.",
    "Shorten the text or what it is filled with.",
  ],
  aborted_by_content: [
    "The content's own Liquid says that this contact does not get it.",
    "The detail is the reason that `abort_message` gives there.",
  ],
  connected_content_failed: [
    "An address that its content asks, and insists on, did not answer.",
    "See whether the other system is well. Without `:retry` the message goes without its answer.",
  ],
  content_broken: ["The content could not be composed.", "See the detail, and correct the content's Liquid."],
  media_missing: [
    "A file that it shows is not in the media library any more.",
    "Choose another file, and send it again.",
  ],
  media_refused: [
    "Meta does not take a file that it shows.",
    "The detail is what Meta says. Choose another file, and send it again.",
  ],
  canceled: ["It was canceled.", null],
  answered: ["The contact has written in the meantime, so that it was not sent again.", null],
  arrived: ["An earlier post of it arrived after all, so that it was not sent again.", null],
  canceled_in_doubt: [
    "It was canceled while it was unclear whether Meta has it.",
    "It may still have arrived. A later status from Meta corrects this.",
  ],
  duplicate: ["Another message of the launch is for the same person: two contacts proved to be one.", null],
} as const satisfies Record<string, readonly [what: string, advice: string | null]>
export type DropReason = keyof typeof dropReasons

/** Why a message waits although its time has come. The codes are part of the API, as Meta's own are, which it may wait for, too. */
export const holdReasons = {
  number_disconnected: [
    "The number's business account is disconnected.",
    "Connect it again with Login with Facebook to send the messages, unless they expire first.",
  ],
  number_not_registered: [
    "The number is not registered, so Meta sends nothing from it.",
    "Register it on the number's page to send the messages, unless they expire first.",
  ],
  group_archived: [
    "The number's subscription group is archived, so no one is subscribed to it.",
    "Unarchive the group to send the messages, or cancel what sends them.",
  ],
  template_paused: [
    "Meta paused the template because people blocked or reported it.",
    "The pause ends automatically, and the messages are sent then. Editing the template has it reviewed again.",
  ],
  template_in_review: [
    "Meta is reviewing the template.",
    "The messages are sent when it is approved, within 24 hours at most.",
  ],
  template_not_approved: [
    "Meta has not approved the template, or withdrew the approval.",
    "See why on the template's page, fix it and submit it again. The messages are sent when it is approved.",
  ],
  template_disabled: [
    "Meta disabled the template for good.",
    "Cancel the launch or let it continue with another template, or ask Meta in WhatsApp Manager to reinstate it.",
  ],
  template_missing: [
    "The template does not exist any more.",
    "Cancel the launch, or let it continue with another template.",
  ],
  messaging_limit: [
    "The business portfolio reached Meta's limit of people for 24 hours.",
    "Sending continues as the 24 hours pass. Meta raises the limit with good quality and steady use.",
  ],
  quiet_hours: [
    "The workspace has quiet hours, in which no marketing messages are sent.",
    "Sending continues when they end, unless the messages expire first. Settings → Workspace has the hours.",
  ],
  campaign_quiet_hours: [
    "It is a time of day at the contact's place at which the campaign writes to nobody.",
    "It goes when the campaign's quiet hours end there, unless it expires first.",
  ],
  handed_over: [
    "A person of the team has taken over, so that nothing automatic is sent to the contact from this number.",
    "It goes when they release the contact, or the time is over, unless it expires first. The contact's page has the button.",
  ],
  pair_limit: [
    "Meta takes one message to the same person every six seconds.",
    "It is sent as soon as Meta takes it.",
  ],
  rendering: [
    "Its text has loops or lists, and other such texts are rendered first.",
    "It is sent when its turn comes. Where this takes long, simplify the text.",
  ],
  uploading_media: [
    "A file that it shows is being given to Meta.",
    "It is sent as soon as Meta has the file. If that lasts, see the file in the media library.",
  ],
  connected_content: [
    "It waits for an address that its content asks.",
    "It is asked again, up to five times. If that lasts, see whether the other system is well.",
  ],
  unreachable: [
    "Meta cannot be reached.",
    "It is sent as soon as Meta can be reached. If it lasts, check the server's internet connection.",
  ],
  in_doubt: [
    "It is not known whether Meta has it: no answer came.",
    "A status that Meta sends settles it. Where none comes, send it again or leave it.",
  ],
} as const satisfies Record<string, readonly [what: string, advice: string]>
export type HoldReason = keyof typeof holdReasons

/** Why a message failed, where that is not a code of Meta's. */
export const failureReasons = {
  no_answer: [
    "Meta gave no answer to its posts",
    "It may still have arrived. A later status from Meta corrects this.",
  ],
} as const satisfies Record<string, readonly [what: string, advice: string]>
