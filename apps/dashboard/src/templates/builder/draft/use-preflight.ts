import { useDebouncedValue } from "@mantine/hooks"
import { type CategoryEstimate, preflightTemplate, type TemplateDefinition } from "@parley/whatsapp/templates"
import { keepPreviousData } from "@tanstack/react-query"
import { api } from "../../../api/client.ts"
import type { Finding } from "../findings.ts"
import { submissionOf } from "./submission.ts"

/** Findings that only the server can make: they come of the account's other templates. */
const serverRules = new Set(["name_taken", "group_category", "duplicate_content"])

/** Everything that is to be said about a template, as one types: rules at once, other templates a moment later. */
export function usePreflight(
  definition: TemplateDefinition,
  place: { accountId: string; templateId?: string | undefined },
): { findings: Finding[]; category: CategoryEstimate } {
  const { issues, category } = preflightTemplate(definition)
  const [settled] = useDebouncedValue(definition, 600)
  const asked = api.useQuery(
    "post",
    "/v1/templates/preflight",
    {
      body: {
        ...submissionOf(settled),
        business_account_id: place.accountId,
        ...(place.templateId === undefined ? {} : { template_id: place.templateId }),
      },
    },
    {
      placeholderData: keepPreviousData,
      enabled: settled.name !== "" && settled.language !== "",
      retry: false,
    },
  )
  const rivals = asked.data?.findings.filter((finding) => serverRules.has(finding.rule)) ?? []
  const own = issues.map(
    ({ at, rule, severity, message, help }): Finding => ({
      rule,
      severity,
      message,
      help,
      field: at.join("."),
    }),
  )
  return { findings: [...own, ...rivals], category }
}
