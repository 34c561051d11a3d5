/** Times of day beside a date: "14.30 Uhr", "3:20 p.m. EST", "오후 3:20", "09:10:02.123+01:00". */
import { digits, type Token } from "./date-tokens.ts";

/** A time with its zone as RFC 3339 writes it after the T; `next` is the index of the first token after it. */
export interface Clock {
  readonly text: string;
  readonly next: number;
}

/** Offsets of the names of zones that mean one offset only. EST and CST have others elsewhere, but not in the languages that write these. */
const ZONES: Readonly<Record<string, string>> = {
  z: "Z",
  utc: "Z",
  gmt: "Z",
  est: "-05:00",
  edt: "-04:00",
  cdt: "-05:00",
  mst: "-07:00",
  mdt: "-06:00",
  pst: "-08:00",
  pdt: "-07:00",
  cet: "+01:00",
  cest: "+02:00",
  mez: "+01:00",
  mesz: "+02:00",
  eet: "+02:00",
  eest: "+03:00",
  мск: "+03:00",
  msk: "+03:00",
  jst: "+09:00",
  kst: "+09:00",
};

function numericOffset(tokens: readonly Token[], i: number): Clock | undefined {
  const sign = tokens[i];
  const hours = tokens[i + 1];
  if (sign === undefined || hours?.kind !== "number" || !"+-−".includes(sign.text) || hours.start !== sign.end) return undefined;
  const mark = sign.text === "+" ? "+" : "-";
  if (hours.text.length === 4) return offset(mark, hours.text.slice(0, 2), hours.text.slice(2), i + 2);
  const minutes = tokens[i + 3];
  if (tokens[i + 2]?.text === ":" && minutes?.text.length === 2) return offset(mark, hours.text, minutes.text, i + 4);
  return hours.text.length <= 2 ? offset(mark, hours.text, "00", i + 2) : undefined;
}

function offset(mark: string, hours: string, minutes: string, next: number): Clock | undefined {
  if (Number(hours) > 14 || Number(minutes) > 59) return undefined;
  const text = `${mark}${hours.padStart(2, "0")}:${minutes}`;
  return { text: text === "+00:00" || text === "-00:00" ? "Z" : text, next };
}

function zone(tokens: readonly Token[], from: number): Clock | undefined {
  const i = tokens[from]?.text === "(" ? from + 1 : from;
  const token = tokens[i];
  const name = token?.kind === "word" ? ZONES[token.text.toLowerCase()] : undefined;
  if (name !== undefined) {
    const shifted = name === "Z" ? numericOffset(tokens, i + 1) : undefined;
    return shifted ?? { text: name, next: i + 1 };
  }
  const found = numericOffset(tokens, i);
  // "10:20 -25" is a dash before something else: without minutes an offset must touch the time.
  const touches = token !== undefined && tokens[i - 1]?.end === token.start;
  return found !== undefined && (touches || found.next - i > 2 || (tokens[i + 1]?.text.length ?? 0) === 4) ? found : undefined;
}

const PM = new Set(["pm", "오후", "下午", "午後"]);
const AM = new Set(["am", "오전", "上午", "午前"]);

/** Half of the day written after the time: "p.m.", "PM". */
function half(tokens: readonly Token[], i: number): { shift: number | undefined; next: number } {
  const word = tokens[i]?.text.toLowerCase() ?? "";
  if (PM.has(word) || AM.has(word)) return { shift: PM.has(word) ? 12 : 0, next: i + 1 };
  if ((word === "a" || word === "p") && tokens[i + 1]?.text === "." && tokens[i + 2]?.text.toLowerCase() === "m")
    return { shift: word === "p" ? 12 : 0, next: i + (tokens[i + 3]?.text === "." ? 4 : 3) };
  return { shift: undefined, next: i };
}

/** A time of day at token i, with its zone: "T09:10:02+01:00" without the T. */
function clock(tokens: readonly Token[], i: number): Clock | undefined {
  const early = half(tokens, i);
  const at = early.next;
  const hours = digits(tokens[at], 1, 2);
  const minutes = tokens[at + 2];
  const separator = tokens[at + 1]?.text.toLowerCase() ?? "";
  if (hours === undefined || hours > 24) return undefined;
  if (
    separator === "." &&
    !isClockWord(tokens[i - 1]) &&
    !(tokens[i - 1]?.text === "." && isClockWord(tokens[i - 2])) &&
    !/^(uhr|h|am|pm)$/iu.test(tokens[at + 3]?.text ?? "")
  )
    return bareHour(tokens, at, hours);
  if (
    ![":", "h", ".", "時", "时", "시"].includes(separator) ||
    minutes?.text.length !== 2 ||
    digits(minutes, 2, 2) === undefined ||
    Number(minutes.text) > 59
  )
    return bareHour(tokens, at, hours);
  let next = at + 3;
  let seconds = "";
  if (
    (tokens[next]?.text === ":" || tokens[next]?.text === ".") &&
    tokens[next + 1]?.text.length === 2 &&
    digits(tokens[next + 1], 2, 2) !== undefined &&
    separator === ":"
  ) {
    seconds = tokens[next + 1]?.text ?? "";
    next += 2;
    const fraction = tokens[next + 1];
    if (tokens[next]?.text === "." && fraction?.kind === "number" && fraction.start === tokens[next]?.end) next += 2;
  }
  const late = half(tokens, next);
  return finishClock(tokens, { hours, minutes: minutes.text, seconds, shift: late.shift ?? early.shift, next: late.next });
}

/** "3 pm": an hour alone counts only with its half of the day. */
function bareHour(tokens: readonly Token[], at: number, hours: number): Clock | undefined {
  const late = half(tokens, at + 1);
  return late.shift === undefined || hours > 12
    ? undefined
    : finishClock(tokens, { hours, minutes: "00", seconds: "", shift: late.shift, next: late.next });
}

function finishClock(
  tokens: readonly Token[],
  time: { hours: number; minutes: string; seconds: string; shift: number | undefined; next: number },
): Clock | undefined {
  const hours = time.shift !== undefined && time.hours <= 12 ? (time.hours % 12) + time.shift : time.hours;
  if (hours > 23) return undefined;
  let next = time.next;
  if (/^(?:uhr|hrs?|klo|分|분)$/iu.test(tokens[next]?.text ?? "")) next++;
  const found = zone(tokens, next);
  // RFC 3339 wants seconds with an offset; ":00" stands for seconds that are not known.
  const seconds = time.seconds === "" ? "00" : time.seconds;
  return { text: `${String(hours).padStart(2, "0")}:${time.minutes}:${seconds}${found?.text ?? ""}`, next: found?.next ?? next };
}

const CLOCK_WORDS = new Set(
  "at um kl klo kello à às as alle ore a las los o om в о об у ώρα στις t uur heures h - – — , | • · ( @ / saat pukul jam lúc".split(" "),
);

function isClockWord(token: Token | undefined): boolean {
  return token !== undefined && CLOCK_WORDS.has(token.text.toLowerCase());
}

/** The time after the date, past a few signs and words as languages put them between. */
export function clockAfter(tokens: readonly Token[], from: number): Clock | undefined {
  for (let i = from, steps = 0; steps < 5; i++, steps++) {
    const found = clock(tokens, i);
    if (found !== undefined) return found;
    if (isClockWord(tokens[i]) || tokens[i]?.text === ".") continue;
    // The name of the day: "12 Mart 2024 Salı 10:45", "2024년 3월 12일 (화) 10:45".
    const isDayName = i === from && tokens[i]?.kind === "word" && tokens[i + 2]?.text === ":";
    const isBracketed = tokens[i - 1]?.text === "(" && tokens[i]?.kind === "word" && tokens[i + 1]?.text === ")";
    if (!isDayName && !isBracketed && tokens[i]?.text !== ")") return undefined;
  }
  return undefined;
}

/** "09:10, 25 November 2021": the time right before the date. */
export function clockBefore(tokens: readonly Token[], end: number): Clock | undefined {
  for (let i = Math.max(0, end - 9); i <= end - 3; i++) {
    const previous = tokens[i - 1];
    if (tokens[i]?.kind !== "number" || (previous?.kind === "sign" && /[:.+-]/u.test(previous.text))) continue;
    const found = clock(tokens, i);
    if (found === undefined || found.next > end) continue;
    if (
      tokens.slice(found.next, end).every((token) => isClockWord(token) || token.text === "on" || token.text === "." || token.text === ")")
    )
      return found;
  }
  return undefined;
}
