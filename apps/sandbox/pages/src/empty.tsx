import { Button, Paper, Stack, Text, Title } from "@mantine/core"
import { Link } from "@tanstack/react-router"

/** Nothing is here yet: says what to do next. */
export function Empty({
  title,
  children,
  next,
}: {
  title: string
  children: string
  next?: { label: string; to: "/" }
}) {
  return (
    <Paper withBorder p="xl">
      <Stack align="flex-start" gap="xs">
        <Title order={2} size="h4">
          {title}
        </Title>
        <Text c="dimmed">{children}</Text>
        {next === undefined ? null : (
          <Button component={Link} to={next.to} mt="xs">
            {next.label}
          </Button>
        )}
      </Stack>
    </Paper>
  )
}
