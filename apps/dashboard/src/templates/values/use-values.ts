import { type Dispatch, type SetStateAction, useState } from "react"
import { serverNow } from "../../api/server-time.ts"
import { useNotation } from "../../look/time/notation.ts"
import { fieldsOf, type VariedTemplate } from "./fields.ts"
import { givenValues, sampleForm, unreadable, type Values } from "./given-values.ts"
import { errorsOf, type Issue } from "./issues.ts"
import type { ValueForm } from "./value-form.ts"

export interface ValuesInHand {
  fields: ReturnType<typeof fieldsOf>
  form: ValueForm
  setForm: Dispatch<SetStateAction<ValueForm>>
  /** What is given to the API for a form. */
  valuesOf: (form: ValueForm) => Values
  /** Some field cannot even be read. */
  isUnreadable: boolean
  /** By field, what cannot be read and what was found elsewhere. */
  errorsWith: (issues: readonly Issue[]) => Record<string, string>
  /** The member's. */
  zone: string
}

/**
 * The values a member gives a template, beginning with its samples.
 * @param begin what to begin with instead
 */
export function useValues(template: VariedTemplate, begin = sampleForm): ValuesInHand {
  const { zone } = useNotation()
  const [form, setForm] = useState<ValueForm>(() => begin(template.variables, zone, serverNow()))
  const fields = fieldsOf(template)
  const mistakes = unreadable(fields, form)
  return {
    fields,
    form,
    setForm,
    valuesOf: (given) => givenValues(template.variables, given, zone),
    isUnreadable: mistakes.length > 0,
    errorsWith: (issues) => errorsOf(fields, [...mistakes, ...issues]),
    zone,
  }
}
