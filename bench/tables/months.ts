/**
 * Prints src/extract/metadata/month-names.ts: the names of the months in many languages, as the CLDR data inside Node has them,
 * in the forms that stand with a day and alone, long and short. Run: npx tsx bench/tables/months.ts > src/extract/metadata/month-names.ts
 */

const LANGUAGES =
  "af az be bg bn bs ca cs cy da de el en es et eu fa fi fil fr ga gl gu he hi hr hu hy id is it ka kk km kn lo lt lv mk ml mn mr ms mt my nb ne nl pa pl pt ro ru sk sl sq sr sv sw ta te th tr uk ur uz ar ar-MA ar-LB sr-Latn".split(
    " ",
  );

/** A name as the reader of dates looks it up: lower case, without full stops. */
function fold(name: string): string {
  return name.normalize("NFC").toLowerCase().replaceAll(".", "").trim();
}

function namesOf(language: string, month: number): string[] {
  const date = new Date(Date.UTC(2021, month, 15, 12));
  const found = new Set<string>();
  for (const width of ["long", "short"] as const) {
    const options = { month: width, timeZone: "UTC", calendar: "gregory", numberingSystem: "latn" } as const;
    const alone = new Intl.DateTimeFormat(language, options).format(date);
    const parts = new Intl.DateTimeFormat(language, { ...options, day: "numeric", year: "numeric" }).formatToParts(date);
    for (const name of [alone, parts.find((part) => part.type === "month")?.value ?? ""]) {
      const folded = fold(name);
      if (/^\p{L}[\p{L}\p{M}\u2019'\u200c]*$/u.test(folded)) found.add(folded);
    }
  }
  return [...found];
}

const rows = LANGUAGES.map((language) => {
  const months = Array.from({ length: 12 }, (_, month) => namesOf(language, month).join(" "));
  return `  ${JSON.stringify(language)}: ${JSON.stringify(months.join("|"))},`;
});
console.log(`/**
 * Names of the months by language, from the Unicode CLDR (Unicode licence) as Node carries it: twelve months parted by "|", the
 * names of one month parted by spaces, lower case, without full stops. Made by bench/tables/months.ts.
 */
export const MONTH_NAMES: Readonly<Record<string, string>> = {
${rows.join("\n")}
};`);
