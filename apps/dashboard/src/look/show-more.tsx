import { Button } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import type { ReactNode } from "react"
import { useAmount } from "./time/notation.ts"

/** The first few of many, and the rest after a click. */
export function FewFirst<T>({
  all,
  few,
  what,
  children,
}: {
  all: readonly T[]
  few: number
  /** What they are, for the button: “Show all 20 numbers”. */
  what: string
  children: (shown: readonly T[]) => ReactNode
}) {
  const [isWhole, { toggle }] = useDisclosure()
  const amount = useAmount()
  if (all.length <= few) return children(all)
  return (
    <>
      {children(isWhole ? all : all.slice(0, few))}
      <Button
        variant="subtle"
        size="compact-sm"
        aria-expanded={isWhole}
        onClick={toggle}
        h="auto"
        mih={26}
        styles={{ root: { alignSelf: "flex-start" }, label: { whiteSpace: "normal", textAlign: "start" } }}
      >
        {isWhole ? `Show fewer ${what}` : `Show all ${amount(all.length)} ${what}`}
      </Button>
    </>
  )
}
