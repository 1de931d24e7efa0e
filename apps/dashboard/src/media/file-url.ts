import { useQueries, useQuery } from "@tanstack/react-query"
import { useEffect, useState } from "react"
import { chosenWorkspace } from "../api/workspace-choice.ts"

/** The bytes of a file: an address alone does not say in which workspace it is. */
async function readFile(id: string): Promise<Blob> {
  const workspace = chosenWorkspace()
  const answer = await fetch(`/v1/media/${id}/file`, {
    headers: workspace === null ? {} : { "Parley-Workspace": workspace },
  })
  if (!answer.ok) throw await answer.json()
  return answer.blob()
}

/** What an image element shows; it needs no taking back, so that many places can show the same. */
async function readPicture(id: string): Promise<string> {
  const blob = await readFile(id)
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(blob)
  })
}

const pictureQuery = (id: string | undefined) => ({
  queryKey: ["picture of the library", id],
  queryFn: () => readPicture(id ?? ""),
  enabled: id !== undefined,
  // A file stays as it is.
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: 5 * 60_000,
  retry: false,
})

/** Pictures of the library, as addresses; undefined while they are read, and for none. */
export const usePictureUrls = (ids: readonly (string | undefined)[]): (string | undefined)[] =>
  useQueries({ queries: ids.map(pictureQuery), combine: (all) => all.map(({ data }) => data) })

export const usePictureUrl = (id: string | undefined): string | undefined => useQuery(pictureQuery(id)).data

/** Where a sound or a video can be played from; undefined while it is being read, and for none. */
export function useFileUrl(id: string | undefined): string | undefined {
  const { data } = useQuery({
    queryKey: ["file of the library", id],
    queryFn: () => readFile(id ?? ""),
    enabled: id !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  })
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    if (data === undefined) return
    const made = URL.createObjectURL(data)
    setUrl(made)
    return () => {
      URL.revokeObjectURL(made)
      setUrl(undefined)
    }
  }, [data])
  return url
}

/** Saves a file under its name. */
export async function downloadFile({ id, name }: { id: string; name: string }): Promise<void> {
  const url = URL.createObjectURL(await readFile(id))
  const link = document.createElement("a")
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
