import { Badge, Text, TextInput, type TextInputProps } from "@mantine/core"
import type { Shapes } from "../../api/client.ts"
import { useServerNow } from "../../api/server-time.ts"
import { Instant } from "../../look/time/instant.tsx"
import { instantOfLocalTime, localTime } from "../../look/time/local-time.ts"

type ApiKey = Shapes["ApiKey"]

/** The last day on which a key is good. */
export function ExpiryField(props: Omit<TextInputProps, "type" | "label">) {
  return (
    <TextInput
      type="date"
      label="Expires"
      description="The last day on which it works. Its owner is told a week before. Empty: it never expires."
      {...props}
    />
  )
}

/** The end of a day in a zone, as the API takes it. @param day empty: there is none */
export const endOfDay = (day: string, zone: string | undefined): string | null =>
  instantOfLocalTime(`${day}T23:59`, zone)?.toISOString() ?? null

/** The day that a field of it has. */
export const dayOf = (at: string | null, zone: string | undefined): string =>
  at === null ? "" : localTime(new Date(at), zone).slice(0, 10)

/** How a key stands: revoked, expired, or when it ends. */
export function KeyEnd({ apiKey: { expires_at, revoked_at } }: { apiKey: ApiKey }) {
  const now = useServerNow()
  if (revoked_at !== null) return <Badge color="gray">Revoked</Badge>
  if (expires_at === null)
    return (
      <Text span inherit c="dimmed">
        Never
      </Text>
    )
  return new Date(expires_at) <= now ? (
    <Badge color="red">Expired</Badge>
  ) : (
    <Instant at={expires_at} c="dimmed" />
  )
}
