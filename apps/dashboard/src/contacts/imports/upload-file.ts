import { chosenWorkspace } from "../../api/workspace-choice.ts"

interface Upload {
  /** Settles when the server has stored the file. Fails with what `asProblem` reads, or undefined when it was stopped. */
  done: Promise<void>
  stop(): void
}

/** Uploads the file of an import. Of what browsers have, only XMLHttpRequest tells how much has left. */
export function uploadFile(importId: string, file: File, onProgress: (share: number) => void): Upload {
  const request = new XMLHttpRequest()
  const done = new Promise<void>((resolve, reject) => {
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 1 : loaded / total)
    request.onload = () => (request.status === 202 ? resolve() : reject(request.response))
    request.onerror = () => reject(new TypeError("The upload broke off."))
    request.onabort = () => reject(undefined)
  })
  request.open("PUT", `/v1/imports/${importId}/file`)
  request.responseType = "json"
  // What it is, the server finds out by what is in it.
  request.setRequestHeader("content-type", "application/octet-stream")
  const workspace = chosenWorkspace()
  if (workspace !== null) request.setRequestHeader("Parley-Workspace", workspace)
  request.send(file)
  return { done, stop: () => request.abort() }
}
