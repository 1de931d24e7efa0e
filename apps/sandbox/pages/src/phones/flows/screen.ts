/** One screen of a flow as the person sees it: Flow JSON with its dynamic values filled in. Pure. */
import { at, listAt, textAt } from "../json.ts"
import { holds, resolved, type Scope } from "./expression.ts"

export interface Screen {
  title: string
  parts: readonly Part[]
}

export type Part =
  | { kind: "heading" | "subheading" | "body" | "caption"; text: string }
  | { kind: "image"; source: string; alt: string; height: number | undefined }
  | { kind: "field"; field: Field }
  | { kind: "link"; text: string; action: unknown }
  | { kind: "choices"; items: readonly { title: string; description: string; action: unknown }[] }
  | { kind: "footer"; label: string; caption: string; isEnabled: boolean; action: unknown }
  | { kind: "unknown"; type: string }

interface Option {
  id: string
  title: string
  description: string
  isEnabled: boolean
}

interface FieldBasics {
  name: string
  label: string
  helper: string
  isRequired: boolean
  isEnabled: boolean
  /** What the flow says when the value is not good; "" for none. */
  errorMessage: string
  initial: unknown
}

export type Field = FieldBasics &
  (
    | { kind: "text" | "area"; inputType: string; minChars: number; maxChars: number; pattern: string }
    | { kind: "dropdown" | "radio"; options: readonly Option[] }
    | { kind: "checkboxes" | "chips"; options: readonly Option[]; least: number; most: number }
    | { kind: "date"; min: string; max: string }
    | { kind: "agreement"; action: unknown }
  )

const texts: Readonly<Record<string, "heading" | "subheading" | "body" | "caption">> = {
  TextHeading: "heading",
  TextSubheading: "subheading",
  TextBody: "body",
  TextCaption: "caption",
  RichText: "body",
}

/** `screen` is an element of `screens` in Flow JSON. */
export function drawScreen(screen: unknown, scope: Scope): Screen {
  return {
    title: String(resolved(textAt(screen, "title"), scope) ?? ""),
    parts: partsOf(listAt(screen, "layout", "children"), scope, undefined),
  }
}

/** `form` is the Form the components are in, which may hold their first values and error messages. */
function partsOf(children: readonly unknown[], scope: Scope, form: unknown): Part[] {
  return children.flatMap((child) => {
    switch (textAt(child, "type")) {
      case "Form":
        return partsOf(listAt(child, "children"), scope, child)
      case "If":
        return partsOf(listAt(child, holds(at(child, "condition"), scope) ? "then" : "else"), scope, form)
      case "Switch": {
        const cases = at(child, "cases")
        const value = String(resolved(at(child, "value"), scope) ?? "")
        return partsOf(listAt(cases, at(cases, value) === undefined ? "default" : value), scope, form)
      }
      default:
        return partOf(child, scope, form)
    }
  })
}

function partOf(component: unknown, scope: Scope, form: unknown): Part[] {
  const value = (name: string) => resolved(at(component, name), scope)
  const text = (name: string) => shown(value(name))
  if (value("visible") === false) return []
  const type = textAt(component, "type")
  const style = texts[type]
  if (style !== undefined) return [{ kind: style, text: text("text") }]
  const action = at(component, "on-click-action")
  switch (type) {
    case "Image":
      return [
        {
          kind: "image",
          source: text("src"),
          alt: text("alt-text"),
          height: Number(text("height")) || undefined,
        },
      ]
    case "ImageCarousel":
      return listAt({ images: value("images") }, "images").map(
        (image): Part => ({
          kind: "image",
          source: textAt(image, "src"),
          alt: textAt(image, "alt-text"),
          height: undefined,
        }),
      )
    case "EmbeddedLink":
      return [{ kind: "link", text: text("text"), action }]
    case "NavigationList":
      return [{ kind: "choices", items: choicesOf(value("list-items"), action) }]
    case "Footer": {
      const captions = [text("left-caption"), text("center-caption"), text("right-caption")]
      const caption = captions.filter((one) => one !== "").join(" · ")
      return [
        { kind: "footer", label: text("label"), caption, isEnabled: value("enabled") !== false, action },
      ]
    }
    default: {
      const field = fieldOf(type, component, value, form, scope)
      return [field === undefined ? { kind: "unknown", type } : { kind: "field", field }]
    }
  }
}

function fieldOf(
  type: string,
  component: unknown,
  value: (name: string) => unknown,
  form: unknown,
  scope: Scope,
): Field | undefined {
  const text = (name: string) => shown(value(name))
  const name = textAt(component, "name")
  const basics: FieldBasics = {
    name,
    label: text("label"),
    helper: text("helper-text"),
    isRequired: value("required") === true,
    isEnabled: value("enabled") !== false,
    errorMessage: text("error-message") || shown(resolved(at(form, "error-messages", name), scope)),
    initial: value("init-value") ?? resolved(at(form, "init-values", name), scope),
  }
  const options = () => optionsOf(value("data-source"))
  switch (type) {
    case "TextInput":
    case "TextArea":
      return {
        ...basics,
        kind: type === "TextInput" ? "text" : "area",
        inputType: text("input-type") || "text",
        minChars: Number(text("min-chars")) || 0,
        maxChars: Number(text("max-chars") || text("max-length")) || (type === "TextInput" ? 80 : 600),
        pattern: text("pattern"),
      }
    case "Dropdown":
    case "RadioButtonsGroup":
      return { ...basics, kind: type === "Dropdown" ? "dropdown" : "radio", options: options() }
    case "CheckboxGroup":
    case "ChipsSelector":
      return {
        ...basics,
        kind: type === "CheckboxGroup" ? "checkboxes" : "chips",
        options: options(),
        least: Number(text("min-selected-items")) || 0,
        most: Number(text("max-selected-items")) || Number.MAX_SAFE_INTEGER,
      }
    case "DatePicker":
    case "CalendarPicker":
      return { ...basics, kind: "date", min: dayOf(text("min-date")), max: dayOf(text("max-date")) }
    case "OptIn":
      return { ...basics, kind: "agreement", action: at(component, "on-click-action") }
    default:
      return undefined
  }
}

/** `YYYY-MM-DD` of a date or, as before version 5.0 of Flow JSON, of milliseconds. */
export function dayOf(value: string): string {
  if (!/^\d{8,}$/.test(value)) return value
  return new Date(Number(value)).toISOString().slice(0, 10)
}

/** How a day that was picked is answered: milliseconds before version 5.0 of Flow JSON, `YYYY-MM-DD` since. */
export function storedDay(version: number, day: string): string {
  return version >= 5 || day === "" ? day : String(Date.parse(day))
}

function optionsOf(source: unknown): Option[] {
  return listAt({ source }, "source").map((option) => ({
    id: textAt(option, "id"),
    title: textAt(option, "title"),
    description: [textAt(option, "description"), textAt(option, "metadata")].filter(Boolean).join(" · "),
    isEnabled: at(option, "enabled") !== false,
  }))
}

/** Each item may carry its own action; otherwise the list's counts. */
function choicesOf(items: unknown, action: unknown) {
  return listAt({ items }, "items").map((item) => ({
    title: textAt(item, "main-content", "title"),
    description: [textAt(item, "main-content", "description"), textAt(item, "main-content", "metadata")]
      .filter(Boolean)
      .join(" · "),
    action: at(item, "on-click-action") ?? action,
  }))
}

/** Text of a value: lists are paragraphs, everything that is not text or number is nothing. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return value.map(shown).join("\n")
  return typeof value === "string" || typeof value === "number" ? String(value) : ""
}
