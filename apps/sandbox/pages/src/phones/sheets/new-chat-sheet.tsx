import { Tabs } from "@mantine/core"
import type { Arrival } from "../entry-point.ts"
import { FromAd } from "./from-ad.tsx"
import { FromCode } from "./from-code.tsx"
import { NumberList } from "./number-list.tsx"
import { Sheet } from "./sheet.tsx"

/** The ways a person gets to a business: its number, an ad, or a code that is scanned. */
export function NewChatSheet({
  waId,
  onClose,
  onOpen,
}: {
  waId: string
  onClose: () => void
  onOpen: (arrival: Arrival) => void
}) {
  return (
    <Sheet onClose={onClose} title="New chat" size="md">
      <Tabs defaultValue="number">
        <Tabs.List mb="md">
          <Tabs.Tab value="number">Businesses</Tabs.Tab>
          <Tabs.Tab value="ad">From an ad</Tabs.Tab>
          <Tabs.Tab value="code">QR code</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="number">
          <NumberList
            onPick={({ phone_number_id }) =>
              onOpen({ numberId: phone_number_id, draft: "", referral: undefined })
            }
          />
        </Tabs.Panel>
        <Tabs.Panel value="ad">
          <FromAd onOpen={onOpen} />
        </Tabs.Panel>
        <Tabs.Panel value="code">
          <FromCode waId={waId} onOpen={onOpen} />
        </Tabs.Panel>
      </Tabs>
    </Sheet>
  )
}
