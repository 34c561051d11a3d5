/**
 * Parts of sentences that notices, invitations and small print are made of, in many languages. They are met anywhere in a block's comparable
 * text; none of them decides alone on prose.
 */

/** Parted by bars. Spaces count, since parts are met anywhere: "our app " is not the beginning of "our approach". */
function parts(text: string): readonly string[] {
  return text.split("|");
}

/** Parts of sentences that state copyright, whatever else a line says. */
export const RIGHTS_PARTS: readonly string[] = parts(
  "all rights reserved|alle rechte vorbehalten|todos los derechos reservados|tous droits réservés|tutti i diritti riservati|" +
    "todos os direitos reservados|alle rechten voorbehouden|все права защищены|все права охраняются|усі права захищені|" +
    "wszelkie prawa zastrzeżone|všechna práva vyhrazena|minden jog fenntartva|toate drepturile rezervate|tüm hakları saklıdır|版权所有|" +
    "版權所有|無断転載|무단 전재|무단전재|جميع الحقوق محفوظة|כל הזכויות שמורות|alle rettigheder forbeholdes|alle rettigheter|" +
    "kaikki oikeudet pidätetään|med ensamrätt|ansvarig utgivare|sva prava pridržana|sva prava zadržana|vse pravice pridržane|" +
    "всички права запазени|сва права задржана|visos teisės saugomos|visas tiesības aizsargātas|kõik õigused kaitstud|" +
    "všetky práva vyhradené|bütün hüquqlar qorunur|барлық құқықтар қорғалған|ყველა უფლება დაცულია|hak cipta dilindungi|" +
    "bản quyền thuộc|جملہ حقوق محفوظ|حقوق محفوظ است|تمامی حقوق محفوظ|সর্বস্বত্ব সংরক্ষিত|காப்புரிமை|สงวนลิขสิทธิ์|ສະຫງວນລິຂະສິດ|" +
    "မူပိုင်ခွင့်|រក្សាសិទ្ធិ|haki zote zimehifadhiwa|lahat ng karapatan|tots els drets reservats|eskubide guztiak|" +
    "todos os dereitos reservados|të gjitha të drejtat e rezervuara|barcha huquqlar himoyalangan|բոլոր իրավունքները պաշտպանված|" +
    "సర్వహక్కులు|మూలం హక్కులు|መብቱ በሕግ|መብቱ በህግ|හිමිකම් ඇවිරිණි|सर्वाधिकार सुरक्षित|حقوق خوندي دي|эрх хуулиар хамгаалагдсан|" +
    "hak cipta terpelihara|allur réttur áskilinn|öll réttindi áskilin|gach ceart ar cosaint|cedwir pob hawl|alle regte voorbehou|" +
    "kopiereg voorbehou|xuquuqda way dhowran|xuquuqda oo dhan|haƙƙin mallaka|сите права се задржани|бардык укуктар корголгон|" +
    "ҳамаи ҳуқуқҳо|सर्व हक्क राखीव|ಎಲ್ಲ ಹಕ್ಕುಗಳನ್ನು|എല്ലാ അവകാശങ്ങളും|সর্বস্বত্ব|auteursrecht voorbehouden" +
    "|riproduzione riservata|prohibida su reproducción|prohibida toda reproducción|prohibida la reproducción total" +
    "|proibida a reprodução|reprodução proibida|reproduction interdite|nachdruck verboten|przedruk zabroniony" +
    "|kopiowanie bez zgody|禁止转载|严禁转载|轉載必究|转载必究|재배포 금지|재배포금지|転載を禁じ|無断複製|izinsiz kopyalan|izinsiz alınt" +
    "|tiek aizsargātas ar autortiesībām|ohne genehmigung nicht gestattet|правата са запазени|права захищені|всі права захищені" +
    "|ўсе правы абаронены",
);

/** Parts of sentences that only rights and duties are told in; matched anywhere, as comparable text. */
export const LEGAL_PARTS: readonly string[] = [
  ...RIGHTS_PARTS,
  ...parts(
    "信息存储|仅代表本人|不代表本网|不代表平台|information storage service|terms of use|terms of service|terms and conditions|privacy policy|cookie policy|use cookies|uses cookies|" +
      "do not necessarily reflect|does not necessarily reflect|not necessarily those of|opinions expressed|views expressed|" +
      "spiegeln nicht|gibt nicht unbedingt|n'engagent que|n'engage que|no reflejan necesariamente|no refleja necesariamente|" +
      "non riflettono necessariamente|não refletem necessariamente|não reflete necessariamente|nie odzwierciedla|не отражает|" +
      "не отражают|може не збігатися|не є відображенням|не обязательно совпада|εκφράζουν τις απόψεις|δεν εκφράζουν απαραίτητα|" +
      "όχι απαραίτητα|may not be published, broadcast|without the written permission|without prior written|without permission|" +
      "nutzungsbedingungen|datenschutzerklärung|política de privacidad|mentions légales|перепечатка|при использовании материалов|" +
      "при цитировании|мнение редакции|polityka prywatności|με την επιφύλαξη παντός δικαιώματος|版权声明|免责声明|未经授权|未经许可|转载请注明|不代表本|並不代表|" +
      "著作權所有|저작권자|सर्वाधिकार सुरक्षित|متفق ہونا ضروری نہیں|رائے سے متفق|no es fa responsable|no se hace responsable|" +
      "nicht verantwortlich für den inhalt|лауазымды пікір|редакцияның көзқарас|no necesariamente refleja|não se responsabiliza|" +
      "vlerësimet e autorit|uredništvo ne odgovara|редакция не несет ответственности|редакція не несе відповідальності|" +
      "redakcja nie ponosi odpowiedzialności|რედაქცია არ აგებს პასუხს|bütün öhdəlik|pandangan penulis|tidak mencerminkan|" +
      "не поделя непременно|a szerkesztőség véleménye|linki zorunludur|står for skribentens regning|står för skribentens|" +
      "skribentens egna|skribentens holdning|er udtryk for forfatterens|kirjoittajan omia|de mening van de auteur|op persoonlijke titel|" +
      "meinung des autors wieder|meinung der autorin wieder|in te korten|leserbriefe zu kürzen|kürzungen vor|right to edit letters|" +
      "right to edit or|letters may be edited|las opiniones vertidas|les propos tenus|nesutampa su redakcijos|redakcijos nuomonė|" +
      "ne sakrīt ar|ei pruugi kattuda toimetuse|nuk përfaqëson|nemusí vyjadrovat|nemusí vyjadrovať|ne odražavaju|ne odraža nujno|" +
      "не представляет позицию|penulis sepenuhnya|tanggung jawab penulis|skribentens egen|udtryk for skribentens|" +
      "uttrykk for skribentens|uttrykk for forfatterens|forbeholder sig ret til at|forbeholder seg retten til|" +
      "förbehåller sig rätten att|pidättää oikeuden|behoudt zich het recht|se réserve le droit de|se reserva el derecho|" +
      "reserva-se o direito|si riserva il diritto|behält sich vor|behält sich das recht|zastrzega sobie prawo|vyhrazuje právo|" +
      "vyhradzuje právo|fenntartja a jogot|își rezervă dreptul|оставляет за собой право|залишає за собою право|запазва правото|" +
      "задржава право|zadržava pravo|pridržava pravo|διατηρεί το δικαίωμα|hakkını saklı tutar|berhak menyunting|nur die meinung|" +
      "opinión de sus autores|son responsabilidad de|responsabilidad exclusiva|sono responsabilità|de responsabilidade do autor|" +
      "são de responsabilidade|inteira responsabilidade|verantwoordelijkheid van de auteur|wyraża poglądy autora|są prywatnymi|" +
      "vyjadřuje názor autora|názor autora|álláspontját tükrözi|punctul de vedere al autorului|lasă responsabilitatea|думка автора|" +
      "думку автора|мнение автора|авторов может не совпадать|мнението на автора|ставове на ауторот|stavovi autora|ставови аутора|" +
      "stališče uredništva|mnenje avtorja|απηχούν τις απόψεις|yazarın kendisine aittir|yazarına aittir|الآراء الواردة|تعبر عن رأي|" +
      "لا تعبر بالضرورة|بازتاب دیدگاه|دیدگاه نویسنده|הדעות המובעות|लेखक के निजी|ये लेखक के अपने|quan điểm riêng của tác giả|" +
      "không nhất thiết phản ánh|ทัศนะของผู้เขียน|필자의 개인 의견|筆者個人の見解|仅代表作者|僅代表作者|不代表本站" +
      "|ссылка обязательна|гиперссылка на|спасылка абавязков|посилання обов|при використанні матеріалів|активне посилання" +
      "|преземањето на текстови|преузимање текстова|prenošenje tekstova|prenos vsebin|αναδημοσίευση|απαγορεύεται η αναπαραγωγή|při převzetí textu|przedruk|přetiskování" +
      "|utánközlés|preluarea informațiilor|préciser la source|ghi rõ nguồn|مع ذكر المصدر|با ذکر منبع|მასალების გამოყენება|նյութերը վերարտադրելիս" +
      "|hyperlink to" +
      "|creative commons|republique|republish our|republier|republicar|ripubblicare|reproducerea articol" +
      "|doar cu acordul|sin autorización|senza autorizzazione|sem autorização|sans autorisation|без разрешения редакции|без дозволу",
  ),
];

/** Parts of words that notices of consent are made of; the first list names the matter, the second what is said about it. */
export const CONSENT_CORE: readonly string[] = parts(
  "cookie|consent|your privacy|einwilligung|ihre privatsphäre|datenschutz|consentement|vie privée|consentimiento|su privacidad|" +
    "consenso|consentimento|toestemming|samtycke|samtykke|zgod|souhlas|согласи|конфиденциальност|συγκατάθεσ|çerez|クッキー|隐私|隱私|쿠키|" +
    "ملفات تعريف الارتباط|eväste|súhlas|hozzájárul|sütik|consimț|ciastecz|куки|съгласие|бисквитк|kolačić|колачић|колачиња|pristanak|" +
    "saglasnost|suglasnost|piškotk|privolit|slapuk|sutikim|sīkdat|piekriš|küpsis|nõusolek|συναίνεσ|çerezler|açık rıza|موافقتك|کوکی|" +
    "עוגיות|कुकी|कुकीज|คุกกี้|ความยินยอม|隱私權|隐私权|プライバシー|vafrakökur|vafrakök|fianáin|cwcis|koekies|galetes|файлы cookie|ქუქი|թխուկ|" +
    "kakor|informasjonskapsler|informationskapsler|privacyinstellingen|uw privacy|je privacy|tu privacidad|la tua privacy|" +
    "tua privacidade|twoja prywatność|vaše soukromí|vaše súkromie|вашої приватності|приватност|gizliliğiniz",
);
export const CONSENT_PARTS: readonly string[] = parts(
  "partner|personal data|your device|unique identifiers|advertising|legitimate interest|preferences|object to|personenbezogene|" +
    "ihrem gerät|werbung|einstellungen|données personnelles|votre appareil|publicité|partenaires|datos personales|su dispositivo|" +
    "publicidad|socios|dati personali|dispositivo|pubblicità|dados pessoais|persoonsgegevens|persondata|personuppgifter|" +
    "danych osobowych|osobních údajů|персональных данных|партнер|реклам|προσωπικών δεδομένων|kişisel veri|個人情報|个人信息|개인정보|" +
    "third parties|third-party|personalised|personalized|similar technologies|withdraw|drittanbieter|endgerät|widerrufen|" +
    "ähnliche technologien|personalisierte|präferenzen|traceurs|mesurer l'audience|personnalis|vos choix|terceros|preferencias|" +
    "personalizad|tecnologías similares|terze parti|tecnologie simili|preferenze|personalizzat|parceiros|preferências|" +
    "tecnologias semelhantes|tuo dispositivo|terceiros|derde partijen|uw apparaat|je apparaat|advertenties|vergelijkbare technieken|" +
    "vergelijkbare technologie|voorkeuren|din enhet|tredje part|annonser|liknande teknik|inställningar|din enhed|tredjepart|annoncer|" +
    "lignende teknologi|indstillinger|innstillinger|laitteel|mainon|kumppan|asetuksi|urządzeni|reklam|podobne technologie|preferencj|" +
    "zařízení|podobné technologie|předvolb|zariaden|nastaven|eszközödön|eszközén|hirdetés|beállítás|dispozitiv|reclame|preferințe|" +
    "setări|устройств|предпочтени|пристро|уподобан|налаштуван|настройки|uređaj|oglas|postavk|podešavanj|уређај|оглас|naprav|nastavitv|" +
    "įrengin|pasirinkim|ierīc|iestatījum|seadme|eelistus|συσκευή|διαφημίσ|προτιμήσ|ρυθμίσεις|συνεργάτες|cihazınız|tercihler|ayarlar|" +
    "الإعلانات|جهازك|شركائنا|تفضيلات|دستگاه شما|تبلیغات|המכשיר שלך|פרסומות|העדפות|विज्ञापन|डिवाइस|वरीयताएँ|perangkat anda|iklan|" +
    "preferensi|mitra kami|thiết bị của bạn|quảng cáo|đối tác|tùy chọn|อุปกรณ์ของ|โฆษณา|การตั้งค่า|맞춤형 광고|맞춤 광고|端末|広告|パートナー|设备|广告|偏好|" +
    "設備|廣告|合作伙伴|合作夥伴|תנאי השימוש",
);

/** Parts of sentences that a page shows to readers without scripts. */
export const SCRIPT_PARTS: readonly string[] = parts(
  "enable javascript|turn on javascript|javascript is disabled|javascript is not enabled|javascript disabled|without javascript|" +
    "requires javascript|browser does not support|javascript aktivier|aktivieren sie javascript|activez javascript|activer javascript|" +
    "javascript est désactivé|habilita javascript|active javascript|activa javascript|habilite o javascript|ative o javascript|" +
    "abilita javascript|attiva javascript|schakel javascript|aktivera javascript|включите javascript|увімкніть javascript|" +
    "włącz javascript|povolte javascript|javascript'i etkinleştir|启用 javascript|启用javascript|javascriptを有効|javascript를 활성화",
);

/** Parts of sentences that ask readers to subscribe, sign up or follow, or say why they were sent a mail. */
export const INVITATION_PARTS: readonly string[] = parts(
  "signing up for|email alerts|e-mail alerts|by downloading|newsletter-abonnement|mit ihrer registrierung|ihre registrierung|" +
    "ihr postfach und|bądź na bieżąco|wiadomościach google|google discover|seguir o canal|no whatsapp|en whatsapp|" +
    "chaque vendredi|chaque semaine|chaque matin|je m'inscris|votre adresse e-mail|votre e-mail|recevez|jeden morgen|jede woche|" +
    "kostenlos in ihr|your email address|enter your email|allerede abonnent|køb abonnement|få adgang|adgang til alle artikler|" +
    "bliv abonnent|allerede abonnement|få tilgang|bli abonnent|bli prenumerant|redan prenumerant|läs vidare med|jo tilaaja|" +
    "tilaa uutiskirje|al abonnee|word abonnee|gratis nieuwsbrief|підпис|не пропустити|у telegram|в телеграм|абонирай|претплатите се|" +
    "odebírejte|přihlaste se k odběru|iratkozzon fel|hírlevel|abonează-te|newsletterul|pretplatite se|đăng ký nhận|bản tin|" +
    "berlangganan|langganan|jiunge na|ہماری ایپ|سبسکرائب|הצטרפו|הירשמו|עקבו אחרינו|सब्सक्राइब|हमसे जुड़ें|সাবস্ক্রাইব|sign up|" +
    "newsletter|subscribe|in your inbox|by e-mail every|delivered to your|never miss|you received this|you receive this|" +
    "you are receiving this|because you signed up|follow us|already a subscriber|to continue reading|to read the rest|" +
    "to read the full|bereits abonnent|weiterlesen mit|déjà abonné|pour lire la suite|ya eres suscriptor|para seguir leyendo|" +
    "già abbonato|já é assinante|melden sie sich|jetzt anmelden|abonnieren|in ihr postfach|verpassen sie|folgen sie uns|suscríb|" +
    "suscrib|boletín|tu correo|su correo|síguenos|inscrivez-vous|abonnez-vous|lettre d'information|boîte mail|suivez-nous|iscriviti|" +
    "seguici|nella tua casella|assine|inscreva-se|receba|schrijf je in|nieuwsbrief|nyhetsbrev|nyhedsbrev|uutiskirje|zapisz się|" +
    "zaprenumeruj|подпи|рассылк|в telegram|εγγραφείτε|abone ol|bülten|メールマガジン|フォロー|订阅|訂閱|关注我们|구독|اشترك|النشرة|jarida letu|barua pepe|" +
    "mag-subscribe|iyong email|iyong inbox|subscriu|butlletí|teu correo|harpidetu|buletin|posta elektroniko|uudiskir|e-posti|telli |" +
    "abonē|jaunumus|e-past|prenumeruo|naujienlaišk|el. pašt|naročite se|e-novic|e-poštni|abonohu|emailin tuaj|abunə ol|e-poçt|" +
    "obuna bo|elektron pochta|жазылыңыз|электрондық пошта|fréttabréf|skráðu þig|netfang|nuusbrief|teken in|e-pos|cylchlythyr|e-bost|" +
    "nuachtlitir|langgan |surat berita|e-mel anda|ኢሜይል|नवीनतम अपडेट|न्यूज़लेटर|آپ کی ای میل|خبرنامه|خبرنامے|نیوز لیٹر|பதிவு செய்|" +
    "இமெயில்|newsletter'a|odoberajte|e-mailovú|novinky e-mailem|newsletteriň|to read this article|subscribers only|for subscribers|" +
    "unlimited access|cancel at any time|puedes seguir a|apuntarte|apúntate|by signing up|by subscribing|you can unsubscribe|" +
    "unsubscribe at any|no longer wish to receive|we may send you|have a story|got a story|have a tip|got a tip|story to share|" +
    "send us|write to us|email us|let us know|letters to the editor|support our|make a donation|become a member|our journalism|" +
    "reader-supported|download our app|download the app|whatsapp channel|telegram channel|google news|nicht mehr erhalten|abbestellen|" +
    "abmelden|haben sie hinweise|schreiben sie uns|schreiben sie an|leserbrief|schicken sie uns|unterstützen sie|spenden sie|" +
    "mit ihrer spende|laden sie unsere|unsere app|whatsapp-kanal|désinscrire|désabonner|écrivez-nous|écrivez à|soutenez|faites un don|" +
    "notre application|chaîne whatsapp|google actualités|en vous inscrivant|darse de baja|cancelar la suscripción|escríbenos|envíanos|" +
    "únete a|canal de whatsapp|descarga nuestra|haz una donación|hazte socio|google noticias|en tu móvil|disiscriv|" +
    "annullare l'iscrizione|scriveteci|scrivici|inviateci|unisciti al|canale whatsapp|canale telegram|scarica l'app|sostieni|" +
    "fai una donazione|cancelar inscrição|envie sua|envie seu|participe do canal|canal no whatsapp|entre no grupo|nosso canal|" +
    "baixe o app|baixe nosso|siga-nos|apoie o|faça uma doação|clique aqui e|uitschrijven|afmelden|heb je een tip|heeft u een tip|" +
    "tip de redactie|stuur ons|mail naar|mail de redactie|naar de redactie|stuur een appje|whatsapp-kanaal|download onze|steun ons|" +
    "word lid|doneer|avregistrera|tipsa oss|skriv till oss|skicka in|ladda ner vår|stöd vår|har du tips|tips oss|send oss|" +
    "skriv til oss|last ned appen|støtt oss|melde deg av|tip os|har du et tip|send os|send dit indlæg|skriv til os|deltage i debatten|" +
    "delta i debatten|delta i debatt|skriv en insändare|hent vores app|støt os|afmeld|juttuvinkki|juttuvink|lataa sovellus|tue työ|" +
    "peruuta tilaus|osallistu keskusteluun|napisz do nas|czekamy na|wyślij do nas|masz temat|wesprzyj|dołącz do nas|pobierz aplikację|" +
    "nasz kanał|obserwuj nas|wypisz się|napište nám|máte tip|podpořte|sledujte nás|stáhněte si|odhlásit|napíšte nám|podporte|odhlásiť|" +
    "stiahnite si|írjon nekünk|írj nekünk|támogass|támogassa|kövess minket|kövesse|töltse le|leiratkoz|küldje el|trimite-ne|" +
    "trimiteți-ne|scrie-ne|urmărește-ne|urmăriți-ne|descarcă aplicația|dezabon|canalul de whatsapp|присылайте|пишите нам|поддержите|" +
    "наш канал|наш телеграм|читайте нас|google новост|яндекс новост|скачайте приложение|заметили ошибку|нашли ошибку|ctrl+enter|" +
    "ctrl + enter|отписаться|отказаться от рассылки|присоединяйтесь|надсилайте|пишіть нам|підтримайте|помітили помилку|" +
    "знайшли помилку|відписатися|долучайтеся|приєднуйтесь|google новини|падтрымайце|далучайцеся|падпісвайцеся|ахвяраван|дасылайце|" +
    "заўважылі памылку|последвайте ни|подкрепете|пишете ни|изпратете ни|отпишете|пратете нѐ|следете нè|следете не|поддржете|" +
    "пратите нас|подржите|pišite nam|pošaljite nam|podržite|pratite nas|preuzmite aplikaciju|odjavi|pišite na|podprite|sledite nam|" +
    "spremljajte nas|ακολουθήστε|στείλτε μας|μάθετε πρώτοι|στηρίξτε|κατεβάστε|διαγραφή από|γράψτε μας|takip edin|bize ulaşın|" +
    "bize yazın|uygulamamızı indirin|whatsapp kanal|telegram kanal|abonelikten|destek olun|تابعوا|تابعونا|تابعنا|حمل التطبيق|" +
    "حمّل التطبيق|قناتنا|عبر واتساب|راسلونا|للاشتراك|إلغاء الاشتراك|ادعمونا|بريدك|نشرتنا|کانال تلگرام|به ما بپیوندید|ما را دنبال|" +
    "عضو شوید|اپلیکیشن ما|لغو اشتراک|خبرنامهٔ|حمایت مالی|כתבו לנו|שלחו לנו|הורידו את|תמכו|להסרה מרשימת|הרשמו|ऐप डाउनलोड|एप डाउनलोड|" +
    "व्हाट्सऐप चैनल|हमें फॉलो|फॉलो करें|से जुड़ें|टेलीग्राम चैनल|गूगल न्यूज|लाइक करें|सबस्क्राइब|ॲप डाउनलोड|अॅप डाउनलोड|जॉइन व्हा|" +
    "फॉलो करा|टेलिग्राम|ফলো করুন|অ্যাপ ডাউনলোড|চ্যানেলে যুক্ত|பின்தொடர|செயலியை|ఫాలో అవ్వండి|యాప్ డౌన్|പിന്തുടര|ആപ്പ് ഡൗൺ|ikuti kami|" +
    "grup telegram|saluran whatsapp|unduh aplikasi|mari bergabung|update berita|breaking news|berhenti berlangganan|kirimkan|" +
    "muat turun aplikasi|sertai kami|mời bạn đọc|fanpage|tải ứng dụng|hủy đăng ký|gửi bài|cập nhật tin|กดติดตาม|เพิ่มเพื่อน|" +
    "ดาวน์โหลดแอป|ติดตามเรา|ติดตามข่าว|채널 추가|앱 다운로드|구독하기|수신거부|友だち追加|公式アカウント|アプリをダウンロード|お寄せください|配信停止|メルマガ|扫码|公众号|下载客户端|下载app|投稿邮箱|欢迎关注|" +
    "取消订阅|加入會員|粉絲專頁|line好友|電子報|扫一扫|გამოგვყევით|გამოიწერე|გამოიწერეთ|შემოგვიერთდი|դիտեք|հետևեք մեզ|բաժանորդագր|бізге жазыл|" +
    "телеграм-арна|каналымызга|kanalımıza|kanalimizga|a'zo bo|манай пэйж|бидэнд|jiandikishe|pakua app|sundan kami|i-follow|" +
    "abonneer op|dilynwch|lean muid|fylgdu okkur|fylgstu með|jarraitu|segueix-nos|seguiu-nos|síguenos en|sekojiet|sekite mus|" +
    "jälgi meid|na ndiqni|ndiqni|theo dõi fanpage|theo dõi chúng tôi|theo dõi kênh|lähetä meille|susține-ne|susțineți|제보하기|제보를 기다|" +
    "제보 바랍|카카오톡 채널|카카오톡에서|정기후원|追蹤我們|爆料專線|爆料信箱|爆料热线|our app |our free app|please donate|donate today|mejla oss|mejla till" +
    "|you agree to our|you agree to the|may also send you|stimmen sie zu|vous acceptez|aceptas nuestr|accetti la|aceita os|akceptujesz" +
    "|даєте згоду|соглашаетесь" +
    "|quero apoiar|você ajuda a|ajuda a manter|por mês você|per month you|for as little as|your support|help us keep|support us" +
    "|ihre unterstützung|mit einem beitrag|votre soutien|aidez-nous|con tu apoyo|apóyanos|ayúdanos|il tuo sostegno|aiutaci|uw steun" +
    "|jouw steun|stöd oss|ditt bidrag|twoje wsparcie|pomóż nam|vaše podpora|pomozte nám|a támogatásod|segíts|ajută-ne|cu sprijinul tău" +
    "|вашей поддержк|помогите нам|вашої підтримк|допоможіть нам|desteğinizle|urmărește cele|pagina noastră de|canalul nostru" +
    "|nuestra página de|notre page|nossa página|unsere seite auf|naszą stronę|naszym kanale|нашу страницу|нашу сторінку" +
    "|нашата страница|našu stranicu|našom kanalu|點我下載|立即下載|下載app|用app看",
);

/** Those of the matter that only notices speak of: cookies by name, and the reader's own privacy. */
export const COOKIE_PARTS: ReadonlySet<string> = new Set(
  "cookie|your privacy|ihre privatsphäre|vie privée|su privacidad|tu privacidad|la tua privacy|tua privacidade|uw privacy|je privacy|privacyinstellingen|twoja prywatność|vaše soukromí|vaše súkromie|вашої приватності|gizliliğiniz|çerez|çerezler|クッキー|プライバシー|隐私|隱私|隐私权|隱私權|쿠키|ملفات تعريف الارتباط|eväste|sütik|ciastecz|куки|файлы cookie|бисквитк|kolačić|колачић|колачиња|piškotk|slapuk|sīkdat|küpsis|کوکی|עוגיות|कुकी|कुकीज|คุกกี้|vafrakök|kakor|informasjonskapsler|informationskapsler|koekies|galetes|fianáin|cwcis|ქუქი|թխուկ".split(
    "|",
  ),
);

/** Parts of sentences that stand under the sample of an article that is paid for. */
export const OFFER_PARTS: readonly string[] = parts(
  "subscribe to continue|subscribe to read|to continue reading|to keep reading|for subscribers only|only for subscribers|" +
    "available to subscribers|exclusive to subscribers|members only|members-only|for paid subscribers|for paying subscribers|" +
    "register to read|log in to read|sign in to read|free articles left|free articles remaining|of this article is reserved|" +
    "this post is for|nur für abonnenten|für abonnenten lesbar|exklusiv für abonnenten|diesen artikel lesen|" +
    "diesen artikel weiterlesen|jetzt weiterlesen|mit einem abo|bereits ein abo|artikel ist kostenpflichtig|de cet article à|" +
    "cet article est réservé|réservé aux abonnés|réservée aux abonnés|réservé à nos abonnés|réservée à nos abonnés|" +
    "la suite est réservée|contenu réservé|pour lire la suite|il vous reste à lire|exclusivo para suscriptores|solo para suscriptores|" +
    "sólo para suscriptores|para seguir leyendo|para continuar leyendo|contenido exclusivo|hazte suscriptor|riservato agli abbonati|" +
    "riservata agli abbonati|per continuare a leggere|contenuto riservato|abbonati per|exclusivo para assinantes|para continuar lendo|" +
    "continue a leitura|conteúdo exclusivo|só para assinantes|exclusivo para subscritores|para continuar a ler|alleen voor abonnees|" +
    "voor abonnees|lees verder met|om verder te lezen|exclusief voor abonnees|för prenumeranter|endast för prenumeranter|" +
    "artikeln är låst|för dig som är prenumerant|läs hela artikeln|for abonnenter|kun for abonnenter|for å lese videre|les hele saken|" +
    "læs hele artiklen|for at læse videre|vain tilaajille|tilaajille|jatka lukemista|lue koko juttu|tylko dla prenumeratorów|" +
    "tylko dla subskrybentów|dla prenumeratorów|aby czytać dalej|dostęp do całego artykułu|dalsza część artykułu|pro předplatitele|" +
    "jen pro předplatitele|pre predplatiteľov|pokračovat ve čtení|pokračovať v čítaní|csak előfizető|előfizetőink|előfizetőknek|" +
    "a cikk folytatás|doar pentru abonați|pentru abonați|continuă lectura|только подписчикам|только для подписчиков|" +
    "доступно по подписке|доступен по подписке|чтобы читать дальше|чтобы дочитать|лише для передплатників|тільки для передплатників|" +
    "для передплатників|щоб читати далі|само за абонати|за абонати|samo za pretplatnike|za pretplatnike|само за претплатнике|" +
    "само за претплатници|samo za naročnike|za naročnike|μόνο για συνδρομητές|για συνδρομητές|abonelere özel|devamını okumak için|" +
    "للمشتركين فقط|للمشتركين|لمتابعة القراءة|ویژه مشترکان|برای ادامه مطلب|למנויים בלבד|להמשך קריאה|केवल सब्सक्राइबर|आगे पढ़ने के लिए|" +
    "khusus pelanggan|untuk melanjutkan membaca|dành cho thành viên|để đọc tiếp|เฉพาะสมาชิก|会員限定|有料会員|有料記事|会員登録すると|続きを読むには|続きをお読み|" +
    "購読者限定|残り文字|구독자 전용|유료회원|유료 회원|회원 전용|로그인 후 이용|이어서 읽으|付费阅读|订阅后|登录后阅读|剩余内容|会员专享|会员可见|訂閱後|訂戶專享|會員專享|會員限定|登入後|繼續閱讀",
);
