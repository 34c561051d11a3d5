/** The names that scrapers, exporters and data sets give the fields of their records. */
import type { ClaimField } from "../types.ts";

/** Names are compared without case and without what stands between their words: "raw_html", "rawHtml" and "Raw HTML" are one. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[\s_.:-]+/g, "");
}

/** Fields of markup. HTML keeps what its text has lost, so that it is preferred. */
export const HTML_NAMES: readonly string[] =
  "html rawhtml htmlraw pagehtml htmlcontent contenthtml bodyhtml htmlbody articlehtml htmltext fullhtml sourcehtml htmlsource pagesource cleanedhtml contentencoded rendered".split(
    " ",
  );
/** Fields of Markdown. */
export const MARKDOWN_NAMES: readonly string[] =
  "markdown md markdowncontent contentmarkdown bodymarkdown markdownbody contentmd mdcontent".split(" ");
/** Fields of the text itself, in whatever format it turns out to be. */
export const TEXT_NAMES: readonly string[] =
  "text content body articletext articlebody fulltext maintext mainbody maincontent pagecontent articlecontent bodytext contenttext textcontent plaintext plaincontent rawtext rawcontent cleantext cleanedtext cleancontent extractedtext storytext storybody doctext documenttext pagetext posttext postcontent postbody contents fulltextcontent newstext newscontent newsbody articletextcontent inhalt texto contenu".split(
    " ",
  );
/** Names that hold the text in some records and a number, a type or an object in others. */
export const VAGUE_TEXT_NAMES: readonly string[] =
  "article story document page post message passage paragraphs sections sentences lines value data".split(" ");
/** Characters from which a field of a vague name is text. */
export const VAGUE_TEXT_MIN = 40;
/** What stands for the text when a record has nothing better. */
export const SUMMARY_NAMES: readonly string[] = "description summary excerpt abstract snippet".split(" ");

/** Fields of facts, those that say most first. */
export const CLAIM_NAMES: Readonly<Record<Exclude<ClaimField, "url">, readonly string[]>> = {
  title: "title headline heading articletitle posttitle pagetitle newstitle documenttitle subject dctitle ogtitle metatitle name".split(
    " ",
  ),
  author:
    "author authors byline creator writer authorname authornames articleauthor postauthor dccreator metaauthor writtenby columnist".split(
      " ",
    ),
  published:
    "published publishedat publisheddate publishdate publishedtime publicationdate publicationtime publishedon publishedts publishtime publishts datepublished datetime date pubdate publicationdatetime articledate postdate postedat posted postedon releasedate dateposted articlepublishedtime dcdate createdat created creationdate datecreated createddate firstpublished time".split(
      " ",
    ),
  modified:
    "modified modifiedat modifieddate modifieddatetime datemodified updated updatedat updatedate lastmodified lastmod lastupdated updatedtime articlemodifiedtime dateupdated".split(
      " ",
    ),
  language: "language lang locale inlanguage languagecode langcode contentlanguage detectedlanguage articlelanguage".split(" "),
  site: "site sitename website websitename domain sourcedomain publisher outlet publication newspaper source sourcename host hostname ogsitename".split(
    " ",
  ),
  description:
    "description summary excerpt abstract subtitle standfirst dek deck teaser metadescription ogdescription subheadline lede".split(" "),
};
/** Fields of the page's address. */
export const URL_NAMES: readonly string[] =
  "url link href permalink canonical canonicalurl canonicallink pageurl articleurl posturl sourceurl originalurl finalurl requestedurl requesturl documenturl weburl uri targeturi warctargeturi address webpage location amphtml".split(
    " ",
  );
/** Fields of the record's own key. */
export const KEY_NAMES: readonly string[] =
  "id _id uuid guid key docid documentid articleid recordid postid pageid itemid warcrecordid dedupid urlid identifier"
    .split(" ")
    .map(plainName);
/** Fields of the time of the crawl. A bare "timestamp" is one: crawls write it, publishers do not. */
export const FETCHED_NAMES: readonly string[] =
  "fetchedat fetched fetchtime fetchdate crawledat crawled crawltime crawldate crawltimestamp crawleddate datecrawled scrapedat scraped scrapetime scrapedate datescraped scrapingdate retrievedat retrieved retrievaldate retrievaldatetime downloadedat downloaddate datedownload downloadtime accessedat accessdate dateaccessed warcdate capturedat collectedat harvestedat timestamp".split(
    " ",
  );

const BODY_NAMES: ReadonlySet<string> = new Set([...HTML_NAMES, ...MARKDOWN_NAMES, ...TEXT_NAMES]);
const FACT_NAMES: ReadonlySet<string> = new Set([...Object.values(CLAIM_NAMES).flat(), ...URL_NAMES, ...KEY_NAMES, ...FETCHED_NAMES]);

/** Are these the names of a record's fields: one for its text, and one for something else? */
export function hasRecordNames(names: readonly string[]): boolean {
  const plain = names.map(plainName);
  return plain.some((name) => BODY_NAMES.has(name)) && plain.some((name) => FACT_NAMES.has(name) && !BODY_NAMES.has(name));
}

/** Objects that hold the record, or facts about it, under a name of their own. Others (an image, an author) have names and addresses of their own. */
export const WRAPPER_NAMES: ReadonlySet<string> = new Set(
  "data article document doc item record page post entry news story meta metadata info attributes attrs fields properties props result response payload content body extra extracted json jsonld headers dc og".split(
    " ",
  ),
);
/** Lists of records that one object is wrapped around: feeds in JSON, answers of interfaces. */
export const LIST_NAMES: readonly string[] =
  "items articles data results records documents docs entries posts pages news stories hits value rows list".split(" ");

/** Names of facts that say one thing here and another there. */
export const VAGUE_NAMES: ReadonlySet<string> = new Set([
  "name",
  "subject",
  "time",
  "created",
  "createdat",
  "creationdate",
  "datecreated",
  "createddate",
  "source",
  "host",
  "hostname",
  "domain",
  "publisher",
  "summary",
]);
