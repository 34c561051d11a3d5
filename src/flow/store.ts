/**
 * Where pages and articles wait between the steps: bytes in, bytes out. The store of a collection keeps them on disk for the next
 * run; this one keeps them in memory, for the library and for tests.
 */

/** What `Store.append` gives for the bytes, and `Store.read` takes. Opaque to the flow. */
export type Place = number;

export interface Store {
  append(kind: "page" | "article", bytes: Uint8Array): Place;
  /** The same bytes. Synchronous: a read of a file that was just written costs less than a turn of the event loop. */
  read(place: Place): Uint8Array;
}

/** Keeps everything in memory. */
export function memoryStore(): Store {
  const kept: Uint8Array[] = [];
  return {
    append: (_kind, bytes) => kept.push(bytes) - 1,
    read(place) {
      const bytes = kept[place];
      if (bytes === undefined) throw new Error(`nothing is stored at ${place}`);
      return bytes;
    },
  };
}
