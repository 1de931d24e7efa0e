import { Button, Group } from "@mantine/core"
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react"
import { useState } from "react"

/** Where one stands in a long list that the server gives page by page. */
export interface Pages {
  /** For the query: continue after this id. */
  after: string | undefined
  back: (() => void) | undefined
  forth: (next: string) => void
}

/** @param filter what the list is narrowed to; another begins at its first page */
export function usePages(filter = ""): Pages {
  const [trail, setTrail] = useState<{ filter: string; cursors: string[] }>({ filter, cursors: [] })
  const cursors = trail.filter === filter ? trail.cursors : []
  const go = (to: string[]) => setTrail({ filter, cursors: to })
  return {
    after: cursors.at(-1),
    back: cursors.length === 0 ? undefined : () => go(cursors.slice(0, -1)),
    forth: (next) => go([...cursors, next]),
  }
}

/** The way through a long list; nothing when all of it is on one page. */
export function Pager({ pages, next }: { pages: Pages; next: string | null | undefined }) {
  const { back, forth } = pages
  if (back === undefined && !next) return null
  return (
    <Group justify="flex-end" mt="md" gap="xs" component="nav" aria-label="Pages">
      <Button
        variant="default"
        size="xs"
        leftSection={<IconChevronLeft size={16} aria-hidden />}
        disabled={back === undefined}
        onClick={back}
      >
        Previous
      </Button>
      <Button
        variant="default"
        size="xs"
        rightSection={<IconChevronRight size={16} aria-hidden />}
        disabled={!next}
        onClick={() => next && forth(next)}
      >
        Next
      </Button>
    </Group>
  )
}
