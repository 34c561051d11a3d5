/** What class and id of an element say to the labeller: words for its table of tokens, and two kinds of parts that are never the article. */
import { charCodeAt } from "../../text/characters.ts";
import { HASH_PRIME, HASH_START, mix32 } from "../../text/hash.ts";
import type { Naming } from "./naming.ts";

const unitOf = charCodeAt;

/** What class and id say, whatever the element. */
export interface NameFacts {
  /** Of the classes. */
  readonly hash: number;
  readonly isComment: boolean;
  readonly isSide: boolean;
  /** Hashes of class and id tokens. */
  readonly tokens: readonly number[];
}

const COMMENT_CLASS = /comment|disqus|respond/i;
const SIDE_CLASS = /related|recommend|sidebar|promo|share|social|newsletter|widget|footer|popular|teaser|cookie|banner/i;
/** UTF-16 units of class and id that are looked at, and tokens an element gives. */
const CLASS_CHARS_MAX = 300;
const CLASS_TOKENS_MAX = 8;

/** What class and id say; read once a naming. */
export function nameFacts(naming: Naming): NameFacts {
  return (naming.facts ??= readNames(naming));
}

function readNames({ classes, id }: Naming): NameFacts {
  const names = `${classes} ${id}`.slice(0, CLASS_CHARS_MAX);
  const isNamed = names.length > 1;
  return {
    hash: hashName(classes),
    isComment: isNamed && COMMENT_CLASS.test(names),
    isSide: isNamed && SIDE_CLASS.test(names),
    tokens: isNamed ? tokensOf(names) : [],
  };
}

/** `hashString` of the class without its digits, which number what is of one kind. */
function hashName(classes: string): number {
  let hash = HASH_START;
  const end = Math.min(classes.length, CLASS_CHARS_MAX);
  for (let i = 0; i < end; i++) {
    const unit = unitOf(classes, i);
    if (unit < 0x30 || unit > 0x39) hash = Math.imul(hash ^ unit, HASH_PRIME);
  }
  return mix32(hash);
}

/** Letters of a token; longer words are cut. */
const TOKEN_LETTERS_MIN = 2;
const TOKEN_LETTERS_MAX = 20;
const TOKEN_SEED = 13;

/** The words of class and id: camelCase parted, digits dropped, lower case. */
function tokensOf(names: string): number[] {
  const tokens: number[] = [];
  // Lower case may make Latin letters of others ("K", the sign of Kelvin), after words were parted.
  const isAscii = !/[\u0080-\uffff]/.test(names);
  const text = isAscii ? names : names.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  let hash = HASH_START ^ TOKEN_SEED;
  let letters = 0;
  let isAfterLower = false;
  const { length } = text;
  for (let i = 0; i <= length && tokens.length < CLASS_TOKENS_MAX; i++) {
    const unit = i < length ? unitOf(text, i) : 0;
    const isUpper = unit >= 0x41 && unit <= 0x5a;
    const isLower = unit >= 0x61 && unit <= 0x7a;
    if ((!isUpper && !isLower) || (isUpper && isAfterLower) || letters === TOKEN_LETTERS_MAX) {
      if (letters >= TOKEN_LETTERS_MIN) tokens.push(mix32(hash));
      hash = HASH_START ^ TOKEN_SEED;
      letters = 0;
    }
    if (isUpper || isLower) {
      hash = Math.imul(hash ^ (unit | 0x20), HASH_PRIME);
      letters++;
    }
    isAfterLower = isLower;
  }
  return tokens;
}
