import { Suspense } from "react"
import { AnchorLink } from "../../look/links.tsx"
import { lazyPart } from "../../look/page/lazy-part.tsx"
import { Section } from "../../look/page/section.tsx"
import { FewFirst } from "../../look/show-more.tsx"
import { useNumbers } from "../health/use-numbers.ts"

/** A table is fetched when there is something to put into it: a new workspace has no number. */
const NumbersTable = lazyPart(async () => ({ default: (await import("./numbers-table.tsx")).NumbersTable }))

/** On Home: how each number stands at Meta, and to how many people it may write. */
export default function NumbersOnHome() {
  const numbers = useNumbers() ?? []
  if (numbers.length === 0) return null
  return (
    <Section
      title="Numbers"
      aside={
        <AnchorLink to="/connect/whatsapp" size="sm">
          WhatsApp
        </AnchorLink>
      }
    >
      <Suspense>
        <FewFirst all={numbers} few={5} what="numbers">
          {(shown) => <NumbersTable numbers={shown} isBrief />}
        </FewFirst>
      </Suspense>
    </Section>
  )
}
