import { Box, Container, Group, Paper, Progress, Stack, Text } from "@mantine/core"
import { IconBrandFacebookFilled } from "@tabler/icons-react"
import type { ReactNode } from "react"
import { useWindowTitle } from "../window-title.ts"

/** The window around every screen of the login dialog; `done` from 0 to 1. */
export function DialogFrame({ done, children }: { done: number; children?: ReactNode }) {
  useWindowTitle("Log in with Facebook")
  return (
    <Box component="main" mih="100dvh" bg="var(--page)">
      <Container size={560} py={{ base: "xs", sm: "xl" }} px="xs">
        <Paper withBorder radius="lg" style={{ overflow: "hidden" }}>
          <Group gap="xs" px="lg" py="sm" wrap="nowrap">
            <IconBrandFacebookFilled color="var(--mantine-color-blue-7)" aria-hidden />
            <Stack gap={0}>
              <Text fw={600} size="sm" component="h1" m={0}>
                Log in with Facebook
              </Text>
              <Text size="xs" c="dimmed">
                The sandbox’s stand-in: no real account is asked for
              </Text>
            </Stack>
          </Group>
          <Progress value={done * 100} size={3} radius={0} aria-label="Progress" />
          <Box p="lg">{children}</Box>
        </Paper>
      </Container>
    </Box>
  )
}
