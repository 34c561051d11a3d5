/** Pages of our own writing in many languages, and the legacy encodings that such pages were written in. */

export interface LegacyPage {
  readonly language: string;
  /** iconv-lite's name, or "iso-2022-jp". */
  readonly encoding: string;
  readonly text: string;
}

const TEXTS: Readonly<Record<string, string>> = {
  ru: "Паром на дальние острова снова ходит с понедельника, сообщил начальник порта. Ремонт причала занял девять дней: шторм сорвал настил и повредил две опоры. Жители говорят, что всё это время хлеб им привозили рыбаки. Билеты продаются в старой кассе у маяка, расписание не изменилось.",
  uk: "Бібліотека відкриває сад на даху: з першого червня читачі зможуть сидіти серед трав і троянд, якщо дозволить погода. За садом доглядають учні двох шкіл, а насіння подарував їм ботанічний інститут. Їжу приносити можна, але книжки з читальної зали виносити на дах не дозволено.",
  bg: "Мостът над реката ще бъде затворен през нощта, съобщиха от общината. Работниците ще сменят осветлението и ще боядисат перилата. Пешеходците могат да минават по временната пътека, а автобусите ще се движат по обиколен маршрут до края на седмицата.",
  el: "Το πλοίο για τα νησιά θα φύγει ξανά τη Δευτέρα, είπε ο λιμενάρχης. Η επισκευή της προβλήτας κράτησε εννέα ημέρες, γιατί η θύελλα είχε σπάσει δύο στύλους. Οι κάτοικοι λένε ότι όλο αυτό το διάστημα οι ψαράδες τούς έφερναν ψωμί και φάρμακα.",
  he: "המעבורת לאיים חוזרת להפליג ביום שני, אמר מנהל הנמל. תיקון הרציף נמשך תשעה ימים, משום שהסערה שברה שני עמודים. התושבים מספרים שבמשך כל הזמן הזה הדייגים הביאו להם לחם ותרופות. הכרטיסים נמכרים בקופה הישנה ליד המגדלור.",
  ar: "تعود العبّارة إلى الجزر يوم الاثنين، كما قال مدير الميناء. استغرق إصلاح الرصيف تسعة أيام لأن العاصفة كسرت عمودين. ويقول السكان إن الصيادين كانوا يحملون إليهم الخبز والدواء طوال هذه المدة. وتباع التذاكر في المكتب القديم قرب المنارة.",
  th: "เรือข้ามฟากไปยังเกาะจะกลับมาวิ่งอีกครั้งในวันจันทร์ นายท่าเรือกล่าว การซ่อมท่าเรือใช้เวลาเก้าวันเพราะพายุทำให้เสาสองต้นหัก ชาวบ้านเล่าว่าตลอดเวลานั้นชาวประมงนำขนมปังและยามาให้ ตั๋วขายที่ห้องเก่าข้างประภาคาร",
  tr: "Adalara giden vapur pazartesi günü yeniden sefere başlıyor, dedi liman müdürü. İskelenin onarımı dokuz gün sürdü, çünkü fırtına iki direği kırmıştı. Halk, bütün bu süre boyunca ekmeği ve ilacı balıkçıların getirdiğini söylüyor. Biletler deniz fenerinin yanındaki eski gişede satılıyor.",
  pl: "Prom na wyspy znów wypłynie w poniedziałek, powiedział kierownik portu. Naprawa pomostu trwała dziewięć dni, ponieważ sztorm złamał dwa słupy. Mieszkańcy opowiadają, że przez cały ten czas rybacy przywozili im chleb i lekarstwa. Bilety sprzedaje się w starej kasie obok latarni morskiej, rozkład się nie zmienił.",
  cs: "Přívoz na ostrovy znovu vypluje v pondělí, řekl správce přístavu. Oprava mola trvala devět dní, protože bouře zlomila dva sloupy. Obyvatelé vyprávějí, že jim po celou tu dobu rybáři vozili chléb a léky. Jízdenky se prodávají ve staré pokladně vedle majáku a jízdní řád se nezměnil.",
  hu: "A szigetekre járó komp hétfőn újra indul, közölte a kikötő vezetője. A móló javítása kilenc napig tartott, mert a vihar két oszlopot is eltört. A lakók elmondása szerint egész idő alatt a halászok hozták nekik a kenyeret és a gyógyszert. Jegyet a világítótorony melletti régi pénztárban lehet venni.",
  ro: "Feribotul spre insule pleacă din nou luni, a spus șeful portului. Repararea pontonului a durat nouă zile, fiindcă furtuna a rupt doi stâlpi. Locuitorii povestesc că în tot acest timp pescarii le-au adus pâine și medicamente. Biletele se vând la casa veche de lângă far, iar orarul a rămas același.",
  hr: "Trajekt za otoke ponovno isplovljava u ponedjeljak, rekao je upravitelj luke. Popravak mola trajao je devet dana jer je oluja slomila dva stupa. Mještani pričaju da su im cijelo to vrijeme ribari dovozili kruh i lijekove. Karte se prodaju na staroj blagajni kraj svjetionika, a vozni red nije se mijenjao.",
  de: "Die Fähre zu den Inseln fährt ab Montag wieder, sagte der Hafenmeister. Die Reparatur der Brücke dauerte neun Tage, weil der Sturm zwei Pfähle gebrochen hatte. Die Bewohner erzählen, dass ihnen die Fischer während der ganzen Zeit Brot und Arznei gebracht hätten. Karten gibt es für fünf Mark – nur „am Schalter“ beim Leuchtturm.",
  fr: "Le bac pour les îles repart dès lundi, a déclaré le maître du port. La réparation de la jetée a duré neuf jours, car la tempête avait brisé deux piliers. Les habitants racontent que, pendant tout ce temps, les pêcheurs leur ont apporté du pain et des médicaments. L’horaire n’a pas changé, et les billets coûtent 3 €.",
  es: "El transbordador a las islas volverá a salir el lunes, dijo el jefe del puerto. La reparación del muelle duró nueve días, porque la tormenta había roto dos pilares. Los vecinos cuentan que durante todo ese tiempo los pescadores les llevaron pan y medicinas. ¿El horario? No ha cambiado, añadió la señora de la taquilla.",
  pt: "A balsa para as ilhas volta a sair na segunda-feira, disse o chefe do porto. A reparação do cais demorou nove dias, porque a tempestade tinha partido dois pilares. Os habitantes contam que, durante todo esse tempo, os pescadores lhes levaram pão e remédios. O horário não mudou, e a estação já está aberta.",
  sv: "Färjan till öarna går igen från måndag, sade hamnchefen. Reparationen av bryggan tog nio dagar, eftersom stormen hade knäckt två pålar. Invånarna berättar att fiskarna under hela tiden kom med bröd och medicin till dem. Biljetter säljs i den gamla luckan vid fyren, och tidtabellen är oförändrad.",
  da: "Færgen til øerne sejler igen fra mandag, siger havnefogeden. Reparationen af broen tog ni dage, fordi stormen havde knækket to pæle. Beboerne fortæller, at fiskerne i al den tid kom med brød og medicin til dem. Billetter sælges ved den gamle luge ved fyret, og køreplanen er den samme som før.",
  is: "Ferjan til eyjanna siglir aftur frá mánudegi, sagði hafnarstjórinn. Viðgerðin á bryggjunni tók níu daga því að stormurinn hafði brotið tvo staura. Íbúarnir segja að sjómennirnir hafi allan þann tíma fært þeim brauð og lyf. Miðar eru seldir í gamla skúrnum við vitann og áætlunin er óbreytt.",
  lt: "Keltas į salas vėl išplauks pirmadienį, sakė uosto viršininkas. Prieplaukos remontas truko devynias dienas, nes audra sulaužė du stulpus. Gyventojai pasakoja, kad visą tą laiką žvejai jiems vežė duoną ir vaistus. Bilietai parduodami senojoje kasoje šalia švyturio, o tvarkaraštis nepasikeitė.",
  lv: "Prāmis uz salām atkal ies no pirmdienas, sacīja ostas priekšnieks. Piestātnes remonts ilga deviņas dienas, jo vētra bija salauzusi divus stabus. Iedzīvotāji stāsta, ka visu šo laiku zvejnieki viņiem veda maizi un zāles. Biļetes pārdod vecajā kasē pie bākas, un saraksts nav mainījies.",
  et: "Praam saartele sõidab jälle esmaspäevast, ütles sadamakapten. Kai parandamine kestis üheksa päeva, sest torm oli murdnud kaks posti. Elanikud räägivad, et kogu selle aja tõid kalurid neile leiba ja ravimeid. Pileteid müüakse vanas kassas tuletorni kõrval, sõiduplaan on endine.",
  vi: "Chuyến phà ra đảo sẽ chạy lại từ thứ hai, người quản lý bến cảng cho biết. Việc sửa cầu tàu mất chín ngày vì cơn bão đã làm gãy hai cột. Người dân kể rằng trong suốt thời gian đó ngư dân đã mang bánh mì và thuốc đến cho họ.",
  ja: "島へ渡るフェリーは月曜日から再び運航すると、港の責任者が話した。嵐で二本の柱が折れたため、桟橋の修理には九日かかった。住民によると、その間ずっと漁師たちがパンや薬を運んでくれたという。切符は灯台のそばの古い窓口で売られ、時刻表は変わらない。",
  zh: "开往岛上的渡轮将从星期一起恢复航行，港口负责人说。由于风暴折断了两根柱子，码头的修理花了九天时间。居民们说，在这段时间里，渔民一直给他们送来面包和药品。船票在灯塔旁边的旧售票处出售，时刻表没有变化。",
  tw: "開往島上的渡輪將從星期一起恢復航行，港口負責人說。由於風暴折斷了兩根柱子，碼頭的修理花了九天時間。居民們說，在這段時間裡，漁民一直給他們送來麵包和藥品。船票在燈塔旁邊的舊售票處出售，時刻表沒有變化。",
  ko: "섬으로 가는 배가 월요일부터 다시 다닌다고 항구 책임자가 말했다. 폭풍으로 기둥 두 개가 부러져 부두를 고치는 데 아흐레가 걸렸다. 주민들은 그동안 어부들이 빵과 약을 가져다주었다고 전했다. 표는 등대 옆의 낡은 매표소에서 팔며 시간표는 그대로이다.",
};

const PAIRS: readonly (readonly [language: string, encoding: string])[] = [
  ["ru", "windows-1251"],
  ["ru", "koi8-r"],
  ["ru", "ibm866"],
  ["uk", "windows-1251"],
  ["uk", "koi8-u"],
  ["bg", "windows-1251"],
  ["el", "windows-1253"],
  ["he", "windows-1255"],
  ["ar", "windows-1256"],
  ["th", "windows-874"],
  ["tr", "windows-1254"],
  ["pl", "iso-8859-2"],
  ["pl", "windows-1250"],
  ["cs", "windows-1250"],
  ["hu", "iso-8859-2"],
  ["hr", "windows-1250"],
  ["de", "windows-1252"],
  ["fr", "windows-1252"],
  ["es", "iso-8859-1"],
  ["pt", "windows-1252"],
  ["sv", "iso-8859-1"],
  ["da", "iso-8859-1"],
  ["lt", "windows-1257"],
  ["lv", "windows-1257"],
  ["ja", "shift_jis"],
  ["ja", "euc-jp"],
  ["zh", "gbk"],
  ["zh", "gb18030"],
  ["tw", "big5"],
  ["ko", "euc-kr"],
];

/** Others that are rarer or harder; they are measured too, but no floor hangs on them. */
const MORE_PAIRS: readonly (readonly [language: string, encoding: string])[] = [
  ["ru", "iso-8859-5"],
  ["el", "iso-8859-7"],
  ["cs", "iso-8859-2"],
  ["hu", "windows-1250"],
  ["is", "windows-1252"],
  ["et", "windows-1257"],
  ["ro", "iso-8859-16"],
  ["vi", "windows-1258"],
  ["de", "macintosh"],
  ["bg", "koi8-r"],
];

function pagesOf(pairs: readonly (readonly [string, string])[]): LegacyPage[] {
  return pairs.map(([language, encoding]) => ({ language, encoding, text: TEXTS[language] ?? "" }));
}

export const PAGES: readonly LegacyPage[] = pagesOf(PAIRS);
export const MORE_PAGES: readonly LegacyPage[] = pagesOf(MORE_PAIRS);

/** The text as a page of HTML that does not say how it is encoded, under two kilobytes of ASCII, as pages have them. */
export function asPage(text: string): string {
  const script = "<script>window.settings = { theme: 'plain', columns: 3 };</script>\n".repeat(30);
  const menu = ["Home", "News", "Contact"].map((name) => `<li><a href="/${name.toLowerCase()}.html">${name}</a></li>`).join("");
  return `<html><head><title>News</title>\n${script}</head><body><ul>${menu}</ul>\n<h1>${text.slice(0, 30)}</h1>\n<p>${text}</p></body></html>\n`;
}
