import type { ReactNode } from "react"
import type { Shapes } from "../../api/client.ts"
import { AnchorLink } from "../../look/links.tsx"
import { useMay } from "../../session/me.ts"
import type { PeopleState } from "./people-words.ts"

/** Of which campaign a figure is, or of which of its launches. */
export interface Of {
  campaignId: string
  launchId?: string | undefined
}

/** A figure that leads to the people behind it, for members who may see them. */
export function PeopleLink({
  of: { campaignId, launchId },
  state,
  reason,
  variant,
  children,
}: {
  of: Of
  state: PeopleState
  reason?: string | undefined
  variant?: number | undefined
  children: ReactNode
}) {
  if (!useMay()("contacts:read")) return children
  return (
    <AnchorLink
      to="/campaigns/$campaignId/people"
      params={{ campaignId }}
      search={{
        state,
        ...(reason === undefined ? {} : { reason }),
        ...(launchId === undefined ? {} : { launch_id: launchId }),
        ...(variant === undefined ? {} : { variant: String(variant) }),
      }}
      inherit
      underline="hover"
    >
      {children}
    </AnchorLink>
  )
}

const stateOfGate: Partial<Record<Shapes["CampaignResults"]["gates"][number]["gate"], PeopleState>> = {
  accepted: "accepted",
  sent: "sent",
  delivered: "delivered",
  read: "read",
  replied: "replied",
  converted: "converted",
}

/** The people who passed a gate, where a list has them. */
export const peopleOfGate = (gate: Shapes["CampaignResults"]["gates"][number]["gate"]) => stateOfGate[gate]
