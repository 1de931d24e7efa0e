import { Stack, Text } from "@mantine/core"
import { api, type Shapes } from "../api/client.ts"
import { Section } from "../look/page/section.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { FewFirst } from "../look/show-more.tsx"
import { Instant } from "../look/time/instant.tsx"

type Identity = Shapes["ContactIdentity"]

const words: Record<Identity["kind"], string> = {
  phone: "Phone",
  wa_id: "WhatsApp ID",
  bsuid: "Business-scoped ID",
  external_id: "External ID",
  alias: "Alias",
}

/** What a person is known by beside what their details show, and what they were known by. */
export function KnownBy({
  contact: { id, phone, wa_id, bsuid, external_id },
}: {
  contact: Pick<Shapes["ContactDetails"], "id" | "phone" | "wa_id" | "bsuid" | "external_id">
}) {
  const read = api.useQuery("get", "/v1/contacts/{id}/identities", { params: { path: { id } } })
  const shown = [phone, wa_id, bsuid, external_id]
  const others = (read.data?.data ?? []).filter(
    ({ value, until }) => until !== null || !shown.includes(value),
  )
  if (others.length === 0) return <ProblemAlert failure={read.error} retry={read.refetch} />
  return (
    <Section title="Also known by">
      <FewFirst all={others} few={6} what="identities">
        {(some) => (
          <Stack gap="xs" component="dl" m={0}>
            {some.map(({ kind, label, value, since, until }) => (
              <div key={`${kind} ${label} ${value} ${since}`}>
                <Text size="xs" c="dimmed" component="dt">
                  {label === null ? words[kind] : `${words[kind]} · ${label}`}
                  {until === null ? null : (
                    <>
                      {" "}
                      · until <Instant at={until} />
                    </>
                  )}
                </Text>
                <Text
                  size="sm"
                  component="dd"
                  m={0}
                  dir="auto"
                  style={{ overflowWrap: "anywhere" }}
                  {...(until === null ? {} : { c: "dimmed" })}
                >
                  {value}
                </Text>
              </div>
            ))}
          </Stack>
        )}
      </FewFirst>
    </Section>
  )
}
