/** What files call their columns, in the languages that shops and spreadsheets are used in. */
import { attributeKey, contactFields } from "@parley/model"

/** What the rows of a file are. */
export const importKinds = ["contacts", "events"] as const
export type ImportKind = (typeof importKinds)[number]

const ofContacts = [
  ...contactFields,
  "subscription_state",
  "consent_source",
  "consent_evidence",
  "consent_at",
] as const
/** The country is for phones in national notation. */
const ofEvents = [
  "phone",
  "external_id",
  "country",
  "event_name",
  "event_at",
  "event_key",
  "event_value",
  "product_id",
  "currency",
  "price",
  "quantity",
] as const
const fieldsOf = { contacts: ofContacts, events: ofEvents } as const
export type Field = (typeof fieldsOf)[ImportKind][number]

export const isField = (name: string, kind: ImportKind): name is Field =>
  fieldsOf[kind].some((field) => field === name)

/** The first of a list is what is meant most surely. */
const words: Readonly<Record<string, string>> = {
  phone: `phone phone_number whatsapp_number whatsapp whatsapp_phone mobile mobile_phone mobile_number mobile_phone_number cell
    cell_phone cellphone cell_number phone_mobile phone_1 primary_phone telephone telephone_number tel phone_no mobile_no msisdn
    contact_number default_address_phone customer_phone billing_phone shipping_phone wa_id
    telefon telefonnummer handy handynummer mobil mobilnummer mobiltelefon mobilfunknummer rufnummer telefono telefono_movil
    movil celular numero_de_telefono numero_telefono telefone telemovel numero_de_celular tel_mobile portable
    numero_de_portable numero_de_telephone cellulare numero_di_telefono telefoon telefoonnummer mobiel gsm
    telefonnr puhelin puhelinnumero matkapuhelin telefon_komorkowy numer_telefonu telefonni_cislo mobilni_telefon telefonszam
    cep_telefonu telefon_numarasi cep телефон номер_телефона мобильный мобильный_телефон هاتف رقم_الهاتف الجوال جوال طلפון טלפון נייד
    電話番号 電話 携帯電話 手机 手机号 手机号码 电话 電話號碼 전화번호 휴대폰 फ़ोन मोबाइल nomor_telepon no_hp nomor_hp hp`,
  external_id: `external_id externalid customer_id customerid user_id userid client_id contact_id member_id id_externo
    kundennummer kunden_id kundennr numero_client id_client id_cliente codigo_cliente codice_cliente klantnummer klant_id
    kundnummer kundenummer asiakasnumero numer_klienta id_klienta musteri_no`,
  first_name: `first_name firstname given_name givenname forename fname vorname prenom nombre nombres primer_nombre primeiro_nome
    nome voornaam fornamn fornavn etunimi imie jmeno keresztnev ad isim имя الاسم_الأول שם_פרטי 名 名前 이름 nama_depan`,
  last_name: `last_name lastname surname family_name familyname lname nachname familienname nom nom_de_famille apellido apellidos
    sobrenome apelido cognome achternaam efternamn etternavn efternavn sukunimi nazwisko prijmeni vezeteknev soyad soyadi фамилия
    اسم_العائلة שם_משפחה 姓 성 nama_belakang`,
  email: `email e_mail email_address mail e_mail_address e_mail_adresse mailadresse correo correo_electronico courriel adresse_email
    adresse_e_mail posta_elettronica e_mailadres epost e_post sahkoposti adres_email eposta почта электронная_почта`,
  language: `language lang locale preferred_language language_code sprache sprachcode idioma langue lingua taal sprak kieli jezyk
    jazyk nyelv dil язык اللغة שפה 言語 语言 언어 bahasa`,
  country: `country country_code countrycode country_name default_address_country_code billing_country shipping_country land
    landescode laenderkennung pais codigo_pais pays code_pays paese nazione maa kraj zeme orszag ulke страна البلد מדינה 国 国家 국가 negara`,
  city: `city town default_address_city billing_city shipping_city stadt ort wohnort ciudad ville cidade citta stad plaats by
    kaupunki miasto mesto varos sehir город المدينة עיר 市 城市 도시 kota`,
  gender:
    "gender sex geschlecht genero sexo genre sexe sesso geslacht kon kjonn sukupuoli plec pohlavi nem cinsiyet пол",
  date_of_birth: `date_of_birth birthday birthdate birth_date dob geburtsdatum geburtstag fecha_de_nacimiento date_de_naissance
    data_de_nascimento data_di_nascita geboortedatum fodelsedatum fodselsdato syntymaaika data_urodzenia dogum_tarihi`,
  time_zone:
    "time_zone timezone tz zeitzone zona_horaria fuseau_horaire fuso_horario fuso_orario tijdzone tidszon aikavyohyke",
  subscription_state: `subscription_state whatsapp_consent whatsapp_opt_in whatsapp_optin whatsapp_opted_in whatsapp_subscribed
    whatsapp_subscription whatsapp_status accepts_whatsapp accepts_whatsapp_marketing whatsapp_marketing_consent
    whatsapp_einwilligung whatsapp_zustimmung consentimiento_whatsapp consentement_whatsapp consenso_whatsapp`,
  consent_source: "consent_source opt_in_source optin_source consent_origin einwilligungsquelle",
  consent_evidence: "consent_evidence opt_in_evidence consent_proof consent_text proof_of_consent",
  consent_at: `consent_at consent_date consent_time consent_timestamp whatsapp_consent_at whatsapp_opt_in_at opt_in_date optin_date
    opt_in_at opt_in_time opted_in_at whatsapp_opt_in_date einwilligungsdatum`,
}

const wordsOfEvents: Readonly<Record<string, string>> = {
  event_name:
    "event_name event event_type action activity ereignis evento evenement handelse hendelse gebeurtenis событие",
  event_at: `event_at event_time occurred_at happened_at timestamp time created_at order_date ordered_at paid_at purchase_date
    purchased_at transaction_date date datetime zeitpunkt zeit datum bestelldatum fecha fecha_de_pedido data data_do_pedido
    date_de_commande data_ordine orderdatum tid dato tijd aika data_zamowienia tarih дата 日時 日期 날짜 التاريخ`,
  event_key: "event_key event_id event_uuid idempotency_key dedupe_id insert_id",
  event_value: `event_value value amount revenue total total_price total_value order_total order_value grand_total betrag summe
    gesamt gesamtbetrag importe monto montant valor importo totale bedrag totaal belopp belob kwota tutar сумма 金額 金额 금액`,
  product_id: `product_id productid product product_sku sku lineitem_sku item_id item_sku item variant_sku artikelnummer
    artikel produkt produkt_id producto id_producto produit id_produit produto prodotto товар 商品`,
  currency:
    "currency currency_code waehrung wahrung moneda devise moeda valuta waluta para_birimi валюта 通貨 货币 통화",
  price: `price unit_price item_price lineitem_price product_price preis einzelpreis stueckpreis precio prix prix_unitaire preco
    prezzo prijs pris cena fiyat цена 価格 价格 가격`,
  quantity:
    "quantity qty lineitem_quantity item_quantity units menge anzahl cantidad quantite quantidade quantita aantal antal antall ilosc adet количество 数量 수량",
}

/** These say that somebody agreed to something, and not to what: a person has to confirm that WhatsApp is meant. */
const perhapsConsent = new Set(
  `accepts_marketing accepts_sms_marketing accepts_email_marketing sms_marketing_consent email_marketing_consent marketing_consent
   marketing_opt_in sms_consent sms_opt_in opt_in optin opted_in subscribed is_subscribed consent newsletter has_consent gdpr_consent
   einwilligung zustimmung werbeeinwilligung consentimiento acepta_marketing consentement accepte_le_marketing consenso
   aceita_marketing toestemming samtycke`.split(/\s+/),
)

interface Meaning {
  field: Field
  /** How surely: 0 is the field's own name. */
  rank: number
}

const meaningsIn = (
  kind: ImportKind,
  lists: Readonly<Record<string, string>>,
): ReadonlyMap<string, Meaning> =>
  new Map(
    Object.entries(lists).flatMap(([field, names]): [string, Meaning][] =>
      isField(field, kind) ? names.split(/\s+/).map((name, rank) => [name, { field, rank }]) : [],
    ),
  )

const meanings = {
  contacts: meaningsIn("contacts", words),
  events: meaningsIn("events", { ...words, ...wordsOfEvents }),
}

/** A name as the lists above have it: without accents, with `_` between words. */
const plainName = (name: string) =>
  attributeKey(
    name
      .normalize("NFD")
      .replace(/(\p{Script=Latin})\p{M}+/gu, "$1")
      .replaceAll("ß", "ss")
      .replaceAll("ø", "o")
      .replaceAll("ł", "l")
      .replaceAll("ı", "i"),
  )

/** The field that a column of this name is about; undefined: it is of none. */
export function meaningOf(name: string, kind: ImportKind): Meaning | undefined {
  return meanings[kind].get(attributeKey(name)) ?? meanings[kind].get(plainName(name))
}

/** Whether a column may say what people agreed to, though nobody can know from its name that WhatsApp is meant. */
export const isPerhapsConsent = (name: string): boolean => perhapsConsent.has(plainName(name))
