/** The tracks of an MP4 or 3GPP file. Source: ISO/IEC 14496-12, boxes `moov`, `trak`, `hdlr`, `stsd`. Pure. */

export interface Track {
  /** `vide`, `soun` or another handler. */
  kind: string
  /** How it is coded, such as `avc1`. */
  codec: string
}

/** More boxes than any real file has on the way to its tracks. */
const mostBoxes = 10_000

/** @returns none where the file is no such container, or damaged */
export function readTracks(bytes: Uint8Array): Track[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const tracks: Track[] = []
  let read = 0
  const name = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4))
  const walk = (from: number, to: number, track: Partial<Track> | undefined): void => {
    let at = from
    while (at + 8 <= to && read++ < mostBoxes) {
      const [size, header] = sizeAt(view, at, to)
      if (size < header || at + size > to) return
      const type = name(at + 4)
      const [inner, end] = [at + header, at + size]
      if (type === "trak") {
        const found: Partial<Track> = {}
        walk(inner, end, found)
        if (found.kind !== undefined) tracks.push({ kind: found.kind, codec: found.codec ?? "" })
      } else if (type === "moov" || type === "mdia" || type === "minf" || type === "stbl")
        walk(inner, end, track)
      else if (track && type === "hdlr" && inner + 12 <= end) track.kind ??= name(inner + 8)
      else if (track && type === "stsd" && inner + 16 <= end) track.codec ??= name(inner + 12)
      at = end
    }
  }
  walk(0, bytes.byteLength, undefined)
  return tracks
}

/** Of a box: its size in bytes, and how many of them its header takes. */
function sizeAt(view: DataView, at: number, to: number): [size: number, header: number] {
  const size = view.getUint32(at)
  if (size === 0) return [to - at, 8]
  if (size !== 1 || at + 16 > to) return [size, 8]
  return [Number(view.getBigUint64(at + 8)), 16]
}
