import { useLocation, useNavigate, useRouter } from "@tanstack/react-router"
import { useEffect, useRef } from "react"

declare module "@tanstack/react-router" {
  interface HistoryState {
    /** The step before this one is the same page without its dialog. */
    isDialogOverPage?: true
  }
}

type Search = Readonly<Record<string, unknown>>

/**
 * A dialog that the address of its page names: `/settings/members?dialog=invite` opens it for anyone who is sent that, and the
 * browser's Back closes it. The form in it keeps what was typed (`draft`), as Back is asked nothing.
 * @param name unlike those of other dialogs of the page
 * @returns whether it is open, and as of `useDisclosure`, what opens and closes it, however often they are called
 */
export function useAddressDialog(name: string): [isOpen: boolean, { open: () => void; close: () => void }] {
  const router = useRouter()
  const navigate = useNavigate()
  const isOpen = useLocation({ select: ({ search }) => isNamed(search, name) })
  const isGoingBack = useRef(false)
  useEffect(() => {
    if (!isOpen) isGoingBack.current = false
  }, [isOpen])
  // What is rendered may be a click behind.
  const isOpenNow = () => isNamed(router.latestLocation.search, name)
  const go = (dialog: string | undefined) =>
    navigate({
      to: ".",
      search: (search) => ({ ...search, dialog }),
      state: ({ pages }) => ({
        ...(pages === undefined ? {} : { pages }),
        ...(dialog === undefined ? {} : { isDialogOverPage: true }),
      }),
      replace: dialog === undefined,
      resetScroll: false,
    })
  return [
    isOpen,
    {
      open: () => {
        if (!isOpenNow()) void go(name)
      },
      close: () => {
        if (!isOpenNow() || isGoingBack.current) return
        isGoingBack.current = router.latestLocation.state.isDialogOverPage === true
        if (isGoingBack.current) router.history.back()
        else void go(undefined)
      },
    },
  ]
}

const isNamed = (search: Search, name: string) => search.dialog === name
