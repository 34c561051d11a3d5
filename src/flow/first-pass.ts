/** Pass 1: sources → records → pages in the store, with what each page tells the site memory. In order; bounded in memory. */
import { createHash } from "node:crypto";
import { read } from "../read/read.ts";
import { documentId, sha256 } from "../text/hash.ts";
import type { DocumentId, RawDocument, Source, Unreadable } from "../types.ts";
import { inBatches, inOrder } from "./crew.ts";
import { keepAsItIs, newDraft, takeArticle, type Draft } from "./draft.ts";
import { keysOfRecord, type RecordKeys } from "./keys.ts";
import { asBefore, isAsBefore, type FirstPass } from "./recognise.ts";
import { packSighting } from "./sightings.ts";
import type { KnownSource, Store } from "./store.ts";
import type { Broken, Parsed } from "./steps.ts";

/** A source, read whole: told once all its records have been. */
type Event = { readonly draft: Draft } | { readonly record: RawDocument; readonly keys: RecordKeys };

/** The drafts of all inputs, which must be in order, and what the sources held. */
export async function* firstPass(inputs: readonly (Source | Unreadable)[], pass: FirstPass, sources: KnownSource[]): AsyncGenerator<Draft> {
  const { store, crew, options } = pass;
  const batches = inBatches(events(inputs, pass, sources), (event) => ("record" in event ? event.record.payload.length : 0));
  const parsed = inOrder(batches, crew.width, async (batch) => {
    const records = batch.flatMap((event) => ("record" in event ? [event.record] : []));
    return records.length === 0 ? [] : crew.parse(records, options);
  });
  for await (const { batch, result } of parsed) {
    let next = 0;
    for (const event of batch) {
      const draft = "draft" in event ? event.draft : take(event, result[next++], store);
      // A source is recognised by the page that it is; one of which no page came, by a line of its own.
      if (!("draft" in event) && draft.page === undefined && draft.provenance.record === undefined) sources.push(itself(draft));
      yield draft;
    }
  }
}

/** A source that is one document. */
function itself({ id, provenance, readKey }: Draft): KnownSource {
  return { path: provenance.source, sha256: provenance.sha256, readKey, documents: [id] };
}

function take(
  { record, keys }: Extract<Event, { readonly record: RawDocument }>,
  result: Parsed | Broken | undefined,
  store: Store,
): Draft {
  if (result === undefined) throw new Error("a batch came back shorter than it was sent");
  const draft = newDraft(record, keys);
  if ("broken" in result) {
    draft.stopped = { kind: "failed", reason: result.broken };
    return draft;
  }
  draft.page = store.appendPage(result.page, keys.recordKey);
  // The article made of the page has the page's notices.
  draft.notices = [];
  draft.sighting = result.sighting === undefined ? undefined : packSighting(result.sighting);
  if (result.extracted !== undefined) takeArticle(draft, result.extracted, store);
  return draft;
}

async function* events(inputs: readonly (Source | Unreadable)[], pass: FirstPass, sources: KnownSource[]): AsyncGenerator<Event> {
  for (const input of inputs) {
    const pause = pass.pause?.();
    if (pause !== undefined) await pause;
    pass.signal?.throwIfAborted();
    if ("fate" in input) yield { draft: draftOfRecord(input, pass) };
    else yield* sourceEvents(input, pass, sources);
    pass.onSource();
  }
}

async function* sourceEvents(source: Source, pass: FirstPass, sources: KnownSource[]): AsyncGenerator<Event> {
  const { past } = pass.store;
  const documents: DocumentId[] = [];
  let isItsOwnDocument = false;
  const tap = past === undefined ? undefined : tapped(source, pass);
  try {
    for await (const found of read(source, () => tap?.bytes() ?? pass.open(source), pass.options)) {
      pass.signal?.throwIfAborted();
      const record = toldApart(found, pass.seen);
      pass.onRecord(record.provenance.bytes);
      documents.push(record.id);
      isItsOwnDocument = !("fate" in record) && record.provenance.record === undefined;
      if ("fate" in record) yield { draft: draftOfRecord(record, pass) };
      else yield eventOf(record, pass);
    }
  } catch (error) {
    pass.signal?.throwIfAborted();
    yield { draft: draftOfRecord(unreadable(source, error), pass) };
    return;
  }
  const hash = tap?.hash();
  // A document that is its source is recognised by itself: of most drops there are no others.
  if (hash !== undefined && !isItsOwnDocument) sources.push({ path: source.path, sha256: hash, readKey: pass.keys.read, documents });
}

/**
 * Two entries of an archive may have one name and the same bytes; each is a record all the same, and has a name of its own here. Reading
 * the same source again gives the same names.
 */
function toldApart<T extends RawDocument | Unreadable>(record: T, seen: Set<DocumentId>): T {
  let { id, provenance } = record;
  const { source, sha256: hash, record: locator } = provenance;
  for (let copy = 2; seen.has(id); copy++) {
    const label = `${locator?.label ?? ""} (${copy})`.trim();
    provenance = { ...provenance, record: { ordinal: locator?.ordinal ?? copy, label } };
    id = documentId({ source, record: provenance.record, sha256: hash });
  }
  seen.add(id);
  return id === record.id ? record : { ...record, id, provenance };
}

/** A record that was read: as it was, or with the page it had, or to be parsed. */
function eventOf(record: RawDocument, pass: FirstPass): Event {
  const keys = keysOfRecord(record, pass.keys);
  const before = pass.store.past?.byId.get(record.id);
  if (before?.recordKey === keys.recordKey && before.page !== undefined) return { draft: asBefore(before, pass) };
  const page = pass.store.findPage(keys.recordKey);
  return page === undefined ? { record, keys } : { draft: { ...newDraft(record, keys), page, notices: [] } };
}

function draftOfRecord(record: Unreadable, pass: FirstPass): Draft {
  const keys = keysOfRecord(record, pass.keys);
  const before = pass.store.past?.byId.get(record.id);
  if (before?.recordKey === keys.recordKey && isAsBefore(before, pass)) return keepAsItIs(before);
  return { ...newDraft(record, keys), stopped: record.fate };
}

function unreadable(source: Source, error: unknown): Unreadable {
  const nothing = sha256("");
  return {
    id: documentId({ source: source.path, record: undefined, sha256: nothing }),
    provenance: { source: source.path, record: undefined, url: undefined, fetchedAt: undefined, sha256: nothing, bytes: 0 },
    key: undefined,
    fate: { kind: "failed", reason: error instanceof Error ? error.message : String(error) },
    notices: [],
  };
}

/** The bytes of a source, hashed as they are read. The hash is undefined unless they were read to the end, once. */
function tapped(source: Source, pass: FirstPass): { bytes(): AsyncIterable<Uint8Array>; hash(): string | undefined } {
  const hash = createHash("sha256");
  let passes = 0;
  let isWhole = false;
  return {
    async *bytes() {
      passes++;
      for await (const chunk of pass.open(source)) {
        hash.update(chunk);
        yield chunk;
      }
      isWhole = true;
    },
    hash: () => (isWhole && passes === 1 ? hash.digest("hex") : undefined),
  };
}
