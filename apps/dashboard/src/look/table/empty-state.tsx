import { Paper, Stack, Text, ThemeIcon, Title } from "@mantine/core"
import type { Icon } from "@tabler/icons-react"
import type { ReactNode } from "react"

/** Nothing is here: a title, one sentence that says what this place is for or why, and one action that goes on from here. */
export function EmptyState({
  icon: Icon,
  title,
  children,
  action,
}: {
  icon: Icon
  title: string
  children: ReactNode
  /** A button or a link. */
  action?: ReactNode
}) {
  return (
    <Paper withBorder px="xl" py={48}>
      <Stack align="center" gap="sm" ta="center">
        <ThemeIcon size={52} radius="xl" variant="light">
          <Icon size={26} aria-hidden />
        </ThemeIcon>
        <Title order={2} size="h4">
          {title}
        </Title>
        <Text c="dimmed" maw={460}>
          {children}
        </Text>
        {action}
      </Stack>
    </Paper>
  )
}
