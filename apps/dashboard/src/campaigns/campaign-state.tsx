import { Badge } from "@mantine/core"
import type { Shapes } from "../api/client.ts"

type State = Shapes["Campaign"]["state"]

const looks: Record<State, { label: string; color: string }> = {
  draft: { label: "Draft", color: "gray" },
  active: { label: "Launched", color: "teal" },
  stopped: { label: "Stopped", color: "gray" },
}

export const campaignStates = Object.entries(looks).map(([value, { label }]) => ({ value, label }))

type Stated = Pick<Shapes["Campaign"], "state" | "started_at">

const started = { label: "Started", color: "teal" }
const lookOf = ({ state, started_at }: Stated) => (started_at === null ? looks[state] : started)

export const campaignStateInWords = (campaign: Stated): string => lookOf(campaign).label

export function CampaignState({ campaign }: { campaign: Stated }) {
  const { label, color } = lookOf(campaign)
  return (
    <Badge color={color} miw="max-content">
      {label}
    </Badge>
  )
}
