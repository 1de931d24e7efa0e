import { messageContent } from "@parley/model"
import { LRUCache } from "lru-cache"
import { type Database, sql } from "../platform/database/index.ts"
import { type CompiledContent, type CompiledFrom, compileContent } from "./compile.ts"
import type { DueMessage, Intent } from "./decide.ts"

/** A content as a lane needs it: what decides over its messages, and what composes them. */
export interface ReadyContent {
  due: DueMessage
  /** An error when it cannot be compiled. */
  compiled: CompiledContent | Error
}

interface ContentState {
  id: string
  template_id: string | null
  status: string | null
  intent: Exclude<Intent, "service"> | null
  updated_at: Date | null
}

/**
 * Contents of the messages on their way. The state of their templates is read for each batch, as Meta may pause one at
 * any time; what is compiled is kept until the template itself changes.
 */
export class ContentCache {
  readonly #db: Database
  readonly #compiled = new LRUCache<string, { content: CompiledContent | Error }>({ max: 1_000 })

  constructor(db: Database) {
    this.#db = db
  }

  /** The contents with these ids, as far as they exist; one or two statements whatever their number. */
  async read(workspaceId: string, contentIds: readonly string[]): Promise<Map<string, ReadyContent>> {
    const ids = [...new Set(contentIds)]
    return this.#db.workspace(workspaceId, async (tx) => {
      const { rows: states } = await sql<ContentState>`
        SELECT c.id, c.template_id, t.status, lower(t.category) AS intent, t.updated_at
        FROM contents AS c LEFT JOIN templates AS t ON t.id = c.template_id
        WHERE c.id = ANY(${ids}::uuid[])
      `.execute(tx)
      const missing = states.filter((state) => !this.#compiled.has(keyOf(state)))
      if (missing.length > 0) {
        const bodies = await tx
          .selectFrom("contents")
          .leftJoin("templates", "templates.id", "contents.template_id")
          .where(
            "contents.id",
            "in",
            missing.map((state) => state.id),
          )
          .select(["contents.id", "body", "name", "language", "parameter_format", "components"])
          .execute()
        const keys = new Map(missing.map((state) => [state.id, keyOf(state)]))
        for (const { id, body, ...template } of bodies) {
          this.#compiled.set(keys.get(id) ?? id, { content: compileOrError(body, present(template)) })
        }
      }
      return new Map(states.map((state) => [state.id, this.#ready(state)]))
    })
  }

  #ready(state: ContentState): ReadyContent {
    const compiled = this.#compiled.get(keyOf(state))?.content ?? new Error("The content was not compiled.")
    if (state.template_id === null) return { due: { intent: "service", templateStatus: null }, compiled }
    return { due: { intent: state.intent ?? "marketing", templateStatus: state.status }, compiled }
  }
}

const keyOf = (state: ContentState) => `${state.id}:${state.updated_at?.getTime() ?? 0}`

type TemplateColumns = { [K in keyof CompiledFrom]: CompiledFrom[K] | null }

function present({ name, language, parameter_format, components }: TemplateColumns): CompiledFrom | null {
  if (name === null || language === null || parameter_format === null) return null
  return { name, language, parameter_format, components }
}

function compileOrError(body: unknown, template: CompiledFrom | null): CompiledContent | Error {
  try {
    return compileContent(messageContent.parse(body), template)
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}
