/** What canvases ask of the API: every path that they need, once. */
import { useQuery } from "@tanstack/react-query"
import { api, client, type Shapes } from "../api/client.ts"

export type Canvas = Shapes["Canvas"]
/** As the list has it. */
export type ListedCanvas = Shapes["CanvasEntryInList"]
export type CanvasBody = Shapes["CanvasChange"]
export type CanvasProblem = Shapes["CanvasProblem"]
export type CanvasCounts = Shapes["CanvasCounts"]
export type CanvasRun = Shapes["CanvasRun"]
export type CanvasMove = Shapes["CanvasRunHistory"]["moves"][number]

/** What was answered. @throws what went wrong */
export async function answered<Data>(asked: Promise<{ data?: Data; error?: unknown }>): Promise<Data> {
  const { data, error } = await asked
  if (data === undefined) throw error
  return data
}

export const pathOfCanvas = (id: string) => ({ params: { path: { id } } })

export const readCanvas = (id: string) => answered(client.GET("/v1/canvases/{id}", pathOfCanvas(id)))

export const useCanvas = (id: string) => api.useQuery("get", "/v1/canvases/{id}", pathOfCanvas(id))

/** Of one that is read already. */
export const canvasKey = (id: string) =>
  api.queryOptions("get", "/v1/canvases/{id}", pathOfCanvas(id)).queryKey

/** What keeps it from being published, or should be looked at: as it was saved in a revision. */
export const useProblems = (id: string, revision: number) =>
  useQuery({
    queryKey: ["post", "/v1/canvases/{id}/check", id, revision],
    queryFn: () => answered(client.POST("/v1/canvases/{id}/check", pathOfCanvas(id))),
    retry: false,
  })

/** @param version undefined: all of them together */
export const useCounts = (id: string, version: number | undefined) =>
  api.useQuery("get", "/v1/canvases/{id}/counts", {
    params: { path: { id }, query: version === undefined ? {} : { version } },
  })

export const useVersions = (id: string) => api.useQuery("get", "/v1/canvases/{id}/versions", pathOfCanvas(id))

export const useRun = (id: string) => api.useQuery("get", "/v1/canvas-runs/{id}", pathOfCanvas(id))

/** All of them, by name, to choose one. */
export const useCanvasNames = () =>
  api.useQuery("get", "/v1/canvases", { params: { query: { limit: 500 } } }, { staleTime: 30_000 })
