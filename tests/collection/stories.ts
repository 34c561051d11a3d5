/** Stories of our own making: as many as a test needs, the same every time. */

/** Path → bytes. */
export type Drop = Readonly<Record<string, string>>;

/** Numbers that look like chance and are the same every time (mulberry32, Tommy Ettinger, public domain). */
export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const WHO =
  "council,harbour master,school board,ferry company,orchestra,museum,water authority,court,union,bakery,observatory,library,clinic,railway,theatre,parish,garrison,brewery,college,lighthouse keeper".split(
    ",",
  );
const DID =
  "approved,rejected,postponed,praised,questioned,repaired,inspected,sold,reopened,measured,painted,surveyed,abandoned,restored,documented,closed,doubled,financed,mapped,defended".split(
    ",",
  );
const WHAT =
  "the northern bridge,a plan for new lamps,the old granary,its winter timetable,the flood barrier,a collection of letters,the copper roof,an unusual petition,the summer fair,two disputed fields,the tidal gauge,a broken telescope,the grain market,its oldest ledger,the river path,a set of bells,the parish boundary,three empty houses,the quarry road,a borrowed painting".split(
    ",",
  );
const WHERE =
  "in Aldermoor,near Pellworth,outside Castonbury,at Brindle Quay,above Tarrowdale,beyond Mosswick,in lower Fenhythe,behind Oxley market,along the Wend,at Saltcombe,in Harrowgate Lane,under Kestrel Hill".split(
    ",",
  );
const WHY =
  "after months of argument,because the money had come at last,although few had asked for it,while engineers looked on,despite a cold spring,before the visitors arrived,as the minutes record,with one vote against,for reasons that nobody gave,once the ice had gone".split(
    ",",
  );

function pick(list: readonly string[], roll: () => number): string {
  return list[Math.floor(roll() * list.length)] ?? "";
}

/** A story of so many paragraphs; another seed tells another story. */
export function story(seed: number, paragraphs = 5): string {
  const roll = dice(seed * 7919 + 1);
  const sentence = (): string =>
    `The ${pick(WHO, roll)} ${pick(WHERE, roll)} ${pick(DID, roll)} ${pick(WHAT, roll)} ${pick(WHY, roll)}, and ${String(Math.floor(roll() * 900) + 100)} people signed for it.`;
  return Array.from({ length: paragraphs }, () => Array.from({ length: 4 }, sentence).join(" ")).join("\n\n");
}

/** A page: a headline, a story, and what stands around it on every page of its kind. */
export function page(seed: number, title: string): string {
  return `Home\nNews\nContact\n\n${title}\n\n${story(seed)}\n\nShare this article\n© 2026 Pellworth Observer\n`;
}
