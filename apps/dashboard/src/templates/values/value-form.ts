/** What a member typed into the fields of a template's values, by the path of each field. */
export type ValueForm = Readonly<Record<string, string>>
