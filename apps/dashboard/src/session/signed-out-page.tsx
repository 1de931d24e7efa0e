import { Box, Center, Group, Paper, Stack, Text, Title } from "@mantine/core"
import { type ReactNode, useEffect } from "react"
import { Mark } from "../look/logo.tsx"

/** What the pages before signing in look like: one card, one thing to do. */
export function Entrance({
  title,
  intro,
  children,
  below,
}: {
  title: string
  intro?: ReactNode
  children: ReactNode
  below?: ReactNode
}) {
  useEffect(() => {
    document.title = `${title} · Parley`
  }, [title])
  return (
    <Center component="main" mih="100dvh" p="md">
      <Box w="100%" maw={420}>
        <Group justify="center" gap="xs" mb="xl">
          <Mark size={34} />
          <Text fw={680} size="xl">
            Parley
          </Text>
        </Group>
        <Paper withBorder p={{ base: "lg", xs: "xl" }} radius="lg">
          <Stack gap="lg">
            <Stack gap={4}>
              <Title order={1} size="h3">
                {title}
              </Title>
              {intro === undefined ? null : (
                <Text c="dimmed" size="sm">
                  {intro}
                </Text>
              )}
            </Stack>
            {children}
          </Stack>
        </Paper>
        {below === undefined ? null : (
          <Text ta="center" mt="md" size="sm" component="div">
            {below}
          </Text>
        )}
      </Box>
    </Center>
  )
}
