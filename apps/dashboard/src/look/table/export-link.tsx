import { Button } from "@mantine/core"
import { IconDownload } from "@tabler/icons-react"

/** A link to the file that the API makes of a whole list, however long it is. */
export function ExportLink({ href, query }: { href: string; query: Record<string, string | undefined> }) {
  const said = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined)
  const search = new URLSearchParams(said).toString()
  return (
    <Button
      component="a"
      href={search === "" ? href : `${href}?${search}`}
      download
      variant="default"
      size="xs"
      leftSection={<IconDownload size={14} aria-hidden />}
    >
      Export
    </Button>
  )
}
