/** What canvases ask of the API: every path that they need, once. */
import type { ApiPath } from "@parley/api-client"
import type { CanvasDefinition } from "@parley/model"
import { useQuery } from "@tanstack/react-query"
import { client } from "../api/client.ts"
import type { Permission } from "../session/me.ts"

export interface Canvas extends CanvasDefinition {
  id: string
  name: string
  tags: string[]
  folder: string | null
  state: "draft" | "active" | "stopped"
  started_at: string | null
  /** Of what is published last; null: nothing was. */
  version: number | null
  archived_at: string | null
  created_at: string
  updated_at: string
  revision: number
}

/** As the list has it. */
export type CanvasEntry = Pick<
  Canvas,
  "id" | "name" | "tags" | "folder" | "state" | "archived_at" | "created_at" | "updated_at"
>

export type CanvasBody = Partial<CanvasDefinition> & {
  name?: string
  tags?: string[]
  folder?: string | null
  archived?: boolean
  revision?: number
}

export interface CanvasProblem {
  code: string
  severity: "error" | "warning"
  step_id: string | null
  /** Its path in the definition. */
  field: string | null
  message: string
  help: string
}

/** How many people a step has, and what became of them. */
export interface StepCounts {
  step_id: string
  waiting: number
  entered: number
  left: number
  /** By outlet. */
  outlets: Record<string, number>
  sent?: number
  delivered?: number
  read?: number
  failed?: number
}

export interface CanvasRun {
  id: string
  canvas_id: string
  version: number
  contact_id: string
  contact_name?: string | null
  state: string
  step_id: string | null
  entered_at: string
  wake_at?: string | null
  ended_at?: string | null
  exit_reason?: string | null
}

export interface CanvasMove {
  step_id: string | null
  outlet?: string | null
  kind?: string
  at: string
  reason?: string | null
  saw?: Record<string, unknown> | null
}

export interface CanvasRunDetail extends CanvasRun {
  context?: Record<string, unknown>
  moves: CanvasMove[]
}

interface Answer<Data> {
  data?: Data
  error?: unknown
}
type Ask = <Data>(path: string, given?: object) => Promise<Answer<Data>>
const { GET, POST, PATCH } = client as unknown as { GET: Ask; POST: Ask; PATCH: Ask }

async function answered<Data>(asked: Promise<Answer<Data>>): Promise<Data> {
  const { data, error } = await asked
  if (data === undefined) throw error
  return data
}

const path = "/v1/canvases"
/** As lists name it. */
export const canvasesPath = path as ApiPath
export const runsPath = "/v1/canvases/{id}/runs" as ApiPath

export const mayRead = "canvases:read" as Permission
export const mayWrite = "canvases:write" as Permission
export const mayLaunch = "canvases:launch" as Permission

interface Page<Row> {
  data: Row[]
  next: string | null
  total: { count: number; is_exact: boolean }
}

export const listCanvases = (query: object) =>
  GET<Page<CanvasEntry>>(path, { params: { query } }) as Promise<{ data: Page<CanvasEntry>; error?: never }>
export const listRuns = (id: string, query: object) =>
  GET<Page<CanvasRun>>("/v1/canvases/{id}/runs", { params: { path: { id }, query } }) as Promise<{
    data: Page<CanvasRun>
    error?: never
  }>

const of = (id: string) => ({ params: { path: { id } } })

export const readCanvas = (id: string) => answered(GET<Canvas>("/v1/canvases/{id}", of(id)))
export const createCanvas = (body: CanvasBody) => answered(POST<Canvas>(path, { body }))
export const changeCanvas = (id: string, body: CanvasBody) =>
  answered(PATCH<Canvas>("/v1/canvases/{id}", { ...of(id), body }))
export const duplicateCanvas = (id: string) =>
  answered(POST<Canvas>("/v1/canvases/{id}/duplicate", of(id)))
export const publishCanvas = (id: string) =>
  answered(POST<Canvas>("/v1/canvases/{id}/publish", { ...of(id), body: {} }))
export const startCanvas = (id: string) => answered(POST<Canvas>("/v1/canvases/{id}/start", of(id)))
export const stopCanvas = (id: string) => answered(POST<Canvas>("/v1/canvases/{id}/stop", of(id)))

/** Under the keys that live updates know. */
export const useCanvas = (id: string) =>
  useQuery({ queryKey: ["get", "/v1/canvases/{id}", of(id)], queryFn: () => readCanvas(id) })

/** What keeps it from being published, or should be looked at. As it is saved. */
export const useProblems = (id: string, revision: number | undefined) =>
  useQuery({
    queryKey: ["post", "/v1/canvases/{id}/check", of(id), revision],
    queryFn: () => answered(POST<{ problems: CanvasProblem[] }>("/v1/canvases/{id}/check", of(id))),
    enabled: revision !== undefined,
    retry: false,
  })

export const useStepCounts = (id: string) =>
  useQuery({
    queryKey: ["get", "/v1/canvases/{id}/steps", of(id)],
    queryFn: () => answered(GET<{ data: StepCounts[] }>("/v1/canvases/{id}/steps", of(id))),
  })

export const useRun = (id: string) =>
  useQuery({
    queryKey: ["get", "/v1/canvas-runs/{id}", of(id)],
    queryFn: () => answered(GET<CanvasRunDetail>("/v1/canvas-runs/{id}", of(id))),
  })

/** All of them, by name, to choose one. */
export const useCanvasNames = () =>
  useQuery({
    queryKey: ["get", path, { params: { query: { limit: 500 } } }],
    queryFn: () => answered(GET<Page<CanvasEntry>>(path, { params: { query: { limit: 500 } } })),
    staleTime: 30_000,
  })
