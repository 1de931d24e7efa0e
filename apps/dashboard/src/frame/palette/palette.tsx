import { useHotkeys } from "@mantine/hooks"
import { IconSearch } from "@tabler/icons-react"
import { type KeyboardEvent, memo, useEffect, useId, useRef, useState } from "react"
import { useIsSessionOver } from "../../api/session-end.ts"
import { isOverPage } from "../use-shortcuts.ts"
import { type Entry, type EntryGroup, matching } from "./entries.ts"
import classes from "./palette.module.css"
import { useEntries } from "./use-entries.ts"
import { useHits } from "./use-hits.ts"

/**
 * The command palette (Ctrl or ⌘ K): what one may do, every place one may go to, and anything by name.
 * It is drawn by hand: with Mantine's components a key took it a quarter of a second on a slow computer.
 */
export function Palette({
  isOpen,
  onOpen,
  onClose,
  onShortcuts,
}: {
  isOpen: boolean
  onOpen: () => void
  onClose: () => void
  /** Shows the keyboard shortcuts. */
  onShortcuts: () => void
}) {
  const isSessionOver = useIsSessionOver()
  useHotkeys([["mod+K", () => (isOpen ? onClose() : isOverPage() || onOpen())]], [], true)
  return isOpen && !isSessionOver ? <OpenPalette onClose={onClose} onShortcuts={onShortcuts} /> : null
}

function OpenPalette({ onClose, onShortcuts }: { onClose: () => void; onShortcuts: () => void }) {
  const [typed, setTyped] = useState("")
  const [marked, setMarked] = useState<string>()
  const ofFrame = useEntries(onShortcuts)
  // As they were when it was opened, so that the lines of all keys are the same.
  const [known] = useState(ofFrame)
  const { groups: hits, isSearching } = useHits(typed)
  const listId = useId()
  useFocusGivenBack()

  const own = known.map(({ title, entries }) => ({ title, entries: matching(entries, typed) }))
  // What was found comes below what was there at once: nothing moves under the pointer.
  const groups = [...own, ...hits].filter(({ entries }) => entries.length > 0)
  const shown = groups.flatMap(({ entries }) => entries)
  const active = shown.find(({ id }) => id === marked) ?? shown[0]

  const choose = ({ run }: Entry) => {
    onClose()
    void run()
  }
  const mark = (steps: number) => {
    if (active === undefined) return
    const next = shown.at((shown.indexOf(active) + steps) % shown.length)
    setMarked(next?.id)
    if (next) document.getElementById(lineId(listId, next))?.scrollIntoView({ block: "nearest" })
  }
  const hear = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    switch (event.key) {
      case "ArrowDown":
        mark(1)
        break
      case "ArrowUp":
        mark(-1)
        break
      case "Enter":
        if (active) choose(active)
        break
      case "Escape":
        onClose()
        break
      case "Tab":
        break // there is nothing else to go to
      default:
        return
    }
    event.preventDefault()
  }
  return (
    <div className={classes.backdrop} onPointerDown={onClose}>
      <dialog
        open
        aria-modal
        aria-label="Command palette"
        className={classes.box}
        onPointerDown={(event) => event.stopPropagation()}
      >
        <div className={classes.search}>
          <IconSearch size={18} aria-hidden />
          <input
            autoFocus
            role="combobox"
            aria-label="Search"
            aria-autocomplete="list"
            aria-expanded
            aria-controls={listId}
            aria-activedescendant={active && lineId(listId, active)}
            placeholder="Search anything"
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={(event) => {
              setTyped(event.currentTarget.value)
              setMarked(undefined)
            }}
            onKeyDown={hear}
          />
          <span role="status" className={classes.standing}>
            {isSearching ? "Searching…" : ""}
          </span>
        </div>
        <div id={listId} role="listbox" aria-label="Results" className={classes.list}>
          {groups.map((group) => (
            <Lines key={group.title} group={group} listId={listId} active={active} onChoose={choose} />
          ))}
        </div>
        {shown.length === 0 && !isSearching ? (
          <p role="status" className={classes.nothing}>
            No results for “{typed.trim()}”
          </p>
        ) : null}
      </dialog>
    </div>
  )
}

const lineId = (listId: string, { id }: Entry) => `${listId} ${id}`.replaceAll(" ", "-")

function Lines({
  group: { title, entries },
  listId,
  active,
  onChoose,
}: {
  group: EntryGroup
  listId: string
  active: Entry | undefined
  onChoose: (entry: Entry) => void
}) {
  // A line is only drawn again when it is marked or no longer is.
  const choose = useRef(onChoose)
  useEffect(() => {
    choose.current = onChoose
  })
  const [chooseLatest] = useState(() => (entry: Entry) => choose.current(entry))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for the fields of a form
    <div role="group" aria-label={title}>
      <div className={classes.title} aria-hidden>
        {title}
      </div>
      {entries.map((entry) => (
        <Line
          key={entry.id}
          entry={entry}
          id={lineId(listId, entry)}
          isActive={entry === active}
          onChoose={chooseLatest}
        />
      ))}
    </div>
  )
}

const Line = memo(function Line({
  entry,
  id,
  isActive,
  onChoose,
}: {
  entry: Entry
  id: string
  isActive: boolean
  onChoose: (entry: Entry) => void
}) {
  const { icon: IconOf, label, detail } = entry
  return (
    // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the field has the focus, and hears the keys
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      className={classes.line}
      onClick={() => onChoose(entry)}
    >
      <IconOf size={16} stroke={1.7} aria-hidden />
      <span className={classes.label}>{label}</span>
      {detail ? <span className={classes.detail}>{detail}</span> : null}
    </div>
  )
})

/** What had the focus before has it again afterwards, unless something else took it. */
function useFocusGivenBack(): void {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      setTimeout(() => {
        const isNowhere = document.activeElement === document.body
        if (isNowhere && before instanceof HTMLElement) before.focus({ preventScroll: true })
      })
    },
    [before],
  )
}
