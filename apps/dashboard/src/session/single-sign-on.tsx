import { Button } from "@mantine/core"
import { IconLogin2 } from "@tabler/icons-react"
import { auth, singleSignOn } from "../api/auth.ts"
import { asProblem, type Problem } from "../api/problem.ts"
import { useAction } from "../look/action.ts"
import { authProblem } from "./auth-answer.ts"

/** Leads to the provider of single sign-on, and back to `to`; a refusal comes back to the sign-in page. */
export function SingleSignOnButton({
  provider,
  to,
  onProblem,
}: {
  /** What members call it. */
  provider: string
  to: string
  onProblem: (problem: Problem | undefined) => void
}) {
  const leave = useAction(
    async () => {
      onProblem(undefined)
      const { error } = await auth.signIn.social({
        provider: singleSignOn,
        callbackURL: to,
        errorCallbackURL: to === "/" ? "/sign-in" : `/sign-in?${new URLSearchParams({ to })}`,
      })
      if (error) throw error.code === "PROVIDER_NOT_FOUND" ? cannotBeReached(provider) : authProblem(error)
    },
    (failure) => onProblem(asProblem(failure)),
  )
  return (
    <Button
      variant="default"
      leftSection={<IconLogin2 size={18} aria-hidden />}
      loading={leave.isBusy}
      onClick={() => void leave.run()}
    >
      Continue with {provider}
    </Button>
  )
}

const cannotBeReached = (provider: string): Problem => ({
  code: "provider_unreachable",
  message: `${provider} isn't responding.`,
  help: "Try again in a moment, or sign in another way. If it keeps happening, ask your operator to check the server log.",
})

/** What came back from the provider instead of a member. @param code as better-auth puts it into the address */
export function singleSignOnProblem(code: string, provider: string): Problem {
  if (code === "sign_up_closed") {
    return {
      code,
      message: "You haven't been invited yet.",
      help: `Ask an owner or admin to invite the address that ${provider} knows you by.`,
    }
  }
  if (code === "account_not_linked") {
    return {
      code,
      message: `${provider} hasn't verified your e-mail address.`,
      help: `Verify the address at ${provider}, or sign in another way.`,
    }
  }
  if (code === "access_denied") {
    return { code, message: `Sign-in with ${provider} was canceled.`, help: "Try again." }
  }
  return {
    code,
    message: `${provider} couldn't identify you.`,
    help: "Try again. If it keeps happening, ask your operator to check the server log.",
  }
}
