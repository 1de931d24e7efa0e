import { attributeKey } from "@parley/model"
import { useState } from "react"
import { FieldSelect } from "../../look/form/field-select.tsx"
import { fieldWords, shownFields } from "../field-words.ts"
import { useAttributes } from "./use-attributes.ts"

/**
 * Chooses a field of contacts, or one of their attributes; one that no contact has yet can be typed.
 * @param props.value `first_name`, or `attributes.city`; null: nothing is chosen
 */
export function AttributePicker({
  value,
  onChange,
  ...input
}: {
  value: string | null
  onChange: (field: string) => void
  label: string
  description?: string | undefined
  error?: string | undefined
  size?: string
}) {
  const { names } = useAttributes()
  const [typed, setTyped] = useState("")
  return (
    <FieldSelect
      placeholder="Choose a field"
      {...input}
      value={value}
      onChange={(field) => field !== null && onChange(field)}
      onSearch={setTyped}
      data={choicesFor(typed, names, value)}
    />
  )
}

/** What fits what is typed, fields first, and at last an attribute of that name. Pure. */
export function choicesFor(
  typed: string,
  attributes: readonly string[],
  chosen: string | null,
): { value: string; label: string }[] {
  const fields = shownFields.map((field) => ({ value: field as string, label: fieldWords[field].label }))
  const own = attributes.map(asAttribute)
  const chosenName = chosen?.startsWith("attributes.") ? chosen.slice("attributes.".length) : undefined
  const known = [...fields, ...own]
  if (chosenName !== undefined && !attributes.includes(chosenName)) known.push(asAttribute(chosenName))
  const wanted = typed.trim().toLowerCase()
  if (wanted === "") return known
  const found = known.filter(({ label }) => label.toLowerCase().includes(wanted))
  const name = attributeKey(typed)
  const isNew = name !== "" && !known.some(({ value }) => value === `attributes.${name}`)
  return isNew ? [...found, { value: `attributes.${name}`, label: `Attribute “${name}”` }] : found
}

const asAttribute = (name: string) => ({ value: `attributes.${name}`, label: name })
