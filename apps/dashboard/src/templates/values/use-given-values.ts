import { useRef, useState } from "react"
import { useNotation } from "../../look/time/notation.ts"
import { fieldsOf, type VariedTemplate } from "./fields.ts"
import { formOfValues } from "./form-of-values.ts"
import { givenValues, unreadable, type Values } from "./given-values.ts"
import { errorsOf } from "./issues.ts"
import type { ValuesInHand } from "./use-values.ts"
import type { ValueForm } from "./value-form.ts"

/**
 * The values of a template that a form around it holds as the API has them. What is typed stays as it was typed, also where it
 * means nothing yet; other values in the form around it, as after *Discard changes*, take its place.
 */
export function useGivenValues(
  template: VariedTemplate,
  values: Values,
  onChange: (values: Values) => void,
): ValuesInHand {
  const { zone } = useNotation()
  const { variables } = template
  const given = JSON.stringify(values)
  const read = () => ({ form: formOfValues(variables, values, zone), given })
  const [held, setHeld] = useState<{ form: ValueForm; given: string }>(read)
  const shown = held.given === given ? held : read()
  // An upload that ends changes what is there by then.
  const latest = useRef(shown)
  latest.current = shown
  const { form } = shown
  const fields = fieldsOf(template)
  const mistakes = unreadable(fields, form)
  const valuesOf = (typed: ValueForm) => givenValues(variables, typed, zone)
  return {
    fields,
    form,
    setForm: (change) => {
      const next = typeof change === "function" ? change(latest.current.form) : change
      const meant = valuesOf(next)
      latest.current = { form: next, given: JSON.stringify(meant) }
      setHeld(latest.current)
      onChange(meant)
    },
    valuesOf,
    isUnreadable: mistakes.length > 0,
    errorsWith: (issues) => errorsOf(fields, [...mistakes, ...issues]),
    zone,
  }
}
