import { describe, expect, it } from "vitest";
import { detectLanguage } from "../../src/text/language.ts";
import { cpuClock } from "../cpu-time.ts";

/** Sentences of our own on one theme, so that no word of the theme gives the language away. */
const SENTENCES: Readonly<Record<string, string>> = {
  en: "The river has risen again during the night, and the people who live by the bridge have been told that they should leave their houses before the evening.",
  de: "Der Fluss ist in der Nacht wieder gestiegen, und die Menschen, die an der Brücke wohnen, sollen ihre Häuser noch vor dem Abend verlassen.",
  nl: "De rivier is in de nacht weer gestegen en de mensen die bij de brug wonen, moeten hun huizen nog voor de avond verlaten.",
  af: "Die rivier het in die nag weer gestyg en die mense wat by die brug woon, moet hulle huise nog voor die aand verlaat, het die burgemeester gesê.",
  sv: "Floden har stigit igen under natten och de människor som bor vid bron måste lämna sina hus före kvällen, sade borgmästaren.",
  da: "Floden er steget igen i løbet af natten, og de mennesker, der bor ved broen, skal forlade deres huse inden aftenen, siger borgmesteren efter mødet.",
  no: "Elva har steget igjen i løpet av natta, og folk som bor ved brua, må nå forlate husene sine før kvelden, sier ordføreren etter møtet.",
  is: "Áin hefur vaxið aftur í nótt og fólkið sem býr við brúna verður að fara úr húsum sínum fyrir kvöldið, segir bæjarstjórinn.",
  fr: "La rivière est encore montée pendant la nuit et les gens qui habitent près du pont doivent quitter leurs maisons avant le soir.",
  es: "El río ha vuelto a subir durante la noche y las personas que viven junto al puente tienen que dejar sus casas antes de la tarde.",
  pt: "O rio voltou a subir durante a noite e as pessoas que moram perto da ponte têm de deixar as suas casas antes do fim da tarde, segundo a câmara.",
  ca: "El riu ha tornat a pujar durant la nit i les persones que viuen a prop del pont han de deixar les seves cases abans del vespre.",
  gl: "O río volveu subir durante a noite e as persoas que viven ao pé da ponte teñen que deixar as súas casas antes da tardiña, segundo o concello.",
  it: "Il fiume è salito di nuovo nella notte e le persone che abitano vicino al ponte devono lasciare le loro case prima della sera.",
  ro: "Râul a crescut din nou în timpul nopții, iar oamenii care locuiesc lângă pod trebuie să își părăsească locuințele până diseară.",
  eu: "Ibaia berriro igo da gauean eta zubiaren ondoan bizi diren herritarrek etxeak utzi behar dituzte iluntzea baino lehen, alkateak esan duenez.",
  sq: "Lumi është ngritur sërish gjatë natës dhe njerëzit që jetojnë pranë urës duhet të largohen nga shtëpitë e tyre para mbrëmjes.",
  hu: "A folyó az éjszaka ismét megáradt, és a híd mellett élő embereknek még este előtt el kell hagyniuk a házaikat, mert nem lehet tudni, hogy mi lesz.",
  fi: "Joki on noussut yön aikana uudelleen, ja sillan luona asuvien ihmisten on lähdettävä kodeistaan ennen iltaa, mutta kaikki eivät ole vielä lähteneet.",
  et: "Jõgi on öösel jälle tõusnud ja inimesed, kes elavad silla juures, peavad oma kodudest enne õhtut lahkuma, kuid kõik ei ole seda veel teinud.",
  lv: "Upe naktī atkal ir cēlusies, un cilvēkiem, kas dzīvo pie tilta, līdz vakaram ir jāatstāj savas mājas, bet ne visi to ir darījuši.",
  lt: "Upė naktį vėl pakilo, o žmonės, kurie gyvena prie tilto, iki vakaro turi palikti savo namus, tačiau ne visi tai jau padarė.",
  pl: "Rzeka w nocy znowu się podniosła i ludzie, którzy mieszkają przy moście, muszą opuścić swoje domy jeszcze przed wieczorem.",
  cs: "Řeka v noci opět stoupla a lidé, kteří bydlí u mostu, musí opustit své domy ještě před večerem, ale ne všichni to udělali.",
  sk: "Rieka v noci opäť stúpla a ľudia, ktorí bývajú pri moste, musia opustiť svoje domy ešte pred večerom, ale nie všetci to urobili.",
  sl: "Reka je ponoči spet narasla in ljudje, ki živijo ob mostu, morajo svoje domove zapustiti še pred večerom, vendar tega niso storili vsi.",
  hr: "Rijeka je noću ponovno narasla i ljudi koji žive uz most moraju napustiti svoje domove prije večeri, no nisu to svi učinili, rekao je gdje treba.",
  tr: "Nehir gece yeniden yükseldi ve köprünün yanında oturan insanların akşam olmadan önce evlerini bırakması için bir çağrı yapıldı.",
  az: "Çay gecə yenidən qalxdı və körpünün yanında yaşayan insanlar axşama qədər öz evlərini tərk etməlidir, lakin hər kəs bunu etməyib.",
  uz: "Daryo kechasi yana koʻtarildi va koʻprik yonida yashaydigan odamlar kechgacha oʻz uylarini tark etishi kerak, lekin hamma ham buni qilgan emas.",
  vi: "Nước sông đã dâng lên trong đêm và những người sống cạnh cầu phải rời khỏi nhà của họ trước buổi tối, nhưng không phải tất cả đều đã đi.",
  id: "Air sungai naik lagi pada malam hari dan orang yang tinggal di dekat jembatan harus meninggalkan rumah mereka sebelum sore karena bahaya belum berlalu.",
  tl: "Ang ilog ay muling tumaas kagabi at ang mga taong nakatira sa tabi ng tulay ay dapat umalis sa kanilang mga bahay bago maggabi.",
  sw: "Maji ya mto yamepanda tena wakati wa usiku na watu ambao wanaishi karibu na daraja wanapaswa kuondoka katika nyumba zao kabla ya jioni.",
  ga: "D'ardaigh an abhainn arís i rith na hoíche agus tá ar na daoine atá ina gcónaí in aice leis an droichead a dtithe a fhágáil roimh an tráthnóna.",
  cy: "Mae'r afon wedi codi eto yn ystod y nos ac mae'r bobl sydd yn byw wrth y bont yn gorfod gadael eu tai cyn y nos.",
  mt: "Ix-xmara reġgħet telgħet matul il-lejl u n-nies li joqogħdu ħdejn il-pont għandhom iħallu djarhom qabel filgħaxija, iżda mhux kulħadd għamel dan.",
  eo: "La rivero denove leviĝis dum la nokto kaj la homoj kiuj loĝas apud la ponto devas forlasi siajn domojn antaŭ la vespero.",
  ru: "Река ночью снова поднялась, и люди, которые живут у моста, должны покинуть свои дома ещё до вечера, но не все это сделали.",
  uk: "Річка вночі знову піднялася, і люди, які живуть біля мосту, мають залишити свої домівки ще до вечора, але не всі це зробили.",
  be: "Рака ўначы зноў паднялася, і людзі, якія жывуць каля моста, павінны пакінуць свае дамы яшчэ да вечара, але не ўсе гэта зрабілі.",
  bg: "Реката отново се покачи през нощта и хората, които живеят до моста, трябва да напуснат домовете си преди вечерта.",
  mk: "Реката повторно се покачи во текот на ноќта и луѓето кои живеат до мостот треба да ги напуштат своите домови пред вечерта.",
  sr: "Река је током ноћи поново порасла и људи који живе поред моста морају да напусте своје куће пре вечери, али то нису сви урадили.",
  kk: "Өзен түнде қайтадан көтерілді, және көпірдің жанында тұратын адамдар кешке дейін өз үйлерін тастап кетуі керек, бірақ бұл оңай емес.",
  mn: "Гол шөнөдөө дахин үерлэж, гүүрний дэргэд амьдардаг хүмүүс орой болохоос өмнө гэрээсээ гарах ёстой гэж байгаа боловч энэ нь амар биш байна.",
  el: "Το ποτάμι ανέβηκε ξανά τη νύχτα και οι άνθρωποι που ζουν κοντά στη γέφυρα πρέπει να φύγουν από τα σπίτια τους.",
  hy: "Գետը գիշերը կրկին բարձրացել է, և կամրջի մոտ ապրող մարդիկ պետք է լքեն իրենց տները մինչև երեկո։",
  ka: "მდინარემ ღამით ისევ მოიმატა და ხიდთან მცხოვრებმა ადამიანებმა სახლები საღამომდე უნდა დატოვონ.",
  he: "הנהר עלה שוב במהלך הלילה והאנשים שגרים ליד הגשר צריכים לעזוב את בתיהם לפני הערב.",
  ar: "ارتفع النهر مرة أخرى في الليل وعلى الناس الذين يعيشون قرب الجسر أن يغادروا منازلهم قبل المساء.",
  fa: "رودخانه در شب دوباره بالا آمد و مردمی که کنار پل زندگی می‌کنند باید خانه‌های خود را پیش از غروب ترک کنند.",
  ur: "دریا رات کو پھر چڑھ گیا ہے اور پل کے پاس رہنے والے لوگوں کو شام سے پہلے اپنے گھر چھوڑنے کے لیے کہا گیا ہے۔",
  hi: "नदी रात में फिर से बढ़ गई है और पुल के पास रहने वाले लोगों को शाम से पहले अपने घर छोड़ने के लिए कहा गया है।",
  mr: "नदी रात्री पुन्हा वाढली आहे आणि पुलाजवळ राहणाऱ्या लोकांनी संध्याकाळपूर्वी आपली घरे सोडावीत असे सांगण्यात आले आहे.",
  ne: "नदी राति फेरि बढेको छ र पुल नजिक बस्ने मानिसहरूले साँझ अघि आफ्नो घर छोड्नु पर्ने भएको छ भनेर बताइएको थियो।",
  bn: "নদী রাতে আবার বেড়েছে এবং সেতুর কাছে থাকা মানুষদের সন্ধ্যার আগে বাড়ি ছাড়তে বলা হয়েছে।",
  ta: "இரவில் ஆறு மீண்டும் உயர்ந்தது, பாலத்தின் அருகே வாழும் மக்கள் மாலைக்கு முன் வீடுகளை விட்டு வெளியேற வேண்டும்.",
  th: "แม่น้ำสูงขึ้นอีกครั้งในตอนกลางคืน และผู้คนที่อาศัยอยู่ใกล้สะพานต้องออกจากบ้านก่อนค่ำ",
  ko: "강물이 밤사이 다시 불어나 다리 근처에 사는 주민들은 저녁 전에 집을 떠나야 한다.",
  ja: "川の水位は夜の間に再び上がり、橋の近くに住む人々は夕方までに家を離れなければならない。",
  zh: "夜里河水再次上涨，住在桥边的居民必须在傍晚之前离开自己的家，但并不是所有人都已经离开。",
};

describe("detectLanguage", () => {
  it.each(Object.entries(SENTENCES))("tells %s by one sentence", (language, sentence) => {
    expect(detectLanguage(sentence)?.language).toBe(language);
  });

  it("knows more than forty languages", () => {
    expect(Object.keys(SENTENCES).length).toBeGreaterThanOrEqual(60);
  });

  it("says nothing of short texts and of lists of names", () => {
    expect(detectLanguage("River rises")).toBeUndefined();
    expect(detectLanguage("12 345 – 67.8 %")).toBeUndefined();
    expect(detectLanguage("Toyota Corolla Hilux Yaris Honda Civic Jazz Mazda Subaru Impreza Suzuki Swift")).toBeUndefined();
  });

  it("is less sure of less text", () => {
    const sentence = SENTENCES["en"] ?? "";
    const short = detectLanguage(sentence.slice(0, 60))?.confidence ?? 0;
    expect(short).toBeLessThan(detectLanguage(sentence)?.confidence ?? 0);
  });

  it("takes Chinese with Latin names for Chinese", () => {
    expect(detectLanguage("苹果公司（Apple Inc.）与微软（Microsoft Corporation）周二在旧金山发布了新的产品和服务。")?.language).toBe("zh");
  });

  it("looks at the head of a giant text only", () => {
    const giant = (SENTENCES["pl"] ?? "").repeat(20_000);
    const spent = cpuClock();
    expect(detectLanguage(giant)?.language).toBe("pl");
    expect(spent()).toBeLessThan(100);
  });
});
