import { Progress } from "@mantine/core"

/** A share as a bar that says beside it what it is. */
export function Bar({ label, share }: { label: string; share: number }) {
  return <Progress value={Math.min(100, share * 100)} size="sm" aria-label={label} />
}
