import { describe, expect, it } from "vitest";
import { assemble } from "../../src/extract/assemble.ts";
import { EARLY_RULES, LATE_RULES } from "../../src/extract/rules.ts";
import { named, NO_FACTS, viewOfText } from "./pages.ts";

function textsOf(rule: string, ...given: Parameters<typeof viewOfText>): string[] {
  const view = viewOfText(...given);
  const row = [...EARLY_RULES, ...LATE_RULES].find((one) => one.name === rule);
  if (row === undefined) throw new Error(`there is no rule ${rule}`);
  return named(view, row.find(view));
}

const STORY =
  "The harbour board has agreed to raise the fees for small boats by a tenth from the first of May, its chairman said on Monday.\n\nAnglers who keep a boat in the inner basin will pay twice what they paid ten years ago, and many of them would rather sell than pay.\n\nThe board will meet again in June to hear the pilots, who have asked for a lower fee for boats that are used to train the young.";

const CONSENT: Readonly<Record<string, string>> = {
  English:
    "We and our partners store cookies on your device and process personal data such as unique identifiers to show you advertising. You may change your preferences at any time.",
  German:
    "Mit Ihrer Einwilligung verwenden wir und unsere Partner Cookies, um personenbezogene Daten auf Ihrem Gerät zu speichern und Werbung zu messen. Die Einstellungen können Sie jederzeit ändern.",
  French:
    "Avec votre consentement, nous et nos partenaires utilisons des cookies pour traiter des données personnelles et mesurer la publicité sur votre appareil.",
  Spanish:
    "Con su consentimiento, nosotros y nuestros socios usamos cookies para tratar datos personales y mostrarle publicidad en su dispositivo.",
  Dutch:
    "Wij en derde partijen gebruiken cookies en vergelijkbare technieken om informatie op uw apparaat op te slaan en advertenties te tonen.",
  Turkish: "Biz ve iş ortaklarımız cihazınızda çerez saklar ve reklam göstermek için kullanırız; tercihler menüsünden değiştirebilirsiniz.",
  Russian: "С вашего согласия мы и наши партнеры используем файлы cookie для обработки персональных данных и показа рекламы.",
};

describe("consent", () => {
  it.each(Object.entries(CONSENT))("a notice in %s before a story of something else goes", (_language, notice) => {
    const found = textsOf("consent", `${notice}\n\n${STORY}`);
    expect(found.join(" ")).toBe(notice);
  });

  it("a story about consent stays", () => {
    const story = `The court ruled that cookies need consent before a site may store personal data.\n\n${STORY}\n\nThe advertising partners of the site said that the cookie ruling would cost them dear, and that consent is a matter of your privacy.`;
    expect(textsOf("consent", story)).toEqual([]);
  });
});

describe("consent, not", () => {
  it.each([
    ["advertising partners who agree", "Партнеры согласились показывать рекламу клуба бесплатно, сказал его председатель."],
    [
      "a long passage that mentions cookies once",
      `Shops use cookies and personal data to learn what their partners want to know. ${"They count who comes back, what was bought, and when it was sent home again by train. ".repeat(8)}`,
    ],
  ])("%s", (_, passage) => {
    expect(textsOf("consent", `${STORY}\n\n${passage}`)).toEqual([]);
  });
});

describe("scripts", () => {
  it.each([
    "You need to enable JavaScript to run this app.",
    "Bitte aktivieren Sie JavaScript, um diese Seite zu nutzen.",
    "Для работы сайта включите JavaScript в вашем браузере.",
    "このサイトではJavaScriptを有効にしてください。",
  ])("%s goes where the labeller is not sure", (line) => {
    expect(textsOf("scripts", `${line}\n\n${STORY}`, { score: 0.6 }).join(" ")).toBe(line);
    expect(textsOf("scripts", `${line}\n\n${STORY}`, { score: 0.9 })).toEqual([]);
  });
});

describe("invitation", () => {
  it.each([
    "Sign up for our newsletter and never miss a story.",
    "Melden Sie sich für unseren Newsletter an und verpassen Sie keine Nachricht.",
    "Suscríbete a nuestro boletín y recibe las noticias cada mañana en tu correo",
    "Подпишитесь на нашу рассылку",
    "Heb je een tip of opmerking? Stuur ons een bericht of mail naar de redactie.",
    "Wenn Sie diesen Brief nicht mehr erhalten möchten, können Sie ihn abbestellen.",
    "Mời bạn đọc theo dõi fanpage để cập nhật tin tức.",
    "Il vous reste 68 % de cet article à découvrir.",
    "この記事は会員限定です。残り312文字",
  ])("%s", (line) => {
    expect(textsOf("invitation", `${STORY}\n\n${line}`)).toEqual([line]);
  });

  it("what is for subscribers in the middle of a story stays", () => {
    const talk = "The club is members only, to continue reading old books is its aim, and the board does not read it.";
    expect(textsOf("invitation", `${talk}\n\n${STORY}`)).toEqual([]);
  });

  it("what somebody says of newsletters stays", () => {
    expect(
      textsOf("invitation", `${STORY}\n\n“Sign up for a newsletter and you never rest,” the chairman said to those who had come.`),
    ).toEqual([]);
  });
});

describe("small print", () => {
  it("goes from the end of what is kept", () => {
    const print = "The views expressed here are those of the author and do not necessarily reflect the views of this paper.";
    expect(textsOf("small print", `${STORY}\n\n${print}`)).toEqual([print]);
  });

  it("stays in the middle", () => {
    const [first = "", ...rest] = STORY.split("\n\n");
    expect(
      textsOf("small print", [first, "The clubs must sign new terms and conditions, the chairman said.", ...rest].join("\n\n")),
    ).toEqual([]);
  });
});

it("the line of keywords goes", () => {
  expect(textsOf("keywords", `${STORY}\n\nTags: harbour, fees, boats`)).toEqual(["Tags: harbour, fees, boats"]);
});

describe("biography", () => {
  const authors = { ...NO_FACTS, authors: { value: ["Ines Halloran"], from: "meta", confidence: 0.9 } } as const;
  const life = "Ines Halloran teaches soil science at the university. She lives with two greyhounds and no lawn.";

  it("goes when it stands behind the story of its author", () => {
    expect(textsOf("biography", `${STORY}\n\n${life}`, { metadata: authors }).join(" ")).toBe(life);
  });

  it("goes by the surname alone where an address stands in it", () => {
    const brief = "Halloran is a writer based in the valley. Follow her at https://social.example/halloran.";
    expect(textsOf("biography", `${STORY}\n\n${brief}`, { metadata: authors })).toHaveLength(1);
    const plain = "Halloran is what they call the hill behind the old hall.";
    expect(textsOf("biography", `${STORY}\n\n${plain}`, { metadata: authors })).toEqual([]);
  });

  it("stays when the story is about that person", () => {
    const story = `“I never asked for a lawn,” said Ines Halloran on Monday, when the board met again in the old hall.\n\n${STORY}`;
    expect(textsOf("biography", `${story}\n\n${life}`, { metadata: authors })).toEqual([]);
  });
});

it("a sentence that was cut at its links is one paragraph again, with the pieces that were dropped", () => {
  const text =
    "Home\nSport\nAfter seven years in the yard, the\n“Holy Spirit”\n, the last wooden boat of the town, was launched on Sunday morning.\nIt was saved by a club that collected\n46,000 euros\nat fairs and raffles in the villages of the bay.";
  const view = viewOfText(text);
  const keep = view.blocks.map((block) => block.text.startsWith(",") || block.wordCount > 6 || /euros/.test(block.text));
  keep[2] = false;
  const row = EARLY_RULES.find((one) => one.name === "sentence begins");
  for (const finding of row?.find({ ...view, keep }) ?? []) keep[finding.block] = finding.keep;
  const decision = (kept: boolean) => ({ keep: kept, class: "content", rule: "test", score: 1, reasons: [] }) as const;
  const body = assemble(view.blocks.map((block) => ({ block, decision: decision(keep[block.index] === true) })));
  expect(body.map((passage) => passage.text)).toEqual([
    "After seven years in the yard, the “Holy Spirit”, the last wooden boat of the town, was launched on Sunday morning.",
    "It was saved by a club that collected 46,000 euros at fairs and raffles in the villages of the bay.",
  ]);
});

it("a line of short words is a menu in scripts without spaces; a verse that the labeller is sure of is not", () => {
  const menu = "ホーム ニュース 地域 スポーツ 天気";
  expect(textsOf("menu", `${menu}\n\n三年前に廃業した港町の銭湯が六日、三代目の手で営業を再開した。`, { score: 0.5 })).toEqual([menu]);
  expect(textsOf("menu", `${menu}\n\n三年前に廃業した港町の銭湯が六日、三代目の手で営業を再開した。`, { score: 0.95 })).toEqual([]);
});
