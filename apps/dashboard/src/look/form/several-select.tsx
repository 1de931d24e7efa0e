import { MultiSelect, type MultiSelectProps } from "@mantine/core"

/** A list of which several are chosen by typing; FieldSelect is for one of them. */
export function SeveralSelect(props: Omit<MultiSelectProps, "searchable" | "nothingFoundMessage">) {
  return <MultiSelect hidePickedOptions nothingFoundMessage="Nothing found" {...props} searchable />
}
