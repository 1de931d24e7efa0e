import { Stack } from "@mantine/core"
import { useRouteContext } from "@tanstack/react-router"
import { type ComponentType, Suspense } from "react"
import { lazyPart } from "../look/page/lazy-part.tsx"
import { Page } from "../look/page/page.tsx"
import type { HomeCard, PartFile } from "../room.ts"
import { useMay, useMe, useWorkspace } from "../session/me.ts"
import { FirstSteps, FirstStepsAgain } from "./first-steps.tsx"
import classes from "./home.module.css"

/** Where a member arrives: what waits for them, how the day goes, and while something is left to set up, what comes next. */
export function HomePage() {
  const { member } = useMe()
  const workspace = useWorkspace()
  const [firstName] = member.name.split(" ")
  return (
    <Page title={`Hello, ${firstName}`} windowTitle="Home" intro={workspace.name} wide>
      <Stack gap="md">
        <Cards place="top" />
        <FirstSteps />
        <div className={classes.columns}>
          <div className={classes.column}>
            <Cards place="main" />
          </div>
          <div className={classes.column}>
            <Cards place="side" />
          </div>
        </div>
        <FirstStepsAgain />
      </Stack>
    </Page>
  )
}

function Cards({ place }: Pick<HomeCard, "place">) {
  const may = useMay()
  const cards = useRouteContext({ from: "__root__", select: ({ homeCards }) => homeCards })
  return (
    <Suspense>
      {cards
        .filter((one) => one.place === place && may(one.permission))
        .map(({ card }, index) => {
          const CardOfRoom = partOf(card)
          // biome-ignore lint/suspicious/noArrayIndexKey: a member has always the same, in the same order
          return <CardOfRoom key={index} />
        })}
    </Suspense>
  )
}

const parts = new Map<PartFile, ComponentType>()

/** The same each time, so that it is loaded once. */
function partOf(file: PartFile): ComponentType {
  const part = parts.get(file) ?? lazyPart(file)
  parts.set(file, part)
  return part
}
