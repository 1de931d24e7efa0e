/**
 * Rows that an import must refuse, one for each way in which files of real people go wrong, and some that look wrong
 * and are not. A row is text as it is in the file, or bytes where it is not UTF-8.
 * Columns: external_id, phone, first_name, last_name, language, country, time_zone, city, plan, points, first_order_at,
 * vip, subscription_state, consent_source, consent_evidence, consent_at.
 */
export const wrongRows: readonly (string | Buffer)[] = [
  // the phone
  "w-01,,Ohne,Nummer,de,DE,Europe/Berlin,Berlin,basic,0,,false,subscribed,web_form,order 1,2025-03-01",
  "w-02,call me,Kein,Telefon,de,DE,Europe/Berlin,Berlin,basic,0,,false,subscribed,web_form,order 2,2025-03-01",
  "w-03,+49 CALL ANNA,Anna,Buchstabe,de,DE,Europe/Berlin,Berlin,basic,0,,false,yes,web_form,order 3,2025-03-01",
  "w-04,4.91511E+11,Excel,Opfer,de,DE,Europe/Berlin,Köln,basic,0,,false,yes,web_form,order 4,2025-03-01",
  '"w-05","4,91511E+11",Excel,Deutsch,de,DE,Europe/Berlin,Köln,basic,0,,false,yes,web_form,order 5,2025-03-01',
  "w-06,0151 23456789,National,Ohne Land,de,,,Hamburg,basic,0,,false,yes,web_form,order 6,2025-03-01",
  "w-07,+999 123 456 789,Unknown,Calling Code,en,,,Nowhere,basic,0,,false,yes,web_form,order 7,2025-03-01",
  "w-08,+49 151,Too,Short,de,,,Berlin,basic,0,,false,yes,web_form,order 8,2025-03-01",
  "w-09,+49 151 2345 6789 0123 4567,Too,Long,de,,,Berlin,basic,0,,false,yes,web_form,order 9,2025-03-01",
  "w-10,+49 199 1234567,Not,Given Out,de,,,Berlin,basic,0,,false,yes,web_form,order 10,2025-03-01",
  "w-11,+1 555 000 0000,No,Such Area,en_US,,,Springfield,basic,0,,false,yes,web_form,order 11,2025-03-01",
  "w-12,+49 900 1 123456,Premium,Rate,de,,,Berlin,basic,0,,false,yes,web_form,order 12,2025-03-01",
  "w-13,+44 909 879 0000,Premium,British,en_GB,,,London,basic,0,,false,yes,web_form,order 13,2025-03-01",
  "w-14,ana@example.com,Wrong,Column,es,ES,Europe/Madrid,Madrid,basic,0,,false,yes,web_form,order 14,2025-03-01",
  "w-15,0,Zero,Zero,en,,,London,basic,0,,false,yes,web_form,order 15,2025-03-01",
  "w-16,#N/A,Lookup,Failed,en,GB,Europe/London,London,basic,0,,false,yes,web_form,order 16,2025-03-01",
  "w-17,+49 151 23456789 / +49 30 123456,Two,Numbers,de,,,Berlin,basic,0,,false,yes,web_form,order 17,2025-03-01",
  // the cells
  "w-18,+4915123450018,Few,Cells",
  "w-19,+4915123450019",
  "w-20,+4915123450020,Many,Cells,de,DE,Europe/Berlin,Berlin,basic,0,,false,yes,web_form,order 20,2025-03-01,extra,more",
  "w-21,+4915123450021,Comma,In, The Name,de,DE,Europe/Berlin,Berlin,basic,0,,false,yes,web_form,order 21,2025-03-01",
  'w-22,+4915123450022,"Open,Quote,de,DE,Europe/Berlin,Berlin,basic,0,,false,yes,web_form,order 22,2025-03-01',
  'w-23,+4915123450023,Inch,5" Pipe "XL,de,DE,Europe/Berlin,Berlin,basic,0,,false,yes,web_form,order 23,2025-03-01',
  'w-24,+4915123450024,"Text" after,Quote,de,DE,Europe/Berlin,Berlin,basic,0,,false,yes,web_form,order 24,2025-03-01',
  "w-25;+4915123450025;Other;Delimiter;de;DE;Europe/Berlin;Berlin;basic;0;;false;yes;web_form;order 25;2025-03-01",
  `w-26,+4915123450026,${"Wolfeschlegelsteinhausen".repeat(5)},Long,de,DE,Europe/Berlin,Berlin,basic,0,,false,yes,,,`,
  `${"w-27-".repeat(45)},+4915123450027,Long,Id,de,DE,Europe/Berlin,Berlin,basic,0,,false,yes,web_form,order 27,2025-03-01`,
  `w-28,+4915123450028,Long,City,de,DE,Europe/Berlin,${"Llanfairpwllgwyngyll".repeat(51)},basic,0,,false,yes,,,`,
  // bytes that are not text
  Buffer.from(
    "w-29,+4915123450029,J\xfcrgen,M\xfcller,de,DE,Europe/Berlin,K\xf6ln,basic,0,,false,yes,web_form,order 29,2025-03-01",
    "latin1",
  ),
  Buffer.from(
    "w-30,+33612345630,Fran\xe7ois,Lef\xe8vre,fr,FR,Europe/Paris,N\xeemes,basic,0,,false,yes,web_form,order 30,2025-03-01",
    "latin1",
  ),
  "w-31,+4915123450031,Nul\0Byte,Inside,de,DE,Europe/Berlin,Berlin,basic,0,,false,yes,web_form,order 31,2025-03-01",
  // language, country, time zone
  "w-32,+4915123450032,Worf,Rozhenko,xx,DE,Europe/Berlin,Berlin,basic,0,,false,yes,web_form,order 32,2025-03-01",
  "w-33,+4915123450033,German,Spelled Out,German,DE,Europe/Berlin,Berlin,basic,0,,false,yes,web_form,order 33,2025-03-01",
  "w-34,+4915123450034,Lucy,Pevensie,en,Narnia,Europe/London,Cair Paravel,basic,0,,false,yes,web_form,order 34,2025-03-01",
  "w-35,+4915123450035,No,Country,en,ZZ,Europe/London,Nowhere,basic,0,,false,yes,web_form,order 35,2025-03-01",
  "w-36,+4915123450036,Mark,Watney,en,DE,Mars/Acidalia,Hab,basic,0,,false,yes,web_form,order 36,2025-03-01",
  "w-37,+4915123450037,Off,Set,de,DE,+02:00,Berlin,basic,0,,false,yes,web_form,order 37,2025-03-01",
  // consent
  "w-38,+4915123450038,May,Be,de,DE,Europe/Berlin,Berlin,basic,0,,false,maybe,web_form,order 38,2025-03-01",
  "w-39,+4915123450039,Pen,Ding,de,DE,Europe/Berlin,Berlin,basic,0,,false,opt-in pending,web_form,order 39,2025-03-01",
  "w-40,+4915123450040,Mc,Fly,de,DE,Europe/Berlin,Hill Valley,basic,0,,false,yes,web_form,order 40,2099-10-21",
  "w-41,+4915123450041,No,Such Day,de,DE,Europe/Berlin,Berlin,basic,0,,false,yes,web_form,order 41,2025-02-30",
  "w-42,+4915123450042,Serial,Number,de,DE,Europe/Berlin,Berlin,basic,0,,false,yes,web_form,order 42,45321",
  "w-43,+4915123450043,Which,Day,en_US,DE,Europe/Berlin,Berlin,basic,0,,false,yes,web_form,order 43,03/04/2025",
  "w-44,+4915123450044,Last,Summer,de,DE,Europe/Berlin,Berlin,basic,0,,false,yes,web_form,order 44,last summer",
  // the same person twice, each time something else
  "w-45,+4915123450045,Twin,First,de,DE,Europe/Berlin,Berlin,gold,10,,true,yes,web_form,order 45,2025-03-01",
  "w-45,+4915123450045,Twin,Second,de,DE,Europe/Berlin,Berlin,basic,0,,false,yes,web_form,order 45,2025-03-01",
  "w-46,+49 1512 3450045,Same,Phone,de,DE,Europe/Berlin,Berlin,basic,0,,false,no,web_form,order 46,2025-03-01",
  "w-45,+4915123450047,Same,Id,de,DE,Europe/Berlin,Berlin,basic,0,,false,yes,web_form,order 47,2025-03-01",
]

/** Rows that an import takes, though they look as if it should not. */
export const oddRows: readonly string[] = [
  // the same row twice is one person
  "o-01,+4915123450101,Doppelt,Hält,de,DE,Europe/Berlin,Berlin,basic,0,,false,yes,web_form,order 101,2025-03-01",
  "o-01,+4915123450101,Doppelt,Hält,de,DE,Europe/Berlin,Berlin,basic,0,,false,yes,web_form,order 101,2025-03-01",
  // a landline, national notation with a country, a number that was kept as a fraction, copied direction marks
  "o-02,+49 30 123456,Fest,Netz,de,DE,Europe/Berlin,Berlin,basic,0,,false,yes,web_form,order 102,2025-03-01",
  "o-03,0151 23450103,National,Mit Land,de,DE,Europe/Berlin,Berlin,basic,0,,false,yes,web_form,order 103,2025-03-01",
  "o-04,4915123450104.0,Pandas,Export,DE,de,europe/berlin,Berlin,basic,0,,FALSE,YES,web_form,order 104,01.03.2025",
  "o-05,\u202A+49 151 23450105\u202C,Kopiert,Aus Chat,de-DE,DE,Europe/Berlin,Berlin,basic,0,,false,x,web_form,order 105,2025-03-01T10:00:00+01:00",
  // a cell of several lines, quotes and delimiters in a cell, a row of empty cells, a line of nothing
  'o-06,+4915123450106,"Anna ""Änni""","von und zu\nZeile zwei",de,DE,Europe/Berlin,"Frankfurt, Main",basic,0,,false,1,web_form,order 106,2025-03-01',
  ",,,,,,,,,,,,,,,",
  "",
  // more delimiters than columns, without anything behind them
  "o-07,+4915123450107,Viele,Kommas,de,DE,Europe/Berlin,Berlin,basic,0,,false,yes,web_form,order 107,2025-03-01,,,",
  // nothing but a phone; and a formula, which stays text
  ",+4915123450108,,,,,,,,,,,,,,",
  "o-09,+4915123450109,=1+1,@Handle,de,DE,Europe/Berlin,Berlin,007,1e5,,false,t,web_form,order 109,3/25/2025",
]
