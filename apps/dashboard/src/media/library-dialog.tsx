import { Group, SimpleGrid, Stack, Text, TextInput, UnstyledButton } from "@mantine/core"
import { useDebouncedValue } from "@mantine/hooks"
import type { MediaClass } from "@parley/whatsapp/messages"
import { IconSearch } from "@tabler/icons-react"
import { keepPreviousData } from "@tanstack/react-query"
import { useState } from "react"
import { api, type Shapes } from "../api/client.ts"
import { Dialog } from "../look/dialogs/dialog.tsx"
import { Loading } from "../look/page/loading.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { Allowed } from "../session/allowed.tsx"
import { FileSize } from "./file-size.tsx"
import { hintOf, mediaKinds } from "./kinds.ts"
import classes from "./library-dialog.module.css"
import { Thumbnail } from "./thumbnail.tsx"
import { UploadButton, useUploads } from "./upload-button.tsx"

const shownAtOnce = 60

/** Finds a file of the library, or uploads one. */
export function LibraryDialog({
  kind,
  onChoose,
  onClose,
}: {
  kind: MediaClass
  onChoose: (file: Shapes["MediaFile"]) => void
  onClose: () => void
}) {
  const [search, setSearch] = useState("")
  const [wanted] = useDebouncedValue(search.trim(), 250)
  const files = api.useQuery(
    "get",
    "/v1/media",
    { params: { query: { kind, limit: shownAtOnce, ...(wanted === "" ? {} : { search: wanted }) } } },
    { placeholderData: keepPreviousData },
  )
  const uploads = useUploads(([file]) => {
    if (file !== undefined) onChoose(file)
  }, kind)
  const found = files.data?.data ?? []
  return (
    <Dialog title={`${mediaKinds[kind].many} of the library`} size="xl" losesNothing onClose={onClose}>
      <Stack>
        <Group align="flex-end" gap="sm">
          <TextInput
            flex={1}
            miw={180}
            size="sm"
            label="Search names"
            leftSection={<IconSearch size={16} aria-hidden />}
            value={search}
            data-autofocus
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
          <Allowed to="media:write">
            <UploadButton uploads={uploads} kinds={[kind]} label="Upload" variant="default" />
          </Allowed>
        </Group>
        <ProblemAlert failure={uploads.failure ?? files.error} />
        {files.isPending ? <Loading /> : null}
        {files.data !== undefined && found.length === 0 ? (
          <Text size="sm" c="dimmed">
            {wanted === "" ? `Nothing here yet. Upload ${hintOf(kind)}.` : "Nothing has such a name."}
          </Text>
        ) : null}
        <SimpleGrid cols={{ base: 2, xs: 3, sm: 4 }} spacing="sm">
          {found.map((file) => (
            <UnstyledButton key={file.id} className={classes.file} onClick={() => onChoose(file)}>
              <Thumbnail file={file} size={72} />
              <Text size="sm" lineClamp={2} ta="center" style={{ overflowWrap: "anywhere" }}>
                {file.name}
              </Text>
              <Text size="xs" c="dimmed">
                <FileSize bytes={file.bytes} />
              </Text>
            </UnstyledButton>
          ))}
        </SimpleGrid>
        {files.data?.next ? (
          <Text size="xs" c="dimmed">
            These are the {shownAtOnce} newest. Search for the others.
          </Text>
        ) : null}
      </Stack>
    </Dialog>
  )
}
