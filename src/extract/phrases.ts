/**
 * Words that head or make up what stands around articles, in many languages. None of them decides alone on prose: rules ask besides
 * for shape and place. Phrases are compared word by word, without case, numbers and punctuation.
 */
import { openingsOf, type PhraseTable, table } from "./phrase-tables.ts";

/** Heads the readers' comments, or counts them. */
export const COMMENT_HEADS: PhraseTable = table(
  1,
  "comments, comment, leave a comment, leave a reply, post a comment, add a comment, add comment, write a comment, no comments, no comments yet, reader comments, comments on this article, join the conversation, join the discussion, view comments, show comments, show all comments, be the first to comment, comments are closed, thoughts on",
  "kommentare, kommentar, kommentar schreiben, kommentar verfassen, schreiben sie einen kommentar, schreibe einen kommentar, leserkommentare, keine kommentare, diskutieren sie mit, kommentieren",
  "comentarios, comentario, deja un comentario, deja una respuesta, sin comentarios, comentar, escribir un comentario, añadir comentario",
  "commentaires, commentaire, laisser un commentaire, aucun commentaire, réagir, vos réactions, poster un commentaire, ajouter un commentaire",
  "commenti, commento, lascia un commento, nessun commento, inserisci un commento, comentários, comentário, deixe um comentário, deixe uma resposta, nenhum comentário, comentar",
  "reacties, reactie, plaats een reactie, geen reacties, kommentarer, lägg till kommentar, skriv en kommentar, legg igjen en kommentar, kommentit, jätä kommentti",
  "комментарии, комментарий, комментариев, комментария, оставить комментарий, добавить комментарий, нет комментариев, обсудить, коментарі, коментар, залишити коментар, коментари, коментара",
  "komentarze, komentarz, komentarzy, dodaj komentarz, skomentuj, brak komentarzy, komentáře, komentář, přidat komentář, komentari, komentar, ostavi komentar, hozzászólások, hozzászólás, comentarii, lasă un comentariu, adaugă un comentariu",
  "σχόλια, σχόλιο, γράψτε το σχόλιό σας, προσθήκη σχολίου, yorumlar, yorum, yorum yap, yorum yaz, bình luận, komentar anda, tinggalkan komentar, tulis komentar",
  "评论, 发表评论, 我要评论, 网友评论, 最新评论, 全部评论, 条评论, 评论列表, 评论区, 相关评论, 跟帖, 評論, 發表評論, 留言, 我要留言, 發表留言, コメント, コメントを書く, コメントする, みんなのコメント, 댓글, 댓글쓰기, 댓글 쓰기",
  "التعليقات, تعليقات, تعليق, أضف تعليق, اترك تعليقا, اكتب تعليقا, نظرات, دیدگاه, دیدگاه ها, תגובות, תגובה, הוסף תגובה, टिप्पणियाँ, टिप्पणी, अपनी टिप्पणी दें, মন্তব্য, மறுமொழி, ความคิดเห็น, แสดงความคิดเห็น",
  "diskuse, diskuze, kommentaarid, komentarai, komentāri, komentarji, koment, komentet, kommentarlar, пікірлер, сэтгэгдэл, კომენტარები, მეկნաբանություններ, maoni, mga komento, ulasan",
  "মন্তব্য করুন, تبصرے, تبصرہ کریں, கருத்துகள், கருத்துக்கள், వ్యాఖ్యలు, അഭിപ്രായങ്ങൾ, ಕಾಮೆಂಟ್‌ಗಳು, प्रतिक्रिया, ટિપ્પણીઓ, ความเห็น, ຄຳເຫັນ, မှတ်ချက်များ, មតិយោបល់",
);

/** Heads teasers of other articles. */
export const RELATED_HEADS: PhraseTable = table(
  2,
  "related, related articles, related stories, related posts, related news, related content, related topics, related links, related coverage, read more, read also, read next, see also, more stories, more news, more from, more on, more articles, more like this, also read, you may also like, you might also like, you may be interested in, you might be interested in, recommended, recommended for you, recommended stories, recommended reading, popular, popular posts, popular posts from this blog, popular articles, popular stories, most popular, most read, most viewed, most shared, trending, trending now, trending stories, latest news, latest stories, latest posts, latest articles, recent posts, recent articles, recent news, top stories, editors picks, editor's picks, editor's choice, don't miss, what to read next, up next, next article, previous article, next post, previous post, other news, other stories, other articles, in other news, around the web, from around the web, from the web, sponsored content, promoted stories, further reading, continue reading, stories you may like, more in this section, in this section, featured stories, must read, keep reading",
  "lesen sie auch, lesen sie mehr, auch interessant, das könnte sie auch interessieren, das könnte dich auch interessieren, mehr zum thema, mehr aus, mehr von, mehr zu, weitere artikel, weitere meldungen, weitere nachrichten, weitere themen, ähnliche artikel, ähnliche beiträge, verwandte artikel, verwandte themen, meistgelesen, meist gelesen, beliebte artikel, beliebte beiträge, aktuelle nachrichten, neueste beiträge, neueste artikel, zum thema, themenverwandte artikel, empfohlen, unsere empfehlungen, leseempfehlungen, lesetipps, nächster artikel, vorheriger artikel, beliebte posts aus diesem blog, top themen, anzeige",
  "noticias relacionadas, artículos relacionados, entradas relacionadas, relacionado, relacionados, relacionadas, te puede interesar, también te puede interesar, le puede interesar, te recomendamos, más noticias, más sobre, más en, más información, lo más leído, lo más visto, más leídas, lea también, lee también, leer más, leer también, ver también, últimas noticias, otras noticias, entradas populares, entradas populares de este blog, entradas recientes, no te pierdas, recomendados, recomendado para ti, sigue leyendo",
  "à lire aussi, lire aussi, lire la suite, voir aussi, sur le même sujet, dans la même rubrique, articles liés, articles similaires, articles récents, articles populaires, les plus lus, les plus consultés, à découvrir, à ne pas manquer, vous aimerez aussi, vous pourriez aussi aimer, pour aller plus loin, nos recommandations, autres articles, plus d'articles, en savoir plus, posts les plus consultés de ce blog",
  "leggi anche, leggi tutto, potrebbe interessarti, potrebbe interessarti anche, ti potrebbe interessare, ti potrebbe interessare anche, articoli correlati, notizie correlate, altre notizie, i più letti, ultime notizie, leia também, leia mais, veja também, saiba mais, notícias relacionadas, artigos relacionados, posts relacionados, mais lidas, mais notícias, mais sobre, últimas notícias, recomendado para você, você pode gostar, matérias relacionadas",
  "lees ook, lees meer, gerelateerd, gerelateerde artikelen, meer over, meer nieuws, meest gelezen, aanbevolen, verder lezen, läs också, läs även, läs mer, relaterade artiklar, mest läst, mer om, mer från, senaste nytt, les også, les mer, mest lest, relaterte artikler, læs også, læs mere, mest læste, relaterede artikler, lue myös, lue lisää, aiheesta muualla, luetuimmat",
  "читайте также, читать также, читать далее, читать дальше, смотрите также, по теме, материалы по теме, статьи по теме, новости по теме, другие новости, другие материалы, похожие статьи, похожие материалы, похожие новости, популярное, популярные статьи, популярные новости, самое читаемое, самое популярное, последние новости, главные новости, рекомендуем, рекомендуемые, вам может быть интересно, также по теме, ещё по теме, еще по теме, новости партнеров, новости партнёров, новости сми, лента новостей, важное, читайте ещё, читайте нас, читайте також, дивіться також, за темою, схожі новини, популярні новини, останні новини, інші новини, новини партнерів, прочетете още, още по темата, свързани новини, вижте още, прочитајте још",
  "czytaj także, czytaj też, czytaj więcej, czytaj dalej, zobacz także, zobacz też, zobacz również, zobacz podobne, przeczytaj także, przeczytaj też, powiązane, powiązane artykuły, podobne artykuły, polecamy, polecane, najczęściej czytane, najpopularniejsze, najnowsze, więcej na ten temat, więcej o, więcej wiadomości, inne artykuły, warto przeczytać, čtěte také, přečtěte si také, související články, související, mohlo by vás zajímat, nejčtenější, prečítajte si aj, súvisiace články, pročitajte još, povezane vijesti, najčitanije, olvassa el ezt is, kapcsolódó cikkek, ajánlott cikkek, legolvasottabb, citește și, citiți și, articole similare, cele mai citite, știri similare",
  "διαβάστε επίσης, διαβάστε ακόμα, διαβάστε περισσότερα, δείτε επίσης, σχετικά άρθρα, σχετικά, σχετικά θέματα, δημοφιλή, περισσότερα, τελευταία νέα, ilgili haberler, benzer haberler, bunlar da ilginizi çekebilir, ilginizi çekebilir, son dakika, son haberler, çok okunanlar, en çok okunanlar, diğer haberler, tin liên quan, bài viết liên quan, xem thêm, đọc thêm, tin cùng chuyên mục, tin khác, đọc nhiều, có thể bạn quan tâm, tin mới, baca juga, berita terkait, artikel terkait, berita lainnya, terpopuler, rekomendasi",
  "相关阅读, 相关新闻, 相关文章, 相关链接, 相关报道, 相关推荐, 相关内容, 相关专题, 延伸阅读, 推荐阅读, 更多新闻, 更多阅读, 热门文章, 热门新闻, 热门推荐, 热点新闻, 热门, 热点, 最新文章, 最新新闻, 最新消息, 猜你喜欢, 精彩推荐, 为您推荐, 为你推荐, 编辑推荐, 上一篇, 下一篇, 排行榜, 阅读排行, 新闻排行, 点击排行, 今日热点, 图片新闻, 往期回顾, 相關閱讀, 相關新聞, 相關文章, 相關報導, 延伸閱讀, 推薦閱讀, 更多新聞, 熱門新聞, 熱門文章, 猜你喜歡, 看更多, 最新新聞, 你可能也喜歡",
  "関連記事, 関連ニュース, おすすめ記事, 人気記事, あわせて読みたい, 合わせて読みたい, こちらもおすすめ, ランキング, アクセスランキング, 最新記事, 新着記事, 関連リンク, 続きを読む, 前の記事, 次の記事, 관련기사, 관련 기사, 관련뉴스, 관련 뉴스, 추천기사, 추천 기사, 많이 본 뉴스, 많이 본 기사, 인기기사, 인기 기사, 최신기사, 주요뉴스, 주요 뉴스, 이 시각 주요뉴스, 다른 기사",
  "اقرأ أيضا, اقرأ أيضًا, اقرأ المزيد, اقرا ايضا, مواضيع ذات صلة, أخبار ذات صلة, مقالات ذات صلة, ذات صلة, موضوعات متعلقة, الأكثر قراءة, آخر الأخبار, شاهد أيضا, قد يعجبك أيضا, المزيد من, المزيد, مطالب مرتبط, بیشتر بخوانید, اخبار مرتبط, קרא עוד, קראו גם, כתבות נוספות, כתבות קשורות, אולי יעניין אותך, यह भी पढ़ें, ये भी पढ़ें, और पढ़ें, संबंधित खबरें, संबंधित समाचार, আরও পড়ুন, மேலும் படிக்க, อ่านเพิ่มเติม, ข่าวที่เกี่ยวข้อง, บทความที่เกี่ยวข้อง, เรื่องที่เกี่ยวข้อง",
  "mohlo by vás zajímat, preberite tudi, preberite še, pročitajte i, pročitajte još, možda vas zanima, прочитајте и, прочитај и, повързани, още по темата, свързани новини, skaitykite taip pat, taip pat skaitykite, lasi arī, lasiet arī, loe ka, loe veel, loe lisaks, lexoni edhe, lexo edhe, həmçinin oxuyun, mavzuga oid, оқи отырыңыз, тағы оқыңыз, холбоотой мэдээ, lesa einnig, ასევე წაიკითხეთ, მსგავსი სიახლეები, კითხეთ აგრეთვე, կարդացեք նաև, baca lagi, berita berkaitan, soma pia, soma zaidi, habari zinazohusiana, basahin din, kaugnay na balita, lees ook",
  "আরও পড়ুন, আরো পড়ুন, সম্পর্কিত খবর, সংশ্লিষ্ট খবর, مزید پڑھیں, متعلقہ خبریں, یہ بھی پڑھیں, தொடர்புடைய செய்திகள், மேலும் படிக்க, இதையும் படிக்க, సంబంధిత వార్తలు, ఇది కూడా చదవండి, അനുബന്ധ വാർത്തകൾ, ಸಂಬಂಧಿತ ಸುದ್ದಿ, ಇದನ್ನೂ ಓದಿ, संबंधित बातम्या, हे पण वाचा, સંબંધિત સમાચાર, આ પણ વાંચો, सम्बन्धित समाचार, यो पनि पढ्नुहोस्, අදාළ පුවත්, ข่าวที่เกี่ยวข้อง, อ่านเพิ่มเติม, ข่าวอื่นๆ, ข่าวยอดนิยม, ຂ່າວທີ່ກ່ຽວຂ້ອງ, ဆက်စပ်သတင်းများ, អត្ថបទទាក់ទង, អានបន្ថែម",
);

/** Invites to share, follow, subscribe, print. */
export const SHARE_WORDS: PhraseTable = table(
  4,
  "share, share this, share this article, share this story, share this post, share on, share via, share with, tweet, tweet this, pin it, print, print this, print this page, email, e mail, email this, email a friend, send to a friend, follow us, follow us on, follow, like us on facebook, subscribe, subscribe now, subscribe to our newsletter, sign up for our newsletter, sign up to our newsletter, get our newsletter, newsletter, copy link, save, bookmark, download our app, facebook, twitter, x, linkedin, whatsapp, telegram, pinterest, reddit, instagram, youtube, tumblr, messenger, viber, weibo, wechat, rss, advertisement, advertisements, advertising, ad, ads, sponsored, story continues below advertisement, article continues below advertisement, continue reading below, scroll to continue with content, font size, text size, a a, flipboard, threads, bluesky, mastodon, tiktok",
  "teilen, artikel teilen, drucken, merken, per mail, weitersagen, abonnieren, newsletter abonnieren, folgen sie uns, folgen, auf facebook teilen, seite drucken, compartir, compartir en, compártelo, imprimir, síguenos, suscríbete, suscribirse, enviar, partager, partager sur, partagez, imprimer, envoyer, suivez nous, abonnez vous, s'abonner, condividi, stampa, seguici, seguici su, iscriviti, iscriviti alla newsletter, compartilhar, compartilhe, partilhar, siga nos, assine, deel, delen, deel dit artikel, volg ons, dela, dela artikeln, skriv ut, del, del på, tulosta, jaa, jaa artikkeli, anzeige, werbung, schriftgröße, publicidad, publicité, pubblicità, publicidade, anúncio, continua após a publicidade, advertentie, annons, annonse, annonce, mainos",
  "поделиться, поделитесь, поделись, поделиться ссылкой, распечатать, печать, подписаться, подписывайтесь, подпишитесь, подписка, версия для печати, вконтакте, одноклассники, поширити, поділитися, надрукувати, підписатися, сподели, udostępnij, drukuj, wyślij, obserwuj nas, zapisz się, podziel się, lubię to, sdílet, vytisknout, megosztás, nyomtatás, distribuie, κοινοποίηση, μοιράσου το, εκτύπωση, ακολουθήστε μας, paylaş, haberi paylaş, yazdır, takip et, реклама, на правах рекламы, размер шрифта, oglašavanje, reklama, reklam, reklama ciąg dalszy pod reklamą, inzerce, hirdetés, publicitate, διαφήμιση, μικρό μέγεθος, μεγάλο μέγεθος, quảng cáo, iklan, advertensi, chia sẻ, bagikan, cetak",
  "分享, 分享到, 分享至, 打印, 打印本页, 收藏, 关注我们, 订阅, 扫一扫, 微信, 微博, 新浪微博, 腾讯微博, 人人网, 列印, 轉寄, 追蹤我們, 訂閱, シェア, シェアする, ツイート, ツイートする, 印刷, フォロー, 공유, 공유하기, 인쇄, 구독, 글자크기, 글자 크기, 글씨크기, 글자크기 설정, 스크랩, 광고, 広告, スポンサーリンク, 文字サイズ, 広告の後にも続きます, 广告, 廣告, 字号, 字體, 字体, 大 中 小, إعلان, اعلان, تبلیغات, اشتراک گذاری, به اشتراک بگذارید, פרסומת, विज्ञापन, โฆษณา, แชร์ข่าวนี้, ແບ່ງປັນ, မျှဝေပါ, ចែករំលែក, مشاركة, شارك, طباعة, تابعنا, اشترك, שתף, הדפס, साझा करें, शेयर करें, แชร์",
  "jaga, jaga artiklit, dalintis, pasidalinti, dalīties, deli, podijeli, podeli, shpërndaje, paylaşın, bo'lishish, бөлісу, хуваалцах, გაზიარება, კიսվել, ibahagi, kongsi, shiriki, deila, প্রিন্ট, শেয়ার, শেয়ার করুন, شیئر کریں, شیئر, பகிர், பகிர்க, షేర్ చేయండి, പങ്കിടുക, ಹಂಚಿಕೊಳ್ಳಿ, ಶೇರ್ ಮಾಡಿ, शेअर करा, સેર કરો, શેર કરો, बाँड्नुहोस्",
);

/** Helps on the way through a site. */
export const MENU_WORDS: PhraseTable = table(
  8,
  "skip to main content, skip to content, skip to navigation, skip to main, skip navigation, jump to navigation, jump to content, jump to main content, back to top, go to top, top of page, scroll to top, to the top, return to top, home, menu, main menu, search, log in, login, sign in, sign up, register, contact us, contact, about us, sitemap, site map, close, navigation, toggle navigation, language, home page, front page, click here, load more, show more, view all, see all",
  "zum inhalt springen, zum hauptinhalt springen, zum inhalt, zur navigation springen, zur navigation, nach oben, zum seitenanfang, startseite, menü, suche, anmelden, kontakt, impressum, datenschutz, saltar al contenido, ir al contenido, ir al contenido principal, inicio, menú, buscar, iniciar sesión, contacto, aller au contenu, aller au contenu principal, accueil, rechercher, se connecter, haut de page, vai al contenuto, salta al contenuto, cerca, accedi, pular para o conteúdo, ir para o conteúdo, início, entrar, naar inhoud, zoeken, hoppa till innehåll, sök, hopp til innhold, siirry sisältöön",
  "перейти к содержанию, перейти к основному содержанию, главная, меню, поиск, войти, вход, регистрация, наверх, контакты, о нас, карта сайта, przejdź do treści, strona główna, szukaj, zaloguj się, do góry, přejít k obsahu, hledat, ugrás a tartalomra, keresés, μετάβαση στο περιεχόμενο, αρχική, αναζήτηση, içeriğe geç, ana sayfa, ara, giriş yap, trang chủ, beranda, cari",
  "跳到主要内容, 跳转到内容, 跳至内容, 首页, 网站首页, 搜索, 登录, 注册, 返回顶部, 回到顶部, 联系我们, 关于我们, 网站地图, 首頁, 搜尋, 登入, 回頂端, コンテンツへスキップ, 本文へ, ホーム, 検索, ログイン, ページトップへ, 본문 바로가기, 홈, 검색, 로그인, 맨 위로, الانتقال إلى المحتوى, الرئيسية, بحث, تسجيل الدخول, דלג לתוכן, דף הבית, חיפוש, मुख्य सामग्री पर जाएं, होम, खोजें, หน้าแรก, ค้นหา",
  "legal notice, privacy policy, cookie policy, terms of use, terms of service, terms and conditions, privacy notice, datenschutzerklärung, nutzungsbedingungen, aviso legal, política de privacidad, política de privacidade, política de cookies, termos de uso, mentions légales, politique de confidentialité, conditions générales, note legali, informativa privacy, privacybeleid, algemene voorwaarden, integritetspolicy, polityka prywatności, regulamin serwisu, ochrana osobních údajů, adatvédelem, gizlilik politikası, kullanım koşulları, политика конфиденциальности, пользовательское соглашение, όροι χρήσης, πολιτική απορρήτου, 隐私政策, 隐私声明, 隱私權政策, 版权声明, 法律声明, プライバシーポリシー, 個人情報保護方針, 利用規約, 개인정보처리방침, 이용약관, سياسة الخصوصية, شروط الاستخدام, מדיניות פרטיות, תנאי שימוש, गोपनीयता नीति, chính sách bảo mật, kebijakan privasi",
);

/** Opens the line that credits a picture. */
export const CREDIT_WORDS: PhraseTable = table(
  16,
  "photo, photos, photo by, photo credit, photograph, photograph by, photography by, picture, picture by, image, image credit, image source, credit, courtesy of, file photo, caption, illustration, illustration by, video, foto, fotos, bild, bilder, bildquelle, grafik, imagen, fotografía, fotografía de, archivo, crédito, photographie, crédit photo, crédit, légende, immagine, didascalia, credito, imagem, divulgação, beeld, bron foto, kuva, kuvat",
  "фото, фотография, фотографии, изображение, иллюстрация, снимка, світлина, fot, zdjęcie, źródło zdjęcia, ilustracja, obrázek, kép, fotó, φωτογραφία, φωτο, πηγή φωτογραφίας, fotoğraf, ảnh, hình ảnh, 图, 图片, 图为, 摄影, 图片来源, 資料照片, 圖, 圖片, 攝影, 写真, 画像, 撮影, 사진, 이미지, صورة, تصوير, صور, תמונה, צילום, फोटो, तस्वीर, ภาพ",
);

/** Parts of sentences that state copyright, whatever else a line says. */
export const RIGHTS_PARTS: readonly string[] = [
  "all rights reserved",
  "alle rechte vorbehalten",
  "todos los derechos reservados",
  "tous droits réservés",
  "tutti i diritti riservati",
  "todos os direitos reservados",
  "alle rechten voorbehouden",
  "все права защищены",
  "все права охраняются",
  "усі права захищені",
  "wszelkie prawa zastrzeżone",
  "všechna práva vyhrazena",
  "minden jog fenntartva",
  "toate drepturile rezervate",
  "tüm hakları saklıdır",
  "版权所有",
  "版權所有",
  "無断転載",
  "무단 전재",
  "무단전재",
  "جميع الحقوق محفوظة",
  "כל הזכויות שמורות",
  "alle rettigheder forbeholdes",
  "alle rettigheter",
  "kaikki oikeudet pidätetään",
  "med ensamrätt",
  "ansvarig utgivare",
  "sva prava pridržana",
  "sva prava zadržana",
  "vse pravice pridržane",
  "всички права запазени",
  "сва права задржана",
  "visos teisės saugomos",
  "visas tiesības aizsargātas",
  "kõik õigused kaitstud",
  "všetky práva vyhradené",
  "bütün hüquqlar qorunur",
  "барлық құқықтар қорғалған",
  "ყველა უფლება დაცულია",
  "hak cipta dilindungi",
  "bản quyền thuộc",
  "جملہ حقوق محفوظ",
  "حقوق محفوظ است",
  "تمامی حقوق محفوظ",
  "সর্বস্বত্ব সংরক্ষিত",
  "காப்புரிமை",
  "สงวนลิขสิทธิ์",
  "ສະຫງວນລິຂະສິດ",
  "မူပိုင်ခွင့်",
  "រក្សាសិទ្ធិ",
];

/** Parts of sentences that only rights and duties are told in; matched anywhere, as comparable text. */
export const LEGAL_PARTS: readonly string[] = [
  ...RIGHTS_PARTS,
  "terms of use",
  "terms of service",
  "terms and conditions",
  "privacy policy",
  "cookie policy",
  "use cookies",
  "uses cookies",
  "do not necessarily reflect",
  "does not necessarily reflect",
  "may not be published, broadcast",
  "without the written permission",
  "without prior written",
  "without permission",
  "nutzungsbedingungen",
  "datenschutzerklärung",
  "política de privacidad",
  "mentions légales",
  "перепечатка",
  "при использовании материалов",
  "при цитировании",
  "мнение редакции",
  "polityka prywatności",
  "με την επιφύλαξη παντός δικαιώματος",
  "版权声明",
  "免责声明",
  "未经授权",
  "未经许可",
  "转载请注明",
  "不代表本",
  "並不代表",
  "著作權所有",
  "저작권자",
  "सर्वाधिकार सुरक्षित",
];

/** Parts of words that notices of consent are made of; the first list names the matter, the second what is said about it. */
export const CONSENT_CORE: readonly string[] = [
  "cookie",
  "consent",
  "your privacy",
  "einwilligung",
  "ihre privatsphäre",
  "datenschutz",
  "consentement",
  "vie privée",
  "consentimiento",
  "su privacidad",
  "consenso",
  "consentimento",
  "toestemming",
  "samtycke",
  "samtykke",
  "zgod",
  "souhlas",
  "согласи",
  "конфиденциальност",
  "συγκατάθεσ",
  "çerez",
  "クッキー",
  "隐私",
  "隱私",
  "쿠키",
  "ملفات تعريف الارتباط",
];
export const CONSENT_PARTS: readonly string[] = [
  "partner",
  "personal data",
  "your device",
  "unique identifiers",
  "advertising",
  "legitimate interest",
  "preferences",
  "object to",
  "personenbezogene",
  "ihrem gerät",
  "werbung",
  "einstellungen",
  "données personnelles",
  "votre appareil",
  "publicité",
  "partenaires",
  "datos personales",
  "su dispositivo",
  "publicidad",
  "socios",
  "dati personali",
  "dispositivo",
  "pubblicità",
  "dados pessoais",
  "persoonsgegevens",
  "persondata",
  "personuppgifter",
  "danych osobowych",
  "osobních údajů",
  "персональных данных",
  "партнер",
  "реклам",
  "προσωπικών δεδομένων",
  "kişisel veri",
  "個人情報",
  "个人信息",
  "개인정보",
];

/** Parts of sentences that a page shows to readers without scripts. */
export const SCRIPT_PARTS: readonly string[] = [
  "enable javascript",
  "turn on javascript",
  "javascript is disabled",
  "javascript is not enabled",
  "javascript disabled",
  "without javascript",
  "requires javascript",
  "browser does not support",
  "javascript aktivier",
  "aktivieren sie javascript",
  "activez javascript",
  "activer javascript",
  "javascript est désactivé",
  "habilita javascript",
  "active javascript",
  "activa javascript",
  "habilite o javascript",
  "ative o javascript",
  "abilita javascript",
  "attiva javascript",
  "schakel javascript",
  "aktivera javascript",
  "включите javascript",
  "увімкніть javascript",
  "włącz javascript",
  "povolte javascript",
  "javascript'i etkinleştir",
  "启用 javascript",
  "启用javascript",
  "javascriptを有効",
  "javascript를 활성화",
];

/** Parts of sentences that ask readers to subscribe, sign up or follow, or say why they were sent a mail. */
export const INVITATION_PARTS: readonly string[] = [
  "sign up",
  "newsletter",
  "subscribe",
  "in your inbox",
  "by e-mail every",
  "delivered to your",
  "never miss",
  "you received this",
  "you receive this",
  "you are receiving this",
  "because you signed up",
  "follow us",
  "already a subscriber",
  "to continue reading",
  "to read the rest",
  "to read the full",
  "bereits abonnent",
  "weiterlesen mit",
  "déjà abonné",
  "pour lire la suite",
  "ya eres suscriptor",
  "para seguir leyendo",
  "già abbonato",
  "já é assinante",
  "melden sie sich",
  "jetzt anmelden",
  "abonnieren",
  "in ihr postfach",
  "verpassen sie",
  "folgen sie uns",
  "suscríb",
  "suscrib",
  "boletín",
  "tu correo",
  "su correo",
  "síguenos",
  "inscrivez-vous",
  "abonnez-vous",
  "lettre d'information",
  "boîte mail",
  "suivez-nous",
  "iscriviti",
  "seguici",
  "nella tua casella",
  "assine",
  "inscreva-se",
  "receba",
  "schrijf je in",
  "nieuwsbrief",
  "nyhetsbrev",
  "nyhedsbrev",
  "uutiskirje",
  "zapisz się",
  "zaprenumeruj",
  "подпи",
  "рассылк",
  "в telegram",
  "εγγραφείτε",
  "abone ol",
  "bülten",
  "メールマガジン",
  "フォロー",
  "订阅",
  "訂閱",
  "关注我们",
  "구독",
  "اشترك",
  "النشرة",
];

/** Heads the line of an article's keywords. */
export const KEYWORD_HEADS: PhraseTable = table(
  32,
  "tags, tag, tagged, tagged with, filed under, topics, keywords, categories, posted in, schlagwörter, schlagworte, themen, stichworte, etiquetas, temas, palabras clave, mots clés, étiquettes, thèmes, tag correlati, argomenti, parole chiave, palavras chave, tópicos, trefwoorden, ämnen, nyckelord, emneord, avainsanat, tagi, słowa kluczowe, štítky, klíčová slova, címkék, etichete, теги, метки, ключевые слова, тэги, етикети, ετικέτες, λέξεις κλειδιά, etiketler, 标签, 关键词, 關鍵字, 標籤, タグ, キーワード, 태그, الوسوم, كلمات مفتاحية, الكلمات الدلالية, תגיות, टैग",
  "témata, téma, oznake, teemad, märksõnad, temos, tēmas, từ khóa, chủ đề, kata kunci, topik, বিষয়, ট্যাগ, குறிச்சொற்கள், แท็ก, ป้ายกำกับ, برچسب ها, برچسب‌ها, ٹیگز",
);

/** Which tables have a phrase that begins with a word, as their bits. */
export const OPENINGS: ReadonlyMap<string, number> = openingsOf([
  COMMENT_HEADS,
  RELATED_HEADS,
  SHARE_WORDS,
  MENU_WORDS,
  CREDIT_WORDS,
  KEYWORD_HEADS,
]);

/** Items of a menu that stands on one line in a script without spaces, and the letters that one may have. */
const MENU_ITEMS_MIN = 4;
const MENU_ITEM_LETTERS_MAX = 7;
const WIDE_LETTER = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** In scripts without spaces a line of short words parted by spaces is a menu. */
export function isWideMenu(text: string): boolean {
  if (!opensWide(text) || !WIDE_LETTER.test(text.slice(0, MENU_ITEM_LETTERS_MAX))) return false;
  const items = text.split(" ");
  return items.length >= MENU_ITEMS_MIN && items.every((item) => item.length <= MENU_ITEM_LETTERS_MAX && WIDE_LETTER.test(item));
}

/** The first of those scripts, in Unicode's order, begin here (U+2E80, radicals); surrogates and full-width kana come after. */
const WIDE_FROM = 0x2e80;

/** May one of the first letters be of such a script? Cheap, and false of most lines. */
function opensWide(text: string): boolean {
  for (let i = 0; i < Math.min(MENU_ITEM_LETTERS_MAX, text.length); i++) if (text.charCodeAt(i) >= WIDE_FROM) return true;
  return false;
}
