import { Badge } from "@mantine/core"
import type { Shapes } from "../api/client.ts"

export type Endpoint = Shapes["WebhookEndpoint"]

interface State {
  label: string
  color: string
}

export function stateOf({ is_enabled, disabled_because, failing_since }: Endpoint): State {
  if (!is_enabled)
    return disabled_because === null ? { label: "Off", color: "gray" } : { label: "Turned off", color: "red" }
  return failing_since === null ? { label: "On", color: "teal" } : { label: "Failing", color: "orange" }
}

export function EndpointState({ endpoint }: { endpoint: Endpoint }) {
  const { label, color } = stateOf(endpoint)
  return <Badge color={color}>{label}</Badge>
}

/** Those who are told of it see an address without what is the same in all of them. */
export const withoutScheme = (url: string): string => url.replace(/^https?:\/\//, "")
