import { Badge } from "@mantine/core"

const colours: Readonly<Record<string, string>> = {
  APPROVED: "teal",
  CONNECTED: "teal",
  VERIFIED: "teal",
  GREEN: "teal",
  delivered: "teal",
  PENDING: "yellow",
  YELLOW: "yellow",
  waiting: "yellow",
  PAUSED: "orange",
  REJECTED: "red",
  DISABLED: "red",
  RED: "red",
  dropped: "red",
}

/** A word of Meta's with the colour it has in Meta's own pages. */
export function StatusBadge({ status }: { status: string }) {
  return (
    <Badge color={colours[status] ?? "gray"} variant="light" style={{ flexShrink: 0 }}>
      {status.replaceAll("_", " ")}
    </Badge>
  )
}
