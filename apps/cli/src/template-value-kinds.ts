/** What is not plain text, as it is written on the command line. */
import { Failure } from "./failure.ts"

/** Reads what was given for a variable into what the API takes. @throws Failure with how to write it */
export function readValue(kind: string, name: string, given: string): unknown {
  switch (kind) {
    case "image":
    case "video":
    case "document":
    case "gif":
      return { link: given }
    case "location":
      return readLocation(name, given)
    case "product":
      return readProduct(name, given)
    case "sections":
      return readSections(name, given)
    case "flow_data":
    case "action":
      return readJson(name, given)
    default:
      return given
  }
}

function readLocation(name: string, given: string) {
  const [latitude = "", longitude = "", place = "", ...address] = given.split(",").map((part) => part.trim())
  if (!isNumber(latitude) || !isNumber(longitude)) {
    throw notRead(name, "a location", `${name}="-12.0464,-77.0428,Lucky Shrub,Jr. de la Unión 500, Lima"`)
  }
  return {
    latitude: Number(latitude),
    longitude: Number(longitude),
    ...(place === "" ? {} : { name: place }),
    ...(address.length === 0 ? {} : { address: address.join(", ") }),
  }
}

const isNumber = (text: string) => text !== "" && Number.isFinite(Number(text))

function readProduct(name: string, given: string) {
  const [catalog_id = "", ...id] = given.split(":")
  const product_retailer_id = id.join(":")
  if (catalog_id === "" || product_retailer_id === "")
    throw notRead(name, "a product", `${name}=<catalog id>:<content id>`)
  return { catalog_id, product_retailer_id }
}

function readSections(name: string, given: string) {
  return given.split(";").map((section) => {
    const at = section.indexOf(":")
    const title = section.slice(0, Math.max(at, 0)).trim()
    const ids = section
      .slice(at + 1)
      .split(",")
      .map((id) => id.trim())
    if (ids.includes(""))
      throw notRead(name, "a list of products", `${name}="Chairs: chair-1, chair-2; Tables: table-1"`)
    return {
      ...(title === "" ? {} : { title }),
      product_items: ids.map((id) => ({ product_retailer_id: id })),
    }
  })
}

function readJson(name: string, given: string): unknown {
  try {
    return JSON.parse(given)
  } catch {
    throw notRead(name, "JSON", `${name}='{"city": "Lima"}'`)
  }
}

const notRead = (name: string, what: string, example: string) =>
  new Failure(`The value of ${name} cannot be read as ${what}.`, `Write it as --value ${example}`)
