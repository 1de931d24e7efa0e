/** A file for a header: the sample that reviewers see, or what a message shows in its place. */
import { type SampleFormat, sampleFormatOf, sampleLimits, sniffSample } from "@parley/whatsapp/templates"
import { Problem } from "../../platform/errors.ts"

export interface HeaderFile {
  bytes: Buffer
  mimeType: string
  filename: string
}

/** The most any such file may have, in bytes. */
export const largestHeaderFile = Math.max(...Object.values(sampleLimits).map((limit) => limit.maxBytes))

/** How long such a file may take to arrive: 100 MB at one megabit a second. */
export const headerFileMs = 15 * 60_000

const megabytes = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MB`

/**
 * The format of the header the file is for.
 * @throws Problem unsupported_media_type, too_large, invalid_request (the bytes are of another type)
 */
export function requireHeaderFile({ bytes, mimeType }: HeaderFile): SampleFormat {
  const format = sampleFormatOf(mimeType)
  if (format === undefined) {
    throw new Problem("unsupported_media_type", `A header's file cannot be ${mimeType}.`, {
      help: "Upload a JPEG or PNG image, an MP4 video or a PDF.",
    })
  }
  const { maxBytes } = sampleLimits[format]
  if (bytes.length > maxBytes) {
    throw new Problem("too_large", `A file of this type has at most ${megabytes(maxBytes)}.`)
  }
  if (sniffSample(bytes) !== mimeType) {
    throw new Problem(
      "invalid_request",
      `The file is not what it is called: its bytes are not ${mimeType}.`,
      {
        field: "body",
        help: "Save the picture, video or document in the format you want, and upload that.",
      },
    )
  }
  return format
}
