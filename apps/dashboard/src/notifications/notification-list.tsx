import { ActionIcon, Badge, Text, Tooltip, VisuallyHidden } from "@mantine/core"
import { type Icon, IconAlertCircle, IconAlertTriangle, IconCheck, IconInfoCircle } from "@tabler/icons-react"
import { AnchorLink } from "../look/links.tsx"
import { Instant } from "../look/time/instant.tsx"
import classes from "./notifications.module.css"
import { placeOf } from "./place.ts"
import { type Notification, useMarkRead, useWords } from "./use-notifications.ts"

const severities: Readonly<Record<Notification["severity"], readonly [Icon, string]>> = {
  critical: [IconAlertCircle, "Critical"],
  warning: [IconAlertTriangle, "Warning"],
  info: [IconInfoCircle, "Info"],
}

/** Notifications, each with the way to what it is about. Going there marks it as read. */
export function NotificationList({
  notifications,
  label,
  onLeave,
}: {
  notifications: readonly Notification[]
  label: string
  /** Somebody goes to one. */
  onLeave?: () => void
}) {
  const words = useWords()
  const markRead = useMarkRead()
  return (
    <ul className={classes.list} aria-label={label}>
      {notifications.map((notification) => {
        const { id, severity, about, created_at, resolved_at, times, read } = notification
        const { title, text } = words(notification)
        const [SeverityIcon, severityWord] = severities[severity]
        const see = () => {
          if (!read) void markRead.run({ ids: [id] })
          onLeave?.()
        }
        return (
          <li key={id} className={classes.one} data-unread={!read || undefined}>
            <span className={classes.severity} data-severity={resolved_at === null ? severity : "over"}>
              <SeverityIcon size={18} stroke={1.8} aria-hidden />
              <VisuallyHidden>{severityWord}. </VisuallyHidden>
            </span>
            <div className={classes.words}>
              <AnchorLink
                {...placeOf(about)}
                inherit
                c="inherit"
                size="sm"
                fw={read ? 500 : 640}
                onClick={see}
              >
                {title}
              </AnchorLink>
              {text === "" ? null : (
                <Text size="sm" c="dimmed" lineClamp={3}>
                  {text}
                </Text>
              )}
              <Text size="xs" c="dimmed" component="div" className={classes.facts ?? ""}>
                <Instant at={created_at} ago />
                {times > 1 ? <span>{times} times</span> : null}
                {resolved_at === null ? null : (
                  <Badge size="xs" color="teal" variant="light">
                    Resolved
                  </Badge>
                )}
              </Text>
            </div>
            {read ? null : (
              <Tooltip label="Mark as read">
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`Mark as read: ${title}`}
                  onClick={() => void markRead.run({ ids: [id] })}
                >
                  <IconCheck size={16} aria-hidden />
                </ActionIcon>
              </Tooltip>
            )}
          </li>
        )
      })}
    </ul>
  )
}
