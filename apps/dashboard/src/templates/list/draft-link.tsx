import type { Shapes } from "../../api/client.ts"
import { AnchorLink } from "../../look/links.tsx"

type Draft = Shapes["TemplateDraftSummary"]

export const titleOf = ({ name }: Draft) => (name === "" ? "Untitled draft" : name)

/** Leads to where the draft is continued, in the size of the text around it. */
export function DraftLink({ draft }: { draft: Draft }) {
  const { id, template_id, template_group_id } = draft
  return template_id !== null && template_group_id !== null ? (
    <AnchorLink
      to="/templates/$groupId/edit/$templateId"
      params={{ groupId: template_group_id, templateId: template_id }}
      inherit
      fw={550}
    >
      {titleOf(draft)}
    </AnchorLink>
  ) : (
    <AnchorLink to="/templates/new" search={{ draft: id }} inherit fw={550}>
      {titleOf(draft)}
    </AnchorLink>
  )
}
