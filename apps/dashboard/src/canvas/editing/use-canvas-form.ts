import { type UseFormReturnType, useForm } from "@mantine/form"
import { useMemo, useState } from "react"
import type { Canvas } from "../api.ts"
import { type CanvasValues, type Graph, valuesOf } from "./draft.ts"
import { type History, noHistory, record, redo, undo } from "./history.ts"
import { mistakesIn } from "./mistakes.ts"

/** A form's values, and how one of them is changed. */
export interface Editing {
  form: UseFormReturnType<CanvasValues>
  values: CanvasValues
  errors: Readonly<Record<string, unknown>>
  set: <Name extends keyof CanvasValues>(name: Name, value: CanvasValues[Name]) => void
}

/** The drawing of it, with undo and redo. */
export interface Drawing {
  graph: Graph
  /** @param key what is changed, such as the id of a step: changes to it that follow soon are taken back together */
  change: (next: (graph: Graph) => Graph, key?: string) => void
  /** undefined: there is nothing to take back. */
  undo: (() => void) | undefined
  redo: (() => void) | undefined
}

export function useCanvasForm(canvas: Canvas): Editing {
  const form = useForm<CanvasValues>({
    initialValues: valuesOf(canvas),
    validate: (values) => mistakesIn(values),
    // What is changed says which of them are old.
    clearInputErrorOnChange: false,
  })
  return {
    form,
    values: form.values,
    errors: form.errors,
    set: (name, value) => {
      // As a whole: `setFieldValue` copies all values, and every step would be another one.
      form.setValues({ [name]: value })
      forgetErrors(form, (path) => path === name || path.startsWith(`${name}.`))
    },
  }
}

function forgetErrors(form: UseFormReturnType<CanvasValues>, isOld: (path: string) => boolean): void {
  for (const path of Object.keys(form.errors)) if (isOld(path)) form.clearFieldError(path)
}

const graphIn = ({ steps, variants }: Graph): Graph => ({ steps, variants })

export function useDrawing({ form, values: { steps, variants } }: Editing): Drawing {
  const [history, setHistory] = useState<History<Graph>>(noHistory)
  const graph = useMemo(() => graphIn({ steps, variants }), [steps, variants])
  const put = (next: Graph) => {
    const before = form.getValues().steps
    form.setValues({ steps: [...next.steps], variants: [...next.variants] })
    forgetErrors(form, (path) => {
      const [, place] = /^steps\.(\d+)/.exec(path) ?? []
      return place === undefined
        ? path.startsWith("variants.")
        : before[Number(place)] !== next.steps[Number(place)]
    })
  }
  const back = undo(history, graph)
  const forward = redo(history, graph)
  const take = (taken: typeof back) =>
    taken &&
    (() => {
      setHistory(taken.history)
      put(taken.value)
    })
  return {
    graph,
    change: (next, key) => {
      const before = graphIn(form.getValues())
      const after = next(before)
      if (after === before) return
      setHistory((kept) => record(kept, before, key ?? null, Date.now()))
      put(after)
    },
    undo: take(back),
    redo: take(forward),
  }
}
