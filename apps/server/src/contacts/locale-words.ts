/** ISO 3166-1: the code of three letters before that of two. */
const codes = `
  AFGAF ALAAX ALBAL DZADZ ASMAS ANDAD AGOAO AIAAI ATAAQ ATGAG ARGAR ARMAM ABWAW AUSAU AUTAT AZEAZ BHSBS BHRBH
  BGDBD BRBBB BLRBY BELBE BLZBZ BENBJ BMUBM BTNBT BOLBO BESBQ BIHBA BWABW BVTBV BRABR IOTIO BRNBN BGRBG BFABF
  BDIBI CPVCV KHMKH CMRCM CANCA CYMKY CAFCF TCDTD CHLCL CHNCN CXRCX CCKCC COLCO COMKM COGCG CODCD COKCK CRICR
  CIVCI HRVHR CUBCU CUWCW CYPCY CZECZ DNKDK DJIDJ DMADM DOMDO ECUEC EGYEG SLVSV GNQGQ ERIER ESTEE SWZSZ ETHET
  FLKFK FROFO FJIFJ FINFI FRAFR GUFGF PYFPF ATFTF GABGA GMBGM GEOGE DEUDE GHAGH GIBGI GRCGR GRLGL GRDGD GLPGP
  GUMGU GTMGT GGYGG GINGN GNBGW GUYGY HTIHT HMDHM VATVA HNDHN HKGHK HUNHU ISLIS INDIN IDNID IRNIR IRQIQ IRLIE
  IMNIM ISRIL ITAIT JAMJM JPNJP JEYJE JORJO KAZKZ KENKE KIRKI PRKKP KORKR KWTKW KGZKG LAOLA LVALV LBNLB LSOLS
  LBRLR LBYLY LIELI LTULT LUXLU MACMO MDGMG MWIMW MYSMY MDVMV MLIML MLTMT MHLMH MTQMQ MRTMR MUSMU MYTYT MEXMX
  FSMFM MDAMD MCOMC MNGMN MNEME MSRMS MARMA MOZMZ MMRMM NAMNA NRUNR NPLNP NLDNL NCLNC NZLNZ NICNI NERNE NGANG
  NIUNU NFKNF MKDMK MNPMP NORNO OMNOM PAKPK PLWPW PSEPS PANPA PNGPG PRYPY PERPE PHLPH PCNPN POLPL PRTPT PRIPR
  QATQA REURE ROURO RUSRU RWARW BLMBL SHNSH KNAKN LCALC MAFMF SPMPM VCTVC WSMWS SMRSM STPST SAUSA SENSN SRBRS
  SYCSC SLESL SGPSG SXMSX SVKSK SVNSI SLBSB SOMSO ZAFZA SGSGS SSDSS ESPES LKALK SDNSD SURSR SJMSJ SWESE CHECH
  SYRSY TWNTW TJKTJ TZATZ THATH TLSTL TGOTG TKLTK TONTO TTOTT TUNTN TURTR TKMTM TCATC TUVTV UGAUG UKRUA AREAE
  GBRGB USAUS UMIUM URYUY UZBUZ VUTVU VENVE VNMVN VGBVG VIRVI WLFWF ESHEH YEMYE ZMBZM ZWEZW XKXXK
`

/** The code of a country with two letters, by the one with three. */
export const countryCodes: ReadonlyMap<string, string> = new Map(
  codes
    .trim()
    .split(/\s+/)
    .map((pair): [string, string] => [pair.slice(0, 3), pair.slice(3)]),
)

/** What Windows calls time zones, and spreadsheets with it. Source: CLDR, windowsZones.xml. */
export const windowsZones: ReadonlyMap<string, string> = new Map([
  ["w. europe standard time", "Europe/Berlin"],
  ["central europe standard time", "Europe/Budapest"],
  ["central european standard time", "Europe/Warsaw"],
  ["romance standard time", "Europe/Paris"],
  ["gmt standard time", "Europe/London"],
  ["greenwich standard time", "Atlantic/Reykjavik"],
  ["e. europe standard time", "Europe/Chisinau"],
  ["fle standard time", "Europe/Kiev"],
  ["gtb standard time", "Europe/Bucharest"],
  ["turkey standard time", "Europe/Istanbul"],
  ["russian standard time", "Europe/Moscow"],
  ["israel standard time", "Asia/Jerusalem"],
  ["egypt standard time", "Africa/Cairo"],
  ["south africa standard time", "Africa/Johannesburg"],
  ["w. central africa standard time", "Africa/Lagos"],
  ["e. africa standard time", "Africa/Nairobi"],
  ["morocco standard time", "Africa/Casablanca"],
  ["arab standard time", "Asia/Riyadh"],
  ["arabian standard time", "Asia/Dubai"],
  ["arabic standard time", "Asia/Baghdad"],
  ["iran standard time", "Asia/Tehran"],
  ["pakistan standard time", "Asia/Karachi"],
  ["india standard time", "Asia/Calcutta"],
  ["sri lanka standard time", "Asia/Colombo"],
  ["nepal standard time", "Asia/Katmandu"],
  ["bangladesh standard time", "Asia/Dhaka"],
  ["myanmar standard time", "Asia/Rangoon"],
  ["se asia standard time", "Asia/Bangkok"],
  ["singapore standard time", "Asia/Singapore"],
  ["china standard time", "Asia/Shanghai"],
  ["taipei standard time", "Asia/Taipei"],
  ["tokyo standard time", "Asia/Tokyo"],
  ["korea standard time", "Asia/Seoul"],
  ["w. australia standard time", "Australia/Perth"],
  ["cen. australia standard time", "Australia/Adelaide"],
  ["aus eastern standard time", "Australia/Sydney"],
  ["e. australia standard time", "Australia/Brisbane"],
  ["new zealand standard time", "Pacific/Auckland"],
  ["hawaiian standard time", "Pacific/Honolulu"],
  ["alaskan standard time", "America/Anchorage"],
  ["pacific standard time", "America/Los_Angeles"],
  ["us mountain standard time", "America/Phoenix"],
  ["mountain standard time", "America/Denver"],
  ["central standard time", "America/Chicago"],
  ["central america standard time", "America/Guatemala"],
  ["central standard time (mexico)", "America/Mexico_City"],
  ["eastern standard time", "America/New_York"],
  ["atlantic standard time", "America/Halifax"],
  ["newfoundland standard time", "America/St_Johns"],
  ["sa pacific standard time", "America/Bogota"],
  ["sa western standard time", "America/La_Paz"],
  ["sa eastern standard time", "America/Cayenne"],
  ["venezuela standard time", "America/Caracas"],
  ["pacific sa standard time", "America/Santiago"],
  ["argentina standard time", "America/Buenos_Aires"],
  ["e. south america standard time", "America/Sao_Paulo"],
  ["montevideo standard time", "America/Montevideo"],
  ["paraguay standard time", "America/Asuncion"],
])

/** What Rails calls time zones, and Braze in what it exports, where that is not the city in IANA's name. */
export const railsZones: ReadonlyMap<string, string> = new Map([
  ["international date line west", "Etc/GMT+12"],
  ["midway island", "Pacific/Midway"],
  ["american samoa", "Pacific/Pago_Pago"],
  ["hawaii", "Pacific/Honolulu"],
  ["alaska", "America/Juneau"],
  ["pacific time (us & canada)", "America/Los_Angeles"],
  ["mountain time (us & canada)", "America/Denver"],
  ["arizona", "America/Phoenix"],
  ["central time (us & canada)", "America/Chicago"],
  ["saskatchewan", "America/Regina"],
  ["guadalajara", "America/Mexico_City"],
  ["central america", "America/Guatemala"],
  ["eastern time (us & canada)", "America/New_York"],
  ["indiana (east)", "America/Indiana/Indianapolis"],
  ["quito", "America/Lima"],
  ["atlantic time (canada)", "America/Halifax"],
  ["newfoundland", "America/St_Johns"],
  ["brasilia", "America/Sao_Paulo"],
  ["georgetown", "America/Guyana"],
  ["greenland", "America/Nuuk"],
  ["mid-atlantic", "Atlantic/South_Georgia"],
  ["cape verde is.", "Atlantic/Cape_Verde"],
  ["edinburgh", "Europe/London"],
  ["bern", "Europe/Zurich"],
  ["west central africa", "Africa/Algiers"],
  ["kyiv", "Europe/Kiev"],
  ["pretoria", "Africa/Johannesburg"],
  ["st. petersburg", "Europe/Moscow"],
  ["abu dhabi", "Asia/Muscat"],
  ["ekaterinburg", "Asia/Yekaterinburg"],
  ["islamabad", "Asia/Karachi"],
  ["chennai", "Asia/Kolkata"],
  ["kolkata", "Asia/Kolkata"],
  ["mumbai", "Asia/Kolkata"],
  ["new delhi", "Asia/Kolkata"],
  ["kathmandu", "Asia/Kathmandu"],
  ["sri jayawardenepura", "Asia/Colombo"],
  ["astana", "Asia/Almaty"],
  ["hanoi", "Asia/Bangkok"],
  ["beijing", "Asia/Shanghai"],
  ["chongqing", "Asia/Shanghai"],
  ["osaka", "Asia/Tokyo"],
  ["sapporo", "Asia/Tokyo"],
  ["canberra", "Australia/Sydney"],
  ["solomon is.", "Pacific/Guadalcanal"],
  ["new caledonia", "Pacific/Noumea"],
  ["marshall is.", "Pacific/Majuro"],
  ["wellington", "Pacific/Auckland"],
  ["nuku'alofa", "Pacific/Tongatapu"],
  ["tokelau is.", "Pacific/Fakaofo"],
  ["chatham is.", "Pacific/Chatham"],
  ["samoa", "Pacific/Apia"],
])
