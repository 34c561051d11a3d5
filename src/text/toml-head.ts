/**
 * The first table of a TOML head, as Hugo writes them between `+++`: the facts of an article stand there. Strings, bare values and lists
 * of them are read; what else TOML can spell (tables, dates in parts, strings over several lines) says nothing that is asked for.
 */

/** Items of a list that are read. */
const ITEMS_MAX = 100;

const ENTRY = /^[ \t]*(?:([A-Za-z0-9_-]{1,64})|"([^"\\]{1,64})"|'([^']{1,64})')[ \t]*=[ \t]*(\S.*)$/;
const TABLE = /^[ \t]*\[/;
/** A string in either kind of quotes, or a bare value: a number, a date. */
const VALUE = /"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\s"',[\]{}#][^"',[\]{}#]*)/g;
/** Strings over several lines open with three. */
const LONG_STRING = /^(?:"""|''')/;

/** Keys and values as strings and lists of strings; undefined where no line sets a value. Linear in the head. */
export function readToml(head: string): Readonly<Record<string, string | readonly string[]>> | undefined {
  const found = new Map<string, string | readonly string[]>();
  let open: { readonly key: string; text: string } | undefined;
  for (const line of head.split("\n")) {
    if (open !== undefined) open.text += ` ${line}`;
    else {
      // What stands in a table is a fact about something else.
      if (TABLE.test(line)) break;
      const [, bare, double, single, value = ""] = ENTRY.exec(line) ?? [];
      const key = bare ?? double ?? single;
      if (key === undefined || value.startsWith("{") || LONG_STRING.test(value)) continue;
      if (value.startsWith("[")) open = { key, text: value };
      else found.set(key, valuesOf(value)[0] ?? "");
    }
    if (open?.text.includes("]") === true) {
      found.set(open.key, valuesOf(open.text));
      open = undefined;
    }
  }
  return found.size === 0 ? undefined : Object.fromEntries(found);
}

function valuesOf(text: string): string[] {
  const values: string[] = [];
  for (const [, basic, literal, bare] of text.matchAll(VALUE)) {
    if (values.length === ITEMS_MAX) break;
    values.push(basic === undefined ? (literal ?? bare ?? "").trim() : unescaped(basic));
  }
  return values;
}

const ESCAPES: Readonly<Record<string, string>> = { b: "\b", t: "\t", n: "\n", f: "\f", r: "\r" };

function unescaped(text: string): string {
  return text.replace(/\\(?:u([\da-fA-F]{4})|(.))/g, (_, hex: string | undefined, sign: string | undefined) =>
    hex === undefined ? (ESCAPES[sign ?? ""] ?? sign ?? "") : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
