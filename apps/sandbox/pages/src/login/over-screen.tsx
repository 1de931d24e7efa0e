import { Stack, Text, Title } from "@mantine/core"

/** The end of a login by link: the app is told by webhook, the person may go. */
export function OverScreen({ app, isFinished }: { app: string; isFinished: boolean }) {
  return (
    <Stack gap="xs" role="status">
      <Title order={2} size="h3">
        {isFinished ? "You are connected" : "Nothing was shared"}
      </Title>
      <Text c="dimmed">
        {isFinished ? `${app} can use your WhatsApp account now.` : `${app} has no access to your accounts.`}{" "}
        You can close this window.
      </Text>
    </Stack>
  )
}
