/** Sets of our own: series, corrections, forms, short texts, scripts; what the labelled set does not hold. */
import { DAMAGE_KINDS, damaged } from "../generators/damage.ts";
import { LANGUAGES, language, type LanguageCode } from "../generators/languages.ts";
import { Random } from "../generators/random.ts";
import { foldsIn, groupDocuments, type Document } from "../generators/run.ts";
import { corrected, makeSeries, makeStory, makeTemplates, textOf, type SeriesKind, type Story } from "../generators/stories.ts";

/** A figure of an own set. */
export interface OwnFigure {
  readonly name: string;
  readonly value: number;
  readonly line: string;
}

const FAMILIES = 500;
const CORRECTED = 500;
const COPIES_EACH = 20;
/** Lengths of articles in words, of which the last is short. */
const LENGTHS = [300, 110, 36] as const;

/** All figures on sets of our own. */
export function ownSets(): OwnFigure[] {
  return [...serial(), ...corrections(), ...copies(), ...crowds()];
}

function documentOf(id: string, story: Story, code: LanguageCode): Document {
  return { id, title: story.title, text: textOf(story, language(code)), published: story.published };
}

function clustersOf(documents: readonly Document[]): ReadonlyMap<string, string> {
  const clusters = new Map<string, string>();
  for (const [canonical, id] of foldsIn(groupDocuments(documents))) clusters.set(canonical, canonical).set(id, canonical);
  return clusters;
}

/** Notices of one series, which differ in numbers, in the date, or in both: pairs of one family that were merged. */
function serial(): OwnFigure[] {
  const kinds: readonly SeriesKind[] = ["numbers", "date", "numbers and date"];
  const documents: Document[] = [];
  const random = new Random(41);
  for (let family = 0; family < FAMILIES; family++) {
    const code = LANGUAGES[family % LANGUAGES.length] ?? "en";
    const kind = kinds[family % kinds.length] ?? "numbers";
    const stories = makeSeries(language(code), random, { kind, words: random.int(18, 120), count: 4 });
    stories.forEach((story, place) => documents.push(documentOf(`${family}-${place}`, story, code)));
  }
  const merged = new Set(foldsIn(groupDocuments(documents)).map(([canonical]) => canonical.split("-")[0])).size;
  return [
    {
      name: "serial.families apart",
      value: 1 - merged / FAMILIES,
      line: `serial notices: ${merged} of ${FAMILIES} families have notices merged`,
    },
  ];
}

/** A story and the same with one to three other figures: related as a revision, never folded. */
function corrections(): OwnFigure[] {
  const documents: Document[] = [];
  const pairs: string[] = [];
  const random = new Random(42);
  for (let index = 0; pairs.length < CORRECTED; index++) {
    const code = LANGUAGES[index % LANGUAGES.length] ?? "en";
    const story = makeStory(language(code), random, random.int(60, 500));
    const rerun = corrected(story, random, random.int(1, 3));
    if (rerun === undefined) continue;
    documents.push(documentOf(`${index}-first`, story, code), documentOf(`${index}-rerun`, rerun, code));
    pairs.push(String(index));
  }
  const { clusters, related } = groupDocuments(documents);
  const story = (id: string): string => id.slice(0, id.indexOf("-"));
  const revised = new Set(
    related.filter(({ relation, a, b }) => relation === "revision" && story(a) === story(b)).map(({ a }) => story(a)),
  );
  const folded = clusters.reduce((sum, { members }) => sum + members.length, 0);
  return [
    {
      name: "corrected.revisions",
      value: revised.size / pairs.length,
      line: `corrected stories: ${revised.size} of ${pairs.length} related as a revision`,
    },
    { name: "corrected.not folded", value: 1 - folded / pairs.length, line: `corrected stories folded: ${folded}` },
  ];
}

/** Every kind of copy in every script and length: found. */
function copies(): OwnFigure[] {
  const figures: OwnFigure[] = [];
  for (const words of LENGTHS) {
    const found = new Map<string, number>();
    const missed = new Map<string, number>();
    let all = 0;
    for (const code of LANGUAGES) {
      const random = new Random(words * 8 + LANGUAGES.indexOf(code));
      const documents: Document[] = [];
      for (const kind of DAMAGE_KINDS)
        for (let index = 0; index < COPIES_EACH; index++) {
          const story = makeStory(language(code), random, words);
          const name = `${kind}-${index}`;
          documents.push(documentOf(`${name}-original`, story, code), {
            id: `${name}-copy`,
            ...damaged(kind, story, language(code), random),
          });
        }
      const clusters = clustersOf(documents);
      for (const kind of DAMAGE_KINDS)
        for (let index = 0; index < COPIES_EACH; index++) {
          const cluster = clusters.get(`${kind}-${index}-copy`);
          const isFound = cluster !== undefined && cluster === clusters.get(`${kind}-${index}-original`);
          all++;
          if (isFound) found.set(code, (found.get(code) ?? 0) + 1);
          else missed.set(kind, (missed.get(kind) ?? 0) + 1);
        }
    }
    const hits = [...found.values()].reduce((sum, count) => sum + count, 0);
    const each = DAMAGE_KINDS.length * COPIES_EACH;
    figures.push({
      name: `copies of ${words} words.recall`,
      value: hits / all,
      line:
        `copies of ${words} words: recall ${(hits / all).toFixed(3)}  ` +
        LANGUAGES.map((code) => `${code} ${((found.get(code) ?? 0) / each).toFixed(3)}`).join("  ") +
        `; missed: ${[...missed].map(([kind, count]) => `${kind} ${count}`).join(", ") || "none"}`,
    });
  }
  return figures;
}

/** A thousand copies of one story among ten thousand articles; three thousand of one form; a hundred thousand times the same. */
function crowds(): OwnFigure[] {
  const english = language("en");
  const random = new Random(43);
  const story = makeStory(english, random, 350);
  const documents: Document[] = [];
  for (let index = 0; index < 10_000; index++) {
    if (index % 10 === 0) documents.push({ id: `copy-${index}`, ...damaged(random.pick(DAMAGE_KINDS), story, english, random) });
    else documents.push(documentOf(`other-${index}`, makeStory(english, random, random.int(80, 200)), "en"));
  }
  const clusters = clustersOf(documents);
  const sizes = new Map<string, number>();
  for (const [id, canonical] of clusters) if (id.startsWith("copy")) sizes.set(canonical, (sizes.get(canonical) ?? 0) + 1);
  const largest = Math.max(0, ...sizes.values());
  const strangers = [...clusters.keys()].filter((id) => id.startsWith("other")).length;
  const forms = makeTemplates(english, random, { words: 120, count: 3000 }).map((form, index) => documentOf(`form-${index}`, form, "en"));
  const merged = foldsIn(groupDocuments(forms)).length;
  const same = Array.from({ length: 100_000 }, (_, index) => ({ ...documentOf(`same-${index}`, story, "en") }));
  const [few, many] = [cpuSeconds(() => groupDocuments(same.slice(0, 50_000))), cpuSeconds(() => groupDocuments(same))];
  return [
    {
      name: "thousand copies.in one cluster",
      value: largest / 1000,
      line: `1,000 copies among 10,000: ${largest} in one cluster, ${strangers} strangers in any`,
    },
    { name: "three thousand forms.apart", value: 1 - merged / 3000, line: `3,000 of one form: ${merged} merged` },
    { name: "identical.time", value: many / few, line: `100,000 identical: ${many.toFixed(1)} s CPU, 50,000: ${few.toFixed(1)} s` },
  ];
}

function cpuSeconds(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
