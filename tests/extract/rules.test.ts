import { describe, expect, it } from "vitest";
import { EARLY_RULES, LATE_RULES } from "../../src/extract/rules.ts";
import type { Fact } from "../../src/types.ts";
import { named, NO_FACTS, viewOfText } from "./pages.ts";

function textsOf(rule: string, ...given: Parameters<typeof viewOfText>): string[] {
  const view = viewOfText(...given);
  const row = [...EARLY_RULES, ...LATE_RULES].find((one) => one.name === rule);
  if (row === undefined) throw new Error(`there is no rule ${rule}`);
  return named(view, row.find(view));
}

const title = (value: string, from: Fact<string>["from"] = "heading") => ({ ...NO_FACTS, title: { value, from, confidence: 0.9 } });

/** A body of three paragraphs, and what a teaser of another story looks like, in several languages. */
const BODIES: Readonly<
  Record<string, { readonly body: string; readonly teaser: string; readonly comments: string; readonly related: string }>
> = {
  English: {
    body: "The harbour board has agreed to raise the fees for small boats by a tenth from the first of May, its chairman said on Monday after a meeting that lasted until midnight.\n\nAnglers who keep a boat in the inner basin will pay twice what they paid ten years ago, and many of them have said that they would rather sell than pay.\n\nThe board will meet again in June to hear the pilots, who have asked for a lower fee for boats that are used to train the young.",
    teaser:
      "Snow closes the northern pass\n\nDrivers had to wait for four hours on Sunday evening until the ploughs had cleared the road, and the police asked people to...",
    comments: "Comments (12)",
    related: "Popular posts from this blog",
  },
  German: {
    body: "Der Hafenausschuss hat beschlossen, die Gebühren für kleine Boote ab dem ersten Mai um ein Zehntel anzuheben, wie der Vorsitzende am Montag nach einer langen Sitzung sagte.\n\nAngler, die ein Boot im inneren Becken liegen haben, zahlen künftig doppelt so viel wie vor zehn Jahren, und viele wollen ihr Boot lieber verkaufen als die neue Gebühr zu zahlen.\n\nIm Juni will der Ausschuss die Lotsen anhören, die um eine niedrigere Gebühr für Boote gebeten haben, auf denen der Nachwuchs ausgebildet wird.",
    teaser:
      "Schnee sperrt den Pass\n\nAutofahrer mussten am Sonntagabend vier Stunden warten, bis die Pflüge die Straße geräumt hatten, und die Polizei bat darum, den...",
    comments: "12 Kommentare",
    related: "Das könnte Sie auch interessieren",
  },
  Spanish: {
    body: "La junta del puerto acordó subir las tarifas de las embarcaciones pequeñas una décima parte desde el primero de mayo, dijo su presidente el lunes tras una larga reunión.\n\nLos pescadores que tienen un bote en la dársena interior pagarán el doble que hace diez años, y muchos de ellos han dicho que prefieren vender antes que pagar.\n\nLa junta volverá a reunirse en junio para escuchar a los prácticos, que han pedido una tarifa más baja para los botes de enseñanza.",
    teaser:
      "La nieve cierra el paso del norte\n\nLos conductores tuvieron que esperar cuatro horas el domingo por la noche hasta que las máquinas despejaron la carretera y...",
    comments: "Comentarios (3)",
    related: "Noticias relacionadas",
  },
  Russian: {
    body: "Портовый совет решил с первого мая поднять сборы для малых судов на одну десятую, сообщил в понедельник его председатель после заседания, которое длилось до полуночи.\n\nРыбаки, которые держат лодку во внутренней гавани, будут платить вдвое больше, чем десять лет назад, и многие из них говорят, что скорее продадут лодку, чем заплатят.\n\nВ июне совет соберётся снова и выслушает лоцманов, которые просят снизить сбор для лодок, на которых учат молодых моряков.",
    teaser:
      "Снег закрыл северный перевал\n\nВ воскресенье вечером водители четыре часа ждали, пока дорогу расчистят от снега, и полиция просила людей не выезжать...",
    comments: "Комментарии (5)",
    related: "Читайте также",
  },
  Chinese: {
    body: "港口委员会决定从五月一日起将小型船只的费用提高百分之十，委员会主席周一在持续到午夜的会议结束后对记者宣布了这一决定。\n\n在内港停船的钓鱼者今后要付的费用是十年前的两倍，其中许多人表示宁可把船卖掉也不愿意支付这笔费用，因为事先没有人问过他们。\n\n委员会将于六月再次开会听取引航员的意见，他们要求降低用于培训年轻船员的船只的费用。",
    teaser: "大雪封住北部山口\n\n周日晚上司机们等了四个小时道路才被清理干净，警方要求市民不要出门，并且建议大家...",
    comments: "评论(5)",
    related: "相关阅读",
  },
};

describe.each(Object.entries(BODIES))("after a body in %s", (_name, { body, teaser, comments, related }) => {
  it("what follows the head of the teasers goes, whatever the labeller said", () => {
    const rest = `${teaser}\n\n${teaser.replace("...", " ...")}`;
    const found = textsOf("related", `${body}\n\n${related}\n\n${rest}`);
    expect(found.length).toBeGreaterThanOrEqual(4);
    for (const text of found) expect(body).not.toContain(text);
  });

  it("teasers without a head go, because they break off", () => {
    const found = textsOf("teasers", `${body}\n\n${teaser}\n\n${teaser}`);
    expect(found.length).toBeGreaterThanOrEqual(4);
    for (const text of found) expect(body).not.toContain(text);
  });

  it("the counter of the comments goes, and the comments with it", () => {
    const remark = body.split("\n\n")[1] ?? "";
    expect(textsOf("comment head", `${body}\n\n${comments}\n\n${remark}`)).toEqual([comments]);
    expect(textsOf("comments", `${body}\n\n${comments}\n\n${remark}`)).toEqual([remark]);
  });

  it("an inline pointer to another story takes no paragraph with it", () => {
    const paragraphs = body.split("\n\n");
    const page = [paragraphs[0], related, ...paragraphs.slice(1)].join("\n\n");
    expect(textsOf("related", page)).toEqual([]);
    expect(textsOf("related head", page)).toEqual([related]);
  });

  it("no rule takes a paragraph of a page that is nothing but the body", () => {
    const view = viewOfText(body);
    for (const rule of [...EARLY_RULES, ...LATE_RULES]) expect([rule.name, ...named(view, rule.find(view))]).toEqual([rule.name]);
  });
});

describe("title", () => {
  const prose = BODIES["English"]?.body ?? "";
  it.each([
    ["Fees for small boats go up", "Fees for small boats go up"],
    ["News story: Fees for small boats go up", "Fees for small boats go up"],
    ["Fees for small boats go up-World | Harbour Desk", "Fees for small boats go up"],
  ])("finds %j", (line, value) => {
    expect(textsOf("title", `${line}\n\n${prose}`, { metadata: title(value) })).toEqual([line]);
  });

  it("leaves the sentence that the title was taken from", () => {
    const first = prose.split("\n\n")[0] ?? "";
    expect(textsOf("title", prose, { metadata: title(first.replace(/\.$/, ""), "first sentence") })).toEqual([]);
    expect(textsOf("title", prose, { metadata: title(first, "first line") })).toEqual([]);
  });
});

describe("gallery", () => {
  const body =
    "The support was set out in a paper issued at the end of the meeting in Oslo attended by director Anna Holm.\n\n“The plan will help every harbour on the coast to train its crews,” said the director after the vote.";
  const lead = "Transport ministers have backed the coast programme to reduce the number of deaths at sea.";
  const captions = [
    "The support for the programme was set out in a paper issued at the end of the meeting in Oslo attended by director Anna Holm.",
    lead,
    "Director Anna Holm attended the ministers' meeting in Oslo, Norway.",
  ];

  it("drops as many captions as the counter says, and not the lead that one of them repeats", () => {
    const page = `${lead}\n\n\n        ${captions.join("\n\n        ")}\n\n      1 /\n   3\n\n\n${body}`;
    expect(textsOf("gallery", page).sort()).toEqual([...captions].sort());
    expect(textsOf("counter", page)).toEqual(["1 / 3"]);
  });

  it("takes nothing away where nothing is said twice", () => {
    expect(textsOf("gallery", `${lead}\n\n1 / 3\n\n${body}`)).toEqual([]);
  });
});

describe("repeat", () => {
  const sentence = "The chairman of the board opened the new slip with a pair of garden shears.";
  it("drops the caption whose sentence stands in a longer paragraph, wherever it stands", () => {
    const paragraph = `On Saturday it rained. ${sentence} Nobody minded the rain.`;
    expect(textsOf("repeat", `${sentence}\n\n${paragraph}`)).toEqual([sentence]);
    expect(textsOf("repeat", `${paragraph}\n\n${sentence}`)).toEqual([sentence]);
  });
  it("drops the second of two equal paragraphs", () => {
    const view = viewOfText(`${sentence}\n\nSomething else was said there as well.\n\n${sentence}`);
    const row = LATE_RULES.find((rule) => rule.name === "repeat");
    expect(row?.find(view).map((finding) => finding.block)).toEqual([2]);
  });
  it("leaves short answers and verse alone", () => {
    expect(textsOf("repeat", "He did not know.\n\nHe did not know.")).toEqual([]);
  });
});

describe("lines", () => {
  it.each(["Photo: Anna Holm", "Foto: dpa/Peter Vogel", "Фото: пресс-служба порта", "图：新华社记者", "© Reuters"])(
    "%s is a credit or a right",
    (line) => {
      expect([...textsOf("credit", line), ...textsOf("rights", line)]).toEqual([line]);
    },
  );
  it.each(["Facebook Twitter WhatsApp", "Share this article", "Artikel teilen", "Поделиться", "分享到 微博 微信"])(
    "%s invites to share",
    (line) => {
      expect(textsOf("share", line)).toEqual([line]);
    },
  );
  it.each(["Skip to main content", "Zum Inhalt springen", "Перейти к содержанию", "跳到主要内容"])(
    "%s is a way through the site",
    (line) => {
      expect(textsOf("menu", line)).toEqual([line]);
    },
  );
  it.each(["Read more: Harbour fees go up again", "Lesen Sie auch: Gebühren steigen wieder", "Читайте также: Сборы снова растут"])(
    "%s points elsewhere",
    (line) => {
      expect(textsOf("related head", line)).toEqual([line]);
    },
  );
  it.each([
    "He asked them to share the boat.",
    "Read more books: that was his advice to everyone he met.",
    "Contact",
    "The photo shows the old slip.",
    "Comments were invited until Friday.",
  ])("%s is none of these", (line) => {
    for (const rule of ["credit", "rights", "share", "menu", "related head", "comment head"]) expect(textsOf(rule, line)).toEqual([]);
  });
});

describe("together", () => {
  const list = "The board agreed to:\n\n- raise the fees for all boats\n- close the old slip for good\n- paint the crane before the summer";
  it("puts a doubtful item back into its list", () => {
    expect(textsOf("list", list, { dropped: ["paint"], score: 0.6 })).toEqual(["paint the crane before the summer"]);
    expect(textsOf("list", list, { dropped: ["paint"], score: 0.95 })).toEqual([]);
  });
  it("puts a doubtful sentence back into its paragraph", () => {
    const sentences = [
      "The board of the harbour has met in the town hall on Monday to speak about the fees for boats that lie in the inner basin.",
      "The chairman spoke first and asked for calm, since the hall was full and many of the anglers had brought their families.",
      "Nobody left before midnight.",
      "The vote was taken by a show of hands, which took a while because the hands had to be counted twice by the clerk.",
    ];
    expect(textsOf("paragraph", sentences.join(" "), { dropped: ["Nobody"], score: 0.65 })).toEqual(["Nobody left before midnight."]);
  });
});

describe("foreign sentences", () => {
  const speech = [
    "The following is the address of the chairman of the harbour council at the closing session of the forum on small harbours held today:",
    "I thank the forum for bringing the harbours together at a time when one small harbour in six has closed its basin to boats for good.",
    "I congratulate the harbours on the declaration that the council adopted this morning, since it names what each council owes to its boats and their crews.",
    "The crews need a harbour that is open in winter, a basin that is deep enough for their boats, and a council that listens to the crews before it closes a basin.",
  ];
  const menu = [
    "Find help on how to use the library.",
    "List of places covered by QuayDesk.",
    "A list of authors that write for QuayDesk.",
    "Open positions in the field of teaching.",
  ];
  const foot = [
    "The QuayDesk Workshop tries new ways to show figures.",
    "Learn more about QuayDesk, the source of figures.",
    "QuayDesk's terms of use.",
  ];

  it("are a menu and a foot made of sentences, which share no words with the body but the site's name with each other", () => {
    expect(textsOf("foreign sentences", [...menu, ...speech, ...foot].join("\n\n"))).toEqual([...menu, ...foot]);
  });
  it("are not a short article beside the longer prose of its page", () => {
    const story = [
      "Anna Holm will meet the board on Friday.",
      "Holm did not say what she wants of the board.",
      "Nobody expects Holm to stay for the vote.",
      "The visit of Holm was not planned.",
    ];
    const about = speech.slice(1).map((paragraph) => paragraph.slice(0, 150));
    expect(
      textsOf(
        "foreign sentences",
        [...story, ...story.map((line) => line.replace(".", ", again.")), ...about, "Holm arrives"].join("\n\n"),
      ),
    ).toEqual([]);
  });
  it("are not the short opening sentences of an article", () => {
    const opening = ["The harbours are closing.", "The crews are leaving the basin.", "The council says that boats cost too much."];
    expect(textsOf("foreign sentences", [...opening, ...speech].join("\n\n"))).toEqual([]);
  });
});

describe("dividers", () => {
  it.each(["-----", "* * *", "###", "=====", "~~~~~"])("%s goes", (sign) => {
    expect(textsOf("divider", `The first part of it.\n\n${sign}\n\nThe second part of it.`)).toEqual([sign]);
  });

  it.each(["…", "?!?", "👍👍👍", "-1"])("%s stays", (sign) => {
    expect(textsOf("divider", `The first part of it.\n\n${sign}\n\nThe second part of it.`)).toEqual([]);
  });
});

describe("a teaser in one line with the article", () => {
  const before =
    "The flood took two bridges and six kilometres of the line, and the engine stood in its shed and rusted for three years. ".repeat(5);
  const after = "The work cost nine millions, says the head of the museum, and friends of old trains gave a third of it.";

  it("goes where it ends by itself, and stays where the next sentence runs on from it", () => {
    const found = textsOf("related head", `${before}Read also: Who drives the sheep. ${after}`);
    expect(found).toEqual(["Read also: Who drives the sheep."]);
    expect(textsOf("related head", `${before}Read also: Who drives the sheep this summer ${after}`)).toEqual([]);
  });
});

describe("lines that point to other articles", () => {
  const lines = (text: string): string[] => textsOf("related head", text);

  it.each([
    ["Lire aussi | « Les métiers d’art n’ont jamais autant recruté »"],
    ["ये खबर भी पढ़ें... तालाब बचाने के लिए गाँव ने छोड़ी शराब"],
    ["READ ALSORidley man finds a python in his washing machine"],
    ["ΔΙΑΒΑΣΤΕ ΑΚΟΜΗΆγονη γραμμή: Τα νησιά που μένουν μόνα"],
  ])("%s", (line) => {
    expect(lines(line)).toEqual([line]);
  });

  it("a long piece of a longer line that ends a sentence holds more than that", () => {
    const piece =
      "Read more: Village without a road The postman said that nobody had asked him, and that he would carry the letters himself until the snow was gone.";
    const before = "The drone had flown for a week and brought twelve letters, one of which was found in a tree by two boys. ";
    expect(lines(`${before}${before}${before}${piece}`)).toEqual([]);
  });
});

describe("a heading that holds the title and a kicker", () => {
  const { body } = BODIES["English"] ?? { body: "" };
  const kicker = "# A quiet trade on the coast The man who cleans the points";
  const metadata = title("The man who cleans the points");

  it("is the title above the article, and the head of a part in it", () => {
    expect(textsOf("title", `${kicker}\n\n${body}`, { metadata })).toHaveLength(1);
    expect(textsOf("title", `${body}\n\n${kicker}\n\n${body}`, { metadata })).toEqual([]);
  });
});

describe("the article goes on behind teasers in its middle", () => {
  const { body } = BODIES["English"] ?? { body: "" };
  const more = body.replaceAll("harbour", "river").replaceAll("boats", "barges");

  it("where the next head of teasers ends in dots", () => {
    const text = `${body}\n\nYou may also like…\n\nYou may also like…\n\nSnow closes the pass\n\n${more}`;
    expect(textsOf("related", text)).toEqual([]);
  });

  it("where only what stands behind a whole paragraph breaks off", () => {
    const text = `${body}\n\nRead also\n\nSnow closes the pass\n\n${more}\n\nEvery morning: politics, weather, society...`;
    expect(textsOf("related", text)).toEqual([]);
  });
});
