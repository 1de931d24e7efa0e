import { Anchor, Text } from "@mantine/core"
import { capitalized } from "../../api/problem.ts"
import { FewFirst } from "../../look/show-more.tsx"
import { type Finding, placeOf } from "./findings.ts"

const fewLinks = 5

/** How much is to be fixed before a template can be submitted, each with a link to where. */
export function WhatIsLeft({
  sections,
  isTouched,
  onReveal,
}: {
  /** What was found, by section. */
  sections: ReadonlyMap<string, readonly Finding[]>
  /** Someone has started to write. */
  isTouched: boolean
  /** Has everything said about all sections. */
  onReveal: () => void
}) {
  const findings = [...sections.values()].flat()
  const errors = findings.filter(({ severity }) => severity === "error")
  if (errors.length > 0 && !isTouched) {
    return (
      <Text size="sm" fw={550}>
        Fill in the template to submit it.
      </Text>
    )
  }
  const links = new Map(
    [...sections].flatMap(([section, found]) => {
      const place = placeOf(section)
      const wrong = place === undefined ? [] : found.filter(({ severity }) => severity === "error")
      return wrong.map(({ message }) => [`${capitalized(place ?? "")}: ${message}`, place ?? ""] as const)
    }),
  )
  const goTo = (place: string) => {
    onReveal()
    const section = document.getElementById(`builder-${place}`)
    section?.scrollIntoView({ block: "start" })
    section?.querySelector<HTMLElement>("input, textarea")?.focus({ preventScroll: true })
  }
  return (
    <>
      <Text size="sm" fw={550}>
        {inWords(errors.length, findings.length - errors.length)}
      </Text>
      <FewFirst all={[...links]} few={fewLinks} what="issues">
        {(shown) =>
          shown.map(([words, place]) => (
            <Anchor
              key={words}
              component="button"
              type="button"
              size="sm"
              ta="start"
              onClick={() => goTo(place)}
            >
              {words}
            </Anchor>
          ))
        }
      </FewFirst>
    </>
  )
}

function inWords(errors: number, warnings: number): string {
  const toFix = errors === 0 ? "Ready to submit" : errors === 1 ? "1 issue to fix" : `${errors} issues to fix`
  if (warnings === 0) return toFix
  return `${toFix} · ${warnings === 1 ? "1 suggestion" : `${warnings} suggestions`}`
}
