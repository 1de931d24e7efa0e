import type { Problem } from "../../api/problem.ts"

const mostBytes = 5 * 1024 * 1024
const leastSide = 192

/** Looks at a picture before it leaves the browser. @returns why it cannot be a profile picture, or undefined */
export async function refusePicture(file: File): Promise<Problem | undefined> {
  const refusal = (message: string, help: string): Problem => ({ code: "invalid_request", message, help })
  if (file.type !== "image/png" && file.type !== "image/jpeg") {
    return refusal(
      "A profile picture is a JPEG or PNG.",
      "Save the picture as JPEG or PNG and choose that file.",
    )
  }
  if (file.size > mostBytes) return refusal("A profile picture has at most 5 MB.", "Choose a smaller one.")
  const size = await createImageBitmap(file).catch(() => undefined)
  if (size === undefined) return refusal("This file cannot be read as a picture.", "Choose another file.")
  const { width, height } = size
  size.close()
  if (width !== height) {
    return refusal(`The picture is ${width} by ${height} pixels, not square.`, "Crop it to a square first.")
  }
  return width < leastSide
    ? refusal(`The picture is ${width} pixels wide.`, `Use at least ${leastSide} pixels; 640 is best.`)
    : undefined
}
