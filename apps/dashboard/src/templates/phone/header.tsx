import type { RenderedHeader } from "@parley/whatsapp/templates"
import { type Icon, IconFile, IconMapPin, IconPhoto, IconShoppingBag, IconVideo } from "@tabler/icons-react"
import look from "./phone.module.css"

const icons: Record<Exclude<RenderedHeader["format"], "TEXT" | "PRODUCT">, Icon> = {
  IMAGE: IconPhoto,
  VIDEO: IconVideo,
  GIF: IconVideo,
  DOCUMENT: IconFile,
  LOCATION: IconMapPin,
}

/** What is above the text of a message or a card; a header of text is within it. */
export function Header({
  header,
  pictureUrl,
}: {
  header: RenderedHeader
  pictureUrl?: string | null | undefined
}) {
  if (header.format === "TEXT") return null
  if (header.format === "IMAGE" && pictureUrl) {
    return <img className={look.media} src={pictureUrl} alt="Sample of the header" />
  }
  if (header.format === "PRODUCT") return <Product header={header} />
  const HeaderIcon = icons[header.format]
  const lines = headerLines(header)
  return (
    <div className={header.format === "DOCUMENT" ? `${look.media} ${look.file}` : look.media}>
      <HeaderIcon size={28} aria-hidden />
      {lines.map((line) => (
        <div key={line} dir="auto">
          {line}
        </div>
      ))}
    </div>
  )
}

/** Name and price are known to the catalog alone. */
function Product({ header }: { header: RenderedHeader & { format: "PRODUCT" } }) {
  const [name] = headerLines(header)
  return (
    <>
      <div className={look.media}>
        <IconShoppingBag size={28} aria-hidden />
      </div>
      <div className={look.product}>
        <strong dir="auto">{name}</strong>
        <div className={look.faint}>Name and price from the catalog</div>
      </div>
    </>
  )
}

/** What a header says in words. Pure. */
export function headerLines(header: RenderedHeader): string[] {
  const kind =
    header.format === "GIF" ? "GIF" : header.format.charAt(0) + header.format.slice(1).toLowerCase()
  switch (header.format) {
    case "TEXT":
      return [header.text]
    case "LOCATION": {
      const { location } = header
      if (location === undefined) return [kind]
      const { name, address, latitude, longitude } = location
      return [name ?? `${latitude}, ${longitude}`, ...(address === undefined ? [] : [address])]
    }
    case "PRODUCT":
      return header.product === undefined ? [kind] : [`Product ${header.product.productRetailerId}`]
    default:
      return [kind]
  }
}
