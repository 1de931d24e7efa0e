import { Alert, Button, Group, Stack, Text } from "@mantine/core"
import { IconAlertTriangle } from "@tabler/icons-react"
import { Copyable } from "../look/copyable.tsx"

/** A secret that is shown once. */
export function Secret({ secret, onClose }: { secret: string; onClose: () => void }) {
  return (
    <Stack>
      <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />}>
        Copy this secret now. You won't see it again.
      </Alert>
      <Copyable label="Signing secret" text={secret} autoFocus />
      <Text size="sm" c="dimmed">
        Use it to check that requests come from here: each is signed as standardwebhooks.com describes, for
        which there are libraries in most languages.
      </Text>
      <Group justify="flex-end">
        <Button onClick={onClose}>I have copied it</Button>
      </Group>
    </Stack>
  )
}
