/**
 * Words that announce an author, a date, a source or a kind of text, in many languages. Tables of what pages everywhere write, never of
 * what one site writes. Lower case, NFC; several words are one entry, parted by "|" from the next.
 */

function phrases(text: string): readonly string[] {
  return text.split("|").map((phrase) => phrase.trim());
}

/** Before a name: "By …", "Von …", "Автор: …". */
export const BY: readonly string[] = phrases(
  "by|written by|nivîskar|од|от|пишува|verkis|skriuwer|ùghdar|vum|vun|بواسطة|إعداد|تأليف|كتابة|nga|shkruar nga|deur|geskryf deur|daga|ni|ulat ni|gan|eftir|waxaa qoray|waxa qoray|qoraa|rubutawa|tuairisc ó|sakupljala|pripremila|pripremio|piše i snima|besedilo|besedilo in foto|parengė|rašo|sagatavoja|raksta|toimetas|koostas|мақала авторы|дайындаған|даярлаган|бэлтгэсэн|сурвалжилсан|сэтгүүлч|պատրաստեց|მოამზადა|لیکوال|لیکونکی|రచన|കഥ|ලියන්නේ|සටහන|විසින්|minn|yozgan|muallif|müəllif|авторы|автордан|մեղինակ|հեղինակ|ავტორი|höfundur|egilea|idazlea|isinulat ni|sinulat ni|mwandishi wetu|ጸሐፊ|ዘጋቢ|لکھاری|লিখেছেন|প্রতিবেদক|எழுதியவர்|రచయిత|രചയിതാവ്|ಲೇಖಕ|ಲೇಖಕರು|લેખક|लेखन|words and photos by|as told to|escribe|escribió|posted by|published by|story by|text by|words by|reported by|article by|authored by|submitted by|review by|reviewed by|compiled by|author|authors|writer|reporter|contributor|" +
    "von|ein beitrag von|ein artikel von|eine analyse von|ein kommentar von|text von|autor|autoren|autorin|verfasser|verfasst von|geschrieben von|erstellt von|veröffentlicht von|text|" +
    "par|publié par|écrit par|rédigé par|auteur|auteurs|propos recueillis par|por|de|escrito por|publicado por|texto|autora|autores|redactor|postado por|redação|" +
    "di|a cura di|scritto da|pubblicato da|autore|autrice|testo di|door|geschreven door|tekst|tekst door|av|skrevet av|text av|af|skrevet af|skriven av|journalist|forfatter|skribent|" +
    "kirjoittanut|teksti|kirjoittaja|przez|autorka|opracował|napisał|napisała|oprac|autorzy|napsal|napsala|autoři|napísal|napísala|írta|szerző|szerzők|scris de|autorul|publicat de|" +
    "автор|авторы|текст|автори|пише|піше|аўтар|подготовил|подготовила|написал|написала|корреспондент|журналист|σύνταξη|συντάκτης|γράφει ο|γράφει η|του|της|από|του συντάκτη|" +
    "yazan|yazar|haber|hazırlayan|autor teksta|piše|napisao|napisala|avtor|piše|penulis|oleh|ditulis oleh|laporan|reporter|editor|tác giả|bài|theo|mwandishi|na|" +
    "autorius|autors|kirjutas|tekstas|teksts|höfundur|բ|הכותב|מאת|كتب|كتبت|بقلم|الكاتب|نویسنده|نوشته|تحریر|लेखक|द्वारा|লেখক|เขียนโดย|โดย|ผู้เขียน|작성자|글|기자|作者|记者|記者|文|撰文|撰稿|文字|来源作者|本报记者|本報記者|執筆|著者|筆者|ライター",
);

/** After a name, making a line of nothing else a byline: "… synthesis", "… reporting", "… 기자". */
export const AFTER_NAME: readonly string[] = phrases(
  "synthesis|synthesized|compiled|reporting|staff writer|staff reporter|senior writer|contributing writer|contributor|correspondent|special correspondent|reporter|columnist|editor|journalist|redakteur|redakteurin|redaktion|" +
    "journaliste|correspondant|periodista|corresponsal|redactor|jornalista|repórter|giornalista|inviato|journaliste|redacteur|korrespondent|journalist|tổng hợp|lược dịch|기자|특파원|报道|報導|記者|记者|編集|摄",
);

/** Before a date of publication. */
export const PUBLISHED: readonly string[] = phrases(
  "published|published on|published at|first published|originally published|posted|posted on|posted at|publication date|date published|date posted|pub date|date|released|release date|issued|created|created on|submitted on|on|last published|" +
    "veröffentlicht|veröffentlicht am|erschienen|erschienen am|erstellt|erstellt am|datum|eingestellt am|vom|publiziert|publiziert am|verfasst am|publié|publié le|mis en ligne le|paru le|date de publication|publiée le|créé le|" +
    "publicado|publicado el|fecha|fecha de publicación|publicada el|publicado em|postado em|data|criado em|data de publicação|pubblicato|pubblicato il|pubblicata il|data di pubblicazione|creato il|gepubliceerd|gepubliceerd op|geplaatst|geplaatst op|" +
    "publicerad|publicerat|publisert|udgivet|offentliggjort|opprettet|julkaistu|avaldatud|publikuota|paskelbta|publicēts|opublikowano|data publikacji|dodano|data dodania|opublikowany|utworzono|publikováno|vydáno|zveřejněno|publikované|" +
    "objavljeno|datum objave|megjelent|közzétéve|publikálva|publicat|publicat la|publicat pe|data publicării|публикувано|опубликовано|дата публикации|дата|размещено|опубліковано|дата публікації|апублікавана|објављено|објавено|δημοσίευση|" +
    "δημοσιεύτηκε|δημοσιεύθηκε|ημερομηνία|ημερομηνία δημοσίευσης|yayın tarihi|yayınlanma|yayınlanma tarihi|oluşturma tarihi|giriş|tarih|eklenme|diterbitkan|dipublikasikan|tanggal|tarikh|ngày|đăng ngày|ngày đăng|cập nhật lúc|נשר|פורסם|פורסם ב|" +
    "تاريخ النشر|نشر|نشر في|نُشر|تاريخ|تاریخ انتشار|تاریخ|منتشر شده|تاریخ اشاعت|प्रकाशित|प्रकाशन तिथि|প্রকাশ|প্রকাশিত|பதிவு செய்த நாள்|வெளியிடப்பட்டது|ప్రచురణ తేదీ|ಪ್ರಕಟಿತ|പ്രസിദ്ധീകരിച്ചത്|પ્રકાશિત|प्रकाशित तारीख|ตีพิมพ์|argitaratua|publikatua|publicado o|publicat el|birt|útgefið|foilsithe|ippubblikat|imechapishwa|ilichapishwa|iliyochapishwa|nailathala|inilathala|diterbitkan pada|dikemas kini pada|жарияланған|жарияланды|հրապարակվել է|հրապարակված|გამოქვეყნდა|chop etilgan|e'lon qilingan|nashr etilgan|dərc olunub|нийтэлсэн|ታትሟል|เผยแพร่|วันที่|โพสต์|등록|입력|게재|작성|기사입력|发布|发布时间|發布|發布時間|发表|发表于|時間|时间|日期|发表时间|公開|公開日|投稿日|掲載|掲載日|更新日時なし",
);

/** Before a date of change. */
export const MODIFIED: readonly string[] = phrases(
  "updated|updated on|updated at|last updated|last updated on|last update|last modified|last modified on|modified|modified on|revised|last revised|last changed|last reviewed|last edited|edited|date modified|date updated|" +
    "aktualisiert|aktualisiert am|zuletzt aktualisiert|zuletzt aktualisiert am|letzte aktualisierung|letzte änderung|zuletzt geändert|zuletzt geändert am|geändert|geändert am|stand|update|bearbeitet|zuletzt bearbeitet|mis à jour|mis à jour le|modifié le|" +
    "dernière mise à jour|mise à jour|dernière modification|actualizado|actualizado el|última actualización|actualizada|modificado|atualizado|atualizado em|última atualização|modificado em|aggiornato|aggiornato il|ultimo aggiornamento|ultima modifica|modificato il|" +
    "bijgewerkt|laatst bijgewerkt|laatste update|gewijzigd|laatst gewijzigd|uppdaterad|senast uppdaterad|oppdatert|sist oppdatert|opdateret|sidst opdateret|päivitetty|muokattu|uuendatud|atnaujinta|atjaunots|zaktualizowano|aktualizacja|ostatnia aktualizacja|" +
    "aktualizováno|naposledy aktualizováno|aktualizované|ažurirano|zadnja promjena|posodobljeno|frissítve|frissült|módosítva|actualizat|ultima actualizare|актуализирано|обновлено|обновлён|последнее обновление|изменено|оновлено|востаннє оновлено|абноўлена|ажурирано|" +
    "ενημερώθηκε|τελευταία ενημέρωση|τελευταία τροποποίηση|güncelleme|güncellenme|son güncelleme|güncellenme tarihi|son güncellenme|diperbarui|terakhir diperbarui|kemas kini|cập nhật|עודכן|آخر تحديث|تحديث|به روز رسانی|آخرین ویرایش|अपडेटेड|आखरी अपडेट|" +
    "อัปเดต|แก้ไขล่าสุด|수정|최종수정|更新|更新时间|更新日|最終更新|最終更新日|修改|最后更新|最後更新",
);

/** Before the address or the name a text was taken from. */
export const SOURCE: readonly string[] = phrases(
  "source|sources|source url|original source|original article|original|via|read the original|quelle|quellen|originalquelle|fonte|fuente|bron|källa|kilde|lähde|źródło|zdroj|forrás|sursa|източник|источник|джерело|крыніца|извор|izvor|vir|πηγή|kaynak|sumber|nguồn|chanzo|" +
    "المصدر|منبع|מקור|स्रोत|ที่มา|출처|来源|來源|出典|引用元|link|url|permalink|lien|enlace",
);

/**
 * Kinds of text that publishers write before a headline: "Press release: …". A prefix is taken off when all its words are among these, or
 * when another claim has the headline without it.
 */
export const KINDS: ReadonlySet<string> = new Set(
  (
    "news story release press statement speech article blog post opinion analysis interview video podcast review feature update report guidance announcement notice media advisory bulletin brief briefing commentary editorial column letter transcript " +
    "live latest breaking exclusive watch photos gallery policy paper research official statistics case study event publication oral written ministerial authored alert comment explainer profile obituary newsletter webinar factsheet " +
    "print printable printer friendly version druckversion druckansicht imprimir versión impresión versione stampa stampabile versão impressão imprimable wersja druku do pro tisk verze nyomtatható nyomtatási nézet verzió версия печати печать версія друку друк tulostusversio utskriftsvänlig utskriftsversjon printvenlig afdrukversie yazdır yazıcı cetak " +
    "fact sheet q&a faq backgrounder dispatch remarks communiqué communique insight insights item bericht meldung nachricht nachrichten pressemitteilung presseerklärung kommentar analyse interview meinung rede mitteilung stellungnahme eilmeldung ratgeber reportage " +
    "communiqué actualité actualités entretien tribune opinion vidéo discours déclaration dossier reportage analyse presse de du nota noticia noticias comunicado prensa entrevista opinión discurso vídeo artículo análisis comentario crónica " +
    "notícia notícias entrevista opinião artigo análise discurso imprensa nota comunicato stampa notizia notizie intervista opinione articolo analisi discorso nieuws persbericht toespraak artikel interview nyhet nyheter pressmeddelande pressemelding pressemeddelelse debatt " +
    "tiedote uutinen komunikat prasowy wywiad wiadomości opinia zpráva tisková rozhovor sajtóközlemény interjú hír comunicat presă știre interviu новость новости пресс-релиз интервью мнение видео статья заявление речь комментарий новина новини інтерв'ю " +
    "δελτίο τύπου συνέντευξη άποψη νέα haber röportaj basın açıklaması berita siaran pers wawancara opini tin thông cáo báo chí phỏng vấn بيان صحفي خبر مقابلة تقرير פרסום הודעה לעיתונות 快讯 新闻 新聞 评论 評論 专访 專訪 视频 公告 通知 声明 讲话 보도자료 뉴스 인터뷰 칼럼 ニュース 動画 社説 コラム"
  ).split(" "),
);

/** Authors that are no person: roles, desks, placeholders of publishing systems. Whole names, lower case. */
export const NOBODY: ReadonlySet<string> = new Set(
  phrases(
    "ویب ڈیسک|ওয়েব ডেস্ক|নিজস্ব প্রতিবেদক|অনলাইন ডেস্ক|वेब डेस्क|न्यूज डेस्क|ऑनलाइन डेस्क|tim redaksi|ban biên tập|" +
      "admin|administrator|webmaster|editor|editors|editorial|editorial team|editorial staff|editorial board|staff|staff writer|staff writers|staff reporter|staff report|our staff|guest|guest author|guest post|guest contributor|guest writer|anonymous|unknown|author|" +
      "authors|user|contributor|contributors|news|newsroom|news desk|newsdesk|web desk|news staff|web team|team|the team|redaktion|die redaktion|redaktionsteam|redakcja|redakce|redacción|redaccion|redação|redazione|la redazione|rédaction|la rédaction|la redaction|redactie|" +
      "редакция|редакція|szerkesztőség|redacția|uredništvo|σύνταξη|toimitus|redaksi|administrateur|gast|gastautor|gastbeitrag|super user|superuser|root|test|default|n/a|na|none|null|undefined|website|home|press release|pressemitteilung|pressestelle|agencies|agency|wire|" +
      "ap|afp|reuters|dpa|pti|ani|ians|efe|ansa|tass|xinhua|apa|sda|kna|epd|sid|upi|bloomberg|cnn|bbc|associated press|the associated press|wire reports|wire services|pr newswire|business wire|globenewswire|marketing|support|info|content team|redaktør|mail|e-mail|email|twitter|facebook|share|print|comments|" +
      "本报讯|新华社|编辑|責任編輯|责任编辑|编辑部|편집부|編集部|admin user|site admin|wpadmin|wp admin|adm|posted|published|updated|date|by|von|par|por|de|view all posts|all posts|more posts|follow|subscribe|read more|biography|about the author|über den autor",
  ),
);
