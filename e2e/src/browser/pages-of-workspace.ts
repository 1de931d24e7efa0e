/// <reference types="vite/types/importMeta.d.ts" />
import type { PageInTests } from "../../../apps/dashboard/src/page-in-tests.ts"

const ofRooms = import.meta.glob<Readonly<Record<string, PageInTests>>>(
  "../../../apps/dashboard/src/*/pages.ts",
  { eager: true, import: "pages" },
)

/** Every page of a workspace by its address, with what a role must have for it, as the dashboard's rooms say. */
export const pagesOfWorkspace: Readonly<Record<string, PageInTests>> = Object.assign(
  {},
  ...Object.values(ofRooms),
)
