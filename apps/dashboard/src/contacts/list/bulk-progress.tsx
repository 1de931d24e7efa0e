import { Text } from "@mantine/core"
import { useAmount } from "../../look/time/notation.ts"

/** How many of the contacts are done. Nothing before the first answer. */
export function BulkProgress({ done, what }: { done: number | undefined; what: string }) {
  const amount = useAmount()
  if (done === undefined) return null
  return (
    <Text size="sm" role="status">
      {amount(done)} of {what} done
    </Text>
  )
}
