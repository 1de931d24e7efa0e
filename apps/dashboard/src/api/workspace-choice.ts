/**
 * Which workspace this tab works in. A tab keeps its own, so that two tabs can be in two workspaces; a new tab
 * starts where the last choice was made.
 */
const name = "parley.workspace"

export function chosenWorkspace(): string | null {
  return sessionStorage.getItem(name) ?? localStorage.getItem(name)
}

export function chooseWorkspace(id: string): void {
  sessionStorage.setItem(name, id)
  localStorage.setItem(name, id)
}

/** From now on this tab stays in the workspace, wherever the last choice is made. */
export function stayInWorkspace(id: string): void {
  sessionStorage.setItem(name, id)
}

/** Loads the dashboard again in another workspace: nothing that was shown of this one may remain. */
export function openWorkspace(workspaceId: string): void {
  chooseWorkspace(workspaceId)
  window.location.assign("/")
}
