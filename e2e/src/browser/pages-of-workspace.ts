/// <reference types="vite/types/importMeta.d.ts" />
import { vi } from "vitest"
import { z } from "zod"
import type { PageInTests } from "../../../apps/dashboard/src/page-in-tests.ts"
import type { JsonClient } from "../installation/index.ts"

const ofRooms = import.meta.glob<Readonly<Record<string, PageInTests>>>(
  "../../../apps/dashboard/src/*/pages.ts",
  { eager: true, import: "pages" },
)

const listed = z.object({ data: z.array(z.object({ id: z.string() })).min(1) })

/** The first entry of each list that the address of some page is made of; of `/v1/canvases/{id}/runs` that of the first canvas. */
export async function firstIdsOf(api: JsonClient): Promise<Map<string, string>> {
  const firstId = async (list: string): Promise<string> => {
    const [parent = "", rest] = list.split("/{id}")
    const path = rest === undefined ? list : `${parent}/${await firstId(parent)}${rest}`
    // A list may still be filling: the messages of a launch come a while after it.
    const [first] = (await vi.waitFor(() => api.get(path, listed), { timeout: 60_000, interval: 250 })).data
    return first?.id ?? ""
  }
  const lists = new Set(Object.values(pagesOfWorkspace).flatMap(({ of = {} }) => Object.values(of)))
  return new Map(
    await Promise.all([...lists].map(async (list): Promise<[string, string]> => [list, await firstId(list)])),
  )
}

/** Every page of a workspace by its address, with what a role must have for it, as the dashboard's rooms say. */
export const pagesOfWorkspace: Readonly<Record<string, PageInTests>> = Object.assign(
  {},
  ...Object.values(ofRooms),
)
