/** What elements are called: class and id. Elements of a page that are named alike, of which lists have hundreds, share one naming. */
import type { ClassHints } from "./claim-hints.ts";
import type { NameFacts } from "./name-facts.ts";

export interface Naming {
  /** The classes as they stand; empty where there are none. */
  readonly classes: string;
  /** Empty where there is none. */
  readonly id: string;
  /** The naming of the classes alone; undefined where there is no id. */
  readonly byClass: Naming | undefined;
  /** For claims; found when it is first asked for. */
  hints: ClassHints | undefined;
  /** For evidence; found when it is first asked for. */
  facts: NameFacts | undefined;
}

/** The namings of one page. */
export class Namings {
  /** Of elements without names. */
  readonly none: Naming = newNaming("", "", undefined);
  readonly #byClass = new Map<string, Naming>();

  /** Ids hardly ever repeat: elements that have one have namings of their own. */
  of(classes = "", id = ""): Naming {
    const named = classes === "" ? this.none : this.#ofClass(classes);
    return id === "" ? named : newNaming(classes, id, named);
  }

  #ofClass(classes: string): Naming {
    const known = this.#byClass.get(classes);
    if (known !== undefined) return known;
    const made = newNaming(classes, "", undefined);
    this.#byClass.set(classes, made);
    return made;
  }
}

function newNaming(classes: string, id: string, byClass: Naming | undefined): Naming {
  return { classes, id, byClass, hints: undefined, facts: undefined };
}
