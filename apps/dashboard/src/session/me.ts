import { useSuspenseQuery } from "@tanstack/react-query"
import { api, type Shapes } from "../api/client.ts"
import { chosenWorkspace } from "../api/workspace-choice.ts"

/** What a member may be allowed to do, as the server names it. */
export type Permission = Shapes["MyWorkspace"]["permissions"][number]
export type Role = Shapes["MyWorkspace"]["role"]

/** Who is signed in, and the workspaces they are a member of. */
export const meQuery = api.queryOptions("get", "/v1/me", undefined, { staleTime: 60_000 })

/** The signed-in member. On signed-in pages only, where the answer is there before the page is. */
export function useMe() {
  return useSuspenseQuery(meQuery).data
}

/** The workspace this tab works in, with the member's role and permissions there. */
export function useWorkspace() {
  const { workspaces } = useMe()
  const chosen = chosenWorkspace()
  const workspace = workspaces.find(({ id }) => id === chosen) ?? workspaces[0]
  if (workspace === undefined) throw new Error("A page of a workspace was opened without one.")
  return workspace
}

/** Whether the member may, for asking many permissions: `const may = useMay(); may("members:manage")`. */
export function useMay(): (permission: Permission) => boolean {
  const { permissions } = useWorkspace()
  return (permission) => permissions.includes(permission)
}
