import { IconStethoscope } from "@tabler/icons-react"
import { useLocation } from "@tanstack/react-router"
import { DismissibleBanner } from "../../look/banner.tsx"
import { AnchorLink } from "../../look/links.tsx"
import { useMay } from "../../session/me.ts"
import { countChecks } from "./health.ts"
import { useConnection } from "./use-connection.ts"

const page = "/connect/whatsapp"

/** Says to those who can do something about it that the last examination found what does not work. */
export default function DoctorBanner() {
  const mayFix = useMay()("connection:manage")
  const { pathname } = useLocation()
  const run = useConnection()?.run
  const failed = run && countChecks(run.checks, "failed")
  // There the findings themselves are shown.
  const isShown = pathname === page || pathname === "/"
  if (run === undefined || failed === undefined || !mayFix || isShown) return null
  const [first] = run.checks.filter(({ state }) => state === "failed")
  return (
    <DismissibleBanner
      tone="failed"
      icon={IconStethoscope}
      about={`doctor ${run.id}`}
      action={
        <AnchorLink to={page} hash="doctor" size="sm" underline="always">
          See what to do
        </AnchorLink>
      }
    >
      WhatsApp: {failed}. {first?.message}
    </DismissibleBanner>
  )
}
