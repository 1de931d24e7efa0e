import { Switch } from "@mantine/core"
import type { UseFormReturnType } from "@mantine/form"
import { useQueries } from "@tanstack/react-query"
import { api, type Shapes } from "../../api/client.ts"
import { staleTime } from "../../connect/health/use-numbers.ts"
import { Section } from "../../look/page/section.tsx"
import { useMay } from "../../session/me.ts"
import type { CampaignValues } from "./values.ts"

/** By which of Meta's ways it goes; shown where that is a question: marketing templates of an account that has both. */
export function DeliveryMethod({
  form,
  number,
}: {
  form: UseFormReturnType<CampaignValues>
  number: Pick<Shapes["Number"], "business_account_id"> | undefined
}) {
  const enabled = useMay()("connection:read") && number !== undefined
  const accounts = api.useQuery("get", "/v1/business-accounts", undefined, { enabled, staleTime })
  const account = accounts.data?.data.find(({ id }) => id === number?.business_account_id)
  const templateIds = form.values.variants.flatMap(({ content }) =>
    content.kind === "template" && content.template_id !== null ? [content.template_id] : [],
  )
  const isOn = account?.optimized_delivery.on === true
  const templates = useQueries({
    queries: [...new Set(templateIds)].map((id) => ({
      ...api.queryOptions("get", "/v1/templates/{id}", { params: { path: { id } } }),
      enabled: isOn,
    })),
  })
  if (!isOn || !templates.some(({ data }) => data?.category === "MARKETING")) return null
  return (
    <Section title="Delivery method">
      <Switch
        label="Optimized delivery (recommended)"
        description="Through Meta's Marketing Messages API. Where Meta does not take a message that way, it goes by Cloud API."
        data-path="optimized_delivery"
        checked={form.values.optimized_delivery ?? true}
        onChange={(event) => form.setFieldValue("optimized_delivery", event.currentTarget.checked)}
      />
    </Section>
  )
}
