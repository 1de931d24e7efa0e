import { MultiSelect, type MultiSelectProps } from "@mantine/core"
import { useState } from "react"

/** A list of which several are chosen by typing; FieldSelect is for one of them. */
export function SeveralSelect(
  props: Omit<MultiSelectProps, "searchable" | "nothingFoundMessage" | "searchValue" | "onSearchChange">,
) {
  const [search, setSearch] = useState("")
  return (
    <MultiSelect
      hidePickedOptions
      nothingFoundMessage="Nothing found"
      // Enter takes the first that fits what is typed, and nothing where nothing is.
      selectFirstOptionOnChange={search !== ""}
      {...props}
      searchable
      searchValue={search}
      onSearchChange={setSearch}
    />
  )
}
