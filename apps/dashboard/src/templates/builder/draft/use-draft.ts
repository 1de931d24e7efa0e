import { useEffect, useRef, useState, useSyncExternalStore } from "react"
import { client } from "../../../api/client.ts"
import { useIsReachable } from "../../../api/connection.ts"
import { asProblem } from "../../../api/problem.ts"
import type { DraftChange } from "../section-props.ts"
import { type Draft, definitionOf } from "./draft.ts"
import { DraftSaver, type Outcome } from "./draft-saver.ts"
import { awaitedByNext, draftOfKept, type KeptDraft, markSent } from "./kept-draft.ts"
import { submissionOf } from "./submission.ts"
import { keepUnsent, readUnsent, unsentKey } from "./unsent-draft.ts"

/** What is being written, and where it is kept. */
export interface DraftPlace {
  /** The member who writes it: nobody else finds what they have not sent. */
  memberId: string
  /** The workspace it is in. */
  workspaceId: string
  id: string
  /** What the server has of it; null: nothing. */
  kept: KeptDraft | null
  /** The template that is edited, as it was read. */
  template?: { id: string; revision: number } | undefined
}

interface Written {
  draft: Draft
  accountId: string
}

/** Those of drafts whose page was left, by id: they go on until what they have is saved, or the draft is opened again. */
const left = new Map<string, DraftSaver<Written>>()

/** A browser gives a page that is left so much for what outlives it. */
const mostLeavingCharacters = 60_000

/**
 * A draft that is saved on the server while it is being written, and finds its last words again however the page was left.
 * @param initial what to start with where nothing is kept
 */
export function useDraft(place: DraftPlace, initial: Written) {
  const [{ id, started, editor, saver, isUnsent }] = useState(() => begin(place, initial))
  const [written, setWritten] = useState(started)
  // What is shown may follow what is typed later; what is saved may not.
  const latest = useRef(written)
  const saving = useSyncExternalStore(saver.subscribe, () => saver.state)
  const isReachable = useIsReachable()
  useEffect(() => {
    if (isUnsent) saver.write(started)
  }, [isUnsent, started, saver])
  useEffect(() => {
    if (isReachable && saver.state.kind === "unsaved") void saver.settle()
  }, [isReachable, saver])
  useEffect(() => {
    const leave = () => void saver.leave()
    const leaveWhenHidden = () => document.visibilityState === "hidden" && leave()
    window.addEventListener("pagehide", leave)
    document.addEventListener("visibilitychange", leaveWhenHidden)
    return () => {
      window.removeEventListener("pagehide", leave)
      document.removeEventListener("visibilitychange", leaveWhenHidden)
      left.set(id, saver)
      awaitedByNext(saver.leave())
    }
  }, [id, saver])
  const { kept } = place
  useEffect(() => {
    const isNewer = kept !== null && kept.editor !== editor && kept.revision > (saver.revision ?? 0)
    if (isNewer) saver.stopFor(changedBy(kept))
  }, [kept, editor, saver])
  const [write] = useState(() => (next: Written) => {
    latest.current = next
    setWritten(next)
    saver.write(next)
  })
  return {
    ...written,
    id,
    /** Something that ends later, such as an upload, changes what the draft is then. */
    change: (change: DraftChange) => {
      const { draft } = latest.current
      const changed = typeof change === "function" ? change(draft) : change
      write({ ...latest.current, draft: { ...draft, ...changed } })
    },
    setAccountId: (accountId: string) => write({ ...latest.current, accountId }),
    /** Whether it says anything else than what it started with. */
    isChanged: written !== started,
    saving,
    saver,
    keepMine: () => saver.overwrite(latest.current),
  }
}

const changedBy = ({ changed_by_name: name }: KeptDraft) => ({
  code: "conflict",
  message:
    name === null
      ? "The draft was changed somewhere else in the meantime."
      : `${name} changed the draft in another window.`,
  help: "Load the newer version, or replace it with yours.",
})

function begin(place: DraftPlace, initial: Written) {
  const { memberId, workspaceId, kept, template } = place
  const key = unsentKey(memberId, workspaceId, template?.id ?? place.id)
  const unsent = readUnsent(key)
  const id = kept?.id ?? unsent?.id ?? place.id
  left.get(id)?.retire()
  left.delete(id)
  const isOurs = unsent !== undefined && unsent.id === id
  const editor = isOurs ? unsent.editor : `${place.id}.${performance.timeOrigin + performance.now()}`
  const started: Written = isOurs
    ? unsent
    : kept === null
      ? initial
      : { draft: draftOfKept(kept), accountId: kept.business_account_id }
  const isContinued = isOurs && kept?.editor !== editor
  const revision = isContinued ? (unsent.revision ?? undefined) : kept?.revision
  const saver = new DraftSaver<Written>({
    revision,
    save: ({ draft, accountId }, revision, isLeaving) => {
      markSent(id)
      const definition = submissionOf(definitionOf(draft))
      return save(id, { definition, accountId, revision, editor, template }, isLeaving)
    },
    keepUnsent: (written, revision) =>
      keepUnsent(key, written && { ...written, id, editor, revision: revision ?? null }),
  })
  return { id, started, editor, saver, isUnsent: isOurs }
}

async function save(
  id: string,
  {
    definition,
    accountId,
    revision,
    editor,
    template,
  }: {
    definition: ReturnType<typeof submissionOf>
    accountId: string
    revision: number | undefined
    editor: string
    template: DraftPlace["template"]
  },
  isLeaving: boolean,
): Promise<Outcome> {
  const { data, error, response } = await client.PUT("/v1/template-drafts/{id}", {
    params: { path: { id } },
    body: {
      business_account_id: accountId,
      definition,
      editor,
      ...(revision === undefined ? {} : { revision }),
      ...(template === undefined ? {} : { template_id: template.id, template_revision: template.revision }),
    },
    keepalive: isLeaving && JSON.stringify(definition).length < mostLeavingCharacters,
  })
  if (data !== undefined) return { kind: "saved", revision: data.revision }
  const problem = asProblem(error)
  if (response.status >= 500 || problem.code === "unauthorized") return { kind: "unknown" }
  const isConflict = problem.code === "conflict" || (problem.code === "not_found" && revision !== undefined)
  return { kind: isConflict ? "conflict" : "refused", problem }
}
