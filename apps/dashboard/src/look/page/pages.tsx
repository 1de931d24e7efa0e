import { Button, Group } from "@mantine/core"
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react"
import { useLocation, useNavigate, useSearch } from "@tanstack/react-router"
import { useState } from "react"

declare module "@tanstack/react-router" {
  interface HistoryState {
    /** The pages before this one, each by what it came after, and what the list was narrowed to. */
    pages?: { filter: string; before: string[] }
  }
}

/** Where one is in a long list that the server gives page by page. */
export interface Pages {
  /** For the query: continue after this id. */
  after: string | undefined
  /** How many there are before this one; undefined where the address is all that is known. */
  pagesBefore: number | undefined
  back: (() => void) | undefined
  forth: (next: string) => void
}

/**
 * The page is part of the address, so that it is there again after a reload, with the browser's back, and for anyone who is
 * sent a link. The way back to the pages before it is kept in the browser's history.
 * @param filter what the list is narrowed to; another starts at its first page
 */
export function usePages(filter = ""): Pages {
  const navigate = useNavigate()
  const { after: inAddress } = useSearch({ from: "/framed" })
  const kept = useLocation({ select: ({ state }) => state.pages })
  const [atFirst] = useState(filter)
  const after = (kept?.filter ?? atFirst) === filter ? inAddress : undefined
  const before = after === undefined ? [] : (kept?.before ?? [])
  const pagesBefore = after === undefined ? 0 : kept === undefined ? undefined : kept.before.length + 1
  const go = (to: string | undefined, trail: string[]) =>
    void navigate({
      to: ".",
      search: (search) => ({ ...search, after: to }),
      state: { pages: { filter, before: trail } },
    })
  return {
    after,
    pagesBefore,
    back: after === undefined ? undefined : () => go(before.at(-1), before.slice(0, -1)),
    forth: (next) => go(next, after === undefined ? [] : [...before, after]),
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
