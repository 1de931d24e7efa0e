/** The endings of each type, the usual one first. */
const endings: Readonly<Record<string, readonly string[]>> = {
  "image/jpeg": [".jpg", ".jpeg"],
  "image/png": [".png"],
  "image/webp": [".webp"],
  "video/mp4": [".mp4", ".m4v"],
  "video/3gpp": [".3gp", ".3gpp"],
  "audio/aac": [".aac"],
  "audio/amr": [".amr"],
  "audio/mpeg": [".mp3", ".mpeg"],
  "audio/mp4": [".m4a", ".mp4"],
  "audio/ogg": [".ogg", ".opus", ".oga"],
  "text/plain": [".txt", ".csv", ".log"],
  "application/pdf": [".pdf"],
  "application/msword": [".doc"],
  "application/vnd.ms-excel": [".xls"],
  "application/vnd.ms-powerpoint": [".ppt"],
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": [".docx"],
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": [".xlsx"],
  "application/vnd.openxmlformats-officedocument.presentationml.presentation": [".pptx"],
}

/** Meta's bound of a document's name. */
const longest = 240
/** What cannot be seen, or turns around what is read: `invoice‮gpj.exe`. */
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu
/** Folders, and what some systems take for more than a name. */
const reserved = /[/\\:*?"<>|]/g

/** The type that the ending of a name stands for; undefined where it stands for none that Meta takes. */
export function typeOfName(name: string): string | undefined {
  const lower = name.toLowerCase()
  return Object.keys(endings).find((type) => endings[type]?.some((ending) => lower.endsWith(ending)))
}

/**
 * A name under which a file can be kept and sent: without folders and what is unseen, at most 240 characters, with an ending that
 * says what the file is. Pure.
 * @example
 * fileNameFor("../../menu.html", "text/plain") // "menu.html.txt"
 */
export function fileNameFor(name: string, mimeType: string): string {
  const last = name.normalize("NFC").toWellFormed().split(/[/\\]/).at(-1) ?? ""
  const clean = last
    .replace(unseen, "")
    .replace(reserved, "_")
    .replace(/^[.\s]+/, "")
    .trim()
  const known = endings[mimeType] ?? []
  const usual = known[0] ?? ""
  const own = known.find((ending) => clean.toLowerCase().endsWith(ending))
  const stem = own === undefined ? clean : clean.slice(0, -own.length)
  const ending = own === undefined ? usual : clean.slice(-own.length)
  const shortened = Array.from(stem)
    .slice(0, longest - ending.length)
    .join("")
  return (shortened.trim() === "" ? "file" : shortened) + ending
}
