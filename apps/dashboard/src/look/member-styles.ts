/**
 * What a member's pages have and those open to anyone do not, so that these are soon there: the typeface (49 kB; they show the
 * system's), and the styles of all components.
 */
import "@fontsource-variable/inter/index.css"
import "./styles.css"
