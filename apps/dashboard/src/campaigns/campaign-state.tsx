import { Badge } from "@mantine/core"
import type { Shapes } from "../api/client.ts"

type State = Shapes["Campaign"]["state"]

const looks: Record<State, { label: string; color: string }> = {
  draft: { label: "Draft", color: "gray" },
  active: { label: "Launched", color: "teal" },
  stopped: { label: "Stopped", color: "gray" },
}

export const campaignStates = Object.entries(looks).map(([value, { label }]) => ({ value, label }))

export const campaignStateInWords = (state: State): string => looks[state].label

export function CampaignState({ state }: { state: State }) {
  const { label, color } = looks[state]
  return (
    <Badge color={color} miw="max-content">
      {label}
    </Badge>
  )
}
