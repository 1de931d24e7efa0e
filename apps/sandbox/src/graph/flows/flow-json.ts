/** Checks Flow JSON the way Meta's compiler does for what it says most often. Pure. */
import { isRecord } from "../../json.ts"
import type { ValidationError } from "../../world/flow.ts"

const componentsPath: ReadonlySet<string> = new Set([
  "TextHeading",
  "TextSubheading",
  "TextBody",
  "TextCaption",
  "RichText",
  "TextInput",
  "TextArea",
  "CheckboxGroup",
  "RadioButtonsGroup",
  "Dropdown",
  "ChipsSelector",
  "DatePicker",
  "CalendarPicker",
  "OptIn",
  "Footer",
  "EmbeddedLink",
  "Image",
  "ImageCarousel",
  "If",
  "Switch",
  "PhotoPicker",
  "DocumentPicker",
  "NavigationList",
  "Form",
])

/** Everything that is wrong with the text; empty when it can be published. */
export function validateFlowJson(json: string): ValidationError[] {
  let flow: unknown
  try {
    flow = JSON.parse(json)
  } catch {
    return [problem("INVALID_JSON", "JSON_SCHEMA_ERROR", "The file is not valid JSON.")]
  }
  if (!isRecord(flow)) return [problem("INVALID_PROPERTY_TYPE", "JSON_SCHEMA_ERROR", "Expected an object.")]
  const problems: ValidationError[] = []
  if (typeof flow.version !== "string" || !/^\d+\.\d+$/.test(flow.version)) {
    problems.push(
      problem("REQUIRED_PROPERTY_MISSING", "FLOW_JSON_ERROR", "The required property 'version' is missing."),
    )
  }
  const screens: readonly unknown[] = Array.isArray(flow.screens) ? flow.screens : []
  if (screens.length === 0) {
    problems.push(
      problem("REQUIRED_PROPERTY_MISSING", "FLOW_JSON_ERROR", "The required property 'screens' is missing."),
    )
  }
  const ids = new Set<unknown>()
  for (const screen of screens) {
    if (!isRecord(screen)) continue
    if (ids.has(screen.id))
      problems.push(
        problem("DUPLICATE_SCREEN_IDS", "FLOW_JSON_ERROR", `Duplicate screen ${String(screen.id)}.`),
      )
    ids.add(screen.id)
    if (typeof screen.id !== "string" || !/^[A-Za-z_]+$/.test(screen.id))
      problems.push(
        problem("INVALID_SCREEN_ID", "FLOW_JSON_ERROR", "A screen id has letters and underscores."),
      )
    if (!isRecord(screen.layout) || !Array.isArray(screen.layout.children)) {
      problems.push(
        problem("REQUIRED_PROPERTY_MISSING", "FLOW_JSON_ERROR", `Screen ${String(screen.id)} has no layout.`),
      )
    } else inspectChildren(screen.layout.children, problems)
  }
  if (screens.length > 0 && !screens.some((screen) => isRecord(screen) && screen.terminal === true)) {
    problems.push(
      problem("MISSING_TERMINAL_SCREEN", "FLOW_JSON_ERROR", "At least one screen has to be terminal."),
    )
  }
  return problems
}

function inspectChildren(children: readonly unknown[], problems: ValidationError[]): void {
  for (const child of children) {
    if (!isRecord(child)) continue
    const type = String(child.type)
    if (!componentsPath.has(type))
      problems.push(problem("INVALID_COMPONENT", "FLOW_JSON_ERROR", `Invalid component type '${type}'.`))
    if (type === "Footer" && (child.label === undefined || child["on-click-action"] === undefined)) {
      problems.push(
        problem(
          "REQUIRED_PROPERTY_MISSING",
          "FLOW_JSON_ERROR",
          "A Footer needs 'label' and 'on-click-action'.",
        ),
      )
    }
    if (Array.isArray(child.children)) inspectChildren(child.children, problems)
  }
}

function problem(error: string, errorType: string, message: string): ValidationError {
  const at = { line_start: 1, line_end: 1, column_start: 1, column_end: 1 }
  return { error, error_type: errorType, message, ...at }
}
