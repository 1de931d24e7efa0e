import { Paper, Stack, Text, ThemeIcon, Title } from "@mantine/core"
import type { Icon } from "@tabler/icons-react"
import type { ReactNode } from "react"

/** Nothing is here yet: says what this place is for, and what to do next. */
export function Empty({
  icon: Icon,
  title,
  children,
  next,
}: {
  icon: Icon
  title: string
  children: ReactNode
  /** A button or link to the next step. */
  next?: ReactNode
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
        {next}
      </Stack>
    </Paper>
  )
}
