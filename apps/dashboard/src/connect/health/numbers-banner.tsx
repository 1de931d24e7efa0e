import { IconGauge } from "@tabler/icons-react"
import { useLocation } from "@tanstack/react-router"
import { DismissibleBanner } from "../../look/banner.tsx"
import { AnchorLink } from "../../look/links.tsx"
import { useConnection } from "./use-connection.ts"

const page = "/connect/whatsapp"

/** Says which number sends nothing for now, or soon less: its limit, a hold, a restriction. */
export default function NumbersBanner() {
  const { pathname } = useLocation()
  const [first, ...others] = useConnection()?.troubles ?? []
  if (first === undefined || pathname.startsWith(page)) return null
  const { phone, standing } = first
  return (
    <DismissibleBanner
      tone={standing.color === "red" ? "failed" : "warning"}
      icon={IconGauge}
      about={`numbers ${[first, ...others].map((one) => `${one.phone} ${one.standing.label}`).join(", ")}`}
      action={
        <AnchorLink to={page} size="sm" underline="always">
          {others.length === 0 ? "Open WhatsApp" : `See all ${others.length + 1}`}
        </AnchorLink>
      }
    >
      {phone}: {standing.label}. {standing.meaning}
    </DismissibleBanner>
  )
}
