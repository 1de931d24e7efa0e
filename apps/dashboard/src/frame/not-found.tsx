import { Center, Stack, Text, Title } from "@mantine/core"
import { ButtonLink } from "../look/links.tsx"

export function NotFound() {
  return (
    <Center mih="60dvh" p="md">
      <Stack align="center" gap="sm">
        <Title order={1} size="h3">
          There is nothing at this address
        </Title>
        <Text c="dimmed" ta="center">
          It may have been deleted, or belong to another workspace.
        </Text>
        <ButtonLink to="/">Back to home</ButtonLink>
      </Stack>
    </Center>
  )
}
