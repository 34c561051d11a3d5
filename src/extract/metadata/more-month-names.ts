/**
 * Names of the months that the table of Unicode lacks: languages that Node has no names of or others than pages write, the case in which a
 * month stands with its day, and spellings in use. Twelve months parted by "|", the names of one month by spaces, lower case.
 */
export const MORE_MONTH_NAMES: Readonly<Record<string, string>> = {
  eu: "urtarrilaren urtarrilak|otsailaren otsailak|martxoaren martxoak|apirilaren apirilak|maiatzaren maiatzak|ekainaren ekainak|uztailaren uztailak|abuztuaren abuztuak|irailaren irailak|urriaren urriak|azaroaren azaroak|abenduaren abenduak",
  lv: "janvārī janvāra|februārī februāra|martā|aprīlī aprīļa|maijā|jūnijā|jūlijā|augustā|septembrī septembra|oktobrī oktobra|novembrī novembra|decembrī decembra",
  sl: "januarja|februarja|marca|aprila|maja|junija|julija|avgusta|septembra|oktobra|novembra|decembra",
  sr: "јануара|фебруара|марта|априла|маја|јуна јуни|јула јули|августа|септембра|октобра|новембра|децембра",
  bs: "januara|februara|marta|aprila|maja|juna jun|jula jul|avgusta augusta avgust|septembra|oktobra|novembra|decembra",
  ka: "იანვარს|თებერვალს|მარტს|აპრილს|მაისს|ივნისს|ივლისს|აგვისტოს|სექტემბერს|ოქტომბერს|ნოემბერს|დეკემბერს",
  et: "jaanuaril|veebruaril|märtsil|aprillil|mail|juunil|juulil|augustil|septembril|oktoobril|novembril|detsembril",
  so: "janaayo jannaayo jenaayo|febraayo feberaayo febaraayo|maarso maarij maaris|abriil abril|maajo maayo|juun juunyo|luulyo|agoosto ogosto agosto|sebtembar sebteembar setembar|oktoobar oktoober|nofembar noofeembar|desembar diseembar",
  ha: "janairu|fabrairu faburairu|maris|afrilu afirilu|mayu|yuni|yuli|agusta|satumba|oktoba|nuwamba|disamba",
  yo: "ṣẹ́rẹ́|èrèlè|ẹrẹ̀nà|ìgbé|ẹ̀bìbí|òkúdu|agẹmọ|ògún|owewe|ọ̀wàrà|bélú|ọ̀pẹ̀",
  zu: "januwari|februwari|mashi|ephreli|meyi|juni|julayi|agasti|septhemba|okthoba|novemba|disemba",
  rw: "mutarama|gashyantare|werurwe|mata|gicurasi|kamena|nyakanga|kanama|nzeri|ukwakira|ugushyingo|ukuboza",
  si: "ජනවාරි|පෙබරවාරි|මාර්තු|අප්‍රේල් අප්රේල්|මැයි|ජූනි|ජූලි|අගෝස්තු|සැප්තැම්බර්|ඔක්තෝබර්|නොවැම්බර්|දෙසැම්බර්",
  hi: "|फरवरी|||||||सितम्बर|अक्तूबर अक्टूबर|नवम्बर|दिसम्बर",
  or: "ଜାନୁଆରୀ|ଫେବୃଆରୀ|ମାର୍ଚ୍ଚ|ଅପ୍ରେଲ|ମଇ|ଜୁନ|ଜୁଲାଇ|ଅଗଷ୍ଟ|ସେପ୍ଟେମ୍ବର|ଅକ୍ଟୋବର|ନଭେମ୍ବର|ଡିସେମ୍ବର",
  lb: "januar|februar|mäerz|abrëll|mee|juni|juli|august|september|oktober|november|dezember",
  tg: "январи|феврали|марти|апрели|майи|июни|июли|августи|сентябри|октябри|ноябри|декабри",
  tk: "ýanwar|fewral|mart|aprel|maý|iýun|iýul|awgust|sentýabr|oktýabr|noýabr|dekabr",
  kk: "қаңтарда|ақпанда|наурызда|сәуірде|мамырда|маусымда|шілдеде|тамызда|қыркүйекте|қазанда|қарашада|желтоқсанда",
  uz: "январ январь|феврал|||||||сентабр|октабр|ноябр|",
  ps: "جنوري|فبروري|مارچ|اپریل|مې|جون|جولای|اګست|سپټمبر|اکتوبر|نومبر|ډسمبر",
};
