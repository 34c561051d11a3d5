/** Which lines stand on many otherwise different pages of one site. */

/** What one page tells the site memory; small, made in pass 1 for every page in any order. */
export interface Sighting {
  /** Registrable domain of the best address claim, else container or folder; undefined: none. */
  readonly site: string | undefined;
}

/** Which lines recur on a site. Immutable once built; independent of the order of sightings. */
export interface SiteMemory {
  readonly sites: number;
}
