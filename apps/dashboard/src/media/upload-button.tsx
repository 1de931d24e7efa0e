import { Button, type ButtonProps, FileButton } from "@mantine/core"
import type { MediaClass } from "@parley/whatsapp/messages"
import { IconUpload } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import type { Shapes } from "../api/client.ts"
import type { Action } from "../look/action.ts"
import { useAction } from "../look/action.ts"
import { acceptedTypes, allKinds } from "./kinds.ts"
import { uploadToLibrary } from "./upload.ts"

type Uploading = Action<[files: readonly File[]]>

/** Uploads files one after the other, and says what is there then. */
export function useUploads(
  done: (files: readonly Shapes["MediaFile"][]) => void,
  kind?: MediaClass,
): Uploading {
  const queries = useQueryClient()
  return useAction(async (files: readonly File[]) => {
    const kept: Shapes["MediaFile"][] = []
    try {
      for (const file of files) kept.push(await uploadToLibrary(file, kind))
    } finally {
      if (kept.length > 0) {
        void queries.invalidateQueries({ queryKey: ["get", "/v1/media"] })
        done(kept)
      }
    }
  })
}

export function UploadButton({
  uploads,
  kinds = allKinds,
  label = "Upload files",
  ...look
}: { uploads: Uploading; kinds?: readonly MediaClass[]; label?: string } & ButtonProps) {
  return (
    <FileButton multiple accept={acceptedTypes(kinds)} onChange={(files) => void uploads.run(files)}>
      {(props) => (
        <Button
          {...props}
          {...look}
          loading={uploads.isBusy}
          leftSection={<IconUpload size={16} aria-hidden />}
        >
          {label}
        </Button>
      )}
    </FileButton>
  )
}
