/** Text, borders and pictures, as the walk meets them → drafts of blocks. */
import type { BlockKind, Image, Joint, Mark, Nesting } from "../../types.ts";
import type { Frame } from "./frames.ts";
import type { ElementNode } from "./nodes.ts";
import { noteCellBlock } from "./tables.ts";
import type { CellDraft } from "./tables.ts";
import { isBlank, TextRun } from "./text-run.ts";

/** A block before the page is known as a whole. */
export interface Draft {
  readonly kind: BlockKind;
  readonly level: number;
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly joint: Joint;
  readonly nesting: readonly Nesting[];
  readonly cell: CellDraft | undefined;
  readonly image: Image | undefined;
  readonly element: ElementNode;
  readonly container: ElementNode;
  readonly linkLetters: number;
  readonly boldLetters: number;
  readonly isHidden: boolean;
  readonly line: number;
}

/** Writes the drafts of a page. */
export class DraftWriter {
  readonly drafts: Draft[] = [];
  readonly run: TextRun = new TextRun();
  /** Where the text of the run began. */
  #element: ElementNode;
  #container: ElementNode;
  #kind: BlockKind = "paragraph";
  #level = 0;
  #nesting: readonly Nesting[] = [];
  #cell: CellDraft | undefined;
  #isCode = false;
  #isHidden = false;
  #linkLetters = 0;
  #boldLetters = 0;
  #joint: Joint = "paragraph";
  #line = -1;
  /** Pictures met inside the text of the run, and where; they follow it. */
  #pictures: { readonly image: Image; readonly place: Place }[] = [];

  constructor(frame: Frame) {
    this.#element = frame.block;
    this.#container = frame.container;
  }

  text(frame: Frame, data: string): void {
    const { run } = this;
    const before = run.length;
    if (before === 0) {
      // Nothing begins here.
      if (!frame.isCode && isBlank(data)) {
        run.hasSoftSpace = false;
        if (this.#joint === "nothing") this.#joint = "space";
        return;
      }
      this.#element = frame.block;
      this.#container = frame.container;
      this.#kind = frame.kind;
      this.#level = frame.level;
      this.#nesting = frame.nesting;
      this.#cell = frame.cell;
      this.#isCode = frame.isCode;
      this.#isHidden = frame.isHidden;
      if (this.#joint === "nothing" && /^\s/.test(data)) this.#joint = "space";
    }
    if (frame.isCode) run.appendRaw(data);
    else run.append(data);
    if (frame.isLink) this.#linkLetters += run.length - before;
    if (frame.isBold) this.#boldLetters += run.length - before;
  }

  /** A block begins or ends. */
  border(): void {
    this.#flush();
    this.#joint = "paragraph";
  }

  /** A line ends. */
  break(frame: Frame): void {
    if (frame.isCode) {
      this.text(frame, "\n");
      return;
    }
    const hadText = this.run.length > 0;
    const hadPicture = this.#pictures.length > 0;
    this.#flush();
    // Two breaks in a row are how pages without paragraphs part them.
    if (hadText) this.#joint = hadPicture ? "paragraph" : "break";
    else this.#joint = this.#joint === "break" || this.#joint === "paragraph" ? "paragraph" : "break";
  }

  /** Cuts the text inside a line, where something hidden begins or ends. */
  split(): void {
    if (this.run.length === 0) return;
    const joint = this.run.hasPendingSpace ? "space" : "nothing";
    this.#flush();
    this.#joint = joint;
  }

  picture(frame: Frame, image: Image | undefined): void {
    this.run.hasSoftSpace = true;
    if (image === undefined) return;
    if (this.run.length > 0) {
      const { cell, nesting, block, container, isHidden } = frame;
      this.#pictures.push({ image, place: { cell, nesting, block, container, isHidden } });
      return;
    }
    this.#pushPicture(frame, image);
    this.#joint = "paragraph";
  }

  /** Did a picture come last, and no text behind it? */
  isBehindPicture(): boolean {
    return this.run.length === 0 && this.drafts.at(-1)?.image !== undefined;
  }

  /** All drafts, when the page ends. */
  finish(): readonly Draft[] {
    this.#flush();
    return this.drafts;
  }

  #flush(): void {
    if (this.run.length > 0) {
      const { text, marks } = this.run.take({ isCode: this.#isCode });
      if (text !== "") this.#pushText(text, marks);
    } else this.run.drop();
    this.#linkLetters = 0;
    this.#boldLetters = 0;
    if (this.#pictures.length === 0) return;
    for (const { image, place } of this.#pictures) this.#pushPicture(place, image);
    this.#pictures = [];
    this.#joint = "paragraph";
  }

  #pushText(text: string, marks: readonly Mark[]): void {
    const cell = this.#cell;
    const kind = this.#kind;
    if (cell !== undefined) noteCellBlock(cell, { length: text.length, isPlain: kind === "paragraph" });
    if (this.#joint === "paragraph" || this.#joint === "break") this.#line++;
    this.drafts.push({
      kind,
      level: this.#level,
      text,
      marks,
      joint: this.#joint,
      nesting: this.#nesting,
      cell,
      image: undefined,
      element: this.#element,
      container: this.#container,
      linkLetters: this.#linkLetters,
      boldLetters: this.#boldLetters,
      isHidden: this.#isHidden,
      line: this.#line,
    });
  }

  #pushPicture(place: Place, image: Image): void {
    const { cell } = place;
    if (cell !== undefined) noteCellBlock(cell, { length: 0, isPlain: false });
    this.drafts.push({
      kind: "image",
      level: 0,
      text: "",
      marks: [],
      joint: "paragraph",
      nesting: place.nesting,
      cell,
      image,
      element: place.block,
      container: place.container,
      linkLetters: 0,
      boldLetters: 0,
      isHidden: place.isHidden,
      line: ++this.#line,
    });
  }
}

/** What a picture takes from the frame that it stands in. */
type Place = Pick<Frame, "cell" | "nesting" | "block" | "container" | "isHidden">;
