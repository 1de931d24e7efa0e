import { asciiDigits } from "@parley/whatsapp/phone"

/** A double holds every decimal number of so many digits exactly. */
const exactDigits = 15

const shapes: [RegExp, (text: string) => string][] = [
  [/^[+-]?\d+(\.\d+)?(e[+-]?\d{1,3})?$/i, (text) => text],
  [/^[+-]?\d{1,3}(,\d{3})+\.\d+$/, (text) => text.replaceAll(",", "")],
  [/^[+-]?\d{1,3}(\.\d{3})+,\d+$/, (text) => text.replaceAll(".", "").replace(",", ".")],
  [/^[+-]?\d{1,3}(,\d{3}){2,}$/, (text) => text.replaceAll(",", "")],
  [/^[+-]?\d{1,3}(\.\d{3}){2,}$/, (text) => text.replaceAll(".", "")],
  // Not `1,234`, which is two numbers, in two parts of the world.
  [/^[+-]?\d+,(\d{1,2}|\d{4,})$/, (text) => text.replace(",", ".")],
]

/**
 * The number that a text says: `12`, `-5.00`, `1.234,50`, `€ 19.90`, `12 %`. Undefined where it is none, could be two, or has
 * more digits than can be kept.
 */
export function readWrittenNumber(written: string): number | undefined {
  const text = asciiDigits(written)
    .replace(/[\s'’_]/g, "")
    .replace(/^([+-]?)\p{Sc}|(?:\p{Sc}|%)$/gu, "$1")
    .replace("−", "-")
  const shape = shapes.find(([pattern]) => pattern.test(text))
  if (!shape) return undefined
  const number = Number(shape[1](text))
  const digits = text.replace(/e.*$/i, "").replace(/\D/g, "").replace(/^0+/, "")
  return Number.isFinite(number) && digits.length <= exactDigits ? number : undefined
}

/** Whether a number, written as a computer writes it, is this very text: `12`, and not `007`, `1.10` or `+5`. */
export const isPlainNumber = (text: string): boolean =>
  /^-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/.test(text) &&
  text !== "-0" &&
  text.replace(/\D/g, "").length <= exactDigits
