import { Stack, Text } from "@mantine/core"
import { IconPhoto } from "@tabler/icons-react"
import { client, type Shapes } from "../api/client.ts"
import { pathOf } from "../look/links.tsx"
import { Page } from "../look/page/page.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import type { Column } from "../look/table/column.ts"
import { DataTable } from "../look/table/data-table.tsx"
import { EmptyState } from "../look/table/empty-state.tsx"
import { Instant } from "../look/time/instant.tsx"
import { sayDone } from "../look/toasts.ts"
import { Allowed, NotAllowed } from "../session/allowed.tsx"
import { FileSize } from "./file-size.tsx"
import { allKinds, mediaKinds } from "./kinds.ts"
import { Thumbnail } from "./thumbnail.tsx"
import { UploadButton, useUploads } from "./upload-button.tsx"

/** Every file that messages can show. */
export function MediaPage() {
  const uploads = useUploads((files) =>
    sayDone(
      files.length === 1
        ? `${files[0]?.name} is in the library.`
        : `${files.length} files are in the library.`,
    ),
  )
  const button = (label: string) => (
    <Allowed to="media:write">
      <UploadButton uploads={uploads} label={label} />
    </Allowed>
  )
  return (
    <Page
      wide
      title="Media library"
      intro="Pictures, videos, sounds, documents and stickers that messages show. Each is given to Meta once for a number, whatever the number of people."
      action={button("Upload files")}
    >
      <Allowed to="media:read" instead={<NotAllowed permission="media:read" />}>
        <Stack>
          <ProblemAlert failure={uploads.failure} />
          <DataTable
            label="Media library"
            path="/v1/media"
            columns={columns}
            usual={{ sort: "created", order: "desc" }}
            read={({ kind, ...query }) =>
              client.GET("/v1/media", { params: { query: { ...query, ...asKind(kind) } } })
            }
            searchFor="Search names"
            filters={[
              {
                name: "kind",
                label: "Kind",
                kind: "choice",
                choices: allKinds.map((kind) => ({ value: kind, label: mediaKinds[kind].many })),
              },
            ]}
            linkOf={({ id }) => pathOf("/media/$fileId", id)}
            empty={
              <EmptyState icon={IconPhoto} title="No files yet" action={button("Upload your first file")}>
                Upload a picture, a video, a sound, a document or a sticker once, and show it in any message.
              </EmptyState>
            }
          />
        </Stack>
      </Allowed>
    </Page>
  )
}

/** Of a filter that only has these choices. */
const asKind = (kind: string | undefined) =>
  kind === undefined ? {} : { kind: kind as Shapes["MediaFile"]["kind"] }

const columns: readonly Column<Shapes["MediaFile"], "created" | "name" | "size">[] = [
  { heading: "Preview", cell: (file) => <Thumbnail file={file} size={28} />, text: ({ kind }) => kind },
  { heading: "Name", kind: "title", sort: "name", cell: ({ name }) => name },
  { heading: "Kind", kind: "short", cell: ({ kind }) => mediaKinds[kind].label },
  {
    heading: "Size",
    kind: "short",
    sort: "size",
    cell: ({ bytes }) => <FileSize bytes={bytes} />,
    text: ({ bytes }) => String(bytes),
  },
  {
    heading: "Points",
    kind: "short",
    cell: ({ width, height }) =>
      width === null ? null : (
        <Text span inherit c="dimmed">
          {width} × {height}
        </Text>
      ),
    text: ({ width, height }) => (width === null ? "" : `${width} × ${height}`),
  },
  {
    heading: "Uploaded",
    kind: "short",
    sort: "created",
    cell: ({ created_at }) => <Instant at={created_at} ago c="dimmed" />,
    text: ({ created_at }) => created_at,
  },
]
