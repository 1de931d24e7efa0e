import { fieldWords } from "../../../contacts/field-words.ts"
import { countries } from "../../../look/form/countries.ts"
import { languages } from "../../../look/form/languages.ts"
import { BirthFields, isBirth, isOfBirth, isSaidByBirth } from "../birth.tsx"
import { beginnings, ComparisonFields, isCompared } from "../comparison.tsx"
import { Word } from "../inputs.tsx"
import type { KindForm, KindFormProps } from "./kind-form.ts"

const words: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(fieldWords).map(([field, { label }]) => [field, label])),
  created_at: "Date added",
}

/** What screens call a field, the date of its creation too. */
export const fieldLabel = (field: string): string => words[field] ?? field

const genders = [
  { value: "F", label: "Female" },
  { value: "M", label: "Male" },
  { value: "O", label: "Other" },
  { value: "N", label: "Not applicable" },
  { value: "P", label: "Prefers not to say" },
]

function choicesOf(field: string) {
  if (field === "country") return countries()
  if (field === "language") return languages()
  return field === "gender" ? genders : undefined
}

const beginningOf = (field: string) => {
  if (field === "date_of_birth") return { op: "birthday", from: 0, to: 0 }
  return beginnings[field === "created_at" ? "date" : "text"]
}

function Form({ draft, onChange }: KindFormProps) {
  const field = String(draft.field)
  const type = field === "created_at" ? "date" : "text"
  return (
    <>
      <Word
        label="Field"
        value={field}
        words={words}
        onChange={(chosen) => onChange({ on: "contact", field: chosen, ...beginningOf(chosen) })}
      />
      {field === "date_of_birth" && isSaidByBirth(draft) ? (
        <BirthFields draft={draft} onChange={onChange} />
      ) : (
        <ComparisonFields
          type={type}
          choices={choicesOf(field)}
          comparison={draft}
          onChange={(comparison) => onChange({ on: "contact", field, ...comparison })}
        />
      )}
    </>
  )
}

export const contactForm: KindForm = {
  label: "Contact",
  begin: { field: "country", op: "equals", value: "" },
  isComplete: (draft) => (isOfBirth(draft) ? isBirth(draft) : isCompared(draft)),
  Form,
}
