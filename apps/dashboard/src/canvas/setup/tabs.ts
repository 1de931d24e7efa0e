/** The tabs of the editor, in their order. Pure. */
export const tabs = {
  basics: "Basics",
  entry: "Entry",
  audience: "Audience",
  sending: "Send settings",
  build: "Build",
  summary: "Summary",
} as const
export type Tab = keyof typeof tabs

export const isTab = (name: unknown): name is Tab => typeof name === "string" && Object.hasOwn(tabs, name)

const places: Readonly<Record<string, Tab>> = {
  name: "basics",
  tags: "basics",
  folder: "basics",
  conversions: "basics",
  entry: "entry",
  re_entry: "entry",
  entry_limit: "entry",
  context: "entry",
  audience: "audience",
  control_share: "audience",
  exits: "audience",
  number_id: "sending",
  controls: "sending",
}

/** Where a field of the definition is, by its path. */
export const tabOf = (path: string): Tab => places[path.split(".")[0] ?? ""] ?? "build"
