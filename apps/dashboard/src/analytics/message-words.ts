/** What messages are called in the log. Pure. */
import type { Shapes } from "../api/client.ts"

type Status = Shapes["Message"]["status"]
type Kind = Shapes["Message"]["source"]["kind"]
type Decision = Shapes["MessageLog"]["decisions"][number]

export const messageStatuses: Record<Status, string> = {
  queued: "Queued",
  in_doubt: "Not confirmed",
  accepted: "Taken by WhatsApp",
  sent: "Sent",
  delivered: "Delivered",
  read: "Read",
  played: "Played",
  failed: "Failed",
  dropped: "Not sent",
}

export const isMessageStatus = (status: string | undefined): status is Status =>
  status !== undefined && Object.hasOwn(messageStatuses, status)

const kinds: Record<Kind, string> = {
  launch: "Campaign",
  trigger: "Campaign",
  canvas_step: "Journey",
  api: "API",
  reply: "Reply",
  consent_reply: "Answer to STOP or START",
  test: "Test",
}
export const kindInWords = (kind: Kind): string => kinds[kind]

export const gates: Record<Decision["gate"], readonly [name: string, asks: string]> = {
  due: ["Still wanted", "Not canceled, expired or answered meanwhile"],
  address: ["Can be reached", "The contact exists, and has a phone or a WhatsApp id that it may go to"],
  consent: ["Consent", "Subscribed, where that is needed"],
  suppression: ["Suppression lists", "Not on one"],
  window: ["Service window", "Open, where it is not a template"],
  template: ["Template", "Approved and not paused"],
  quiet_hours: ["Quiet hours", "None at that time"],
  caps: ["Frequency caps", "Not too many lately"],
  content: ["Content", "Complete for this contact"],
  control: ["Control group", "Not in it"],
  whatsapp: ["WhatsApp", "Taken and sent"],
}

export const verdicts: Record<Decision["verdict"], { label: string; color: string }> = {
  passed: { label: "Passed", color: "teal" },
  stopped: { label: "Stopped", color: "red" },
  waits: { label: "Waits", color: "yellow" },
  open: { label: "Not asked", color: "gray" },
}
