import { Component, type ComponentType, type ReactNode, use, useEffect, useRef, useState } from "react"
import { suspectConnection, useIsReachable } from "../../api/connection.ts"
import { asProblem, offline } from "../../api/problem.ts"
import { ProblemAlert } from "../problem-alert.tsx"

/**
 * What is shown in the place of a part that could not be: the alert with its way to try again, where that fits; `quiet`:
 * nothing, until the server can be reached again.
 */
type Place<Props> = "quiet" | ((alert: ReactNode, props: Props) => ReactNode)

/**
 * A part of a page that is in a file of its own, fetched when it is shown first: `lazyPart(() => import("./table.tsx"))`. It
 * suspends until it is there. A part that cannot be loaded or shown leaves the rest of the page standing, says so in its
 * place, and is tried again by a button and once the server can be reached again.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>,
  place: Place<Props> = (alert) => alert,
): ComponentType<Props> {
  let loading: ReturnType<typeof load> | undefined
  const forget = () => {
    loading = undefined
  }
  // biome-ignore lint/correctness/noComponentHookFactories: called once for each part, as React's lazy is
  function Loaded(props: Props) {
    loading ??= load()
    const { default: Part } = use(loading)
    return <Part {...props} />
  }
  // biome-ignore lint/correctness/noComponentHookFactories: as above
  return function LazyPart(props: Props) {
    const [attempt, setAttempt] = useState(0)
    const again = () => {
      forget()
      setAttempt((before) => before + 1)
    }
    return (
      <Boundary
        key={attempt}
        instead={(failure) => (
          <NotShown failure={failure} again={again} forget={forget}>
            {(alert) => (place === "quiet" ? null : place(alert, props))}
          </NotShown>
        )}
      >
        <Loaded {...props} />
      </Boundary>
    )
  }
}

interface BoundaryProps {
  instead: (failure: unknown) => ReactNode
  children: ReactNode
}

class Boundary extends Component<BoundaryProps, { failed?: [failure: unknown] }> {
  override state: { failed?: [failure: unknown] } = {}
  static getDerivedStateFromError = (failure: unknown) => ({ failed: [failure] })
  override render() {
    const { failed } = this.state
    return failed === undefined ? this.props.children : this.props.instead(failed[0])
  }
}

/** Its file is not there although the server is: a newer one has other files. */
const outdated = {
  code: "outdated",
  message: "This part of the page could not be loaded.",
  help: "Try again to reload the page.",
} as const

function NotShown({
  failure,
  again,
  forget,
  children,
}: {
  failure: unknown
  again: () => void
  /** Has the part loaded again when it is shown next. */
  forget: () => void
  children: (alert: ReactNode) => ReactNode
}) {
  const isReachable = useIsReachable()
  const wasReachable = useRef(isReachable)
  useEffect(() => {
    suspectConnection()
    return forget
  }, [forget])
  // biome-ignore lint/correctness/useExhaustiveDependencies: once the server is there again
  useEffect(() => {
    if (isReachable && !wasReachable.current) again()
    wasReachable.current = isReachable
  }, [isReachable])
  const isOutdated = isReachable && asProblem(failure).code === offline.code
  return children(
    isOutdated ? (
      <ProblemAlert failure={outdated} retry={() => window.location.reload()} />
    ) : (
      <ProblemAlert failure={failure} retry={again} />
    ),
  )
}
