// Files to bring in, the same on every run: customer lists around German cities, lists with faults, and files that
// are no lists at all.
import { deflateRawSync } from 'node:zlib';

/** A linear congruential generator of numbers from 0 to 1; the constants are those of Numerical Recipes. */
export function dice(seed) {
  let state = seed >>> 0;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 4_294_967_296;
}

const cities = [
  ['Berlin', 'Berlin', 52.52, 13.405], ['Hamburg', 'Hamburg', 53.551, 9.994], ['Munich', 'Bayern', 48.137, 11.575],
  ['Cologne', 'Nordrhein-Westfalen', 50.938, 6.96], ['Frankfurt', 'Hessen', 50.11, 8.682], ['Stuttgart', 'Baden-Württemberg', 48.776, 9.182],
  ['Dresden', 'Sachsen', 51.05, 13.737], ['Leipzig', 'Sachsen', 51.34, 12.375], ['Hanover', 'Niedersachsen', 52.376, 9.732],
  ['Nuremberg', 'Bayern', 49.452, 11.077], ['Bremen', 'Bremen', 53.079, 8.802], ['Mainz', 'Rheinland-Pfalz', 49.993, 8.247],
  ['Erfurt', 'Thüringen', 50.985, 11.03], ['Kiel', 'Schleswig-Holstein', 54.323, 10.123], ['Rostock', 'Mecklenburg-Vorpommern', 54.092, 12.099],
  ['Magdeburg', 'Sachsen-Anhalt', 52.121, 11.628],
];
const segments = ['Pharmacy', 'Hospital', 'Practice', 'Wholesale'];

/** The names of the columns of a customer list. */
export const header = ['identifier', 'name', 'latitude', 'longitude', 'province', 'segment', 'potential', 'sales', 'visits', 'minutes per visit'];

/** Customers as rows of cells. */
export function customers(count, seed = 7) {
  const roll = dice(seed);
  const rows = [];
  for (let number = 1; number <= count; number += 1) {
    const [city, state, latitude, longitude] = cities[Math.floor(roll() * cities.length)];
    const potential = Math.round(2_000 + 18_000 * roll() * roll());
    rows.push([
      `C${String(number).padStart(6, '0')}`,
      `${city} customer ${number}`,
      (latitude + (roll() - 0.5) * 1.2).toFixed(5),
      (longitude + (roll() - 0.5) * 1.6).toFixed(5),
      state,
      segments[Math.floor(roll() * segments.length)],
      String(potential),
      String(Math.round(potential * (0.2 + 0.6 * roll()))),
      String(2 + Math.floor(roll() * 11)),
      String(20 + 5 * Math.floor(roll() * 9)),
    ]);
  }
  return rows;
}

/** Rows as delimited text. */
export function table(rows, { head = header, delimiter = ',' } = {}) {
  return [head, ...rows].map((row) => row.join(delimiter)).join('\r\n') + '\r\n';
}

/** A file as the page's file chooser takes it. */
export function file(name, content, mimeType = 'text/csv') {
  return { name, mimeType, buffer: typeof content === 'string' ? Buffer.from(content) : content };
}

/** An archive under the name of a workbook: 512 MB of zeros in about half a megabyte. */
export function zipBomb() {
  const size = 512 * 1024 * 1024;
  // One megabyte of zeros packs to a part that can stand 512 times in a row when each part but the last is left open.
  const packed = packedZeros(size);
  const name = Buffer.from('xl/worksheets/sheet1.xml');
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(20, 4);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(size, 22);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(20, 4);
  central.writeUInt16LE(20, 6);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt32LE(size, 24);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length + packed.length, 16);
  return Buffer.concat([local, name, packed, central, name, end]);
}

function packedZeros(size) {
  const part = Buffer.alloc(1 << 20);
  // A sync flush ends on a whole byte, so that parts can follow each other; Z_SYNC_FLUSH is 2.
  const open = deflateRawSync(part, { finishFlush: 2 });
  return Buffer.concat([...Array.from({ length: size / part.length - 1 }, () => open), deflateRawSync(part)]);
}

/** The names of the entries of an archive; fails when it is damaged. */
export function archiveEntries(bytes) {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0) throw new Error('not an archive');
  const names = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (bytes.readUInt32LE(at) !== 0x02014b50) throw new Error('a damaged directory');
    const length = bytes.readUInt16LE(at + 28);
    names.push(bytes.subarray(at + 46, at + 46 + length).toString());
    at += 46 + length + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return names;
}

/** The cells of comma-separated text with quotes. */
export function parseCsv(text) {
  const rows = [];
  let row = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') { cell += '"'; at += 1; }
      else quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === ',') { row.push(cell); cell = ''; }
    else if (sign === '\n') { row.push(cell.replace(/\r$/, '')); rows.push(row); row = []; cell = ''; }
    else cell += sign;
  }
  if (cell || row.length) { row.push(cell); rows.push(row); }
  return rows;
}
