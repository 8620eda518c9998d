import { isUtf8 } from 'node:buffer';

/** What has been framed so far. */
export type Framed = {
  /** The fields of line 1; undefined until it has been read. No fields when it is no header: quotes out of place, or far too long. */
  header: readonly string[] | undefined;
  /** True when the contents begin with the byte order mark of UTF-16. */
  utf16: boolean;
  /** Physical records below the header. */
  records: number;
  /** Of them, with a wrong number of fields or a quote out of place. */
  columns: number;
  /** Of the others, with a byte that is not UTF-8. */
  encoding: number;
  /** The line that comes next: LFs read, plus one. */
  line: number;
  /** The line on which the record begins whose quote the end of the contents leaves open. */
  openQuote: number | undefined;
};

/**
 * The framing of one CSV file: where its records, fields and lines are, found byte by byte before any loader sees them.
 * RFC 4180 with commas; LF or CRLF ends a record; a quote opens a field only as its first byte.
 *
 * Every record becomes one line of a form that leaves a loader nothing to judge: line number, framing code (empty,
 * `columns` or `encoding`), then the fields, parted by U+001F, ended by LF, never quoted. No field of it has a control
 * character: each becomes U+000E with a visible sign, and U+000E makes the field fail the type of its column. A field
 * longer than any type allows is cut, so that no line of the form is long. The fields of a `columns` record are empty.
 */
export type Framing = {
  /** Takes the next bytes of the contents; returns the lines of the records that they complete, good until the next call. */
  take(bytes: Uint8Array): Uint8Array[];
  /** The contents have ended: returns the line of a last record without line break. */
  end(): Uint8Array[];
  readonly found: Readonly<Framed>;
};

/** Marks, in the loader's lines, a control character; taken out again before a value is shown. */
export const controlMark = '\u000e';
/** Parts the fields of the loader's lines. */
export const fieldSeparator = '\u001f';

const comma = 0x2c, quote = 0x22, lf = 0x0a, cr = 0x0d, separator = 0x1f, mark = 0x0e;
/** More bytes than 1,000 characters can have: such a field is cut, and fails every type. */
const longestField = 4000;
const mostHeaderFields = 256;
/** Room for one line of the form: 18 fields as long as they may be, tripled where bytes are replaced by U+FFFD. */
const room = 256 * 1024;
const bufferSize = 2 * 1024 * 1024;

/** Bytes that need a decision outside quotes, and within: all others are copied. */
const stopsBare = new Uint8Array(256);
const stopsQuoted = new Uint8Array(256);
for (let byte = 0; byte < 0x20; byte += 1) stopsBare[byte] = stopsQuoted[byte] = 1;
for (const byte of [quote, 0x7f, 0xc2]) stopsBare[byte] = stopsQuoted[byte] = 1;
stopsBare[comma] = 1;

/**
 * For the plain records: what each byte becomes, and above those eight bits what it adds to a sum that tells how many
 * commas the record has, and by `special` that it is not plain.
 */
const special = 2 ** 16;
const plainTable = Int32Array.from(stopsBare, (stops, byte) => (byte === comma ? separator + (1 << 8) : stops ? byte + special * 256 : byte));

/** Where the next byte stands: between records, or at or in a field. */
const between = 0, atField = 1, inBare = 2, inQuoted = 3, afterQuote = 4;

/** Starts the framing of one file's contents. */
export function startFraming(): Framing {
  const found: Framed = { header: undefined, utf16: false, records: 0, columns: 0, encoding: 0, line: 1, openQuote: undefined };
  let width = mostHeaderFields;
  let state = between;
  /** A CR was read, and the next byte will tell whether it is half of a line break. */
  let carriage = false;
  let fields = 0, recordLine = 1, broken = false, badBytes = false, overlong = false;
  let out = new Uint8Array(bufferSize);
  /** Ends of what is written, of whole lines, of lines handed out; where the record's fields and the current field begin. */
  let o = 0, whole = 0, handed = 0, body = 0, fieldStart = 0;
  let lines: Uint8Array[] = [];
  let held: Uint8Array = new Uint8Array(0);
  let begun = false;

  function handOut(): void {
    if (whole > handed) lines.push(out.subarray(handed, whole));
    handed = whole;
  }

  function openRecord(): void {
    if (out.length - o < room) {
      handOut();
      out = new Uint8Array(bufferSize);
      o = whole = handed = 0;
    }
    recordLine = found.line;
    broken = badBytes = overlong = false;
    fields = 0;
    state = atField;
    if (found.header) writePrefix();
    body = fieldStart = o;
  }

  /** The line number and an empty framing code. */
  function writePrefix(): void {
    let digits = 1;
    for (let power = 10; power <= recordLine; power *= 10) digits += 1;
    for (let rest = recordLine, at = o + digits - 1; at >= o; at -= 1) {
      const tenth = (rest / 10) | 0;
      out[at] = 48 + rest - tenth * 10;
      rest = tenth;
    }
    o += digits;
    out[o] = out[o + 1] = separator;
    o += 2;
  }

  function closeField(): void {
    fields += 1;
    state = atField;
    overlong = false;
    if (fields > width) broken = true;
    if (broken) o = body;
    else out[o++] = separator;
    fieldStart = o;
  }

  function closeRecord(): void {
    closeField();
    state = between;
    if (found.header === undefined) return closeHeader();
    found.records += 1;
    if (broken || fields !== width) {
      found.columns += 1;
      rewrite(`columns${fieldSeparator.repeat(width)}`);
    } else if (badBytes) {
      found.encoding += 1;
      rewrite(`encoding${fieldSeparator}${new TextDecoder('utf-8', { ignoreBOM: true }).decode(out.subarray(body, o - 1))}`);
    } else {
      o -= 1; // the separator that closeField wrote after the last field
    }
    out[o++] = lf;
    whole = o;
  }

  function closeHeader(): void {
    found.header = broken ? [] : new TextDecoder().decode(out.subarray(body, o - 1)).split(fieldSeparator);
    width = found.header.length;
    o = body;
  }

  /** Replaces the empty framing code and all fields. */
  function rewrite(text: string): void {
    o = body - 1 + Buffer.from(out.buffer).write(text, body - 1);
  }

  /** The mark and a visible sign: U+2400 + code, U+2421 for DEL, U+2426 for U+0080 to U+009F. */
  function writeControl(code: number): void {
    out[o] = mark;
    out[o + 1] = 0xe2;
    out[o + 2] = 0x90;
    out[o + 3] = code < 0x20 ? 0x80 + code : code === 0x7f ? 0xa1 : 0xa6;
    o += 4;
  }

  /** A CR that no LF follows is a character of its field; after a closing quote it is text after it. */
  function keepCarriage(): void {
    carriage = false;
    if (state === between) openRecord();
    if (state === afterQuote) broken = true;
    state = inBare;
    writeControl(cr);
  }

  /** An LF outside quotes. An empty line is no record, but line 1 is the header whatever it holds. */
  function endLine(): void {
    carriage = false;
    found.line += 1;
    if (state === between && found.header === undefined) openRecord();
    if (state !== between) closeRecord();
  }

  /** Copies bytes of a field from `i` up to the first that needs a decision; returns where that is. */
  function copyField(bytes: Uint8Array, i: number): number {
    const stops = state === inQuoted ? stopsQuoted : stopsBare;
    const target = out;
    const until = Math.min(bytes.length, i + longestField);
    let from = i;
    let to = o;
    for (let byte = bytes[from]!; from < until && stops[byte] === 0; byte = bytes[from]!) {
      target[to++] = byte;
      from += 1;
    }
    o = to;
    if (o - fieldStart > longestField) cutField();
    if (state === atField) state = inBare;
    return from;
  }

  /** Keeps of an overlong field what fits, up to the end of a character; what follows of it is dropped. */
  function cutField(): void {
    if (overlong) {
      o = fieldStart + longestField;
      return;
    }
    overlong = true;
    let at = fieldStart + longestField;
    while (at > fieldStart + longestField - 4 && (out[at]! & 0xc0) === 0x80) at -= 1;
    out.fill(0x2e, at, fieldStart + longestField);
    o = fieldStart + longestField;
  }

  /** Takes the one byte at `i` that needs a decision; returns where the next is. */
  function decide(bytes: Uint8Array, i: number): number {
    const byte = bytes[i]!;
    if (byte === quote && state === atField) state = inQuoted;
    else if (byte === quote && state === inQuoted) state = afterQuote;
    else if (byte === quote && state === afterQuote) {
      out[o++] = quote;
      state = inQuoted;
    } else if (byte === comma && state !== inQuoted) closeField();
    else {
      if (byte === quote || state === afterQuote) broken = true;
      if (state !== inQuoted) state = inBare;
      if (byte === lf) found.line += 1;
      const next = bytes[i + 1];
      if (byte === 0xc2 && next !== undefined && next >= 0x80 && next < 0xa0) {
        writeControl(next);
        return i + 2;
      }
      if (byte < 0x20 || byte === 0x7f) writeControl(byte);
      else out[o++] = byte;
    }
    if (o - fieldStart > longestField) cutField();
    return i + 1;
  }

  /**
   * Takes as many plain records from `i` on as there are: whole, short, of the right width, without quotes, control
   * characters or bytes that need a second look. Nearly all records are plain, and the speed of an import hangs on this
   * loop: it has no branch but its end. Returns where the first record begins that is not plain.
   */
  function takePlain(bytes: Uint8Array, i: number): number {
    const table = plainTable;
    let from = i;
    for (;;) {
      openRecord();
      const target = out;
      const end = Math.min(bytes.length, from + longestField);
      let to = o;
      let sum = 0;
      let at = from;
      for (; at < end; at += 1) {
        const byte = bytes[at]!;
        if (byte === lf) break;
        const entry = table[byte]!;
        target[to++] = entry;
        sum = (sum + (entry >> 8)) | 0;
      }
      if (bytes[at - 1] === cr && at > from) {
        sum -= special;
        to -= 1;
      }
      if (at === end || sum !== width - 1 || to === body) {
        o = whole;
        state = between;
        return from;
      }
      target[to++] = lf;
      o = whole = to;
      found.records += 1;
      found.line += 1;
      from = at + 1;
    }
  }

  /** Frames bytes that end where a character ends. */
  function frame(bytes: Uint8Array): void {
    const valid = isUtf8(bytes);
    let recordStart = 0;
    let i = 0;
    while (i < bytes.length) {
      if (valid && state === between && !carriage && found.header) i = takePlain(bytes, i);
      if (i === bytes.length) break;
      const byte = bytes[i]!;
      if (byte === lf && state !== inQuoted) {
        if (!valid && state !== between && !isUtf8(bytes.subarray(recordStart, i))) badBytes = true;
        endLine();
        i += 1;
        recordStart = i;
        continue;
      }
      if (carriage) keepCarriage();
      if (byte === cr && state !== inQuoted) {
        carriage = true;
        i += 1;
        continue;
      }
      if (state === between) openRecord();
      if (state !== afterQuote && (state === inQuoted ? stopsQuoted : stopsBare)[byte] === 0) i = copyField(bytes, i);
      else i = decide(bytes, i);
    }
    if (!valid && state !== between && !isUtf8(bytes.subarray(recordStart))) badBytes = true;
  }

  /** Looks at the first bytes for a byte order mark; returns what follows it. */
  function begin(bytes: Uint8Array): Uint8Array {
    begun = true;
    found.utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
    return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
  }

  /** The lines handed out have been used: what is left of a record moves to the beginning of the buffer. */
  function reuse(): void {
    lines = [];
    out.copyWithin(0, whole, o);
    o -= whole;
    body -= whole;
    fieldStart -= whole;
    whole = handed = 0;
  }

  return {
    found,
    take(bytes) {
      reuse();
      let piece = held.length > 0 ? Buffer.concat([held, bytes]) : bytes;
      if (!begun && piece.length >= 3) piece = begin(piece);
      const ready = begun ? piece.length - unfinishedTail(piece) : 0;
      held = Uint8Array.from(piece.subarray(ready));
      // A plain view, never a Buffer: the loops run twice as fast when they see one kind of array.
      frame(new Uint8Array(piece.buffer, piece.byteOffset, ready));
      handOut();
      return lines;
    },
    end() {
      reuse();
      frame(begun ? held : begin(held));
      if (carriage) keepCarriage();
      if (state === inQuoted) found.openQuote = recordLine;
      else if (state !== between) closeRecord();
      handOut();
      return lines;
    },
  };
}

/** Bytes at the end that begin a character which the next piece may complete: 0 to 3. */
function unfinishedTail(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}
