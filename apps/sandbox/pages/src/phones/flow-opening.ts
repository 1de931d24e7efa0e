/** Buttons that open flows, and the answers that come of them. Pure. */
import type { FlowOpening, Written } from "./content/content.ts"
import { at, textAt } from "./json.ts"

/** `parameters` as an interactive message of type `flow` gives them. */
export function flowOpening(label: string, parameters: unknown): FlowOpening {
  return {
    kind: "flow",
    flow: textAt(parameters, "flow_id") || textAt(parameters, "flow_name"),
    label,
    token: textAt(parameters, "flow_token") || "unused",
    isExchange: textAt(parameters, "flow_action") === "data_exchange",
    screen: textAt(parameters, "flow_action_payload", "screen"),
    data: recordOf(at(parameters, "flow_action_payload", "data")),
  }
}

/** `button` is the template's, `action` what a send gave for it: `{flow_token?, flow_action_data?}`. */
export function templateFlowOpening(button: unknown, action: unknown): FlowOpening {
  return {
    kind: "flow",
    flow: textAt(button, "flow_id") || textAt(button, "flow_name"),
    label: textAt(button, "text"),
    token: textAt(action, "flow_token") || "unused",
    isExchange: textAt(button, "flow_action").toLowerCase() === "data_exchange",
    screen: textAt(button, "navigate_screen"),
    data: recordOf(at(action, "flow_action_data")),
  }
}

/** The message a finished flow writes: what was filled in, and the token that was sent along. */
export function flowReply(token: string, payload: Readonly<Record<string, unknown>>): Written {
  const response_json = JSON.stringify({ flow_token: token, ...payload })
  return {
    type: "interactive",
    interactive: { type: "nfm_reply", nfm_reply: { name: "flow", body: "Sent", response_json } },
  }
}

/** What was answered, a line for each value, without the token. */
export function flowAnswer(reply: unknown): string {
  const text = textAt(reply, "response_json")
  try {
    const answers: unknown = JSON.parse(text)
    return Object.entries(recordOf(answers))
      .filter(([name]) => name !== "flow_token")
      .map(([name, value]) => `${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`)
      .join("\n")
  } catch {
    return text
  }
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return {}
  return Object.fromEntries(Object.entries(value))
}
