/**
 * HTML → tokens, as places in the page: tags, attributes and texts, found by searches that engines make many characters at a time, since
 * most of a page is scripts, styles and addresses that nobody reads. The tokens are those of htmlparser2's tokenizer, which tests compare;
 * only what is cut off at the end of a page differs: a tag that is cut is none.
 */

/** Who takes the tokens, in order. A stretch is given by its first UTF-16 unit and the one after its last. */
export interface TokenSink {
  readonly text: (start: number, end: number) => void;
  readonly cdata: (start: number, end: number) => void;
  /** A start tag begins; its attributes follow, then one of the two ends. */
  readonly startTag: (nameStart: number, nameEnd: number) => void;
  /** An attribute without a value has an empty one. */
  readonly attribute: (nameStart: number, nameEnd: number, valueStart: number, valueEnd: number) => void;
  /** `end`: of the ">". The name, in lower case, of the element whose end tag alone ends the text that follows; "": markup follows; undefined: stop. */
  readonly startTagEnd: (end: number) => string | undefined;
  readonly selfClosingEnd: (end: number) => void;
  readonly endTag: (nameStart: number, nameEnd: number) => void;
}

const TAB = 0x09;
const LINE_FEED = 0x0a;
const FORM_FEED = 0x0c;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const EXCLAMATION = 0x21;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const DASH = 0x2d;
const SLASH = 0x2f;
const EQUALS = 0x3d;
const GREATER = 0x3e;
const QUESTION = 0x3f;
const BRACKET = 0x5b;
/** What tells small ASCII letters from capital ones. */
const SMALL = 0x20;

/** Hands every token of a page to `sink`. Never throws on input; linear in its length. */
export function readTokens(html: string, sink: TokenSink): void {
  new Tokens(html, sink).read();
}

class Tokens {
  readonly #html: string;
  readonly #sink: TokenSink;
  /** Where the text begins that is not handed on yet. */
  #text = 0;

  constructor(html: string, sink: TokenSink) {
    this.#html = html;
    this.#sink = sink;
  }

  read(): void {
    const html = this.#html;
    for (let at = html.indexOf("<"); at >= 0;) {
      this.#handOn(at);
      const next = this.#markup(at);
      if (next === undefined) return;
      at = html.indexOf("<", next);
    }
    this.#handOn(html.length);
  }

  /** Hands on the text up to a place, where the next one may begin. */
  #handOn(end: number): void {
    if (end > this.#text) this.#sink.text(this.#text, end);
    this.#text = end;
  }

  /** What begins with the "<" at a place. Where the search for the next one goes on; undefined: nowhere. */
  #markup(at: number): number | undefined {
    const sign = this.#html.charCodeAt(at + 1);
    if (isLetter(sign)) return this.#startTag(at + 1);
    if (sign === SLASH) return this.#endTag(at);
    if (sign === EXCLAMATION) return this.#declaration(at + 2);
    // An instruction to a program; anything else is text.
    return sign === QUESTION ? this.#skipTo(at + 2, at + 2) : at + 1;
  }

  /** Goes on behind the next ">". Where there is none, what stands from `start` on is text. */
  #skipTo(from: number, start: number): number | undefined {
    const end = this.#html.indexOf(">", from);
    if (end < 0) return this.#rest(start);
    this.#text = end + 1;
    return this.#text;
  }

  /** The page ends: what stands from `start` on is text. */
  #rest(start: number): number | undefined {
    this.#text = start;
    this.#handOn(this.#html.length);
    return undefined;
  }

  #startTag(start: number): number | undefined {
    const html = this.#html;
    let end = start + 1;
    while (end < html.length && !endsName(html.charCodeAt(end))) end++;
    this.#sink.startTag(start, end);
    const close = this.#attributes(end);
    if (close === undefined) return undefined;
    this.#text = close + 1;
    if (html.charCodeAt(close) !== GREATER) {
      this.#text = html.indexOf(">", close) + 1;
      this.#sink.selfClosingEnd(this.#text - 1);
      return this.#text;
    }
    const raw = this.#sink.startTagEnd(close);
    if (raw === undefined) return undefined;
    return raw === "" ? this.#text : this.#rawText(raw);
  }

  /** Up to the end of the tag: the place of its ">", or of the "/" before that; undefined: the page ends first. */
  #attributes(from: number): number | undefined {
    const html = this.#html;
    for (let at = from; ;) {
      at = afterSpace(html, at);
      if (at >= html.length) return undefined;
      const sign = html.charCodeAt(at);
      if (sign === GREATER) return at;
      if (sign === SLASH) {
        const next = afterSpace(html, at + 1);
        if (html.charCodeAt(next) === GREATER) return at;
        at = next;
        continue;
      }
      const after = this.#attribute(at);
      if (after === undefined) return undefined;
      at = after;
    }
  }

  /** An attribute; where it ends; undefined: the page ends first. */
  #attribute(start: number): number | undefined {
    const html = this.#html;
    let nameEnd = start + 1;
    for (; nameEnd < html.length; nameEnd++) {
      const unit = html.charCodeAt(nameEnd);
      if (unit === EQUALS || endsName(unit)) break;
    }
    const sign = afterSpace(html, nameEnd);
    if (html.charCodeAt(sign) !== EQUALS) {
      this.#sink.attribute(start, nameEnd, nameEnd, nameEnd);
      return sign;
    }
    const value = afterSpace(html, sign + 1);
    const quote = html.charCodeAt(value);
    let end = value;
    if (quote === QUOTE || quote === APOSTROPHE) {
      end = html.indexOf(quote === QUOTE ? '"' : "'", value + 1);
      if (end < 0) return undefined;
      this.#sink.attribute(start, nameEnd, value + 1, end);
      return end + 1;
    }
    while (end < html.length && html.charCodeAt(end) !== GREATER && !isSpace(html.charCodeAt(end))) end++;
    this.#sink.attribute(start, nameEnd, value, end);
    return end;
  }

  /** Text that nothing but the end tag of its element ends. */
  #rawText(name: string): number | undefined {
    const html = this.#html;
    for (let at = html.indexOf("</", this.#text); at >= 0; at = html.indexOf("</", at + 2)) {
      const end = at + 2 + name.length;
      const unit = html.charCodeAt(end);
      if ((unit !== GREATER && !isSpace(unit)) || !isNamed(html, at + 2, name)) continue;
      this.#handOn(at);
      return this.#endTagOf(at + 2, end);
    }
    return this.#rest(this.#text);
  }

  /** `</` at a place. */
  #endTag(at: number): number | undefined {
    const html = this.#html;
    const start = afterSpace(html, at + 2);
    if (start >= html.length) return this.#rest(at);
    const sign = html.charCodeAt(start);
    // "</>" is text.
    if (sign === GREATER) return start + 1;
    // Anything else that is no name is a comment.
    if (!isLetter(sign)) return this.#skipTo(start + 1, start);
    let end = start + 1;
    while (end < html.length && html.charCodeAt(end) !== GREATER && !isSpace(html.charCodeAt(end))) end++;
    return end < html.length ? this.#endTagOf(start, end) : undefined;
  }

  #endTagOf(start: number, end: number): number | undefined {
    this.#sink.endTag(start, end);
    const close = this.#html.indexOf(">", end);
    if (close < 0) return undefined;
    this.#text = close + 1;
    return this.#text;
  }

  /** What begins with "<!": a comment, a section of raw text, or a declaration. `at`: behind that. */
  #declaration(at: number): number | undefined {
    const html = this.#html;
    const sign = html.charCodeAt(at);
    if (sign === BRACKET && html.startsWith("CDATA[", at + 1)) return this.#cdata(at + 7);
    if (sign !== DASH) return this.#skipTo(at + 1, at);
    if (html.charCodeAt(at + 1) !== DASH) return this.#skipTo(at + 2, at);
    // The dashes that open a comment may also close it: "<!-->".
    const end = html.indexOf("-->", at);
    if (end < 0) return undefined;
    this.#text = end + 3;
    return this.#text;
  }

  #cdata(start: number): number | undefined {
    const end = this.#html.indexOf("]]>", start);
    this.#sink.cdata(start, end < 0 ? this.#html.length : end);
    if (end < 0) return undefined;
    this.#text = end + 3;
    return this.#text;
  }
}

function isSpace(unit: number): boolean {
  return unit === SPACE || unit === LINE_FEED || unit === TAB || unit === FORM_FEED || unit === CARRIAGE_RETURN;
}

function isLetter(unit: number): boolean {
  const small = unit | SMALL;
  return small >= 0x61 && small <= 0x7a;
}

function endsName(unit: number): boolean {
  return unit === GREATER || unit === SLASH || isSpace(unit);
}

function afterSpace(html: string, from: number): number {
  let at = from;
  while (at < html.length && isSpace(html.charCodeAt(at))) at++;
  return at;
}

/** Does a name in lower case stand at a place, whatever the case of its letters? */
function isNamed(html: string, at: number, name: string): boolean {
  for (let i = 0; i < name.length; i++) if ((html.charCodeAt(at + i) | SMALL) !== name.charCodeAt(i)) return false;
  return true;
}
