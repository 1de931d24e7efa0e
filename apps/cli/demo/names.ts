/** Given and family names as their bearers write them. */
export interface Names {
  given: readonly string[]
  family: readonly string[]
}

const names = (given: string, family: string): Names => ({
  given: given.split(" "),
  family: family.split(" "),
})

export const german = names(
  "Anna Jürgen Björn Sören Käthe Lukas Jörg Mia Günther Zoë Änne Felix",
  "Müller Schröder Weiß Köhler Groß Jäger Böhm Schäfer Lang Vögel Kühn Haßler",
)
export const french = names(
  "Chloé Zoë Hélène François Noël Maëlys Jérôme Inès Benoît Aurélie Loïc Anaïs",
  "Lefèvre Garçon Béranger Dupré Gauthier Hébert Müllié Périer Lacôte Noël Poirée Rousseau",
)
export const spanish = names(
  "Sofía José Íñigo Lucía Martín Begoña Andrés Inés Ángel Nuria Óscar Ximena",
  "Núñez García Ibáñez Peña Rodríguez Muñoz Jiménez Ávila Cárdenas Quiñones Gómez León",
)
export const portuguese = names(
  "João Inês Antônio Conceição Luís Graça Mônica Tomás Lívia Cauã Júlia Débora",
  "Gonçalves Magalhães Simões Conceição Araújo Assunção Falcão Brandão Sá Leitão Câmara Guimarães",
)
export const italian = names(
  "Niccolò Giosuè Lucia Matteo Nicolò Chiara Èlia Marta Luca Giulia Noè Sara",
  "Cantù Rossi Nicolò Forlì Bianchi Dalì Greco Esposito Fabbri Conti Galli Marchesi",
)
export const dutch = names(
  "Daniël Zoë Jan Noë Femke Sjoerd Loïs Pieter Anouk Ruben Fleur Thijs",
  "Visser Daniëls Jansen Bakker Smeets Dekker Kuiper Postma Hoekstra Bos Mulder Vermeer",
)
export const nordic = names(
  "Åsa Øystein Björk Sölvi Ólafur Þóra Jørgen Ægir Märta Søren Guðrún Håkon",
  "Ångström Sørensen Guðmundsdóttir Østergaard Björnsson Åkesson Lindqvist Dahl Høeg Mäkelä Sjöberg Þórsson",
)
export const baltic = names(
  "Õnne Jānis Rūta Kārlis Živilė Tõnu Ilzė Mārtiņš Ülle Gintarė Andrius Līga",
  "Bērziņš Kazlauskas Tamm Õunapuu Ozoliņš Žukauskas Kalniņa Mägi Jõgi Šimkutė Liepa Saar",
)
export const czech = names(
  "Čeněk Žofie Jiří Šárka Ondřej Věra Ľubomír Ján Zuzana Radek Eliška Matěj",
  "Dvořák Novák Šťastný Kučera Říha Černá Horváth Kováč Žižka Hájek Ďuriš Fiala",
)
export const polish = names(
  "Łukasz Małgorzata Michał Zofia Święcisław Róża Bartłomiej Agnieszka Paweł Żaneta Jan Ola",
  "Wójcik Łęcki Żak Kowalski Dąbrowska Zieliński Śliwa Mróz Gałązka Nowak Kępa Wiśniewska",
)
export const hungarian = names(
  "Ágnes László Győző Éva Zoltán Ödön Réka Béla Tünde Csaba Dorottya Gergő",
  "Nagy Kovács Szűcs Tóth Erdős Fehér Kőszegi Rózsa Halász Bőhm Szőke Varga",
)
export const romanian = names(
  "Ștefan Ana Țuca Mihai Ioana Răzvan Dănuț Lăcrămioara Bogdan Mădălina Ion Sânziana",
  "Ionescu Țepeș Bălan Popescu Șerban Căpraru Stănescu Munteanu Vlădescu Crăciun Rusu Moțoc",
)
export const balkan = names(
  "Đorđe Željka Čedomir Šime Vesna Ćiril Tomaž Špela Enes Hana Luka Živa",
  "Petrović Šarić Đukić Kovačević Žnidaršič Čolić Novak Begić Perić Babić Krajnc Hodžić",
)
export const turkish = names(
  "Çağla Gökhan Şükrü İpek Özge Iğdır Uğur Ayşe Ümit Doğan Elif Çınar",
  "Yıldız Öztürk Şahin Çelik Güneş Aydın Kılıç Doğan Işık Gül Bulut Koç",
)
export const vietnamese = names(
  "Ánh Đức Hương Thảo Tuấn Mỹ Quỳnh Dũng Ngọc Phượng Hải Thủy",
  "Nguyễn Trần Lê Phạm Hoàng Võ Đặng Bùi Đỗ Hồ Ngô Dương",
)
export const malay = names(
  "Siti Budi Ayu Rizal Dewi Agus Nurul Hafiz Putri Wayan Farah Irfan",
  "Wijaya Santoso Ibrahim Halim Pratama Nasution Rahman Kusuma Salleh Siregar Yusof Lestari",
)
export const filipino = names(
  "Maricel Jun Ligaya Benjie Tala Rodel Ñina Jomar Luz Dalisay Rey Aileen",
  "Dela-Cruz Reyes Peñaflor Bautista Macaraeg Santos Villareal Dimaguiba Ocampo Salazar Magsaysay Tolentino",
)
export const english = names(
  "Chloe Liam Zoë Oisín Emily Noah Siân Jack Renée Aoife Harry Maya",
  "Smith O'Neill Evans D'Arcy Taylor Brontë Walker Ó-Briain Clarke Hughes Patel Fitzgerald",
)
export const african = names(
  "Adébáyọ̀ Chidi Ngozi Kofi Amara Thabo Zanele Wanjikũ Juma Nia Ọlá Kwame",
  "Okafor Mensah Dlamini Adéyẹmí Mwangi Nkosi Ọbásanjọ́ Owusu Kamau Zulu Achieng Banda",
)
export const cyrillicRussian = names(
  "Анна Дмитрий Ольга Сергей Мария Алексей Наталья Фёдор Юлия Пётр Ксения Семён",
  "Иванов Смирнов Кузнецов Попов Соловьёв Лебедев Козлов Морозов Фёдоров Королёв Щукин Жуков",
)
export const cyrillicUkrainian = names(
  "Олександр Їжакевич Ганна Тарас Юлія Ярослав Соломія Андрій Євгенія Остап Дарина Ілля",
  "Шевченко Коваленко Бондаренко Ткаченко Кравчук Лисенко Гнатюк Зінченко Мельник Поліщук Савчук Гаєвський",
)
export const cyrillicBalkan = names(
  "Ђорђе Милица Георги Елена Стојан Ивана Николай Тодор Љубица Борис Цвета Драган",
  "Петровић Димитров Јовановић Стоянов Николовски Георгиев Ђокић Костов Трајковска Илиев Живковић Ангелов",
)
export const greek = names(
  "Ελένη Γιώργος Μαρία Νίκος Σοφία Κώστας Άννα Δημήτρης Ιωάννα Χρήστος Ζωή Θάνος",
  "Παπαδόπουλος Γεωργίου Οικονόμου Νικολάου Αθανασίου Βασιλείου Καραγιάννης Δημητρίου Σταματίου Λάμπρου Ψαρρός Ρήγας",
)
export const arabic = names(
  "فاطمة محمد ليلى أحمد نور يوسف مريم خالد سارة عمر هند إبراهيم",
  "الحسن المصري العلي منصور الخطيب حداد النجار السيد بكر الشامي عثمان الفاسي",
)
export const hebrew = names(
  "נועה יוסף תמר דוד מיכל איתן שירה אורי רחל יעל עומר גיל",
  "כהן לוי מזרחי פרץ ביטון אברהם פרידמן שפירא חדד גולן ברק שמש",
)
export const persian = names(
  "زهرا علی پریسا رضا گلناز بهرام مینا کیان شیرین آرش نازنین فرهاد",
  "احمدی کریمی پناهی رستمی گلستانی محمدی جعفری هاشمی صادقی موسوی زند فروغی",
)
export const devanagari = names(
  "प्रिया राहुल आरती विक्रम सुनीता अर्जुन नेहा संजय काव्या रोहित मीरा अमित",
  "शर्मा वर्मा पटेल सिंह गुप्ता जोशी मिश्रा यादव नायर त्रिपाठी चौहान ठाकुर",
)
export const bengali = names(
  "আনিকা রহিম সুমাইয়া তানভীর মৌসুমী শাকিল নুসরাত ইমরান ফারিহা সজীব রিমা আরিফ",
  "হোসেন রহমান ইসলাম আহমেদ চৌধুরী খান সরকার দাস মিয়া বেগম সাহা করিম",
)
export const tamil = names(
  "கவிதா முருகன் லட்சுமி செல்வம் மீனா குமார் பிரியா ராஜா தமிழ் அருண் நிலா கார்த்திக்",
  "சுப்பிரமணியம் பெருமாள் நடராஜன் சிவகுமார் வேலு கண்ணன் ராமசாமி இளங்கோ பாண்டியன் மணி சண்முகம் தங்கராஜ்",
)
export const sinhala = names(
  "නිමල් කුමාරි සුනිල් දිල්හානි චමින්ද අනූෂා කසුන් තිලිණි රුවන් ඉරේෂා අමල් සඳුනි",
  "පෙරේරා සිල්වා ප්‍රනාන්දු ජයසූරිය බණ්ඩාර රත්නායක විජේසිංහ ගුණරත්න දිසානායක හේරත් මෙන්ඩිස් අබේසේකර",
)
export const thai = names(
  "สมชาย มาลี ปิยะ สุดา อนันต์ นภา วีระ กมล ชัยวัฒน์ พิมพ์ ธนา รัตนา",
  "สุขใจ ศรีสุข ทองดี แสงจันทร์ บุญมี วงศ์ใหญ่ ใจดี พรหมมา เจริญสุข มั่นคง รุ่งเรือง แก้วมณี",
)
export const lao = names(
  "ບຸນມີ ສີດາ ຄຳພັນ ມະນີ ສົມພອນ ແສງດາວ ບົວຄຳ ວຽງ ຈັນທາ ພອນ ສຸກ ນ້ອຍ",
  "ວົງສາ ສີສຸກ ພົມມະຈັນ ແກ້ວມະນີ ໄຊຍະວົງ ທອງດີ ລັດຕະນະ ບຸນຍະວົງ ສຸວັນນະ ຄຳຜົງ ອິນທະວົງ ພັນທະວົງ",
)
export const simplifiedHan = names(
  "伟 芳 娜 敏 静 强 磊 洋 艳 勇 婷 浩然",
  "王 李 张 刘 陈 杨 赵 黄 周 吴 欧阳 司马",
)
export const traditionalHan = names(
  "志明 淑芬 俊傑 怡君 雅婷 家豪 美玲 建宏 詩涵 冠宇 麗華 國榮",
  "陳 林 黃 張 李 吳 劉 蔡 楊 許 鄭 歐陽",
)
export const japanese = names(
  "さくら 健太 ひなた 翔 ユイ 大輔 あおい タクミ 美咲 蓮 モモカ りん",
  "佐藤 鈴木 高橋 田中 いとう 渡辺 ヤマモト 中村 小林 こばやし 齋藤 髙木",
)
export const korean = names(
  "민준 서연 지우 하은 도윤 수빈 예준 지민 현우 은지 태양 소라",
  "김 이 박 최 정 강 조 윤 장 임 남궁 황보",
)
export const georgian = names(
  "ნინო გიორგი თამარ ლევან ქეთევან დავით მარიამ ილია ეკა ზურა ანა ვახტანგ",
  "ბერიძე კაპანაძე გელაშვილი მაისურაძე ლომიძე წიკლაური ჯაფარიძე ხუციშვილი აბაშიძე ღვინიაშვილი ჩხეიძე შენგელია",
)
export const kazakh = names(
  "Айгүл Нұрлан Әлия Ерлан Гүлнәр Бекзат Жанар Өмір Дәулет Сәуле Қайрат Іңкәр",
  "Ахметов Сұлтанов Қасымов Әбенов Нұрғалиев Төлегенов Жұмабаев Бөкенов Сейітов Оспанов Ермеков Шоқан",
)
