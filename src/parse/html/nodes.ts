/**
 * The tree of a page, as small as its readers allow: siblings are linked, only attributes that somebody reads are kept, and elements that
 * are named alike share what their names say. Elements are numbered, so that what is found out about them stands in arrays beside the tree.
 */
import type { Tag } from "./elements.ts";
import { NameTable } from "./name-table.ts";
import type { Naming } from "./naming.ts";

/** A stretch of text; never beside another one. */
export interface TextNode {
  readonly tag: undefined;
  data: string;
  readonly parent: ElementNode;
  next: TreeNode | undefined;
}

export interface ElementNode {
  readonly tag: Tag;
  /** In the order in which elements begin; the document has 0. */
  readonly number: number;
  /** Class and id. */
  readonly naming: Naming;
  /** Which attributes it has, one bit each. */
  readonly has: number;
  /** The last attribute first. */
  readonly attributes: Attribute | undefined;
  /** undefined: the document. */
  readonly parent: ElementNode | undefined;
  /** Elements before it among the children of its parent. */
  readonly place: number;
  /** Elements among its children. */
  elements: number;
  first: TreeNode | undefined;
  last: TreeNode | undefined;
  next: TreeNode | undefined;
}

export type TreeNode = ElementNode | TextNode;

export interface Attribute {
  /** A value of ATTRIBUTE. */
  readonly name: number;
  /** References decoded. */
  readonly value: string;
  readonly next: Attribute | undefined;
}

/** The attributes that somebody reads; all others are left out of the tree. */
export const ATTRIBUTE = {
  class: 0,
  id: 1,
  href: 2,
  rel: 3,
  style: 4,
  hidden: 5,
  role: 6,
  itemprop: 7,
  itemtype: 8,
  name: 9,
  property: 10,
  content: 11,
  type: 12,
  "http-equiv": 13,
  lang: 14,
  "xml:lang": 15,
  datetime: 16,
  pubdate: 17,
  start: 18,
  value: 19,
  colspan: 20,
  rowspan: 21,
  src: 22,
  srcset: 23,
  width: 24,
  height: 25,
  alt: 26,
  // Where scripts that load pictures late keep their addresses; none but pictures are asked for these.
  "data-src": 27,
  "data-original": 28,
  "data-lazy-src": 29,
  "data-lazy": 30,
  "data-hi-res-src": 31,
  "data-full-src": 32,
  "data-url": 33,
  "data-srcset": 34,
  "data-lazy-srcset": 35,
} as const;

export const ATTRIBUTE_NAMES: NameTable<number> = new NameTable(new Map(Object.entries(ATTRIBUTE)));

/** Attributes that have a bit of their own; those after them share the last one. */
const OWN_BITS = 31;

/** The bit of an attribute in `has`. */
export function bitOf(name: number): number {
  return 1 << (name < OWN_BITS ? name : OWN_BITS);
}

/** The value of an attribute; undefined where the element does not have it. */
export function attributeOf(element: ElementNode, name: number): string | undefined {
  return (element.has & bitOf(name)) === 0 ? undefined : valueIn(element.attributes, name);
}

/** The value of an attribute in a list. */
export function valueIn(attributes: Attribute | undefined, name: number): string | undefined {
  for (let one = attributes; one !== undefined; one = one.next) if (one.name === name) return one.value;
  return undefined;
}

/** The first element among a node and the siblings behind it. */
export function elementFrom(node: TreeNode | undefined): ElementNode | undefined {
  for (let one = node; one !== undefined; one = one.next) if (one.tag !== undefined) return one;
  return undefined;
}

/** The node that comes after a node and all that it holds, inside `top`; undefined: there is none. */
export function nodeAfter(node: TreeNode, top: ElementNode): TreeNode | undefined {
  for (let one: TreeNode | undefined = node; one !== undefined && one !== top; one = one.parent)
    if (one.next !== undefined) return one.next;
  return undefined;
}

/** The text right below an element. */
export function ownText(element: ElementNode): string {
  let text = "";
  for (let node = element.first; node !== undefined; node = node.next) if (node.tag === undefined) text += node.data;
  return text;
}
