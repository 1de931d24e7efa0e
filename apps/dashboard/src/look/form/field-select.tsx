import { type ComboboxItem, type ComboboxParsedItem, Select, type SelectProps } from "@mantine/core"
import { useState } from "react"
import { type Choice, matching } from "./choices.ts"

interface FieldSelectProps
  extends Omit<
    SelectProps<string>,
    | "data"
    | "searchable"
    | "searchValue"
    | "onSearchChange"
    | "filter"
    | "allowDeselect"
    | "value"
    | "onChange"
  > {
  data: readonly (string | Choice)[]
  /** Nothing is chosen where it is null or empty. */
  value: string | null
  onChange: (value: string | null) => void
  /** Given what is typed, and "" when it is not a search; without it the choices are narrowed here. */
  onSearch?: (text: string) => void
  /** The choices are not those of what is typed yet. */
  isSearching?: boolean
}

/**
 * A list to choose from by typing. What is typed takes the place of what was chosen, its first match is marked, and Enter
 * chooses that; Esc closes the list and nothing else.
 */
export function FieldSelect({
  data,
  value,
  onChange,
  onSearch,
  isSearching = false,
  clearable,
  onFocus,
  onClick,
  ...select
}: FieldSelectProps) {
  const [search, setSearch] = useState("")
  const [lastChosen, setLastChosen] = useState<Choice>()
  const choices = data.map((one) => (typeof one === "string" ? { value: one, label: one } : one))
  // A search may have taken what is chosen off the list.
  const chosen = [...choices, lastChosen].find((one) => one?.value === value)
  const isTyping = search.trim() !== "" && search !== chosen?.label
  const markAll = (input: HTMLInputElement) => {
    if (!isTyping) input.select()
  }
  return (
    <Select
      nothingFoundMessage={isSearching ? "Searching…" : `No results for “${search.trim()}”`}
      {...select}
      searchable
      allowDeselect={false}
      clearable={clearable === true && chosen !== undefined}
      data={isSearching && isTyping ? [] : choices}
      value={value === "" ? null : value}
      onChange={(wanted, option) => {
        if (option !== null) setLastChosen({ value: option.value, label: option.label ?? option.value })
        onChange(wanted)
      }}
      searchValue={search}
      onSearchChange={(text) => {
        setSearch(text)
        onSearch?.(text === chosen?.label ? "" : text.trim())
      }}
      filter={({ options, search: typed }) =>
        onSearch === undefined ? matching(options.filter(isChoice), typed) : options
      }
      // It marks when this becomes true, too: choices that are searched for come after what is typed.
      selectFirstOptionOnChange={isTyping && !isSearching}
      onFocus={(event) => {
        markAll(event.currentTarget)
        onFocus?.(event)
      }}
      // A press of the mouse puts the cursor into the text after the focus has come.
      onClick={(event) => {
        markAll(event.currentTarget)
        onClick?.(event)
      }}
    />
  )
}

/** Nothing here is in groups. */
const isChoice = (option: ComboboxParsedItem): option is ComboboxItem => "value" in option
