// Customers for measuring: the same in every run, on this machine and on others.
//
//   node .ci/customers.mjs 5000 > customers.csv
//
// prints so many as a list; its workload is in hours. `--seed 2` gives others.
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';

/**
 * Customers around cities with skewed values, from a small generator, so that every run has the same. With a number of
 * territories each has one today: whole cities dealt out in turn, so that some are far too large; with a number of
 * sellers each has one of those, dealt out in turn.
 */
export function customers(rows, { seed = 1, territories = 0, sellers = 0 } = {}) {
  let state = seed >>> 0;
  const chance = () => { state = (Math.imul(state, 1664525) + 1013904223) >>> 0; return state / 2 ** 32; };
  const bell = () => chance() + chance() + chance() + chance() - 2;
  const cities = Array.from({ length: 60 }, () => [27 + chance() * 10, 47 + chance() * 12]);
  const lines = [`identifier,name,latitude,longitude,potential,sales,visits,minutes per visit${territories ? ',territory' : ''}${sellers ? ',seller' : ''}`];
  for (let row = 1; row <= rows; row += 1) {
    const city = Math.floor(chance() ** 2 * cities.length);
    const [latitude, longitude] = cities[city];
    const today = territories ? `,Territory ${(city % territories) + 1}` : '';
    const seller = sellers ? `,Seller ${(row % sellers) + 1}` : '';
    const potential = Math.round(1000 * Math.exp(bell()));
    lines.push(`C${row},Customer ${row},${(latitude + bell() * 0.1).toFixed(4)},${(longitude + bell() * 0.1).toFixed(4)},${potential},${Math.round(potential * chance())},${6 + Math.floor(chance() * 20)},${15 + Math.floor(chance() * 40)}${today}${seller}`);
  }
  return `${lines.join('\n')}\n`;
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const seed = argv.includes('--seed') ? Number(argv[argv.indexOf('--seed') + 1]) : 1;
  const [names, ...rows] = customers(Number(argv[2]), { seed }).trimEnd().split('\n');
  const withWorkload = rows.map((row) => { const cells = row.split(','); return `${row},${((cells[6] * cells[7]) / 60).toFixed(2)}`; });
  process.stdout.write(`${[`${names},workload`, ...withWorkload].join('\n')}\n`);
}
