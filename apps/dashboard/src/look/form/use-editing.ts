import type { UseFormReturnType } from "@mantine/form"
import { useEffect, useLayoutEffect, useRef, useState } from "react"
import { asProblem } from "../../api/problem.ts"
import { useAction } from "../action.ts"
import { continueDraft } from "./drafts.ts"
import { type Change, changedMeanwhile, type Edited, type FormWords, isSame, mergeEdits } from "./edits.ts"
import { showOnFields } from "./form-problem.ts"
import { useFormDraft } from "./use-form-draft.ts"

export interface Editing<Values extends object> {
  form: UseFormReturnType<Values>
  /** What its fields are called. */
  words: FormWords<Values>
  /** Of what it was filled with, where the server tells one. */
  revision?: number
  /** Under which what was typed is kept in this browser until it is saved, such as `contact 0199…`; a secret has none. */
  draft?: string
  /**
   * Saves it.
   * @param base what there was before: what the form was filled with, or read again since
   * @returns what there is now; nothing where the values are that, or the page is left
   * @throws what went wrong, in a shape that `asProblem` reads
   */
  // biome-ignore lint/suspicious/noConfusingVoidType: of an async function without a return
  onSubmit: (values: Values, base: Edited<Values>) => Promise<Edited<Values> | void>
  /** Reads what there is now. With it, what someone else changed meanwhile is shown beside what was typed. */
  readLatest?: () => Promise<Edited<Values>>
  /** The field of the form that a path of the API is about, where what is wrong is said at parts of a field. */
  fieldOf?: (path: string) => string
}

/** What someone else changed while the form was filled in, and the two ways to go on. */
export interface Conflict {
  message: string
  changes: readonly Change[]
  reload: () => void
  keepMine: () => void
}

/** What was typed earlier and not saved. */
export interface Earlier {
  /** When, in ISO 8601. */
  at: string
  /** Puts it into the form; undefined: it is there. */
  restore: (() => void) | undefined
  discard: () => void
}

/** What becomes of a form's values between its opening and its being saved. */
export function useEditing<Values extends object>(editing: Editing<Values>) {
  const { form, words, onSubmit, readLatest } = editing
  const [opened] = useState<Edited<Values>>({ values: form.getInitialValues(), revision: editing.revision })
  const [base, setBase] = useState(opened)
  const [conflict, setConflict] = useState<{ message: string; latest: Edited<Values> }>()
  const draft = useFormDraft(editing.draft, opened.values)
  const [earlier, setEarlier] = useState(draft.found && { ...draft.found, isBack: false })
  const isDirty = !isSame(form.values, base.values)

  /** From now on the form is about this; what was typed is on top of it. */
  const startFrom = (now: Edited<Values>, typed = now.values) => {
    setBase(now)
    setConflict(undefined)
    form.setInitialValues(now.values)
    form.setValues(typed)
  }
  const forget = () => {
    draft.forget()
    setEarlier(undefined)
  }
  const restore = () => {
    if (earlier === undefined) return
    const continued = continueDraft(words, earlier, opened)
    startFrom(continued.base, continued.values)
    setEarlier({ ...earlier, isBack: true })
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, before the form is seen
  useLayoutEffect(() => {
    if (draft.isFromThisTab) restore()
  }, [])

  const wasDirty = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever other values are in it
  useEffect(() => {
    if (isDirty) draft.keep(form.values, base)
    else if (wasDirty.current) forget()
    wasDirty.current = isDirty
  }, [form.values, base, isDirty])

  /** @returns undefined: someone else changed what was typed here, too; nothing was saved */
  const send = async (values: Values): Promise<Edited<Values> | undefined> => {
    try {
      return (await onSubmit(values, base)) ?? { values, revision: base.revision }
    } catch (failure) {
      const { revision, message } = asProblem(failure)
      if (revision === undefined || readLatest === undefined) throw failure
      const latest = await readLatest()
      const changes = changedMeanwhile(words, { base: base.values, now: latest.values, mine: values })
      if (changes.length > 0) return void setConflict({ message, latest })
      // What was changed is not in this form, or is as it was typed here.
      return (await onSubmit(values, latest)) ?? { values, revision: latest.revision }
    }
  }
  // To leave is part of being saved.
  const isSending = useRef(false)
  const save = useAction(
    async (values: Values) => {
      isSending.current = true
      try {
        const saved = await send(values)
        if (saved === undefined) return
        forget()
        // What was typed while it was sent is still to be saved.
        startFrom(saved, mergeEdits(words, { base: values, now: saved.values, mine: form.getValues() }))
      } finally {
        isSending.current = false
      }
    },
    (failure) => showOnFields(form, failure, editing.fieldOf),
  )

  const versionsWith = ({ values: now }: Edited<Values>) => ({ base: base.values, now, mine: form.values })
  return {
    save,
    isDirty,
    /** Asked when the page is about to be left. */
    isUnfinished: () => isDirty && !isSending.current,
    /** Gives up what was typed, here and in what is kept of it. */
    forget,
    discard: () => startFrom(base),
    conflict:
      conflict &&
      ({
        message: conflict.message,
        changes: changedMeanwhile(words, versionsWith(conflict.latest)),
        reload: () => startFrom(conflict.latest),
        keepMine: () => startFrom(conflict.latest, mergeEdits(words, versionsWith(conflict.latest))),
      } satisfies Conflict),
    earlier:
      earlier &&
      ({
        at: new Date(earlier.atMs).toISOString(),
        restore: earlier.isBack ? undefined : restore,
        discard: () => {
          forget()
          if (earlier.isBack) startFrom(opened)
        },
      } satisfies Earlier),
  }
}
