/** Containers and encodings → RawDocument. */
import type { Options } from "../options.ts";
import type { RawDocument, Source, Unreadable } from "../types.ts";

/** Opens the bytes of a source; given by the edge, so that this stage never touches the file system. */
export type OpenBytes = () => AsyncIterable<Uint8Array>;

/** The records of a source, in its order. Never throws on input: what cannot be read comes as `Unreadable`, and the next record goes on. */
export async function* read(_source: Source, _open: OpenBytes, _options: Options): AsyncGenerator<RawDocument | Unreadable> {
  throw new Error("not built yet");
}
