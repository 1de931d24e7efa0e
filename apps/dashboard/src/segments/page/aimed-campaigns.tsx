import { Text } from "@mantine/core"
import type { ReactNode } from "react"
import { api } from "../../api/client.ts"
import { ProblemAlert } from "../../look/problem-alert.tsx"

const mostNamed = 5

/** Which campaigns aim at a segment, and in `children` what becomes of them; nothing where none does. */
export function AimedCampaigns({ segmentId: id, children }: { segmentId: string; children: ReactNode }) {
  const uses = api.useQuery("get", "/v1/segments/{id}/uses", { params: { path: { id } } })
  const campaigns = uses.data?.data.filter(({ kind }) => kind === "campaign") ?? []
  if (campaigns.length === 0) return <ProblemAlert failure={uses.error} retry={uses.refetch} />
  const named = campaigns.slice(0, mostNamed).map(({ name }) => name)
  const others = campaigns.length - named.length
  return (
    <Text size="sm" mt="xs">
      Campaigns that aim at it: {named.join(", ")}
      {others > 0 ? ` and ${others} more` : ""}. {children}
    </Text>
  )
}
