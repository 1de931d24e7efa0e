import type { Shapes } from "../api/client.ts"

/** How one fixes a finding from here: a command, or the page where it is done. Nothing for what is newer than this program. */
export function wayToFix(url: string, fix: Shapes["Fix"]): string | undefined {
  const id = "number_id" in fix ? fix.number_id : ""
  switch (fix.kind) {
    case "log_in":
    case "add_number":
      return `${url}/connect/whatsapp`
    case "subscribe_webhooks":
      return "npx parley webhooks"
    case "verify_number":
      return `npx parley number code ${id}`
    case "register_number":
      return `npx parley number register ${id}`
    case "refresh_number":
      return `npx parley number refresh ${id}`
    case "set_pin":
      return `npx parley number pin ${id} <six digits>`
    case "set_display_name":
      return `npx parley number name ${id} <name>`
    case "set_rate":
      return `npx parley number rate ${id}`
    case "set_test_recipients":
      return `${url}/connect/whatsapp/numbers/${id}`
    case "change_template":
      return `${url}/templates/${fix.template_group_id}`
    case "visit_meta":
      return fix.url
    default:
      return undefined
  }
}
