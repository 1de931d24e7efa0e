import { Paper, Skeleton, Stack } from "@mantine/core"

/** In place of a table or form while its first answer is on its way. */
export function Loading() {
  return (
    <Paper withBorder p="md" role="status" aria-label="Loading">
      <Stack gap="md">
        {[72, 90, 64, 82].map((percent) => (
          <Skeleton key={percent} h={18} w={`${percent}%`} />
        ))}
      </Stack>
    </Paper>
  )
}
