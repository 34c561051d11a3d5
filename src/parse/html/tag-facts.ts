/** What the name of an element says to the labeller, whatever else it is called: found once a name. */
import { hashString } from "../../text/hash.ts";
import { OWN_TAGS } from "../../text/markup-columns.ts";
import type { Tag } from "./elements.ts";

export interface TagFacts {
  /** Of the name: by itself, and as a token. */
  readonly hash: number;
  readonly token: number;
  /** Bit k: it is the k-th of ANCESTORS (text/markup-columns.ts). */
  readonly ancestor: number;
  /** Its place among OWN_TAGS; behind the last where it is none of them. */
  readonly ownPlace: number;
}

const ANCESTOR_BITS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    article: 0,
    main: 1,
    aside: 2,
    footer: 3,
    header: 4,
    nav: 5,
    figure: 6,
    figcaption: 6,
    form: 7,
    table: 8,
    ul: 9,
    ol: 9,
    blockquote: 10,
    section: 11,
    button: 12,
    label: 13,
    select: 14,
    a: 15,
    center: 16,
  }),
);

const OWN_TAG_PLACES: ReadonlyMap<string, number> = new Map(OWN_TAGS.flatMap((tags, place) => tags.map((tag) => [tag, place] as const)));

/** Parts the tokens of tags from those of class and id. */
const TAG_SEED = 11;

/** What the name of an element says; read once a name. */
export function tagFacts(tag: Tag): TagFacts {
  return (tag.facts ??= readTag(tag));
}

function readTag({ name }: Tag): TagFacts {
  const bit = ANCESTOR_BITS.get(name);
  return {
    hash: hashString(name),
    token: hashString(name, TAG_SEED),
    ancestor: bit === undefined ? 0 : 1 << bit,
    ownPlace: OWN_TAG_PLACES.get(name) ?? OWN_TAGS.length,
  };
}
