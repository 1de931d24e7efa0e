/** Files a person picks to send: what WhatsApp takes, and how they are written. Pure but for reading the file. */
import type { FileKind } from "../content/files.ts"

export interface Choice {
  kind: FileKind
  label: string
  accept: string
  isVoice: boolean
  maxBytes: number
}

const mb = 1024 * 1024

/** Sizes are Meta's, but for documents: what is posted here as base64 has to fit a request of 105 MB. */
export const choices: readonly Choice[] = [
  { kind: "image", label: "Picture", accept: "image/jpeg,image/png", isVoice: false, maxBytes: 5 * mb },
  {
    kind: "video",
    label: "Video",
    accept: "video/mp4,video/3gp,video/3gpp",
    isVoice: false,
    maxBytes: 16 * mb,
  },
  {
    kind: "audio",
    label: "Audio",
    accept: "audio/aac,audio/mp4,audio/mpeg,audio/amr,audio/ogg",
    isVoice: false,
    maxBytes: 16 * mb,
  },
  { kind: "audio", label: "Voice message", accept: "audio/ogg", isVoice: true, maxBytes: 16 * mb },
  { kind: "document", label: "Document", accept: "", isVoice: false, maxBytes: 75 * mb },
  { kind: "sticker", label: "Sticker", accept: "image/webp", isVoice: false, maxBytes: 500 * 1024 },
]

/** Why a file cannot be sent as this; undefined when it can. */
export function objection(choice: Choice, file: { size: number; type: string }): string | undefined {
  if (file.size === 0) return "The file is empty."
  if (file.size > choice.maxBytes)
    return `At most ${sizeInWords(choice.maxBytes)}; this has ${sizeInWords(file.size)}.`
  const type = file.type.split(";")[0] ?? ""
  if (choice.accept === "" || choice.accept.split(",").includes(type)) return undefined
  const kinds = choice.accept.replace(/\w+\//g, "").replaceAll(",", ", ")
  return `${choice.label} can be ${kinds}; this is ${type || "of no known type"}. Send it as a document instead.`
}

export function sizeInWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`
  return bytes < mb ? `${Math.round(bytes / 1024)} KB` : `${(bytes / mb).toFixed(1).replace(".0", "")} MB`
}

/** `data` is base64; captions are on pictures, films and documents only. */
export function fileMessage(
  { kind, isVoice }: Choice,
  file: { name: string; type: string },
  data: string,
  caption: string,
): { type: string; [member: string]: unknown } {
  const mime_type = isVoice ? "audio/ogg; codecs=opus" : file.type || "application/octet-stream"
  const hasCaption = caption !== "" && kind !== "audio" && kind !== "sticker"
  return {
    type: kind,
    [kind]: {
      data,
      mime_type,
      ...(hasCaption ? { caption } : {}),
      ...(kind === "document" ? { filename: file.name } : {}),
      ...(kind === "audio" ? { voice: isVoice } : {}),
      ...(kind === "sticker" ? { animated: false } : {}),
    },
  }
}

/** The file's bytes in base64. */
export function readBase64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onerror = () => reject(new Error("The file could not be read."))
    reader.onload = () => {
      const address = typeof reader.result === "string" ? reader.result : ""
      resolve(address.slice(address.indexOf(",") + 1))
    }
    reader.readAsDataURL(file)
  })
}
